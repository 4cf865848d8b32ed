"""A list of any length with a cursor, of which only the rows in sight are ever made."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from readlist.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.geometry import Size
    from textual.strip import Strip

    from readlist.tui.widgets.drawn import Line

LEAD = 2
TRAIL = 2


class PickList(Drawn, can_focus=True):
    """``draw(row, cells)`` gives the spans of a row; a cursor of -1 stands nowhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", "next row", show=False),
        Binding("k,up", "step(-1)", "row before", show=False),
        Binding("g,home", "jump(0)", "first row", show=False),
        Binding("G,end", "jump(-1)", "last row", show=False),
        Binding("pagedown,ctrl+f", "page(1.0)", "page down", show=False),
        Binding("pageup,ctrl+b", "page(-1.0)", "page up", show=False),
        Binding("ctrl+d", "page(0.5)", "half a page down", show=False),
        Binding("ctrl+u", "page(-0.5)", "half a page up", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another row."""

    class Taken(Message):
        """A row was clicked twice."""

    def __init__(
        self,
        draw: Callable[[int, int], Line],
        *,
        id: str,  # noqa: A002  the toolkit's name
        ascii: bool = False,  # noqa: A002  the same
        focusable: bool = True,
    ) -> None:
        super().__init__(id=id, ascii=ascii)
        self._draw = draw
        self.can_focus = focusable
        self.rows = 0
        self.cursor = -1
        self.top = 0

    def fill(self, rows: int, cursor: int = 0) -> None:
        """Show that many rows, with the cursor on one of them."""
        taller = rows != self.rows
        self.rows = rows
        self.cursor = min(cursor, rows - 1)
        self._scroll()
        self.refresh(layout=taller and self.styles.is_auto_height)

    def move(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest one there is."""
        row = min(max(row, 0), self.rows - 1)
        if row == self.cursor:
            return
        before, self.cursor = self.cursor, row
        if self._scroll():
            self.refresh()
        else:
            self.refresh_row(before)
            self.refresh_row(row)
        self.post_message(self.Moved())

    def refresh_row(self, row: int) -> None:
        """Draw one row anew."""
        self.redraw(row - self.top)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  the toolkit asks
        """As many lines as there are rows."""
        return self.rows

    def render_line(self, y: int) -> Strip:
        """One row, or nothing below the last one."""
        row = self.top + y
        if row >= self.rows:
            return self.strip_of(())
        line = self._draw(row, max(self.size.width - LEAD - TRAIL, 1))
        lead = ("▌ " if row == self.cursor else "  ", "bar")
        return self.strip_of((lead, *line, self._rail(y)), "cursor" if row == self.cursor else "")

    def action_step(self, rows: int) -> None:
        """Move the cursor by that many rows."""
        self.move(self.cursor + rows)

    def action_jump(self, row: int) -> None:
        """Move the cursor to a row; -1 is the last one."""
        self.move(row if row >= 0 else self.rows - 1)

    def action_page(self, pages: float) -> None:
        """Move the cursor by that many screenfuls."""
        self.move(self.cursor + int(pages * max(self.size.height - 1, 2)))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked."""
        if self.top + event.y < self.rows:
            self.move(self.top + event.y)
            if event.chain == 2:
                self.post_message(self.Taken())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down by three rows."""
        event.stop()
        self.move(self.cursor + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up by three rows."""
        event.stop()
        self.move(self.cursor - 3)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._scroll()
        self.refresh()

    def _scroll(self) -> bool:
        height, before = max(self.size.height, 1), self.top
        top = max(min(self.top, max(self.cursor, 0)), self.cursor + 1 - height)
        self.top = max(min(top, self.rows - height), 0)
        return self.top != before

    def _rail(self, y: int) -> tuple[str, str]:
        thumb = rail_thumb(self.top, self.size.height, self.rows)
        return (" ┃" if y in thumb else "  ", "rule")


def rail_thumb(top: int, height: int, total: int) -> range:
    """The lines of a window ``height`` high that the thumb of its scroll bar takes; none where all is in sight.

    >>> rail_thumb(50, 10, 100)
    range(5, 6)
    """
    if total <= height or height <= 0:
        return range(0)
    length = max(1, height * height // total)
    begin = top * (height - length) // (total - height)
    return range(begin, begin + length)
