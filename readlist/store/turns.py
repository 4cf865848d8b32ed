"""Turns to write: one process after another, each waiting until the one before is done."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readlist.model.patience import Patience
from readlist.store import checkpoints
from readlist.store.driver import sqlite3, translated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_TRY = 2.0  # seconds


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path, patience: Patience = Patience()) -> Iterator[None]:  # noqa: B008  frozen
    """All that is written in the block, or nothing; other processes wait from its beginning on.

    BusyLibrary where another process writes for longer than one has patience.
    """
    with translated(path):
        _begin(connection, patience)
        try:
            yield
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        if checkpoints.HAS_FAULT:
            checkpoints.shorten_log(connection, path)


def _begin(connection: sqlite3.Connection, patience: Patience) -> None:
    """Begin to write; a wait can be interrupted between two tries."""
    until = time.monotonic() + patience.seconds
    connection.execute(f"PRAGMA busy_timeout = {int(1000 * min(patience.seconds, LONGEST_TRY))}").fetchall()
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= until:
                raise
            patience.tell()
        else:
            return
