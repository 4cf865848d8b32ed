"""What the search index knows of papers, and since when it knows too little."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.store.codec import selection
from readlist.store.in_order import papers_in_order
from readlist.store.runs import runs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from readlist.model.paper import Paper

FOUND_BY = frozenset({"title", "authors", "date", "tags", "citekey", "present"})
"""The fields that the search index is made of."""
_READ = selection({"title", "authors", "date"})


class Mark(NamedTuple):
    """A place in the order of changes: its number, and what no other library has there."""

    number: int = 0
    salt: int = 0


def note(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Note that papers changed in what they are found by."""
    spans = ((first, last) for first, last, _ in runs((id_,) for id_ in ids))
    connection.executemany("INSERT INTO touched (first, last) VALUES (?, ?)", spans)


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
    """Those of the papers, in ascending order, that are present, with no more than they are found by."""
    return papers_in_order(connection, _READ, ids, "r.present AND")
