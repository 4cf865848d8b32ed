from __future__ import annotations

import pytest

from readlist.tui.commands import COMMANDS
from readlist.tui.screens.palette import Palette, fitting
from readlist.tui.widgets.pick_list import PickList
from tests.tui.host import Host, text_of, until

BY_NAME = {command.name: command for command in COMMANDS}


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ([*"next theme", "enter"], "next-theme"),
        ([*"undo", "ctrl+n", "ctrl+p", "enter"], "undo"),
        (["down", "up", "pagedown", "pageup", "enter"], COMMANDS[0].name),
        ([*"no such command", "enter"], None),
        (["escape"], None),
    ],
)
async def test_a_command_is_found_by_what_it_does(keys: list[str], name: str | None) -> None:
    app = Host(Palette(BY_NAME))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await until(pilot, lambda: app.results)
    assert app.results == [name]


async def test_what_is_typed_narrows_the_commands_and_a_double_click_takes_one() -> None:
    app = Host(Palette(BY_NAME))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*"history")
        await until(pilot, lambda: pilot.app.screen.query_one("#commands", PickList).rows < len(COMMANDS))
        assert "history" in text_of(pilot)
        await pilot.click("#commands", offset=(4, 0), times=2)
        await until(pilot, lambda: app.results)
    assert app.results == [fitting(COMMANDS, "history")[0].name]
