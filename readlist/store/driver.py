"""The SQLite driver: ``pysqlite3`` where it is installed, else ``sqlite3``, the choice that sqlite-utils makes too.

Two drivers must never open one file in the same process, and exceptions are caught by the driver's own classes.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from readlist.errors import BusyLibrary, DamagedLibrary, LibraryError, ReadOnlyLibrary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3

# Else pysqlite3 looks for two methods of every None that is bound, and raises an error for each: ten times the cost.
sqlite3.register_adapter(type(None), lambda nothing: nothing)

__all__ = ["UNREADABLE", "WAY_BACK", "sqlite3", "translated"]

WAY_BACK = "`readlist restore` brings back a backup, or saves what can be read; nothing is deleted."
"""What can be done about a damaged library."""

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What the driver raises where a file cannot be read: it cannot even tell of a name that is damaged."""

_KINDS: tuple[tuple[str, type[LibraryError], str, str], ...] = (
    ("could not decode", DamagedLibrary, "is damaged: a text of it is none", WAY_BACK),
    ("locked", BusyLibrary, "is being written by another process", "Try again in a moment."),
    ("readonly", ReadOnlyLibrary, "cannot be changed", "Check its permissions, and the room on the disk."),
    ("full", LibraryError, "cannot grow: the disk is full", "Free some space; nothing was changed."),
    ("unable to open", LibraryError, "cannot be opened", "Check that its folder exists and may be written to."),
    ("not a database", DamagedLibrary, "is no readlist library, or damaged", WAY_BACK),
    ("malformed", DamagedLibrary, "is damaged", WAY_BACK),
    ("no such table", DamagedLibrary, "has lost a part of its tables", WAY_BACK),
    ("disk i/o", LibraryError, "cannot be read or written", "Check the disk: is it full? Nothing was changed."),
)  # fmt: skip


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors about a library file into ours."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise DamagedLibrary(f"{path} is damaged", WAY_BACK) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        said = str(error).lower()
        for sign, kind, what, hint in _KINDS:
            if sign in said:
                raise kind(f"{path} {what}", hint) from error
        raise LibraryError(f"{path} cannot be used: {error}", f"Try again. {WAY_BACK}") from error
