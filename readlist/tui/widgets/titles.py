"""Titles of boxes as spans of text and paint, whose markup is never read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from readlist.tui.widgets.drawn import ASCII

if TYPE_CHECKING:
    from textual.widget import Widget

    from readlist.tui.widgets.drawn import Span

_STYLES = {"title": "bold", "muted": "$text-muted", "key": "bold $primary", "wrong": "$error"}


def content(*spans: Span) -> Content:
    """The spans as a text of the toolkit."""
    return Content.assemble(*((text, _STYLES.get(paint, "")) for text, paint in spans))


def titled(widget: Widget, title: str) -> None:
    """Give the box of a widget a title (a safe text); an empty one takes it away."""
    shown = title.translate(ASCII) if widget.app.has_class("-ascii") else title
    widget.border_title = content((shown, "title")) if title else None
