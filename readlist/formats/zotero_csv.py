"""Zotero's CSV export: 87 columns, every cell quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Evidence, Reader
from readlist.formats._tables.columns import find_header, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.model.paper import Paper, Problem, Record

_FIRST_COLUMNS = ["Key", "Item Type"]


def recognize(text: str) -> float:
    """How surely a text is what Zotero exports as CSV."""
    header = find_header(text, ",")
    return 1.0 if header and header.columns[:2] == _FIRST_COLUMNS else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Paper | Problem]:  # noqa: ARG001  names are not glued here
    """The papers of the table, and a problem for each row that tells of none."""
    return read_table(text, "zotero_csv", ",", headed=False)


READER = Reader("zotero_csv", "Zotero's CSV", recognize, read)
