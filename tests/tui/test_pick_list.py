from __future__ import annotations

from textual.pilot import Pilot
from textual.screen import ModalScreen

from readlist.tui.widgets.drawn import Line
from readlist.tui.widgets.pick_list import PickList, rail_thumb
from tests.tui.host import Host, lines_of


class Numbers(ModalScreen[None]):
    """A list of three million numbers that notes which of them are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []

    def compose(self) -> list[PickList]:
        return [PickList(self.row, id="numbers")]

    def on_mount(self) -> None:
        self.query_one(PickList).fill(3_000_000)

    def row(self, index: int, cells: int) -> Line:
        self.drawn.append(index)
        return ((f"number {index}".ljust(cells), "plain"),)


def under_cursor(pilot: Pilot[None]) -> str:
    return next(line for line in lines_of(pilot) if line.startswith("▌"))


async def test_a_move_draws_the_two_rows_it_changes_and_a_jump_those_in_sight() -> None:
    screen = Numbers()
    async with Host(screen).run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        for keys, most in ((["j"], 2), (["G"], 20), (["k", "k"], 4), (["g"], 20), (["pagedown"], 20), (["ctrl+u"], 20)):
            screen.drawn.clear()
            await pilot.press(*keys)
            await pilot.pause()
            assert 0 < len(screen.drawn) <= most, keys


async def test_the_cursor_stays_in_sight_and_within_the_list() -> None:
    async with Host(Numbers()).run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        for key, number in (("k", 0), ("G", 2_999_999), ("j", 2_999_999), ("pageup", 2_999_980), ("g", 0)):
            await pilot.press(key)
            await pilot.pause()
            assert f"number {number} " in under_cursor(pilot)
        await pilot.resize_terminal(40, 5)
        await pilot.press("j", "j", "j", "j", "j", "j")
        await pilot.pause()
        assert "number 6 " in under_cursor(pilot)


async def test_a_click_puts_the_cursor_on_its_row_and_the_wheel_moves_it() -> None:
    async with Host(Numbers()).run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        await pilot.click("#numbers", offset=(5, 7))
        await pilot.pause()
        assert "number 7 " in under_cursor(pilot)


def test_the_thumb_reaches_both_ends() -> None:
    assert rail_thumb(0, 10, 1000) == range(1)
    assert rail_thumb(990, 10, 1000) == range(9, 10)
    assert list(rail_thumb(0, 10, 10)) == []
