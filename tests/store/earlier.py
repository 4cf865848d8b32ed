"""Libraries as earlier versions left them."""

from __future__ import annotations

import sqlite3

from readlist.store.schema import VERSION

_BACK: dict[int, tuple[str, ...]] = {
    9: (),
    8: ("DROP TABLE merged",),
    7: (
        "DROP INDEX reading_snoozed",
        "ALTER TABLE reading DROP COLUMN snoozed",
        "ALTER TABLE tag DROP COLUMN color",
        "DROP TABLE distinct_pair",
    ),
    6: ("DROP TABLE touched",),
    5: ("DROP TABLE view",),
    4: ("DROP TABLE words", "DROP INDEX reading_starred"),
    3: ("DROP TABLE target", "DROP TABLE pushed"),
    2: ("ALTER TABLE paper DROP COLUMN attachments", "ALTER TABLE import DROP COLUMN folder"),
}
"""What takes a version back to the one before it."""


def take_back(connection: sqlite3.Connection, version: int) -> None:
    """Make a library of this program one of an earlier version."""
    connection.execute("BEGIN")
    for newer in range(VERSION, version, -1):
        for statement in _BACK[newer]:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")
