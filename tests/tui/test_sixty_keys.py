"""Thirty papers triaged with sixty keys, each seen in the preview before it is decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.pilot import Pilot

from readlist.library import Library
from readlist.model.paper import Status
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.main import MainScreen
from tests.tui.conftest import fill, record, screen_lines, settled

KEYS = {"r": Status.READING, "s": Status.SKIMMED, "l": Status.LATER, "x": Status.DROPPED}
DECISIONS = "rrrr" + "ssssss" + "llllllll" + "x" * 12
TAGGED = (0, 2, 3, 5, 8, 12, 13, 17, 21, 29)
NOTED = (1, 4, 9)
REGRETTED = {6: "x", 20: "l"}
TAGS = ("vision", "audio", "to cite", "survey", "theory", "data", "tools", "robots", "ethics")


@dataclass
class Reader:
    """Somebody who triages: the keys that were pressed so far."""

    pilot: Pilot[None]
    pressed: list[str] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed.append(key)
            await self.pilot.press(key)
        await settled(self.pilot)

    async def write(self, text: str) -> None:
        """Type the text of a note, which does not count."""
        for letter in text:
            await self.pilot.press("space" if letter == " " else letter)

    def sees(self, title: str) -> bool:
        """Whether the paper is under the cursor, and in the preview on the screen."""
        main = self.pilot.app.screen
        assert isinstance(main, MainScreen)
        assert main.desk.paper is not None
        preview = main.preview.region
        shown = [line[preview.x :] for line in screen_lines(self.pilot)]
        return main.desk.paper.record.title == title and any(line.strip(" │") == title for line in shown)


async def triage(reader: Reader, titles: list[str]) -> None:
    for number, (title, key) in enumerate(zip(titles, DECISIONS, strict=True)):
        assert reader.sees(title)
        if number in TAGGED:
            await reader.press("t", str(1 + number % len(TAGS)))
        if number in NOTED:
            await reader.press("a")
            await reader.write(f"note {number}")
            await reader.press("escape")
        assert reader.sees(title)
        if number in REGRETTED:
            await reader.press(REGRETTED[number])
            await reader.press("u")
            assert reader.sees(title)
        await reader.press(key)


async def test_thirty_papers_take_sixty_keys(library: Library) -> None:
    tagged = fill(library, map(record, range(101, 110)), "before.txt")
    for number, tag in enumerate(TAGS, start=1):
        library.tag(tagged[number - 1 :], [tag])
    library.mark(tagged, Status.READ)
    most_used = [tag for tag, _ in library.tags()][: len(TAGS)]
    papers = fill(library, map(record, range(1, 31)))
    titles = [paper.record.title or "" for paper in library.papers(papers)]
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        reader = Reader(pilot)
        await triage(reader, titles)
        assert "Inbox clear. " in "\n".join(screen_lines(pilot))
    assert len(reader.pressed) <= 60
    stored = library.papers(papers)
    assert [paper.status for paper in stored] == [KEYS[key] for key in DECISIONS]
    counts = library.counts()
    assert [counts[status] for status in KEYS.values()] == [4, 6, 8, 12]
    assert [number for number, paper in enumerate(stored) if paper.tags] == list(TAGGED)
    # The digit means the tag that was most used when it was typed, so tags of equal use may change their places.
    assert all(len(paper.tags) <= 1 and set(paper.tags) <= set(most_used) for paper in stored)
    assert {number: paper.note for number, paper in enumerate(stored) if paper.note} == {
        number: f"note {number}" for number in NOTED
    }
