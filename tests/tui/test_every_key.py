"""Every key of the registry is pressed, in the list and in the reader, and does what EFFECTS expects of its command.

A command without an expected effect fails, and so does one whose change of papers is not undone and redone whole. Each key begins at the sixth of thirty papers, which has a note and a tag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot

from readlist.library import Library
from readlist.library.update import Update
from readlist.model.fields import Order
from readlist.model.paper import Paper, Status
from readlist.tui.app import ReadlistApp
from readlist.tui.commands import COMMANDS, commands_of
from readlist.tui.context import Place
from readlist.tui.desk import Desk
from readlist.tui.marks import Marks
from readlist.tui.messages import Message
from readlist.tui.screens.main import MainScreen
from readlist.tui.screens.reader import Reader
from readlist.tui.themes import THEMES
from readlist.tui.view import INBOX
from tests.holdings import assert_undone_and_redone, holdings
from tests.tui.conftest import settled

ROW = 5
SIZE = (100, 30)
PDF = "https://example.org/paper.pdf"
NOTE_BY_EDITOR = "written outside"


@dataclass
class Outside:
    """What the app was made to copy and to open, and the folder that it works in."""

    folder: Path
    copied: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)


@dataclass
class World:
    """The app and what was so before a key was pressed."""

    pilot: Pilot[Any]
    library: Library
    outside: Outside
    id: int = 0
    scrolled: int = 0
    top: int = 0

    @property
    def app(self) -> ReadlistApp:
        app = self.pilot.app
        assert isinstance(app, ReadlistApp)
        return app

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def main(self) -> MainScreen:
        main = self.app.screen_stack[0]
        assert isinstance(main, MainScreen)
        return main

    @property
    def paper(self) -> Paper:
        """The paper that was under the cursor, as it is stored now."""
        return self.library.papers([self.id])[0]

    @property
    def shown(self) -> str:
        """The kind of screen that is on top."""
        return type(self.app.screen).__name__

    @property
    def row(self) -> int:
        return self.desk.view.cursor

    @property
    def moved(self) -> int:
        """How far the text was scrolled down."""
        page = self.main.preview if self.shown == "MainScreen" else self.app.screen.query_one("#text")
        return int(getattr(page, "top", 0)) - self.scrolled


def nothing(_: World) -> None:
    """Leave everything as it is."""


class Effect(NamedTuple):
    """What a command does: ``after`` is typed behind its key, ``before`` is done first."""

    holds: Callable[[World], object]
    after: tuple[str, ...] = ()
    before: Callable[[World], object] = nothing


def opens(screen: str) -> Effect:
    return Effect(lambda w: w.shown == screen)


def decides(status: Status) -> Effect:
    return Effect(lambda w: w.paper.status is status and w.desk.paper is not None and w.desk.paper.id != w.id)


def copies(text: Callable[[World], str]) -> Effect:
    return Effect(lambda w: w.outside.copied == [text(w)])


def goes(base: str) -> Effect:
    return Effect(lambda w: w.desk.view.base == base)


def sorts(by: str) -> Effect:
    return Effect(lambda w: w.desk.view.order == Order(by, by == "added"))


def opens_similar(number: int) -> Effect:
    """The papers of the first rows are made similar ones."""

    def found(w: World) -> None:
        reader = w.app.screen
        assert isinstance(reader, Reader)
        reader._similar = w.desk.papers(w.desk.view.ids[:5])

    return Effect(lambda w: w.row == number - 1, before=found)


def typed(line: str) -> tuple[str, ...]:
    return (*("space" if letter == " " else letter for letter in line), "enter")


def at_last_row(w: World) -> None:
    w.desk.show(w.desk.view.at(29))


def decided(w: World) -> None:
    w.desk.act(lambda library, ids: library.mark(ids, Status.LATER), [w.id], decides=True)


def decided_and_undone(w: World) -> None:
    decided(w)
    w.desk.undo()


def marked(w: World) -> None:
    w.desk.marks.put("a", w.desk.view)
    w.desk.show(w.desk.view.at(0))


def shown_in_all(w: World) -> None:
    w.library.mark([w.id], Status.READ)
    w.desk.open("")
    w.desk.show(w.desk.view.at_paper(w.id))


def in_all_behind(status: Status) -> Callable[[World], None]:
    """All papers, those around the cursor decided."""

    def done(w: World) -> None:
        ids = w.desk.view.ids[ROW - 2 : ROW + 3]
        w.library.mark(ids, status)
        w.desk.open("")
        w.desk.show(w.desk.view.at(ROW))

    return done


def scrolled_down(w: World) -> None:
    w.app.screen.scroll(40)  # type: ignore[attr-defined]
    w.scrolled = 40


EFFECTS: dict[str, Effect] = {
    **{str(status): decides(status) for status in Status if status is not Status.INBOX},
    "inbox": Effect(lambda w: w.paper.status is Status.INBOX, before=shown_in_all),
    "star": Effect(lambda w: w.paper.starred),
    "raise-priority": Effect(lambda w: w.paper.priority == 2),
    "lower-priority": Effect(lambda w: w.paper.priority == 0),
    "tag": Effect(lambda w: "maps" in w.paper.tags, after=typed("maps")),
    "untag": Effect(lambda w: w.paper.tags == (), after=typed("old")),
    "note": Effect(lambda w: (w.paper.note or "").endswith("more"), after=(*"more", "escape")),
    "note-outside": Effect(lambda w: NOTE_BY_EDITOR in (w.paper.note or "")),
    "snooze": Effect(lambda w: w.paper.snoozed is not None and w.desk.view.paper != w.id, after=typed("2w")),
    "edit": Effect(lambda w: (w.paper.record.title or "").startswith("!"), after=("!", "ctrl+s")),
    "citation-key": Effect(lambda w: (w.paper.record.citekey or "").endswith("x"), after=typed("x")),
    "delete": Effect(lambda w: w.library.papers([w.id]) == []),
    "undo": Effect(lambda w: w.paper.status is Status.INBOX and w.desk.view.paper == w.id, before=decided),
    "redo": Effect(
        lambda w: w.paper.status is Status.LATER, before=decided_and_undone
    ),
    "repeat": Effect(lambda w: w.library.counts()[Status.LATER] == 2, before=decided),
    "history": opens("History"),
    "down": Effect(lambda w: w.row == ROW + 1),
    "up": Effect(lambda w: w.row == ROW - 1),
    "half-page-down": Effect(lambda w: ROW + 2 < w.row < 29),
    "half-page-up": Effect(lambda w: 0 < w.row < 27, before=at_last_row),
    "page-down": Effect(lambda w: w.row > ROW + 10),
    "page-up": Effect(lambda w: w.row < 19, before=at_last_row),
    "first": Effect(lambda w: w.row == 0),
    "last": Effect(lambda w: w.row == 29),
    "next-paper": Effect(lambda w: w.row == ROW + 1),
    "previous-paper": Effect(lambda w: w.row == ROW - 1),
    "scroll-down": Effect(lambda w: w.moved == 1),
    "scroll-up": Effect(lambda w: w.moved < 0, before=scrolled_down),
    "text-down": Effect(lambda w: w.moved == 1),
    "text-up": Effect(lambda w: w.moved < 0, before=scrolled_down),
    "text-half-page-down": Effect(lambda w: w.moved > 3),
    "text-half-page-up": Effect(lambda w: w.moved < 0, before=scrolled_down),
    "text-page-down": Effect(lambda w: w.moved > 8),
    "text-page-up": Effect(lambda w: w.moved < 0, before=scrolled_down),
    "text-begin": Effect(lambda w: w.moved == -w.scrolled, before=scrolled_down),
    "text-end": Effect(lambda w: w.moved > 8),
    "next-undecided": Effect(lambda w: w.row == ROW + 3, before=in_all_behind(Status.READ)),
    "previous-undecided": Effect(lambda w: w.row == ROW - 3, before=in_all_behind(Status.READ)),
    "mark": Effect(lambda w: w.desk.view.paper == w.id, after=("G", "'", "a")),
    "jump": Effect(
        lambda w: w.row == ROW, before=marked
    ),
    "center": Effect(lambda w: w.main.papers.top == 15 - w.main.papers.size.height // 2, before=lambda w: w.desk.show(w.desk.view.at(15))),
    "pane": Effect(lambda w: w.main.place == ("reader" if w.top == 0 else "list")),
    "open-reader": opens("Reader"),
    "close-reader": opens("MainScreen"),
    "select": Effect(lambda w: w.desk.view.is_chosen(ROW) and w.row == ROW + 1),
    "select-range": Effect(lambda w: w.desk.view.chosen == 3, after=("j", "j")),
    "select-all": Effect(lambda w: w.desk.view.chosen == 30),
    "select-nothing": Effect(lambda w: w.desk.view.chosen == 0, before=lambda w: w.desk.show(w.desk.view.all_chosen())),
    "filter-papers": Effect(lambda w: w.desk.view.filter == "part 7" and w.desk.view.ids, after=typed("part 7")),
    "clear-filter": Effect(lambda w: w.desk.view.filter == "", before=lambda w: w.desk.refilter("part 7")),
    "facets": opens("FacetMenu"),
    "views": opens("ViewMenu"),
    "view": opens("ViewMenu"),
    "save": Effect(lambda w: "mine" in [view.name for view in w.library.views()], after=typed("mine")),
    **{f"sort-{by}": sorts(by) for by in ("added", "title", "author", "year", "status", "priority", "next")},
    "reverse-order": Effect(lambda w: w.desk.view.order.reverse),
    **{f"go-{status}": goes(f"status:{status}") for status in Status},
    "go-all": goes(""),
    "tags": opens("TagMenu"),
    "go-tag": opens("TagMenu"),
    "stats": opens("Stats"),
    "duplicates": opens("Duplicates"),
    **{f"similar-{number}": opens_similar(number) for number in range(1, 6)},
    "go-next": Effect(lambda w: w.desk.view.name == "Next up"),
    "paste": opens("ImportPreview"),
    "add-file": opens("LinePrompt"),
    "export": Effect(lambda w: (w.outside.folder / "papers.bib").exists(), after=("enter",)),
    "export-again": Effect(
        lambda w: "Part" in (w.outside.folder / "again.bib").read_text(),
        before=lambda w: setattr(w.desk, "exported", str(w.outside.folder / "again.bib")),
    ),
    "copy-title": copies(lambda w: w.paper.record.title or ""),
    "copy-url": copies(lambda w: f"https://arxiv.org/abs/{w.paper.record.arxiv}"),
    "copy-doi": copies(lambda w: w.paper.record.arxiv or ""),
    "copy-abstract": copies(lambda w: w.paper.record.abstract or ""),
    "copy-link": copies(lambda w: f"[{w.paper.record.title}](https://arxiv.org/abs/{w.paper.record.arxiv})"),
    "copy-bibtex": Effect(lambda w: w.outside.copied[0].startswith("@") and (w.paper.record.title or "")[-6:] in w.outside.copied[0]),
    "copy-key": copies(lambda w: w.paper.record.citekey or ""),
    "open-page": Effect(lambda w: w.outside.opened == [f"https://arxiv.org/abs/{w.paper.record.arxiv}"]),
    "open-file": Effect(lambda w: w.outside.opened == [PDF]),
    "show-help": opens("Help"),
    "palette": opens("Palette"),
    "command-line": Effect(lambda w: w.paper.starred, after=typed("star")),
    "preview": Effect(lambda w: w.main.preview.size.height == 0),
    "maximize": Effect(lambda w: w.main.papers.size.height == 0),
    "next-theme": Effect(lambda w: w.app.theme == THEMES[1].name),
    "theme": opens("SettingsScreen"),
    "settings": opens("SettingsScreen"),
    "back": Effect(lambda w: w.shown == "MainScreen" and (w.top or w.app._exit)),
    "leave": Effect(lambda w: w.app._exit),
}  # fmt: skip
LEAVING = ("back", "leave")
UNDOING = ("undo", "redo")


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outside:
    """Clipboard, browser and editor, which tell what they were given."""
    found = Outside(tmp_path)
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\nprintf '{NOTE_BY_EDITOR}' >> \"$1\"\n")
    editor.chmod(0o700)

    def copied(text: str, *_: object) -> str:
        found.copied.append(text)
        return "copied"

    def opened(place: str) -> str:
        found.opened.append(place)
        return "opened"

    monkeypatch.setattr("readlist.clipboard.copy", copied)
    monkeypatch.setattr("readlist.clipboard.paste", lambda: '{"title": "Pasted"}\n')
    monkeypatch.setattr("readlist.opening.show", opened)
    monkeypatch.setenv("VISUAL", str(editor))
    monkeypatch.setattr(ReadlistApp, "suspend", lambda _: nullcontext())
    monkeypatch.chdir(tmp_path)
    return found


async def begin(world: World, place: Place) -> None:
    """The app as it is at the start, at the sixth paper, with nothing left of what was done before."""
    app, library, desk = world.app, world.library, world.desk
    while len(app.screen_stack) > 1:
        app.pop_screen()
    while sum(step.state == "done" for step in library.history(100)) > 2:
        library.undo()
    for view in library.views():
        library.remove_view(view.name)
    world.main.place = "list"
    world.main.remove_class("-in-text", "-maximized")
    desk.settings.choose("preview", True)
    desk.settings.choose("theme", THEMES[0].name)
    desk._papers.clear()
    desk.marks, desk.exported, desk.message = Marks(), "", Message()
    desk.open(INBOX, Order())
    desk.show(desk.view.unselected().at(ROW))
    world.id = desk.view.paper or 0
    if place == "reader":
        await world.pilot.press("enter")
    await settled(world.pilot)
    world.outside.copied.clear()
    world.outside.opened.clear()
    world.scrolled, world.top = 0, len(app.screen_stack) - 1


def keys_of(place: Place) -> Iterator[tuple[str, list[str]]]:
    """The commands of a place by their names, each with its keys, or with its name on the command line."""
    for command in commands_of(place).values():
        for keys in command.keys or (f": {' '.join(command.name)} enter",):
            yield command.name, keys.replace("{letter}", "a").split()


async def failing(world: World, place: Place, name: str, keys: list[str]) -> str:
    """Press the keys of a command; what they did, where that is not what is expected."""
    await begin(world, place)
    effect = EFFECTS[name]
    if effect.before is not nothing:
        effect.before(world)
        await settled(world.pilot)
    before = holdings(world.library)
    for typed_keys in filter(None, (keys, effect.after)):
        await world.pilot.press(*typed_keys)
        await settled(world.pilot)
    if effect.holds(world):
        if name not in UNDOING and holdings(world.library) != before:
            assert_undone_and_redone(world.library, before)
        return ""
    return (
        f"{name}: {' '.join(keys)}: {world.shown}, row {world.row}, {world.desk.message.text!r}, {world.outside.copied}"
    )


def test_every_command_has_an_expected_effect() -> None:
    assert {command.name for command in COMMANDS} == EFFECTS.keys()


@pytest.mark.parametrize("place", ["list", "reader"])
async def test_every_key_does_what_is_expected(
    place: Place, library: Library, outside: Outside, thirty: tuple[int, ...]
) -> None:
    library.citekeys(thirty)
    library.update([thirty[ROW]], Update(add_tags=["old"], note="a note", priority=1, fields={"attachments": PDF}))
    failures = []
    async with ReadlistApp(library).run_test(size=SIZE) as pilot:
        for name, keys in keys_of(place):
            if name not in LEAVING:
                failures.append(await failing(World(pilot, library, outside), place, name, keys))
    for name, keys in keys_of(place):
        if name in LEAVING:
            async with ReadlistApp(library).run_test(size=SIZE) as pilot:
                failures.append(await failing(World(pilot, library, outside), place, name, keys))
    assert list(filter(None, failures)) == []
