"""Our Store over a connection of apsw, whose files a test can watch and make fail.

The statements and transactions are the Store's own; the SQLite below is that of apsw. No library is open in apsw and in
our driver at the same time: they would drop each other's locks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import apsw

from readlist.store.driver import sqlite3


@contextmanager
def ours() -> Iterator[None]:
    """Raise what our driver raises."""
    try:
        yield
    except apsw.ConstraintError as error:
        raise sqlite3.IntegrityError(str(error)) from error
    except apsw.FullError as error:
        raise sqlite3.OperationalError("database or disk is full") from error
    except (apsw.IOError, apsw.CantOpenError) as error:
        raise sqlite3.OperationalError("disk I/O error") from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise sqlite3.DatabaseError("database disk image is malformed") from error
    except apsw.Error as error:
        raise sqlite3.OperationalError(str(error)) from error


class Cursor:
    """The rows of a statement."""

    def __init__(self, cursor: apsw.Cursor, lastrowid: int) -> None:
        self._cursor = cursor
        self.lastrowid = lastrowid

    def fetchone(self) -> Any:
        with ours():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        with ours():
            return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())


class Connection:
    """What the store uses of a connection."""

    def __init__(self, path: str, vfs: str) -> None:
        with ours():
            self._connection = apsw.Connection(path, vfs=vfs)
            # the files of a test have no shared memory, which a log that two processes write would need
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Cursor:
        with ours():
            cursor = self._connection.execute(sql, tuple(values))
            return Cursor(cursor, self._connection.last_insert_rowid())

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            self.execute(sql, row).fetchall()

    def create_function(self, name: str, count: int, function: Callable[..., Any], *, deterministic: bool) -> None:
        self._connection.create_scalar_function(name, function, count, deterministic=deterministic)

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    @property
    def total_changes(self) -> int:
        return self._connection.total_changes()

    def interrupt(self) -> None:
        self._connection.interrupt()

    def close(self) -> None:
        with ours():
            self._connection.close()


@contextmanager
def over(vfs: str) -> Iterator[None]:
    """Libraries are opened through apsw, in files of that name."""

    def opened(path: Path) -> Connection:
        return Connection(str(path), vfs)

    with patch("readlist.store.connection._open", opened):
        yield
