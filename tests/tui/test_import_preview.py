from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from readlist import formats
from readlist.errors import BusyLibrary, LibraryError
from readlist.formats import Evidence, Found, Reader
from readlist.library import Library
from readlist.model.draft import Added, Draft, Entry, Verdict
from readlist.model.paper import ReadingState, Record, Status
from readlist.tui.screens.import_preview import ImportPreview
from readlist.tui.screens.import_text import entry_paragraphs
from readlist.tui.widgets.pick_list import PickList
from tests.tui.host import BARS, HOSTILE, NOTHING, Host, assert_safe, lines_of, text_of, until

PAGE = """\
All papers of the week
Sparse Fields | Ada Moon; Bo Li | 2023-05 | We tend sparse fields.
Tidal AttentionMia Holm | Kenji Ito | 2024 | Attention ebbs and flows. | joint of title and author
? 17 upvotes
Quiet Rooms | Ann Rey | 2021 | Rooms are quiet.
"""


@pytest.fixture(autouse=True)
def readers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Reader]:
    """The notations of these tests instead of the real ones."""
    known = {"bars": BARS, "nothing": NOTHING}
    monkeypatch.setattr(formats, "readers", lambda: known)
    monkeypatch.setattr(formats, "reader", known.__getitem__)
    return known


def titles(library: Library) -> set[str | None]:
    return {paper.record.title for paper in library.papers(library.ids())}


def rows(pilot: Pilot[None]) -> PickList:
    return pilot.app.screen_stack[-1].query_one("#import-rows", PickList)


