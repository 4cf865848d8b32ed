"""The base of our widgets: lines of styled text, drawn by the toolkit's line API; markup is never parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from readlist.model.fields import GLYPHS

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[str, str]
Line = tuple[Span, ...]

PAINTS = frozenset(
    "accent author bar caret chosen cursor faint key mark muted note plain rule section status-dropped status-inbox "
    "status-later status-read status-reading status-skimmed tag title wrong".split()
)
"""The names of the styles; theme.tcss gives each its looks, as ``.paint--name``."""

ASCII = str.maketrans(
    dict(GLYPHS.values())
    | {"▌": ">", "»": "#", "★": "*", "¹": "1", "²": "2", "³": "3", "…": "~", "·": "-", "│": "|", "─": "-", "┃": "|"}
    | {"↑": "^", "↓": "v", "×": "x", "‹": "<", "›": ">", "–": "-"}
)
"""What stands for each sign that we draw where there is only ASCII; all are one cell wide."""


class Drawn(Widget, inherit_css=False):
    """A widget of lines; a subclass gives each line as spans of (text, paint)."""

    DEFAULT_CSS = ""

    def __init__(self, *, id: str | None = None, ascii: bool = False) -> None:  # noqa: A002  the toolkit's names
        super().__init__(id=id)
        self._ascii = ascii
        self._paints: dict[tuple[str, str], Style] = {}

    def line(self, y: int) -> Line:
        """The spans of a line in sight."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line for the toolkit."""
        return self.strip_of(self.line(y))

    def strip_of(self, line: Iterable[Span], under: str = "") -> Strip:
        """Some spans as a strip as wide as the widget, all of it on the paint ``under``."""
        width = self.size.width
        segments = [Segment(self._shown(text), self.paint(name, under)) for text, name in line if text]
        used = sum(cell_len(segment.text) for segment in segments)
        if used < width:
            segments.append(Segment(" " * (width - used), self.paint("plain", under)))
        strip = Strip(segments, max(used, width))
        return strip if used <= width else strip.crop(0, width)

    def paint(self, name: str, under: str = "") -> Style:
        """The style of a paint on top of another one, and of the widget's own colors."""
        style = self._paints.get((name, under))
        if style is None:
            style = self.rich_style + self._style_of(under) + self._style_of(name)
            self._paints[name, under] = style
        return style

    def repaint(self) -> None:
        """Draw everything anew, in the colors of the theme as it is now."""
        self._paints.clear()
        self.refresh()

    def _style_of(self, name: str) -> Style:
        if not name:
            return Style.null()
        return self.screen.get_component_rich_style(f"paint--{name}", partial=True)

    def _shown(self, text: str) -> str:
        return text.translate(ASCII) if self._ascii else text
