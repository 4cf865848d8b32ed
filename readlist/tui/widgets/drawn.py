"""The base of our widgets: lines of styled text, drawn by the toolkit's line API; markup is never parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from readlist.model.charts import ASCII_LEVELS
from readlist.model.fields import GLYPHS
from readlist.model.tags import color_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Span = tuple[str, str]
Line = tuple[Span, ...]

PAINTS = {
    "accent": "accent",
    "author": "muted",
    "bar": "primary",
    "better": "secondary",
    "caret": "reverse",
    "chosen": "on row-chosen",
    "cursor": "on row-cursor",
    "faint": "faint",
    "good": "success",
    "key": "bold primary",
    "mark": "bold accent",
    "match": "underline accent",
    "muted": "muted",
    "note": "italic foreground",
    "plain": "foreground",
    "rule": "rule",
    "section": "bold primary",
    "status": "on panel",
    "status-dropped": "faint",
    "status-inbox": "foreground",
    "status-later": "primary",
    "status-read": "success",
    "status-reading": "accent",
    "status-skimmed": "secondary",
    "tag": "secondary",
    "tag-blue": "primary",
    "tag-gray": "muted",
    "tag-green": "success",
    "tag-red": "error",
    "tag-teal": "secondary",
    "tag-yellow": "accent",
    "title": "bold strong",
    "warn": "warning",
    "wrong": "error",
}
"""How each kind of text is painted, in variables of the theme."""

_UNCOLORED = {"cursor": "reverse"}

ASCII = str.maketrans(
    dict(GLYPHS.values())
    | {"▌": ">", "»": "#", "★": "*", "¹": "1", "²": "2", "³": "3", "…": "~", "·": "-", "│": "|", "─": "-", "┃": "|"}
    | ASCII_LEVELS
    | {"↑": "^", "↓": "v", "←": "<", "→": ">", "×": "x", "‹": "<", "›": ">", "–": "-", "≠": "!"}
)
"""What stands for each sign that we draw where there is only ASCII; all are one cell wide."""


def tag_paint(tag: str, colors: Mapping[str, str], usual: str = "tag") -> str:
    """How a tag is painted; ``colors`` are by casefolded names, ``usual`` is for a tag without one.

    >>> tag_paint("maps", {}), tag_paint("Maps/old", {"maps": "red"})
    ('tag', 'tag-red')
    """
    paint = f"tag-{color_of(tag, colors)}"
    return paint if paint in PAINTS else usual


class Drawn(Widget, inherit_css=False):
    """A widget of lines; a subclass draws each by ``strip_of`` from its spans."""

    DEFAULT_CSS = ""

    def __init__(self, *, id: str | None = None, ascii: bool = False) -> None:  # noqa: A002  the toolkit's names
        super().__init__(id=id)
        self._ascii = ascii
        self._paints: dict[tuple[str, str], Style] = {}
        self.tag_colors: Mapping[str, str] = {}

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
            if name:
                style = self.paint("", under) + self._style_of(name)
            else:
                style = self.paint("") + self._style_of(under) if under else self.rich_style
            self._paints[name, under] = style
        return style

    def color_tags(self, colors: Mapping[str, str]) -> None:
        """Draw tags in these colors, which are by casefolded names."""
        if colors != self.tag_colors:
            self.tag_colors = colors
            self.repaint()

    def redraw(self, y: int) -> None:
        """Draw one line anew, if it is in sight."""
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def repaint(self) -> None:
        """Draw everything anew, in the colors of the theme as it is now."""
        self._paints.clear()
        self.refresh()

    def _style_of(self, name: str) -> Style:
        looks = _UNCOLORED.get(name, PAINTS[name]) if self.app.no_color else PAINTS[name]
        return _style(looks, self.app.theme_variables)

    def _shown(self, text: str) -> str:
        return text.translate(ASCII) if self._ascii else text


def _style(looks: str, variables: Mapping[str, str]) -> Style:
    """The style of some looks, such as "bold primary" or "on panel"."""
    *attributes, last = looks.split()
    if last in variables:
        color = Color.parse(variables[last]).rich_color
        on = "on" in attributes
        return Style(
            color=None if on else color,
            bgcolor=color if on else None,
            bold="bold" in attributes or None,
            italic="italic" in attributes or None,
            underline="underline" in attributes or None,
        )
    return Style.parse(looks)
