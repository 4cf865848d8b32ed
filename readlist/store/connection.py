"""Open a library file: create it whole or not at all, refuse what is not ours, bring an older one up to date."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from readlist.errors import DamagedLibrary, ForeignLibrary, LibraryError, NewerLibrary, NotFound
from readlist.model.patience import Patience
from readlist.store import checkpoints
from readlist.store.driver import WAY_BACK, sqlite3, translated
from readlist.store.schema import APPLICATION_ID, EARLIER, MAIN_TABLES, VERSION, statements
from readlist.store.where import teach

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS = 5.0
WAITING = "-wal"
"""How the name of the file ends in which changes wait beside a library."""
BESIDE = (WAITING, "-shm")
"""How the names of all files end that SQLite keeps there."""
_NO_ROOM = ("disk I/O error", "disk is full")


def connect(
    path: Path,
    *,
    create: bool = True,
    read_only: bool = False,
    patience: Patience = Patience(),  # noqa: B008  frozen
) -> tuple[sqlite3.Connection, bool]:
    """A connection to the library at a path, and whether it can only be read.

    Raises a child of LibraryError where the file cannot be used; the file is then unchanged.
    """
    with translated(path):
        if not path.exists() and not _restored(path):
            if not create or read_only:
                raise NotFound(f"no library at {path}", "`readlist add FILE` begins one.")
            _create(path)
        _check_file(path)
        read_only = read_only or not _writable(path)
        try:
            return _made_ready(open_read_only(path) if read_only else _open(path), path, patience, read_only=read_only)
        except sqlite3.OperationalError as error:
            if not any(sign in str(error) for sign in _NO_ROOM):
                raise
            # Nobody else has it open, or there would be what is missing room.
            return _made_ready(open_read_only(path, alone=True), path, patience, read_only=True)


def _made_ready(
    connection: sqlite3.Connection, path: Path, patience: Patience, *, read_only: bool
) -> tuple[sqlite3.Connection, bool]:
    """A connection that can be used; closed where the file is not ours."""
    with ExitStack() as unless_it_is_ours:
        unless_it_is_ours.enter_context(closing(connection))
        check_ours(connection, path)
        teach(connection)
        if read_only:
            _see_through(connection)
        else:
            _prepare(connection, path, patience)
        unless_it_is_ours.pop_all()
    return connection, read_only


def _restored(path: Path) -> bool:
    """Whether a library is there after all: one that was being restored when the program was killed."""
    from readlist.store.restoring import finish  # noqa: PLC0415  seldom needed

    return finish(path)


def _create(path: Path) -> None:
    """Begin a library in a file of its own and link it to its place, so that a half-made one is never seen."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise LibraryError(f"cannot create {path}: {error.strerror}", "Name another place with --library.") from error
    try:
        write_schema(unfinished)
        try:
            os.link(unfinished, path)
        except FileExistsError:
            return  # another process was quicker
        except OSError:
            unfinished.rename(path)  # a file system without hard links
        sync_folder(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def write_schema(path: Path) -> None:
    """Make a new file a library without papers."""
    with closing(_open(path)) as connection:
        connection.execute("BEGIN")
        for statement in statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")


def sync_folder(folder: Path) -> None:
    """Make the new name of a file in a folder durable, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(descriptor)
        os.close(descriptor)


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise LibraryError(f"{path} is a folder", "Name a file with --library.")
    if path.stat().st_size == 0:
        raise DamagedLibrary(f"{path} is empty, so it is no library", f"{WAY_BACK} Or remove the file to begin anew.")


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)


def open_read_only(path: Path, *, alone: bool = False) -> sqlite3.Connection:
    """A connection that writes nothing, not even the files beside a library whose folder cannot be written to.

    ``alone`` says that no other process has the file open, so that it does without them too.
    """
    waiting = path.with_name(path.name + WAITING)
    is_whole = not (waiting.exists() and waiting.stat().st_size)
    mode = "immutable=1" if is_whole and (alone or not _writable(path)) else "mode=ro"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Nothing where a file is a library that this program knows; a child of LibraryError where it is not."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == APPLICATION_ID and version > VERSION:
        raise NewerLibrary(f"{path} was written by a newer readlist", "Update readlist; the file was not changed.")
    marks = ", ".join("?" * len(MAIN_TABLES))
    there = f"SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ({marks})"
    lost = sorted(set(MAIN_TABLES) - {name for (name,) in connection.execute(there, MAIN_TABLES)})
    holds_something = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
    if holds_something and application != APPLICATION_ID and lost:
        raise ForeignLibrary(f"{path} is a database of another program", "Name another file with --library.")
    if lost:
        raise DamagedLibrary(f"{path} has lost tables: {', '.join(lost)}", WAY_BACK)


def _see_through(connection: sqlite3.Connection) -> None:
    """Look at a library of an earlier version as if it were up to date."""
    for version in range(connection.execute("PRAGMA user_version").fetchone()[0], VERSION):
        for statement in EARLIER[version]:
            connection.execute(statement)


def _prepare(connection: sqlite3.Connection, path: Path, patience: Patience) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "journal_size_limit = 16777216"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    if checkpoints.HAS_FAULT:
        checkpoints.guard(connection)
    if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
        from readlist.model.backups import Reason  # noqa: PLC0415  seldom needed
        from readlist.store.backups import back_up  # noqa: PLC0415  seldom needed
        from readlist.store.migrations import migrate  # noqa: PLC0415  loads sqlite-utils, seldom needed

        migrate(connection, path, before=lambda: back_up(path, Reason.MIGRATION), patience=patience)
