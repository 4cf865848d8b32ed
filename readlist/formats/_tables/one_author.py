"""Tables with a row for each author of a paper: rows that differ in nothing but the author and what is told of him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._record import in_one
from readlist.formats._tables.column_names import folded
from readlist.formats._tables.rows import Row
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readlist.model.paper import Problem

_SEVERAL = regex(r"[;|]|,[^,]*,| (?:and|&) ")  # authors
_ONE = frozenset("author autor auteur creator автор".split())
_OF_AUTHOR = frozenset(("authors", "affiliations", None))


def joined(
    rows: Iterable[Row | Problem], columns: Sequence[str], fields: Sequence[str | None]
) -> Iterator[Row | Problem]:
    """The rows, those in sequence that tell of one paper as one; all as they are where a column is of all authors."""
    at = fields.index("authors") if "authors" in fields else -1
    if at < 0 or folded(columns[at]) not in _ONE:
        yield from rows
        return
    held: list[Row] = []
    for row in rows:
        if held and not (isinstance(row, Row) and _is_of_one(held[-1], row, at, fields)):
            yield _as_one(held, fields)
            held = []
        if isinstance(row, Row):
            held.append(row)
        else:
            yield row
    if held:
        yield _as_one(held, fields)


def _is_of_one(one: Row, other: Row, at: int, fields: Sequence[str | None]) -> bool:
    """Whether two rows have one author each and tell the same of a paper with a title."""
    if max(len(one.cells), len(other.cells)) > len(fields):
        return False
    first, second = (_filled(row, fields) for row in (one, other))
    authors = first[at].strip(), second[at].strip()
    alike = all(a == b for field, a, b in zip(fields, first, second, strict=True) if field not in _OF_AUTHOR)
    apart = all(authors) and authors[0] != authors[1] and not any(map(_SEVERAL.search, authors))
    return alike and apart and bool(first[fields.index("title")].strip())


def _filled(row: Row, fields: Sequence[str | None]) -> list[str]:
    return row.cells + [""] * (len(fields) - len(row.cells))


def _as_one(rows: Sequence[Row], fields: Sequence[str | None]) -> Row:
    """One row for several: what they tell of authors joined, the rest of the first."""
    if len(rows) == 1:
        return rows[0]
    columns = zip(*(_filled(row, fields) for row in rows), strict=True)
    cells = [in_one(told) if field in _OF_AUTHOR else told[0] for field, told in zip(fields, columns, strict=True)]
    return Row((rows[0].lines[0], rows[-1].lines[1]), cells)
