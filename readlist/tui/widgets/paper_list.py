"""The list: only the rows in sight are drawn, so three million papers cost what thirty do."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING

from textual.message import Message

from readlist.tui.view import View
from readlist.tui.widgets.drawn import Drawn
from readlist.tui.widgets.marking import marked
from readlist.tui.widgets.rows import columns, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip

    from readlist.model.paper import Paper
    from readlist.tui.widgets.drawn import Line

_MARGIN = 2
_KEPT_STRIPS = 1000


class PaperList(Drawn):
    """The rows of a view, from ``top`` on; ``paper_at`` gives the paper of a row."""

    class Pointed(Message):
        """A row was clicked, ``times`` times."""

        def __init__(self, row: int, times: int) -> None:
            super().__init__()
            self.row = row
            self.times = times

    class Wheeled(Message):
        """The wheel was turned by that many rows."""

        def __init__(self, rows: int) -> None:
            super().__init__()
            self.rows = rows

    def __init__(self, paper_at: Callable[[int], Paper | None], *, id: str, ascii: bool = False) -> None:  # noqa: A002
        super().__init__(id=id, ascii=ascii)
        self._paper_at = paper_at
        self._strips: dict[tuple[int, bool, bool, int], tuple[Paper, Strip]] = {}
        self._seen: list[Paper | None] = []
        self.view = View()
        self.top = 0
        self.guidance: Sequence[Line] = ()

    def show(self, view: View, guidance: Sequence[Line] = ()) -> None:
        """Show a view; ``guidance`` is what an empty one tells."""
        old, self.view, self.guidance = self.view, view, guidance
        if view.meant != old.meant:
            self._strips.clear()
            self.refresh()
        moved = self._scroll()
        seen, self._seen = self._seen, self._in_sight()
        is_same = len(seen) == len(self._seen) and all(map(is_, seen, self._seen))
        if moved or not (is_same and view.ids) or _marks(old) != _marks(view) or view.anchor is not None:
            self.refresh()
        elif old.cursor != view.cursor:
            self.redraw(old.cursor - self.top)
            self.redraw(view.cursor - self.top)

    def repaint(self) -> None:
        """Draw everything anew."""
        self._strips.clear()
        super().repaint()

    def center(self) -> None:
        """Show the row of the cursor in the middle, as far as there are rows around it."""
        self.top = self.view.cursor - self.size.height // 2
        self._scroll()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight; the toolkit draws everything anew itself."""
        if self._scroll():
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        clicked = self.top + event.y
        if clicked < len(self.view.ids):
            self.post_message(self.Pointed(clicked, event.chain))

    def on_mouse_scroll_down(self) -> None:
        """Tell that the wheel was turned."""
        self.post_message(self.Wheeled(3))

    def on_mouse_scroll_up(self) -> None:
        """Tell that the wheel was turned."""
        self.post_message(self.Wheeled(-3))

    def render_line(self, y: int) -> Strip:
        """One row, or what an empty view tells."""
        number = self.top + y
        if not self.view.ids:
            begin = max(0, (self.size.height - len(self.guidance)) // 3)
            return self.strip_of(self.guidance[y - begin] if 0 <= y - begin < len(self.guidance) else ())
        if number >= len(self.view.ids):
            return self.strip_of(())
        paper = self._paper_at(number)
        if paper is None:
            return self.strip_of((("      ‹gone›", "faint"),))
        return self._row_strip(number, paper)

    def _row_strip(self, number: int, paper: Paper) -> Strip:
        cursor, chosen = number == self.view.cursor, self.view.is_chosen(number)
        key = (self.view.ids[number], cursor, chosen, self._thumb(number - self.top))
        kept = self._strips.get(key)
        if kept is not None and kept[0] is paper and kept[1].cell_length == self.size.width:
            return kept[1]
        line = row(paper, columns(self.size.width - 1), self.tag_colors, cursor=cursor, chosen=chosen)
        under = "cursor" if cursor else "chosen" if chosen else ""
        strip = self.strip_of((*marked(line, self.view.meant), ("┃" if key[3] else " ", "rule")), under)
        if len(self._strips) >= _KEPT_STRIPS:
            self._strips.clear()
        self._strips[key] = paper, strip
        return strip

    def _thumb(self, y: int) -> int:
        """Whether the thumb of the scroll bar is in this line."""
        height, total = self.size.height, len(self.view.ids)
        if total <= height:
            return 0
        length = max(1, height * height // total)
        begin = self.top * (height - length) // max(1, total - height)
        return int(begin <= y < begin + length)

    def _scroll(self) -> bool:
        """Bring the cursor into sight, with some rows around it; whether anything moved."""
        height, before = max(self.size.height, 1), self.top
        margin = min(_MARGIN, (height - 1) // 2)
        top = min(self.top, self.view.cursor - margin)
        top = max(top, self.view.cursor + margin + 1 - height)
        self.top = max(0, min(top, len(self.view.ids) - height))
        return self.top != before

    def _in_sight(self) -> list[Paper | None]:
        return [self._paper_at(row) for row in range(self.top, min(self.top + self.size.height, len(self.view.ids)))]


def _marks(view: View) -> tuple[object, ...]:
    """What rows show beside their papers: the selection, and by the rail at the edge how many they are."""
    return view.selection, view.anchor, len(view.ids)
