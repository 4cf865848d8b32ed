from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.pilot import Pilot

from readlist.library import Library
from readlist.model.paper import Paper, Record, Source, Status
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.reader import Reader
from readlist.tui.widgets.pages import preview_page, reader_page
from tests.tui.conftest import fill, record, screen_lines, settled


async def press(pilot: Pilot[None], keys: Iterable[str]) -> None:
    for key in keys:
        await pilot.press(key)
    await settled(pilot)


async def test_enter_shows_all_there_is_and_q_goes_back(library: Library, thirty: tuple[int, ...]) -> None:
    library.annotate(thirty[0], "compare with part 2")
    async with ReadlistApp(library).run_test(size=(100, 50)) as pilot:
        await press(pilot, ["enter"])
        assert isinstance(pilot.app.screen, Reader)
        shown = "\n".join(screen_lines(pilot))
        for text in ("Inbox › paper 1 of 30", "Quiet Pixels, Part 1", "compare with part 2", "2301.00001", "list.txt"):
            assert text in shown
        await press(pilot, "q")
        assert len(pilot.app.screen_stack) == 1
        await press(pilot, ["enter", "escape"])
        assert len(pilot.app.screen_stack) == 1


async def test_the_same_keys_decide_and_go_on(library: Library, thirty: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(100, 40)) as pilot:
        await press(pilot, ["enter", "r"])
        assert library.papers(thirty[:1])[0].status is Status.READING
        shown = screen_lines(pilot)
        assert "A Grammar for Shopping Lists, Part 2" in shown[2]
        assert "reading: Quiet Pixels, Part 1  u undo" in shown[-2]
        await press(pilot, "u")
        assert "Quiet Pixels, Part 1" in screen_lines(pilot)[2]


async def test_brackets_turn_the_pages(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(100, 40)) as pilot:
        await press(pilot, ["enter", "]", "]", "["])
        assert "Part 2" in screen_lines(pilot)[2]
        await press(pilot, ["q"])
        assert screen_lines(pilot)[2].startswith("▌")


async def test_the_text_scrolls(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(60, 12)) as pilot:
        await press(pilot, ["enter", "j", "j"])
        reader = pilot.app.screen
        assert isinstance(reader, Reader)
        assert reader.text.top == 2
        await press(pilot, "G")
        assert reader.text.top > 2
        await press(pilot, "gg")
        assert reader.text.top == 0


async def test_after_the_last_paper_the_reader_closes(library: Library) -> None:
    fill(library, [record(1)])
    async with ReadlistApp(library).run_test(size=(100, 40)) as pilot:
        await press(pilot, ["enter", "x"])
        assert len(pilot.app.screen_stack) == 1
        assert "Inbox clear." in "\n".join(screen_lines(pilot))


FULL = Paper(
    id=1,
    tags=("vision", "to cite"),
    note="- first\n- second",
    priority=2,
    starred=True,
    record=Record(
        title="A Title " * 20,
        doubts=("no year",),
        abstract="word " * 400,
        doi="10.1234/" + "x" * 90,
        keywords=("masking",),
        extra={"isbn": "978-3"},
        source=Source("page.txt", "pasted", (4, 6)),
    ),
)


@pytest.mark.parametrize("width", [10, 38, 80])
@pytest.mark.parametrize("height", [6, 30])
def test_no_line_of_a_page_is_too_long(width: int, height: int) -> None:
    for page in (preview_page(FULL, width, height), reader_page(FULL, width, "@misc{key,\n  title = {A}\n}")):
        assert max(sum(len(text) for text, _ in line) for line in page) <= max(width, 16)


def text_of(page: Iterable[tuple[tuple[str, str], ...]]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in page)


def test_the_preview_tells_what_helps_to_decide() -> None:
    shown = text_of(preview_page(FULL, 60, 30))
    for text in (
        "A Title",
        "? no year",
        "★ starred",
        "priority 2",
        "#vision",
        "#to cite",
        "Abstract",
        "Note",
        "- second",
    ):
        assert text in shown


def test_a_low_preview_begins_its_abstract_early() -> None:
    page = preview_page(Paper(record=record(3)), 78, 7)
    assert text_of(page[2:3]).startswith("Abstract number 3.")


def test_the_reader_tells_everything() -> None:
    shown = text_of(reader_page(FULL, 60, "@misc{key,\n  title = {A}\n}"))
    for text in (
        "keywords     masking",
        "isbn         978-3",
        "page.txt, lines 4–6, pasted",
        "@misc{key,",
        "  title = {A}",
    ):
        assert text in shown


RARE = ("Spectral Mushrooms", "Spectral Mushrooms at Night", "Mushrooms of Spectral Rooms")


async def test_similar_papers_stand_below_and_open_by_their_keys(library: Library, thirty: tuple[int, ...]) -> None:
    records = [Record(title=title, source=Source("s", "list", (n, n))) for n, title in enumerate(RARE, start=1)]
    one, two, three = fill(library, records, "more.txt")
    library.mark([two], Status.READ)
    library.mark([three], Status.DROPPED)
    async with ReadlistApp(library).run_test(size=(100, 40)) as pilot:
        await press(pilot, ["G", "enter", "G"])
        shown = "\n".join(screen_lines(pilot))
        assert "Similar papers" in shown
        assert "g1 ✓ Spectral Mushrooms at Night" in shown
        assert "g2 ✕ Mushrooms of Spectral Rooms" in shown
        await press(pilot, ["g", "2"])
        app = pilot.app
        assert isinstance(app, ReadlistApp)
        assert (app.desk.view.paper, app.desk.view.name) == (three, "All")
        assert RARE[2] in screen_lines(pilot)[2]
        await press(pilot, ["G"])
        assert "g1 ○ Spectral Mushrooms" in "\n".join(screen_lines(pilot))
        await press(pilot, ["g", "1", "]"])
        assert app.desk.view.paper == two
        await press(pilot, ["g", "5"])
        assert "there is no similar paper 5 here" in "\n".join(screen_lines(pilot))
        assert {paper.id for paper in library.similar(two)} == {one, three}
    assert library.similar(thirty[0]) == []


async def test_a_paper_that_none_is_like_shows_nothing(library: Library) -> None:
    fill(library, [record(1)])
    async with ReadlistApp(library).run_test(size=(100, 60)) as pilot:
        await press(pilot, ["enter"])
        assert "Similar papers" not in "\n".join(screen_lines(pilot))


@pytest.mark.parametrize("width", [16, 38, 80])
def test_similar_papers_take_a_line_each(width: int) -> None:
    page = reader_page(FULL, width, similar=[("g1", FULL), ("g2", Paper(record=record(3)))])
    assert [sum(len(text) for text, _ in line) for line in page[-2:]] == [width, width]
