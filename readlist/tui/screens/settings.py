"""Every setting with its value and where it came from; what can be chosen here is tried at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from readlist.remembered import CHOICES
from readlist.tui.cells import cell, fit, fit_end
from readlist.tui.commands.appearance import theme_after
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.bars import Bar
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from readlist.tui.desk import Desk
    from readlist.tui.widgets.drawn import Line

_NAME, _ORIGIN = 12, 24


class SettingsScreen(Dialog[None]):
    """The settings of the app; each choice is taken at once, and remembered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,l", "turn(1)", "next value", show=False),
        Binding("left,h", "turn(-1)", "value before", show=False),
        Binding("q", "cancel", "close", show=False),
    ]
    HINTS: ClassVar[tuple[Hint, ...]] = (("j k", "move"), ("Enter", "next value"), ("Esc", "close"))

    def __init__(self, desk: Desk) -> None:
        super().__init__("Settings")
        self._desk = desk
        self._rows = desk.settings.rows()

    def body(self) -> Iterable[Widget]:
        """The settings above what can be done about the one under the cursor."""
        plain = ascii_only(self.app)
        yield PickList(self._row, id="settings", ascii=plain)
        yield Bar(id="advice", ascii=plain)

    def on_mount(self) -> None:
        """Show the settings, the first one that can be chosen under the cursor."""
        rows = self.query_one("#settings", PickList)
        rows.fill(len(self._rows), next(at for at, row in enumerate(self._rows) if row.name in CHOICES))
        rows.focus()
        self._advise()

    def on_pick_list_moved(self) -> None:
        """Say what can be done about another setting."""
        self._advise()

    def on_pick_list_taken(self) -> None:
        """Take the next value of the setting that was clicked twice."""
        self.action_turn(1)

    def action_turn(self, steps: int) -> None:
        """Take the next value of the setting under the cursor, or the one before."""
        config, name = self._desk.settings.config, self._rows[self._cursor].name
        if name == "theme":
            self._desk.attempt(lambda: self._choose("theme", theme_after(config.theme, steps)))
        elif name == "preview":
            self._desk.attempt(lambda: self._choose("preview", not config.preview))

    def _choose(self, name: str, value: str | bool) -> None:  # noqa: FBT001  a setting may be a boolean
        try:
            self._desk.settings.choose(name, value)
        finally:
            self._rows = self._desk.settings.rows()
            self.query_one("#settings", PickList).refresh()
        self._desk.tell(f"{name} {self._rows[self._cursor].value}")

    @property
    def _cursor(self) -> int:
        return self.query_one("#settings", PickList).cursor

    def _advise(self) -> None:
        name = self._rows[self._cursor].name
        if name not in CHOICES:
            told = "`readlist config --edit` opens the file to set it in"
        elif origin := self._desk.settings.decides(name):
            told = f"Enter tries the next value; it is set in {cell(origin)}"
        else:
            told = "Enter takes the next value, which is remembered"
        self.query_one("#advice", Bar).show(((told, "muted"),))

    def _row(self, index: int, cells: int) -> Line:
        row = self._rows[index]
        room = max(cells - _NAME - _ORIGIN - 2, 8)
        value = cell(row.value)
        return (
            (fit(row.name, _NAME), "key" if row.name in CHOICES else "plain"),
            ((fit_end if row.name == "library" else fit)(value, room), "plain"),
            ("  ", "plain"),
            (fit_end(cell(row.origin), _ORIGIN), "muted"),
        )