async def read(pilot: Pilot[None]) -> None:
    """Wait until the text was read."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and rows(pilot).rows)


async def closed(pilot: Pilot[None]) -> object:
    """Wait until the preview has closed; what it closed with."""
    app = pilot.app
    assert isinstance(app, Host)
    await until(pilot, lambda: app.results)
    return app.results[0]


async def test_it_shows_the_format_the_counts_the_record_and_its_line(library: Library) -> None:
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test(size=(120, 40)) as pilot:
        await read(pilot)
        shown = text_of(pilot)
    for expected in ("lines with bars", "90% sure", "2 new", "1 doubtful", "1 problem", "1 line skipped", "week.txt"):
        assert expected in shown
    assert "Ada Moon, Bo Li" in shown
    assert "Sparse Fields | Ada Moon; Bo Li" in shown
    assert "line 4: no title" in shown


async def test_nothing_is_stored_before_enter_and_everything_after_it(library: Library) -> None:
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test() as pilot:
        await read(pilot)
        assert not titles(library)
        await pilot.press("enter")
        added = await closed(pilot)
    assert isinstance(added, Added)
    assert len(added.new) == 3
    assert titles(library) == {"Sparse Fields", "Tidal AttentionMia Holm", "Quiet Rooms"}


async def test_escape_stores_nothing(library: Library) -> None:
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test() as pilot:
        await read(pilot)
        await pilot.press("escape")
        assert await closed(pilot) is None
    assert not titles(library)


async def test_what_is_taken_out_is_not_stored_and_comes_back_with_the_same_key(library: Library) -> None:
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test() as pilot:
        await read(pilot)
        await pilot.press("space", "space", "k", "space")
        assert "left out" in text_of(pilot)
        assert "add 2" in text_of(pilot)
        await pilot.press("enter")
        await closed(pilot)
    assert titles(library) == {"Tidal AttentionMia Holm", "Quiet Rooms"}


async def test_a_doubtful_joint_is_split_in_the_form_before_it_is_stored(library: Library) -> None:
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test(size=(100, 30)) as pilot:
        await read(pilot)
        await pilot.press("n", "e")
        await pilot.pause()
        await pilot.press("end", *["left"] * len("Mia Holm"), "ctrl+t", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        assert "edited" in text_of(pilot)
        assert "doubtful" not in text_of(pilot)
        await pilot.press("enter")
        await closed(pilot)
    (paper,) = library.papers(library.ids("tidal"))
    assert paper.record.title == "Tidal Attention"
    assert [name.display for name in paper.record.authors] == ["Mia Holm", "Kenji Ito"]
    assert paper.record.doubts == ()


async def test_n_goes_round_the_doubtful_records_and_the_problems(library: Library) -> None:
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test() as pilot:
        await read(pilot)
        seen = []
        for key in ("n", "n", "n", "N"):
            await pilot.press(key)
            seen.append(rows(pilot).cursor)
    assert seen == [1, 3, 1, 3]


async def test_tags_go_to_all_papers_of_the_import(library: Library) -> None:
    library.tag(library.add("Older | Ada Moon").new, add=["vision"])
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test() as pilot:
        await read(pilot)
        await pilot.press("t", "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        assert "#vision" in text_of(pilot)
        await pilot.press("enter")
        await closed(pilot)
    assert len(library.ids("tag:vision")) == 4


async def test_tags_are_taken_off_the_import_again(library: Library) -> None:
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test() as pilot:
        await read(pilot)
        await pilot.press("t", *"vision", "enter")
        await until(pilot, lambda: "#vision" in text_of(pilot))
        await pilot.press("T", *"vision", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview))
        assert "#vision" not in text_of(pilot)


async def test_what_cannot_be_stored_is_told_and_stays(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Added:
        raise LibraryError("the disk is full", "Free some space.")

    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test() as pilot:
        await read(pilot)
        monkeypatch.setattr(Library, "accept", fail)
        await pilot.press("enter")
        await until(pilot, lambda: "the disk is full. Free some space." in text_of(pilot))
        assert rows(pilot).rows
    assert titles(library) == set()


async def test_another_process_that_writes_is_waited_for(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    accept = Library.accept

    def once(self: Library, *drafts: Draft, **options: Any) -> Added:
        monkeypatch.setattr(Library, "accept", accept)
        raise BusyLibrary("another process is writing")

    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test() as pilot:
        await read(pilot)
        monkeypatch.setattr(Library, "accept", once)
        await pilot.press("enter")
        assert isinstance(await closed(pilot), Added)
    assert len(titles(library)) == 3


async def test_the_same_page_again_changes_nothing(library: Library) -> None:
    library.add(PAGE)
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test() as pilot:
        await read(pilot)
        assert "3 unchanged" in text_of(pilot)
        await pilot.press("enter")
        added = await closed(pilot)
    assert isinstance(added, Added)
    assert added.change.step is None


async def test_an_unknown_text_says_so_and_can_be_read_as_a_named_format(library: Library) -> None:
    text = "Sparse Fields: Ada Moon"
    async with Host(ImportPreview(library, text, "clipboard")).run_test() as pilot:
        await until(pilot, lambda: "no papers recognised" in text_of(pilot))
        assert text in text_of(pilot)
        await pilot.press("enter", "space", "e", "n", "t")
        assert isinstance(pilot.app.screen, ImportPreview)
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("G", "k", "enter")
        await until(pilot, lambda: "as you chose" in text_of(pilot))
        await pilot.press("escape")
        assert await closed(pilot) is None


async def test_a_problem_is_shown_with_its_reason_and_its_line(library: Library) -> None:
    async with Host(ImportPreview(library, PAGE, "week.txt")).run_test(size=(120, 40)) as pilot:
        await read(pilot)
        await pilot.press("G", "space", "e")
        shown = text_of(pilot)
    assert "Problem 1 of 1" in shown
    assert "? 17 upvotes" in shown


async def test_the_closer_look_shows_the_line_to_its_end_and_escape_leaves_it(library: Library) -> None:
    long_line = "Long | Ada Moon | 2020 | " + "word " * 200 + "end-of-line"
    async with Host(ImportPreview(library, long_line, "x")).run_test(size=(80, 24)) as pilot:
        await read(pilot)
        await pilot.press("v", *["J"] * 12)
        assert "end-of-line" in text_of(pilot)
        await pilot.press("escape")
        assert "1 new" in text_of(pilot)
        assert not pilot.app.screen.has_class("-closer")


async def test_a_large_import_is_stored_by_a_thread(library: Library) -> None:
    page = "\n".join(f"Paper {number} | Ada Moon | 2020 | Abstract {number}." for number in range(150))
    async with Host(ImportPreview(library, page, "many")).run_test() as pilot:
        await read(pilot)
        await pilot.press("enter")
        added = await closed(pilot)
    assert isinstance(added, Added)
    assert len(added.new) == 150
    assert len(library.ids()) == 150
    assert library.undo() is not None
    assert not len(library.ids())


async def test_escape_while_reading_leaves_at_once(library: Library, readers: dict[str, Reader]) -> None:
    go_on = threading.Event()

    def slowly(text: str, evidence: Evidence) -> Iterator[Found]:
        go_on.wait(10)
        yield from BARS.read(text, evidence)

    readers["bars"] = Reader("bars", "slow", BARS.recognize, slowly)
    try:
        async with Host(ImportPreview(library, PAGE, "clipboard")).run_test() as pilot:
            await until(pilot, lambda: "Esc leaves" in text_of(pilot))
            await pilot.press("enter", "escape")
            assert await closed(pilot) is None
            go_on.set()
            await pilot.pause()
    finally:
        go_on.set()
    assert not titles(library)


async def test_a_second_paste_does_not_reach_the_app(library: Library) -> None:
    app = Host(ImportPreview(library, PAGE, "clipboard"))
    async with app.run_test() as pilot:
        await read(pilot)
        app.post_message(events.Paste(PAGE))
        await pilot.pause()
    assert app.pastes == []


@pytest.mark.parametrize("size", [(40, 10), (60, 16), (80, 24), (120, 40), (200, 60)])
async def test_every_line_is_as_wide_as_the_screen(library: Library, size: tuple[int, int]) -> None:
    async with Host(ImportPreview(library, PAGE + "\n広い文字の論文 | 山田 太郎 | 2020", "x")).run_test(
        size=size
    ) as pilot:
        await read(pilot)
        strips = pilot.app.screen._compositor.render_strips()
    assert {strip.cell_length for strip in strips} == {size[0]}


async def test_hostile_texts_are_shown_and_do_nothing(library: Library) -> None:
    page = "\n".join(f"{text} | {text} | 2020 | {text} | {text}" for text in HOSTILE) + "\n? " + HOSTILE[2]
    async with Host(ImportPreview(library, page, HOSTILE[0])).run_test(size=(160, 50)) as pilot:
        await read(pilot)
        for _ in range(rows(pilot).rows):
            assert_safe(pilot)
            await pilot.press("j")
        shown = text_of(pilot)
        assert "[red]loud[/red]" in shown
        await pilot.press("escape")
        await closed(pilot)


async def test_a_megabyte_in_one_abstract_is_no_trouble(library: Library) -> None:
    page = f"Long | {'; '.join(['Ada Moon'] * 3000)} | 2020 | " + "word " * 200_000
    async with Host(ImportPreview(library, page, "x")).run_test(size=(120, 40)) as pilot:
        await read(pilot)
        assert "2992 more" in text_of(pilot)
        await pilot.press("v", "J")
        assert_safe(pilot)


async def test_ascii_draws_no_sign_beyond_ascii(library: Library) -> None:
    async with Host(ImportPreview(library, PAGE, "week.txt"), ascii=True).run_test(size=(120, 40)) as pilot:
        await read(pilot)
        assert text_of(pilot).isascii()
        assert any(line.startswith("> * Sparse Fields") for line in lines_of(pilot))


def test_what_a_source_tells_of_reading_is_shown_where_it_counts() -> None:
    state = ReadingState(Status.READ, starred=True, priority=2, tags=("nets",), note="worth it")
    new = Entry(Record(title="Maps"), Verdict.NEW, state=state)
    shown = {paragraph.label: paragraph.text for paragraph in entry_paragraphs(new)}
    assert (shown["state"], shown["note"]) == ("read · starred · priority 2 · #nets", "worth it")
    kept = replace(new, verdict=Verdict.IMPROVED, gains=("venue",))
    assert "state" not in {paragraph.label for paragraph in entry_paragraphs(kept)}
    assert "state" in {paragraph.label for paragraph in entry_paragraphs(replace(kept, gains=("tags",)))}
