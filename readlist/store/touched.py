"""What the search index knows of papers, and since when it knows too little."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from readlist.store.codec import selection
from readlist.store.tags import tags_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from readlist.model.paper import Paper

FOUND_BY = frozenset({"title", "authors", "date", "tags", "citekey", "present"})
"""The fields that the search index is made of."""
_BATCH = 2000
_READ = selection({"title", "authors", "date"})


class Mark(NamedTuple):
    """A place in the order of changes: its number, and what no other library has there."""

    number: int = 0
    salt: int = 0


def note(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Note that papers changed in what they are found by."""
    connection.executemany("INSERT INTO touched (first, last) VALUES (?, ?)", _spans(ids))


def _spans(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last of ids that follow one another."""
    span: tuple[int, int] | None = None
    for id_ in sorted(ids):
        if span is not None and id_ == span[1] + 1:
            span = (span[0], id_)
            continue
        if span is not None:
            yield span
        span = (id_, id_)
    if span is not None:
        yield span


def latest(connection: sqlite3.Connection) -> Mark:
    """The place of the last change."""
    row = connection.execute("SELECT id, salt FROM touched ORDER BY id DESC LIMIT 1").fetchone()
    return Mark(*row) if row else Mark()


def since(connection: sqlite3.Connection, mark: Mark, most: int) -> list[int] | None:
    """The papers that changed after a place, each once; None where they are more than ``most``, or it is no place."""
    if mark.number and connection.execute("SELECT salt FROM touched WHERE id = ?", (mark.number,)).fetchone() != (
        mark.salt,
    ):
        return None
    spans = connection.execute("SELECT first, last FROM touched WHERE id > ?", (mark.number,)).fetchall()
    if any(last - first >= most for first, last in spans):
        return None
    ids = {id_ for first, last in spans for id_ in range(first, last + 1)}
    return sorted(ids) if len(ids) <= most else None


def found_by(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[Paper]:
    """Those of the papers that are present, in ascending order, with no more than they are found by."""
    rest = iter(sorted(ids))
    while batch := list(islice(rest, _BATCH)):
        chosen = json.dumps(batch)
        where = "WHERE r.present AND r.paper IN (SELECT value FROM json_each(?)) ORDER BY r.paper"
        yield from _papers(connection, connection.execute(f"{_READ.sql} {where}", (chosen,)).fetchall())


def all_found_by(connection: sqlite3.Connection) -> Iterator[Paper]:
    """The same for every paper, read in pieces between which the library may change."""
    last = 0
    where = f"WHERE r.present AND r.paper > ? ORDER BY r.paper LIMIT {_BATCH}"
    while rows := connection.execute(f"{_READ.sql} {where}", (last,)).fetchall():
        last = rows[-1][0]
        yield from _papers(connection, rows)


def _papers(connection: sqlite3.Connection, rows: list[tuple[int, ...]]) -> Iterator[Paper]:
    tags = tags_of(connection, (row[0] for row in rows))
    return (_READ.paper(row, tags.get(row[0], ())) for row in rows)
