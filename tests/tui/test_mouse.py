"""The mouse does what a hand expects of it: each test clicks on what is to be seen, and looks at what came of it."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from readlist.library import Library
from readlist.model.paper import Status
from readlist.model.query import text_of
from readlist.tui.app import ReadlistApp
from readlist.tui.desk import Desk
from readlist.tui.screens.import_preview import ImportPreview
from tests.tui.conftest import screen_lines, settled
from tests.tui.host import until

WIDE, USUAL = (170, 40), (120, 40)


async def click(pilot: Pilot[None], text: str, *, row: int | None = None, times: int = 1) -> None:
    """Click on the middle of a text, where it is seen first, or in a row of the screen."""
    for y, line in enumerate(screen_lines(pilot)):
        if text in line and row in {None, y, y - pilot.app.size.height}:
            x = cell_len(line[: line.index(text)]) + cell_len(text) // 2
            await pilot.click(offset=(x, y), times=times)
            await settled(pilot)
            return
    raise AssertionError(f"{text!r} is not to be seen")


def turn(wheel: type[events.MouseScrollDown | events.MouseScrollUp], over: Widget) -> None:
    """Turn the wheel by a notch over a widget."""
    turned = wheel(over, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False)
    turned._set_forwarded()
    over.post_message(turned)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await settled(pilot)


def desk_of(pilot: Pilot[None]) -> Desk:
    assert isinstance(pilot.app, ReadlistApp)
    return pilot.app.desk


@pytest.mark.usefixtures("thirty")
async def test_the_wheel_moves_the_cursor_of_the_list_and_scrolls_the_preview(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=USUAL) as pilot:
        await settled(pilot)
        papers, preview = pilot.app.screen.query_one("#papers"), pilot.app.screen.query_one("#preview")
        turn(events.MouseScrollDown, papers)
        await settled(pilot)
        assert desk_of(pilot).view.cursor == 3
        turn(events.MouseScrollUp, papers)
        await settled(pilot)
        assert desk_of(pilot).view.cursor == 0
        await pilot.resize_terminal(120, 20)
        await settled(pilot)
        turn(events.MouseScrollDown, preview)
        await settled(pilot)
        assert getattr(preview, "top", 0) > 0


@pytest.mark.usefixtures("thirty")
async def test_a_click_on_a_hint_is_its_key(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=USUAL) as pilot:
        await settled(pilot)
        await click(pilot, "x drop", row=-1)
        assert library.counts()[Status.DROPPED] == 1
        await click(pilot, "u undo", row=-2)
        assert library.counts()[Status.DROPPED] == 0
        await click(pilot, "d", row=-1)
        await click(pilot, "u undo", row=-1)
        assert library.counts()[Status.READ] == 0
        await press(pilot, "g")
        await click(pilot, "d read", row=-1)
        assert desk_of(pilot).view.name == "Read"


@pytest.mark.usefixtures("thirty")
async def test_a_click_beside_hints_does_nothing(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=(200, 40)) as pilot:
        await settled(pilot)
        view = desk_of(pilot).view
        for x, y in ((199, 39), (0, 39), (3, 38), (120, 38)):
            await pilot.click(offset=(x, y))
        await settled(pilot)
        assert desk_of(pilot).view is view


@pytest.mark.usefixtures("thirty")
async def test_a_click_on_a_view_above_the_list_opens_it_and_one_on_the_order_turns_it_round(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=USUAL) as pilot:
        await settled(pilot)
        await click(pilot, "All 30", row=0)
        assert desk_of(pilot).view.name == "All"
        await click(pilot, "Later 0", row=0)
        assert desk_of(pilot).view.name == "Later"
        await click(pilot, "Inbox", row=0)
        await press(pilot, "S", "y")
        await click(pilot, "year ↓", row=0)
        assert desk_of(pilot).view.order.reverse


async def test_a_click_in_the_side_bar_opens_a_view_a_saved_one_or_a_tag(
    library: Library, thirty: tuple[int, ...]
) -> None:
    library.tag(thirty[1:4], ["to cite"])
    library.tag(thirty[6:9], ["audio/events"])
    library.save_view("My pixels", "quiet")
    async with ReadlistApp(library).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await click(pilot, "Dropped")
        assert desk_of(pilot).view.name == "Dropped"
        await until(pilot, lambda: any(line.startswith(" My pixels           6 ") for line in screen_lines(pilot)))
        for tag, rows in (("to cite", thirty[1:4]), ("audio/events", thirty[6:9])):
            await click(pilot, "My pixels")
            assert desk_of(pilot).view.called == "My pixels"
            await click(pilot, f"#{tag}")
            assert list(desk_of(pilot).view.ids) == list(rows)
            assert any(line.startswith(f"▌#{tag}") and line[:23].endswith(" 3 ") for line in screen_lines(pilot))


@pytest.mark.usefixtures("thirty")
async def test_a_click_ends_the_typing_of_a_filter_and_one_on_the_filter_begins_it_again(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=USUAL) as pilot:
        await press(pilot, "/", *"pixels")
        await click(pilot, "x drop", row=-1)
        assert library.counts()[Status.DROPPED] == 1
        assert desk_of(pilot).view.filter == "pixels"
        await click(pilot, "/pixels")
        await press(pilot, "ctrl+u", *"lazy")
        assert desk_of(pilot).view.filter == "lazy"
        await click(pilot, "All 30", row=0)
        await press(pilot, "x")
        assert library.counts()[Status.DROPPED] == 2


@pytest.mark.usefixtures("thirty")
async def test_the_head_of_the_reader_goes_on_and_back(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=USUAL) as pilot:
        await settled(pilot)
        await click(pilot, "A Grammar", times=2)
        assert len(pilot.app.screen_stack) == 2
        await click(pilot, "] next", row=0)
        assert desk_of(pilot).view.cursor == 2
        await click(pilot, "[ previous", row=0)
        assert desk_of(pilot).view.cursor == 1
        await click(pilot, "Inbox ›", row=0)
        assert len(pilot.app.screen_stack) == 1


async def test_a_click_on_a_facet_turns_to_it_and_a_second_one_on_a_value_takes_it(
    library: Library, thirty: tuple[int, ...]
) -> None:
    library.tag(thirty[:4], ["audio"])
    async with ReadlistApp(library).run_test(size=USUAL) as pilot:
        await press(pilot, "f")
        await click(pilot, "year")
        await click(pilot, "tag")
        await click(pilot, "▌   audio", times=2)
        assert text_of(desk_of(pilot).view.query).endswith("tag:audio")
        assert len(desk_of(pilot).view.ids) == 4


@pytest.mark.usefixtures("thirty")
async def test_a_click_on_the_lower_edge_of_a_dialog_is_its_key(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=USUAL) as pilot:
        for keys, hint in (("U", "Esc close"), ("t", "Esc cancel"), ("?", "Esc close"), ("f", "Esc cancel")):
            await press(pilot, *keys)
            assert len(pilot.app.screen_stack) == 2
            await click(pilot, hint)
            assert len(pilot.app.screen_stack) == 1, keys
        await press(pilot, "t", *"mine")
        await click(pilot, "Enter store")
        assert list(library.ids("tag:mine")) == [1]
        await press(pilot, "e", *"New")
        await click(pilot, "ctrl+s store")
        assert str(library.papers([1])[0].record.title).startswith("New")
        await press(pilot, "f")
        before = screen_lines(pilot)
        await click(pilot, "Tab next")
        assert screen_lines(pilot) != before


async def test_a_click_on_the_keys_of_an_import_is_the_key(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=USUAL) as pilot:
        await settled(pilot)
        pilot.app.post_message(events.Paste("@misc{a, title={Quiet Pixels}}\n@misc{b, title={Lazy Experts}}"))
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and "2 new" in str(screen_lines(pilot)))
        await click(pilot, "space in/out", row=-1)
        await click(pilot, "Enter add 1", row=-1)
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert library.counts()[Status.INBOX] == 1
