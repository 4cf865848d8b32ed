"""Put another file in the place of a library; what was there is moved aside, and never deleted.

The new file waits beside the place. The library moves aside under the same stamp, and from then on the new one counts:
whoever finds no library, but these two, finishes what a killed program began.
"""

from __future__ import annotations

import os
import re
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readlist.errors import BackupError, BusyLibrary, DamagedLibrary
from readlist.model.backups import stamp
from readlist.store.backups import copied, told
from readlist.store.connection import BESIDE, check_ours, open_read_only, sync_folder
from readlist.store.driver import sqlite3, translated

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_SECONDS = 0.5


def restore(library: Path, backup: Path) -> Path | None:
    """Put a verified copy of a backup in the place of a library; where that was moved to, None if there was none.

    Raises BackupError for a backup that is not sound, and what ``check_place`` does.
    """
    check_place(library)
    if not backup.exists():
        raise BackupError(f"there is no {backup}", "`readlist restore --list` shows the backups.")
    try:
        with told(backup, library.parent), copied(backup, library.parent, library.name) as (new, _):
            return put_in_place(library, new)
    except DamagedLibrary as error:
        raise BackupError(
            f"the backup cannot be used: {error.message}", "Take another: `readlist restore --list`."
        ) from error


def begin_anew(library: Path) -> Path | None:
    """Leave the place of a library to a new one; where the library was moved to, None if there was none."""
    check_place(library)
    with told(library, library.parent):
        return _move_aside(library, _free_mark(library))


def put_in_place(library: Path, new: Path) -> Path | None:
    """Put a file in the place of a library, which moves aside; where it was moved to, None if there was none."""
    mark = _free_mark(library)
    waiting = _waiting(library, mark)
    new.rename(waiting)
    sync_folder(library.parent)
    aside = _move_aside(library, mark)
    _take_place(library, waiting, mark)
    return aside


def finish(library: Path) -> bool:
    """Whether a library is there, after what a killed program began to put in its place was put there."""
    pattern = re.compile(rf"\.{re.escape(library.name)}\.(.{{1,40}})\.restored")
    with suppress(OSError):
        for waiting in list(library.parent.iterdir()):
            found = pattern.fullmatch(waiting.name)
            if found and aside_of(library, found[1]).exists():
                _take_place(library, waiting, found[1])
    return library.exists()


def check_place(library: Path) -> None:
    """Nothing where a library may be replaced: it is none, a damaged one, or ours and nobody has it open.

    Raises ForeignLibrary, NewerLibrary, or BusyLibrary as far as that can be known: of a file that is no database it
    cannot.
    """
    if not library.exists() or not library.stat().st_size:
        return
    with suppress(DamagedLibrary), translated(library):
        with closing(open_read_only(library)) as connection:
            check_ours(connection, library)
        with closing(sqlite3.connect(library, isolation_level=None, timeout=_PATIENCE_SECONDS)) as alone:
            alone.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
            try:
                alone.execute("BEGIN IMMEDIATE")
                alone.execute("ROLLBACK")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                raise BusyLibrary(
                    f"{library} is open in another process", "Leave readlist everywhere else, then try again."
                ) from error


def aside_of(library: Path, mark: str) -> Path:
    """Where a library moves to."""
    return library.with_name(f"{library.name}.aside-{mark}")


def _waiting(library: Path, mark: str) -> Path:
    return library.with_name(f".{library.name}.{mark}.restored")


def _free_mark(library: Path) -> str:
    """What tells one moving aside from all others."""
    now, number = stamp(datetime.now(UTC)), 1
    mark = now
    while os.path.lexists(aside_of(library, mark)) or os.path.lexists(_waiting(library, mark)):
        number += 1
        mark = f"{now}-{number}"
    return mark


def _move_aside(library: Path, mark: str) -> Path | None:
    """Move a library and the files beside it away, the library first: without them it would lack its last changes."""
    aside = aside_of(library, mark) if library.exists() else None
    if aside is not None:
        library.rename(aside)
    sync_folder(library.parent)
    _move_beside(library, mark)
    return aside


def _move_beside(library: Path, mark: str) -> None:
    for end in BESIDE:
        with suppress(FileNotFoundError):
            library.with_name(library.name + end).rename(f"{aside_of(library, mark)}{end}")


def _take_place(library: Path, waiting: Path, mark: str) -> None:
    """Put the file that waits in the place; another process may have been quicker."""
    if waiting.exists():
        _move_beside(library, mark)
        with suppress(FileNotFoundError):
            waiting.rename(library)
        sync_folder(library.parent)
