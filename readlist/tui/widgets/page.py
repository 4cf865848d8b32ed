"""A page of text that scrolls: the preview beside the list, and the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.ranking import Meant
from readlist.tui.widgets.drawn import Drawn
from readlist.tui.widgets.marking import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.strip import Strip

    from readlist.model.paper import Paper
    from readlist.tui.widgets.drawn import Line

_KEPT_PAGES = 64


class Page(Drawn):
    """The lines of one paper; ``write`` gives them for a paper, a width, a height and colors of tags."""

    def __init__(
        self,
        write: Callable[[Paper, int, int, Mapping[str, str]], list[Line]],
        *,
        id: str,  # noqa: A002  the toolkit's name
        ascii: bool = False,  # noqa: A002  the name of the option
    ) -> None:
        super().__init__(id=id, ascii=ascii)
        self._write = write
        self._pages: dict[tuple[int | None, int, int], tuple[Paper, list[Line]]] = {}
        self._strips: list[Strip | None] = []
        self.paper: Paper | None = None
        self.lines: Sequence[Line] = ()
        self.top = 0
        self._meant = Meant()

    def show(self, paper: Paper | None, meant: Meant = Meant()) -> None:  # noqa: B008  frozen
        """Show a paper, from its first line on, with the words marked that were looked for; or nothing."""
        if meant != self._meant:
            self._meant = meant
            self.repaint()
        if paper is self.paper:
            return
        if paper is None or self.paper is None or paper.id != self.paper.id:
            self.top = 0
        self.paper = paper
        self._turn()

    def color_tags(self, colors: Mapping[str, str]) -> None:
        """Draw tags in these colors."""
        if colors != self.tag_colors:
            self.tag_colors = colors
            self._pages.clear()
            self._turn()

    def scroll_lines(self, lines: int) -> None:
        """Scroll by some lines, as far as there is text."""
        top = max(0, min(self.top + lines, len(self.lines) - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._turn()

    def on_mouse_scroll_down(self) -> None:
        """Scroll with the wheel."""
        self.scroll_lines(3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll with the wheel."""
        self.scroll_lines(-3)

    def repaint(self) -> None:
        """Draw everything anew."""
        self._strips = [None] * len(self.lines)
        super().repaint()

    def render_line(self, y: int) -> Strip:
        """One line of the page, with a margin of one cell; the last one tells that there is more."""
        number = self.top + y
        if number >= len(self.lines):
            return self.strip_of(())
        if y == self.size.height - 1 and number < len(self.lines) - 1:
            return self.strip_of(((f" ↓ {len(self.lines) - number} more lines", "faint"),))
        strip = self._strips[number]
        if strip is None:
            strip = self._strips[number] = self.strip_of(((" ", "plain"), *marked(self.lines[number], self._meant)))
        return strip

    def _turn(self) -> None:
        self.lines = self._page()
        self._strips = [None] * len(self.lines)
        self.top = max(0, min(self.top, len(self.lines) - self.size.height))
        self.refresh()

    def _page(self) -> Sequence[Line]:
        if self.paper is None or not self.size.width:
            return ()
        key = (self.paper.id, *self.size)
        kept = self._pages.get(key)
        if kept is None or kept[0] is not self.paper:
            if len(self._pages) >= _KEPT_PAGES:
                self._pages.clear()
            page = self._write(self.paper, max(self.size.width - 2, 8), self.size.height, self.tag_colors)
            kept = self._pages[key] = self.paper, page
        return kept[1]
