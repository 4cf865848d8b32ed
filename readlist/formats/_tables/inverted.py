"""Columns of people named "Family, Given": one of them alone is one person, whose names have several words each."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from readlist.formats._tables.rows import Row
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readlist.model.paper import Problem

_LOOKED_AT = 200  # rows
_OF_PEOPLE = frozenset(("authors", "full_authors", "editors"))
_SEVERAL = regex(r"[^,;]{1,80},[^,;]{1,80};")
_ONE = regex(r"[^,;|]{1,80},[^,;|]{1,80}")


def closed(rows: Iterable[Row | Problem], fields: Sequence[str | None]) -> Iterator[Row | Problem]:
    """The rows; where names stand inverted between semicolons, one that is alone has a semicolon behind it, too.

    >>> rows = [Row((2, 2), ["Bee, Ada; Li, Bo"]), Row((3, 3), ["Moon Lark, Cy Dee"])]
    >>> [row.cells for row in closed(rows, ["authors"])]
    [['Bee, Ada; Li, Bo'], ['Moon Lark, Cy Dee;']]
    """
    left = iter(rows)
    first = list(islice(left, _LOOKED_AT))
    places = {
        at
        for row in first
        if isinstance(row, Row)
        for at, (field, cell) in enumerate(zip(fields, row.cells, strict=False))
        if field in _OF_PEOPLE and _SEVERAL.match(cell)
    }
    for row in chain(first, left):
        if isinstance(row, Row):
            for at in places & set(range(len(row.cells))):
                row.cells[at] += ";" if _ONE.fullmatch(row.cells[at]) else ""
        yield row
