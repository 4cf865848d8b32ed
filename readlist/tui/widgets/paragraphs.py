"""Labelled paragraphs, wrapped to a width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readlist.tui.cells import fit, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readlist.tui.widgets.drawn import Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A safe text (see ``cells.cell``) with a paint and a label before it; at most ``rows`` lines of it are shown."""

    text: str
    label: str = ""
    paint: str = "plain"
    rows: int = 1000


def laid_out(paragraphs: Iterable[Paragraph], cells: int, column: int = 9) -> list[Line]:
    """The lines of the paragraphs at a width of that many cells, the labels in a column of their own.

    >>> laid_out([Paragraph("deep networks that learn", "title")], 22)
    [(('title    ', 'muted'), ('deep networks', 'plain')), (('         ', 'muted'), ('that learn', 'plain'))]
    """
    lines: list[Line] = []
    for paragraph in paragraphs if cells > 0 else ():
        labels = min(column, cells // 2) if paragraph.label else 0
        for at, text in enumerate(_first_rows(paragraph, cells - labels)):
            lines.append(((fit("" if at else paragraph.label, labels), "muted"), (text, paragraph.paint)))
    return lines


def _first_rows(paragraph: Paragraph, cells: int) -> list[str]:
    wrapped = wrap(paragraph.text, cells)
    shown = wrapped[: paragraph.rows]
    if len(wrapped) > len(shown):
        shown[-1] = fit(f"{shown[-1]} {wrapped[len(shown)]}", cells)
    return shown
