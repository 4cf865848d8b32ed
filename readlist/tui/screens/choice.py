"""One of several: a short list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from readlist.tui.cells import cell, fit
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from readlist.tui.widgets.drawn import Line


class Choice(Dialog[str | None]):
    """The options as (value, label); closes with the value chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "choose", show=False),
        Binding("q", "cancel", "cancel", show=False),
    ]
    HINTS: ClassVar[tuple[Hint, ...]] = (("j k", "move"), ("Enter", "choose"), ("Esc", "cancel"))

    def __init__(self, title: str, options: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        super().__init__(title)
        self._options = options
        self._first = next((at for at, (value, _) in enumerate(options) if value == chosen), 0)

    def body(self) -> Iterable[Widget]:
        """The list of options."""
        yield PickList(self._row, id="options", ascii=ascii_only(self.app))

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one("#options", PickList)
        rows.fill(len(self._options), self._first)
        rows.focus()

    def action_take(self) -> None:
        """Close with the option under the cursor."""
        cursor = self.query_one("#options", PickList).cursor
        self.dismiss(self._options[cursor][0] if self._options else None)

    def on_pick_list_taken(self) -> None:
        """Take the option that was clicked twice."""
        self.action_take()

    def _row(self, index: int, cells: int) -> Line:
        return ((fit(cell(self._options[index][1]), cells), "plain"),)
