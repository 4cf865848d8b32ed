"""Tables as text: rows with the lines that they stand in, a quote that is never closed costing one row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SHOWN
from readlist.model.paper import Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DELIMITERS = (",", ";", "\t", "|")
_LONGEST_ROW = 8 << 20  # letters
_MOST_LINES = 2000  # of a row
_FORMULA = regex(r"'*[=+\-@\t\r]")
_GUARDED = regex(r"'+[=+\-@\t\r]")
_CELLS = {
    delimiter: regex(
        rf' {{0,8}}"(?P<quoted>[^"]*(?:""[^"]*)*)"(?P<after>[^{re.escape(delimiter)}]*){re.escape(delimiter)}'
        rf"|(?P<plain>[^{re.escape(delimiter)}]*){re.escape(delimiter)}"
    )
    for delimiter in DELIMITERS
}
_OPENED = {delimiter: regex(rf'(?:\A|{re.escape(delimiter)}) {{0,8}}"') for delimiter in _CELLS}


class Row(NamedTuple):
    """The cells of a row, and the first and last line that it stands in (from 1)."""

    lines: tuple[int, int]
    cells: list[str]


def rows(text: str, delimiter: str, first: int = 1) -> Iterator[Row | Problem]:
    r"""The rows of a table from a line on (from 1), empty ones left out.

    >>> [row.cells for row in rows('a,"b\nc"\n\ne,', ",")]
    [['a', 'b\nc'], ['e', '']]
    """
    lines = text.split("\n")
    at = first - 1
    while at < len(lines):
        end = _end(lines, at, delimiter)
        passage = "\n".join(lines[at:end] if end else lines[at : at + 1])
        if end is None:
            yield Problem((at + 1, at + 1), "a quote is opened and never closed", passage[:SHOWN])
        elif passage.strip(f'" \t\n{delimiter}'):
            yield Row((at + 1, end), split(passage, delimiter))
        at = end or at + 1


def _end(lines: Sequence[str], at: int, delimiter: str) -> int | None:
    """The line behind the row that begins at a line: the first that leaves no quote open; None where none does."""
    if lines[at].count('"') % 2 == 0 or _OPENED[delimiter].search(lines[at]) is None:
        return at + 1
    quotes = letters = 0
    for end in range(at, min(len(lines), at + _MOST_LINES)):
        quotes += lines[end].count('"')
        letters += len(lines[end])
        if quotes % 2 == 0:
            return end + 1
        if letters > _LONGEST_ROW:
            break
    return None


def split(row: str, delimiter: str) -> list[str]:
    """The cells of one row.

    >>> split('a,"b, c",', ",")
    ['a', 'b, c', '']
    """
    if '"' not in row:
        return row.split(delimiter)
    cells = _CELLS[delimiter].finditer(row + delimiter)
    return [
        cell["plain"] if cell["quoted"] is None else cell["quoted"].replace('""', '"') + cell["after"].rstrip()
        for cell in cells
    ]


def written_row(cells: Iterable[str], delimiter: str) -> str:
    """A row as a line; a cell that a spreadsheet would take for a formula has an apostrophe before it.

    >>> print(written_row(["a", "b, c", "=1+1", ""], ","), end="")
    a,"b, c",'=1+1,
    """
    return delimiter.join(_written(cell, delimiter) for cell in cells) + "\n"


def _written(cell: str, delimiter: str) -> str:
    cell = f"'{cell}" if _FORMULA.match(cell) else cell
    if delimiter in cell or '"' in cell or "\n" in cell or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from computing it.

    >>> unguarded("'=1+1"), unguarded("'t Hooft")
    ('=1+1', "'t Hooft")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
