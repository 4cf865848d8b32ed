"""Backups of a library: verified copies in a folder beside it, made of one state while others go on writing."""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import BackupError, DamagedLibrary, LibraryError
from readlist.model.backups import Backup, Reason, kept, named
from readlist.model.moments import stored
from readlist.model.text import sized
from readlist.store.connection import check_ours, open_read_only, sync_folder
from readlist.store.driver import WAY_BACK, sqlite3, translated
from readlist.store.schema import MAIN_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Tell = Callable[[float], None]

PAGES_AT_ONCE = 1000
_LEFT_BEHIND_SECONDS = 24 * 60 * 60


class Copied(NamedTuple):
    """What a copy of a library holds: the rows of its tables, the papers that are present, its schema's version."""

    rows: tuple[int, ...]
    papers: int
    version: int


def folder_of(library: Path) -> Path:
    """Where the backups of a library lie; the folder may be a link to one on another disk."""
    return library.with_name(f"{library.name}.backups")


def backups_of(library: Path) -> list[Backup]:
    """The backups of a library, the newest first; BackupError where their folder cannot be read."""
    try:
        with os.scandir(folder_of(library)) as files:
            found = [named(file.name, file.stat().st_size) for file in files if file.is_file()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BackupError(f"cannot read {folder_of(library)}: {error.strerror}", "Check its permissions.") from error
    return sorted((backup for backup in found if backup), key=lambda backup: (backup.made, backup.name), reverse=True)


def back_up(library: Path, reason: Reason, tell: Tell | None = None) -> Backup:
    """Make a backup in the library's own folder, and let those go that are not kept any longer.

    Raises DamagedLibrary where the library is damaged, so that none is made of it; BackupError where it cannot be made.
    """
    folder = folder_of(library)
    with told(library, folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        with copied(library, folder, library.name, tell) as (new, held):
            made = datetime.now(UTC).replace(microsecond=0)
            backup = Backup(made, reason, held.version, held.papers, new.stat().st_size)
            new.replace(folder / backup.name)
            sync_folder(folder)
        _thin(library, backup)
    return backup


def back_up_to(library: Path, path: Path, tell: Tell | None = None) -> Backup:
    """Make a backup in a file of the user's choice; BackupError where there is a file already, or none can be made."""
    if os.path.lexists(path):
        raise BackupError(f"{path} is there already", "Name another file; nothing was changed.")
    with told(library, path.parent), copied(library, path.parent, library.name, tell) as (new, held):
        new.rename(path)
        sync_folder(path.parent)
        return Backup(datetime.now(UTC), Reason.ASKED, held.version, held.papers, path.stat().st_size)


@contextmanager
def copied(library: Path, folder: Path, name: str, tell: Tell | None = None) -> Iterator[tuple[Path, Copied]]:
    """A verified copy of a library in a private file of a folder, durable, gone at the end unless it was renamed.

    It is of one state, that of the beginning: a reader keeps no writer waiting. DamagedLibrary where it is not sound.
    """
    _check_room(library, folder)
    with unfinished(folder, name) as new:
        with closing(open_read_only(library)) as source:
            check_ours(source, library)
            source.execute("BEGIN")
            wanted = _held(source)
            _copy(source, new, tell)
        if (found := verified(new, library)) != wanted:
            raise BackupError(f"a copy of {library} holds {found}, not {wanted}", "Try again; check the disk.")
        sync_file(new)
        yield new, found


@contextmanager
def unfinished(folder: Path, name: str) -> Iterator[Path]:
    """A new private file in a folder, gone at the end unless it was renamed."""
    _sweep(folder, name)
    descriptor, made = tempfile.mkstemp(prefix=f".{name}.", suffix=".new", dir=folder)
    os.close(descriptor)
    new = Path(made)
    try:
        yield new
    finally:
        new.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Make what a file holds durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def verified(path: Path, library: Path | None = None) -> Copied:
    """What a copy holds; DamagedLibrary, of the library that it is of, where it is not sound."""
    with translated(library or path), closing(open_read_only(path)) as connection:
        check_ours(connection, library or path)
        (fault,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if fault != "ok":
            raise DamagedLibrary(f"{library or path} is damaged: {fault}", WAY_BACK)
        return _held(connection)


def added_since(library: Path, moments: Iterable[datetime]) -> list[int]:
    """How many papers of a library were added since each moment; a child of LibraryError where it cannot be read."""
    sql = "SELECT count(*) FROM main.reading WHERE present AND added > ?"
    with translated(library), closing(open_read_only(library)) as connection:
        return [int(connection.execute(sql, (stored(moment),)).fetchone()[0]) for moment in moments]


def _held(connection: sqlite3.Connection) -> Copied:
    def one(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    rows = tuple(one(f'SELECT count(*) FROM main."{table}"') for table in MAIN_TABLES)
    papers = one("SELECT count(*) FROM main.reading WHERE present")
    return Copied(rows, papers, one("PRAGMA user_version"))


def _copy(source: sqlite3.Connection, new: Path, tell: Tell | None) -> None:
    """Copy the state that a connection reads to a file that needs no others beside it."""

    def step(_: int, remaining: int, total: int) -> None:
        if tell is not None and total:
            tell(1 - remaining / total)

    with closing(sqlite3.connect(new, isolation_level=None)) as target:
        # What is lost with a half-made copy is nothing; a whole one is made durable at the end.
        target.execute("PRAGMA journal_mode = OFF").fetchall()
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target, pages=PAGES_AT_ONCE, progress=step)
        target.execute("PRAGMA journal_mode = DELETE").fetchall()


def _thin(library: Path, newest: Backup) -> None:
    """Remove the backups that are not kept; never the one that was just verified, nor a file that is none."""
    backups = backups_of(library)
    for backup in set(backups) - kept(backups) - {newest}:
        (folder_of(library) / backup.name).unlink(missing_ok=True)


def _sweep(folder: Path, name: str) -> None:
    """Remove the unfinished copies that programs which were killed left in a folder a day ago or longer."""
    left = re.compile(rf"\.{re.escape(name)}\.[\w-]{{1,40}}\.(?:new|restored)")
    for path in [path for path in folder.iterdir() if left.fullmatch(path.name)]:
        if path.stat().st_mtime < time.time() - _LEFT_BEHIND_SECONDS:
            path.unlink(missing_ok=True)


def _check_room(library: Path, folder: Path) -> None:
    """Leave a disk alone that has not twice as much room as a copy takes."""
    waiting = library.with_name(f"{library.name}-wal")
    size = library.stat().st_size + (waiting.stat().st_size if waiting.exists() else 0)
    free = disk_usage(folder).free
    if free < 2 * size:
        raise BackupError(
            f"no room for a copy of {library}: {sized(2 * size)} are needed in {folder}, {sized(free)} are free",
            "Free some space, or make the folder of its backups a link to one on another disk.",
        )


@contextmanager
def told(library: Path, folder: Path) -> Iterator[None]:
    """Tell what keeps a copy from being made: damage is the library's, all else is about the folder."""
    try:
        with translated(library):
            yield
    except OSError as error:
        raise BackupError(f"cannot write to {folder}: {error.strerror}", "Check its permissions.") from error
    except LibraryError as error:
        if isinstance(error, DamagedLibrary | BackupError) or not isinstance(error.__cause__, sqlite3.DatabaseError):
            raise
        raise BackupError(f"cannot make a copy in {folder}: {error.__cause__}", "Check its disk.") from error
