"""Every command of a place, found by what it does; Enter runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from readlist.tui.cells import cell, fit
from readlist.tui.keys import spelled
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.field import Field
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.widget import Widget
    from textual.widgets import Input

    from readlist.tui.context import Command
    from readlist.tui.widgets.drawn import Line

_KEYS = 12  # cells


class Palette(Dialog[str | None]):
    """Closes with the name of a command, or None."""

    HINTS: ClassVar[tuple[Hint, ...]] = (("type", "to narrow"), ("Enter", "run"), ("Esc", "cancel"))

    def __init__(self, commands: Mapping[str, Command]) -> None:
        super().__init__("Commands")
        self._commands = list(commands.values())
        self._found: list[Command] = []
        self._typed: str | None = None

    def body(self) -> Iterable[Widget]:
        """The line to type into above the commands."""
        yield Field(intercept=self.take_key, placeholder="what to do", id="typed")
        yield PickList(self._row, id="commands", ascii=ascii_only(self.app), focusable=False)

    def on_mount(self) -> None:
        """Show all commands."""
        self.query_one("#typed", Field).focus()
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the commands that fit what is typed."""
        self._show(event.value)

    def _show(self, typed: str) -> None:
        if typed == self._typed:
            return
        self._typed = typed
        self._found = fitting(self._commands, typed)
        self.query_one("#commands", PickList).fill(len(self._found), 0)

    def take_key(self, key: str) -> bool:
        """Take the keys of this dialog."""
        rows = self.query_one("#commands", PickList)
        if key in {"down", "ctrl+n", "up", "ctrl+p"}:
            rows.move(rows.cursor + (1 if key in {"down", "ctrl+n"} else -1))
        elif key in {"pagedown", "pageup"}:
            rows.action_page(1.0 if key == "pagedown" else -1.0)
        elif key == "enter":
            self._show(self.query_one("#typed", Field).value)  # it may have been typed a moment ago
            self.dismiss(self._found[rows.cursor].name if self._found else None)
        else:
            return super().take_key(key)
        return True

    def on_pick_list_moved(self) -> None:
        """Keep typing after a click on a command."""
        self.query_one("#typed", Field).focus()

    def on_pick_list_taken(self) -> None:
        """Run the command that was clicked twice."""
        self.take_key("enter")

    def _row(self, index: int, cells: int) -> Line:
        command = self._found[index]
        keys = spelled(command.keys[0]) if command.keys else f":{command.name}"
        room = max(cells - _KEYS - 2, 8)
        return (fit(cell(command.label), room), "plain"), (f"  {fit(cell(keys), _KEYS)}", "key")


def fitting(commands: Iterable[Command], typed: str) -> list[Command]:
    """The commands that have all words typed in their label, name or group; those that begin so come first."""
    words = typed.casefold().split()

    def texts(command: Command) -> str:
        return f"{command.label} {command.name} {command.group}".casefold()

    found = [command for command in commands if all(word in texts(command) for word in words)]
    return sorted(found, key=lambda command: not texts(command).startswith(typed.casefold().strip()))
