"""CSV: tables of papers, their columns known by their names; cells parted by commas, semicolons or bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Evidence, Reader, WriteOptions, Writer
from readlist.formats._tables.columns import find_header, read_table
from readlist.formats._tables.own import verify_table, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.model.paper import Paper, Problem, Record

_DELIMITERS = (",", ";", "|")


def _delimiter(text: str) -> str | None:
    """The delimiter that parts the most columns with a known name."""
    known = {delimiter: header.known for delimiter in _DELIMITERS if (header := find_header(text, delimiter))}
    return max(known, key=lambda delimiter: known[delimiter]) if known else None


def recognize(text: str) -> float:
    """How surely a text is a table of papers."""
    delimiter = _delimiter(text)
    header = find_header(text, delimiter) if delimiter else None
    if header is None or header.columns[:2] == ["Key", "Item Type"]:
        return 0.0
    return header.likeness


def read(text: str, evidence: Evidence) -> Iterator[Record | Paper | Problem]:  # noqa: ARG001  names are not glued here
    """The papers of the table, and a problem for each row that tells of none."""
    return read_table(text, "csv", _delimiter(text) or ",")


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:  # noqa: ARG001  there is one way to write it
    """A header, then a row a paper."""
    return write_table(papers, ",")


def verify(text: str, papers: Iterable[Paper], options: WriteOptions) -> None:  # noqa: ARG001  the same
    """Nothing where the text reads back as the papers, else ExportError."""
    verify_table(text, papers, ",")


READER = Reader("csv", "CSV: a table whose columns are named", recognize, read)
WRITER = Writer("csv", "CSV, for spreadsheets", ".csv", write, verify)
