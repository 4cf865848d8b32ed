"""Papers of any number, read piece by piece."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from readlist.store.tags import tags_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from readlist.model.paper import Paper
    from readlist.store.codec import Selection

BATCH = 2000


def papers_in_order(
    connection: sqlite3.Connection, selected: Selection, ids: Iterable[int], where: str = ""
) -> Iterator[Paper]:
    """The papers of ids in ascending order, with what is selected and their tags; little of it is held at a time.

    ``where`` is a further condition, with its AND. Between two pieces the library may change.
    """
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        tags = tags_of(connection, batch)
        rows = connection.execute(
            f"{selected.sql} WHERE {where} r.paper IN (SELECT value FROM json_each(?)) ORDER BY r.paper",
            (json.dumps(batch),),
        )
        yield from [selected.paper(row, tags.get(row[0], ())) for row in rows.fetchall()]
