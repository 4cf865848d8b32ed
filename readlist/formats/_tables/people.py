"""People in cells of tables: names that programs put together, invert, and put degrees before."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from readlist.formats._families import parted_families, tell_families
from readlist.formats._tables.rows import Row
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readlist.model.paper import Problem

_LOOKED_AT = 200  # rows
_OF_PEOPLE = frozenset(("authors", "full_authors", "editors"))
_SEVERAL = regex(r"[^,;]{1,80},[^,;]{1,80};")
_WITH_COMMAS = regex(r"[^,;]{1,80}(?:,[^,;]{1,80}){2}")  # between several people
_GLUED = regex(r"(?<!\bMc|\bDe|\bLe|\bLa|\bDi|\bDu)(?<!\bMac|\bVan|\bDel)(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_RANKS = ("Prof.", "Dr.", "Ph.D.")
_RANK = regex(r"(?<![\w.-])(?:(?:Prof|Dr|Ph\.D)\.\s{1,3}){1,4}(?=\w)")  # before a name
_ONE = regex(r"[^,;|]{1,80},[^,;|]{1,80}")


def closed(rows: Iterable[Row | Problem], fields: Sequence[str | None]) -> Iterator[Row | Problem]:
    """The rows; where names always stand inverted between semicolons, one alone has a semicolon behind it, too.

    >>> rows = [Row((2, 2), ["Bee, Ada; Li, Bo"]), Row((3, 3), ["Moon Lark, Cy Dee"])]
    >>> [row.cells for row in closed(rows, ["authors"])]
    [['Bee, Ada; Li, Bo'], ['Moon Lark, Cy Dee;']]
    """
    left = iter(rows)
    first = list(islice(left, _LOOKED_AT))
    told = [row.cells for row in first if isinstance(row, Row)]
    columns = [at for at, field in enumerate(fields) if field in _OF_PEOPLE]
    names = {at: [cells[at] for cells in told if at < len(cells)] for at in columns}
    inverted = {
        at for at in columns if any(map(_SEVERAL.match, names[at])) and not any(map(_WITH_COMMAS.match, names[at]))
    }
    families = {at for at in columns if tell_families(names[at])}
    for row in chain(first, left):
        if isinstance(row, Row):
            for at in (at for at in columns if at < len(row.cells)):
                if at in families:
                    row.cells[at] = parted_families(row.cells[at])
                if at in inverted and _ONE.fullmatch(row.cells[at]):
                    row.cells[at] += ";"
        yield row


def named(names: str) -> str:
    """Names that an exporter put together without anything between them, with semicolons.

    >>> named("Ada MoonBen J. McCallCee Lark"), named("Yann LeCun")
    ('Ada Moon; Ben J. McCall; Cee Lark', 'Yann LeCun')
    >>> named("Prof. Dr. Ada MoonDr. Cee Lark"), named("J. -P. Moon")
    ('Ada Moon; Cee Lark', 'J.-P. Moon')
    """
    parts = _GLUED.split(names)
    apart = len(parts) > 1 and not re.search("[,;|&]", names) and all(" " in part.strip() for part in parts)
    names = ("; ".join(parts) if apart else names).replace(". -", ".-")
    return _RANK.sub("", names) if any(rank in names for rank in _RANKS) else names
