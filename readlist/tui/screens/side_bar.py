"""The bar beside the list on wide screens: views, saved views and tags, with their numbers of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.library.counted import Counted
from readlist.tui.widgets.bars import Bar, side_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from readlist.model.saved import SavedView
    from readlist.tui.desk import Desk
    from readlist.tui.tally import Tally

WIDTH = 24
QUIET = 0.3
"""Seconds without a change after which saved views are counted anew."""


class SideBar(Bar):
    """Shows what a desk has; a click opens it."""

    def __init__(self, desk: Desk, *, id: str, ascii: bool = False) -> None:  # noqa: A002  the toolkit's names
        super().__init__(id=id, ascii=ascii)
        self._desk = desk
        self._saved: Sequence[SavedView] = ()
        self._counted: dict[SavedView, Counted] = {}
        self._tally: Tally | None = None
        self._timer: Timer | None = None

    def on_resize(self) -> None:
        """Show the desk once there is room for it, whatever screen is seen then."""
        self.look()

    def look(self) -> None:
        """Show the desk as it is now."""
        desk, saved = self._desk, self._desk.library.views()
        if desk.tally is not self._tally or saved != self._saved:
            self._tally, self._saved = desk.tally, saved
            if self._timer is not None:
                self._timer.stop()
            self._timer = self.set_timer(QUIET, self._count)
        counted = [self._counted.get(view, Counted(view)) for view in saved]
        self.show_items(side_rows(desk.view, desk.tally, counted, WIDTH, self.size.height))

    def _count(self) -> None:
        if self.screen.is_current:
            self._desk.answers.views(self._saved, self._learn)
        else:
            self._tally = None

    def _learn(self, found: Counted) -> None:
        if self.is_attached:
            self._counted[found.view] = found
            self.look()
