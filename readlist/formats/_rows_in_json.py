"""Rows and items of Markdown as the values of JSON, the way programs keep lists of new papers of arXiv's."""

from __future__ import annotations

import json

from readlist.formats._kinds import SAMPLE, Unwrapped
from readlist.model.regex import regex
from readlist.model.text import clean

_ROW = regex(r'"\d{4}\.\d{4,5}(?:v\d+)?"\s*:\s*(?P<text>"(?:\||- )[^"\\]*(?:\\.[^"\\]*)*")')
_COLUMNS = ("Date", "Title", "Authors", "PDF", "Code", "Remark")


def rows_in_json(text: str) -> Unwrapped | None:
    """The rows below the names of their columns, or the items; None where a text is not wrapped so."""
    if not text.lstrip().startswith("{") or _ROW.search(text[:SAMPLE]) is None:
        return None
    rows: list[str] = []
    lines: list[int] = []
    line, counted = 1, 0
    for found in _ROW.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        rows.append(" ".join(clean(_unquoted(found["text"])).split()))
        lines.append(line)
    width = rows[0].count("|") - 1 if rows else 0
    if width > 1:
        rows = [_row(_COLUMNS[:width]), _row(["---"] * min(width, len(_COLUMNS))), *rows]
        lines = [lines[0], lines[0], *lines]
    return Unwrapped("\n".join(rows), lines) if rows else None


def _unquoted(text: str) -> str:
    """A text of JSON; where an escape in it is none, what stands between the quotes."""
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        return text[1:-1]


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"|{'|'.join(cells)}|"
