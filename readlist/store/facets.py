"""How many papers have each value of a field.

The values are counted in a table of their own: to group them, SQLite would sort a row for each author of each paper.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.names import Name
from readlist.model.query.facets import WITH_CODE, WITHOUT_CODE, key_of
from readlist.model.query.tree import EVERYTHING
from readlist.model.tags import with_those_above
from readlist.model.words import stand_in, words
from readlist.store.where import Clause, tables_among, tables_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from readlist.model.query import Query


class Asked(NamedTuple):
    """What to count: the values of a facet that the papers of a query have, or those of ``ids`` where it is given.

    No more than ``most`` values, and only those with words that begin with each of ``begun``.
    """

    facet: str
    most: int
    query: Query = EVERYTHING
    ids: Sequence[int] | None = None
    begun: tuple[str, ...] = ()


_SINGLE = {
    "status": "r.status",
    "year": "p.year",
    "venue": "p.venue",
    "code": f"iif(coalesce(p.code, 'no') = 'no', '{WITHOUT_CODE}', '{WITH_CODE}')",
}
_LISTED = {"author": "p.authors", "affiliation": "p.affiliations", "category": "p.categories"}


def count_values(connection: sqlite3.Connection, asked: Asked, now: datetime) -> list[tuple[str, int]]:
    """The values with their numbers of papers, those of most papers first."""
    if asked.facet == "tag":
        return _count_tags(connection, asked, now)
    papers = _papers(asked, now, of_paper=asked.facet != "status")
    if asked.facet in _LISTED:
        value, source = "e.value", f"(SELECT {_LISTED[asked.facet]} AS list FROM {papers.sql}) o, json_each(o.list) e"
    else:
        value, source = "o.value", f"(SELECT {_SINGLE[asked.facet]} AS value FROM {papers.sql}) o"
    begun = "".join(f" AND stands_in({value}, ?, 0)" for _ in asked.begun)
    connection.execute("DROP TABLE IF EXISTS temp.facet")  # of a count that was interrupted
    connection.execute("CREATE TEMP TABLE facet (value PRIMARY KEY, papers INTEGER NOT NULL) WITHOUT ROWID")
    connection.execute(
        f"INSERT INTO temp.facet SELECT {value}, 1 FROM {source} WHERE {value} IS NOT NULL{begun}"
        " ON CONFLICT DO UPDATE SET papers = papers + 1",
        (*papers.values, *asked.begun),
    )
    rows = connection.execute(
        "SELECT value, papers FROM temp.facet ORDER BY papers DESC, value LIMIT ?", (asked.most,)
    ).fetchall()
    connection.execute("DROP TABLE temp.facet")
    read = _displayed if asked.facet == "author" else str
    return [(read(value), papers) for value, papers in rows]


def _count_tags(connection: sqlite3.Connection, asked: Asked, now: datetime) -> list[tuple[str, int]]:
    """The same of tags; a paper has those above its own too, as a query for one of them finds it."""
    papers = _papers(asked, now, of_paper=False)
    known = connection.execute("SELECT id, name FROM tag ORDER BY id").fetchall()
    wanted = [
        (id_, name, key_of("tag", name))
        for id_, own in known
        for name in with_those_above(own)
        if all(stand_in(word, words(name), whole=False) for word in asked.begun)
    ]
    id_, name, key = (f"json_extract(m.value, '$[{at}]')" for at in range(3))
    return connection.execute(
        f"SELECT {name}, count(DISTINCT g.paper) AS papers FROM json_each(?) m JOIN tagging g ON g.tag = {id_}"
        f" JOIN (SELECT r.paper FROM {papers.sql}) o ON o.paper = g.paper"
        f" GROUP BY {key} ORDER BY papers DESC, 1 LIMIT ?",
        (json.dumps(wanted), *papers.values, asked.most),
    ).fetchall()


def _papers(asked: Asked, now: datetime, *, of_paper: bool) -> Clause:
    if asked.ids is not None:
        return tables_among(asked.ids)
    return tables_of(asked.query, now, of_paper=of_paper)[1]


def _displayed(stored: str) -> str:
    return Name(*json.loads(stored)).display
