"""A text to read, laid out for the width there is, and scrolled by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.tui.widgets.drawn import Drawn
from readlist.tui.widgets.pick_list import rail_thumb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.geometry import Size
    from textual.strip import Strip

    from readlist.tui.widgets.drawn import Line


class Sheet(Drawn):
    """A text that is laid out anew for each width, by the function it is shown with."""

    def __init__(self, *, id: str, ascii: bool = False) -> None:  # noqa: A002  the toolkit's names
        super().__init__(id=id, ascii=ascii)
        self._lay_out: Callable[[int], Sequence[Line]] = _nothing
        self._lines: Sequence[Line] = ()
        self._cells = -1
        self.top = 0

    def show(self, lay_out: Callable[[int], Sequence[Line]]) -> None:
        """Show another text, from its beginning; ``lay_out`` gives its lines for a width in cells."""
        self._lay_out = lay_out
        self._cells = -1
        self.top = 0
        before = len(self._lines)
        changed = len(self._laid_out(self.size.width)) != before
        self.refresh(layout=changed and self.styles.is_auto_height)

    @property
    def hidden(self) -> int:
        """How many lines do not fit."""
        return max(len(self._laid_out(self.size.width)) - self.size.height, 0)

    def move(self, lines: int) -> None:
        """Scroll by that many lines."""
        top = min(max(self.top + lines, 0), self.hidden)
        if top != self.top:
            self.top = top
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  the toolkit asks
        """As many lines as the text has."""
        return len(self._laid_out(width))

    def render_line(self, y: int) -> Strip:
        """One line of the text, and at its end the scroll bar."""
        lines, width = self._laid_out(self.size.width), self.size.width
        line = lines[self.top + y] if self.top + y < len(lines) else ()
        if y not in rail_thumb(self.top, self.size.height, len(lines)):
            return self.strip_of(line)
        return self.strip_of(line).crop(0, width - 1) + self.strip_of((("┃", "rule"),)).crop(0, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down by three lines."""
        event.stop()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up by three lines."""
        event.stop()
        self.move(-3)

    def on_resize(self) -> None:
        """Stay within the text."""
        self.move(0)

    def _laid_out(self, width: int) -> Sequence[Line]:
        # Two columns stay free for the scroll bar, so that the text does not change when that comes and goes.
        if self._cells != width - 2:
            self._cells = width - 2
            self._lines = self._lay_out(self._cells) if width > 2 else ()
        return self._lines


def _nothing(cells: int) -> Sequence[Line]:  # noqa: ARG001  any layout takes a width
    return ()
