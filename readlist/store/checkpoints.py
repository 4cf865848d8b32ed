"""Checkpoints for a SQLite with the fault of 3.7.0 to 3.51.2.

There, a checkpoint and a write at the same moment, or two checkpoints, may damage a write-ahead log that begins anew.
So no connection makes one by itself. One is made while its process holds the turn to write, which keeps away writers
and other checkpoints alike. (SQLite's own at the close of the last connection has the file for itself.)
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from readlist.store.driver import sqlite3

if TYPE_CHECKING:
    from pathlib import Path

MENDED = (3, 51, 3)
HAS_FAULT = (3, 7, 0) <= sqlite3.sqlite_version_info < MENDED
LONGEST_LOG = 1 << 22  # bytes
_URGENT = 4 * LONGEST_LOG
_SECONDS = 2.0
# A log is cut to this size when it begins anew, so one that is longer holds what was not copied yet.
GUARDS = ("wal_autocheckpoint = 0", "mmap_size = 0", f"journal_size_limit = {LONGEST_LOG}")


def guard(connection: sqlite3.Connection) -> None:
    """Have a connection make no checkpoints by itself."""
    for pragma in GUARDS:
        connection.execute(f"PRAGMA {pragma}").fetchall()


def shorten_log(connection: sqlite3.Connection, path: Path) -> None:
    """Copy what stands in a log that has grown into the library; ``connection`` is in no transaction.

    What was written is durable before that: where it cannot be done, since somebody else writes, that one will do it.
    It is waited for only where the log has grown long all the same.
    """
    try:
        size = os.stat(f"{os.path.realpath(path)}-wal").st_size  # noqa: PTH116  after each write: quick
    except OSError:
        return
    if size <= LONGEST_LOG:
        return
    seconds = _SECONDS if size > _URGENT else 0
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path, timeout=seconds)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
