"""What was added and decided when, counted by SQL; moments are ISO, UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.model.paper import Status

if TYPE_CHECKING:
    import sqlite3

_DECIDED = "s.state = 'done' AND s.at >= ? AND c.field = 'status'"


class Added(NamedTuple):
    """How many papers were added at a moment, and how many of them are in the inbox."""

    at: str
    papers: int
    inbox: int


class Decided(NamedTuple):
    """How many decisions were made in a minute, and how many of them told that a paper was read."""

    at: str
    papers: int
    read: int


class Left(NamedTuple):
    """How many papers that were added at a moment left the inbox some days later; fewer than none came back to it."""

    at: str
    added: str
    days: float
    papers: int


class Worked(NamedTuple):
    """All of these."""

    added: list[Added]
    decided: list[Decided]
    left: list[Left]


def worked(connection: sqlite3.Connection, since: str) -> Worked:
    """What was added and decided since a moment."""
    return Worked(_added(connection, since), _decided(connection, since), _left(connection, since))


def _added(connection: sqlite3.Connection, since: str) -> list[Added]:
    """The papers that were added since a moment."""
    rows = connection.execute(
        "SELECT added, count(*), sum(status = ?) FROM reading WHERE present AND added >= ? GROUP BY added",
        (Status.INBOX, since),
    )
    return [Added(*row) for row in rows]


def _decided(connection: sqlite3.Connection, since: str) -> list[Decided]:
    """The decisions that were made since a moment, and stand."""
    rows = connection.execute(
        "SELECT substr(s.at, 1, 16), sum((c.new <> ?) * (c.last - c.first + 1)),"
        " sum((c.new = ?) * (c.last - c.first + 1))"
        f" FROM step s CROSS JOIN change c ON c.step = s.id WHERE {_DECIDED} GROUP BY 1",
        (Status.INBOX, Status.READ, since),
    )
    return [Decided(*row) for row in rows]


def _left(connection: sqlite3.Connection, since: str) -> list[Left]:
    """The papers that left the inbox since a moment, and those that came back to it."""
    # CROSS JOIN keeps the order: steps, their changes, the papers of these.
    rows = connection.execute(
        "SELECT s.at, r.added, max(julianday(s.at) - julianday(r.added), 0), count(*) * iif(c.old = ?, 1, -1)"
        " FROM step s CROSS JOIN change c ON c.step = s.id"
        " CROSS JOIN reading r ON r.paper BETWEEN c.first AND c.last"
        f" WHERE {_DECIDED} AND ? IN (c.old, c.new) AND r.present GROUP BY s.id, c.old = ?, r.added",
        (Status.INBOX, since, Status.INBOX, Status.INBOX),
    )
    return [Left(*row) for row in rows]
