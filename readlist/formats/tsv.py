"""Tables of papers with tabs between the cells, their columns known by their names."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE, Evidence, Reader, WriteOptions, Writer
from readlist.formats._tables.columns import find_header, read_table
from readlist.formats._tables.own import verify_table, write_table
from readlist.formats._tables.rows import Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.model.paper import Paper, Problem, Record


def recognize(text: str) -> float:
    """How surely a text is a table of papers."""
    header = find_header(text, "\t")
    return header.likeness if header and not _runs_out(text) else 0.0


def _runs_out(text: str) -> bool:
    """Whether most rows below the first have one cell: the page shows one table cell in a line."""
    cells = [len(row.cells) for row in islice(rows(text[:SAMPLE], "\t"), 100) if isinstance(row, Row)]
    return sum(count == 1 for count in cells[1:]) > 0.5 * len(cells[1:])


def read(text: str, evidence: Evidence) -> Iterator[Record | Paper | Problem]:  # noqa: ARG001  names are not glued here
    """The papers of the table, and a problem for each row that tells of none."""
    return read_table(text, "tsv", "\t")


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:  # noqa: ARG001  there is one way to write it
    """A header, then a row a paper."""
    return write_table(papers, "\t")


def verify(text: str, papers: Iterable[Paper], options: WriteOptions) -> None:  # noqa: ARG001  the same
    """Nothing where the text reads back as the papers, else ExportError."""
    verify_table(text, papers, "\t")


READER = Reader("tsv", "Tabs between cells: a table whose columns are named", recognize, read)
WRITER = Writer("tsv", "Tabs between cells, for spreadsheets", ".tsv", write, verify)
