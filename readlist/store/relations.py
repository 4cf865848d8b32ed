"""What papers are to one another, as fields of papers: each is the list of ids that a table has beside a paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator


class Relation(NamedTuple):
    """A table of pairs: the column of the paper whose field it is, and that of the others."""

    table: str
    paper: str
    other: str


RELATIONS = {
    "apart": Relation("distinct_pair", "first", "second"),
    "merged": Relation("merged", "paper", "kept"),
}
"""By field: ``apart`` are the later papers that a paper only looks like, ``merged`` the one that took it in, if any."""


def read_related(connection: sqlite3.Connection, field: str, ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The stored value of such a field for each of these papers, in the order of their ids."""
    table, paper, other = RELATIONS[field]
    rows = connection.execute(
        f"SELECT value, (SELECT json_group_array({other}) FROM (SELECT {other} FROM {table} WHERE {paper} = value"
        f" ORDER BY {other})) FROM json_each(?) ORDER BY value",
        (json.dumps(list(ids)),),
    )
    yield from rows.fetchall()


def write_related(connection: sqlite3.Connection, field: str, first: int, last: int, value: str) -> None:
    """Write a stored value into such a field of papers first..last."""
    table, paper, other = RELATIONS[field]
    connection.execute(f"DELETE FROM {table} WHERE {paper} BETWEEN ? AND ?", (first, last))
    connection.execute(
        f"INSERT INTO {table} ({paper}, {other}) SELECT p.value, o.value FROM json_each(?) p, json_each(?) o",
        (json.dumps(list(range(first, last + 1))), value),
    )


def taken_in(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """The papers that these have taken in."""
    rows = connection.execute(
        "SELECT paper FROM merged WHERE kept IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return [paper for (paper,) in rows.fetchall()]


def pairs_apart(connection: sqlite3.Connection, ids: Iterable[int] | None = None) -> list[tuple[int, int]]:
    """The pairs that only look like one paper, the smaller id first; with ``ids``, those with one of them."""
    some = " WHERE first IN (SELECT value FROM json_each(?1)) OR second IN (SELECT value FROM json_each(?1))"
    chosen = () if ids is None else (json.dumps(list(ids)),)
    return connection.execute(f"SELECT first, second FROM distinct_pair{some if chosen else ''}", chosen).fetchall()
