"""Save what rows can be read of a damaged library into a new one, which is checked; the damaged one is only read.

Tables are read without their indexes, row by row in the order of their keys. Where a page cannot be read, the keys
behind it are tried one after the other, so that what lies behind the damage is found.
"""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import BackupError
from readlist.model.moments import stored
from readlist.model.paper import Record, Status
from readlist.store.backups import sync_file, told, unfinished, verified
from readlist.store.codec import READING_COLUMNS, RECORD_COLUMNS, write_value
from readlist.store.connection import WAITING, open_read_only, write_schema
from readlist.store.driver import UNREADABLE, sqlite3
from readlist.store.restoring import check_place, put_in_place
from readlist.store.schema import MAIN_TABLES
from readlist.store.words import read_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.store.codec import Stored

    Value = Stored | bytes
    Row = tuple[Value, ...]

NUMBERED = {
    "paper": "id", "reading": "paper", "tag": "id", "tagging": "paper", "step": "id", "change": "id", "import": "id",
    "source": "paper", "distinct_pair": "first", "merged": "paper",
}  # fmt: skip
"""The tables whose keys begin with a number, and its column."""
WORDED = {"author": "name", "target": "path", "pushed": "program", "view": "folded"}
"""The tables whose keys begin with a text: they are read from both ends."""
FURTHEST = 20_000
"""So many keys are tried behind the last row that was read, where the last of all cannot be read."""
_UNDOABLE = {"paper", "reading", "tag", "tagging", "step", "change"}
"""The tables without all of whose rows nothing can be undone."""
_CODECS = RECORD_COLUMNS | READING_COLUMNS
_UNKNOWN = {
    **{column: write_value(column, getattr(Record(), column)) for column in RECORD_COLUMNS},
    "status": str(Status.INBOX),
    "present": 1,
    "starred": 0,
}
"""What stands in a column for a value that makes no sense."""
_LOST = ("lost in a damaged library",)
_HEADER = 100  # bytes


class Saved(NamedTuple):
    """How many rows of each table were saved, which tables lack some, and where the damaged library lies."""

    rows: dict[str, int]
    lacking: tuple[str, ...]
    papers: int
    aside: Path | None


def salvage(library: Path) -> Saved:
    """Put what can be read of a damaged library in its place; BackupError where that is nothing."""
    check_place(library)
    with told(library, library.parent), unfinished(library.parent, library.name) as new:
        write_schema(new)
        with closing(sqlite3.connect(new, isolation_level=None)) as target:
            target.execute("PRAGMA synchronous = OFF")
            target.execute("BEGIN")
            with _readable(library) as source:
                saved = {table: _save(source, target, table) for table in NUMBERED | WORDED}
            if not saved["paper"][0] and not saved["reading"][0]:
                raise _nothing(library)
            lacking = tuple(table for table, (_, is_whole) in saved.items() if not is_whole)
            _mend(target, lacking)
            target.execute("COMMIT")
        held = verified(new)
        sync_file(new)
        rows = {table: number for table, (number, _) in saved.items()}
        return Saved(rows, lacking, held.papers, put_in_place(library, new))


@contextmanager
def _readable(library: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads what can be read; where the file's beginning is gone, that of a new library stands in."""
    with TemporaryDirectory(prefix=f".{library.name}.", dir=library.parent) as folder:
        try:
            connection = _opened(library)
        except UNREADABLE:
            try:
                connection = _opened(_beheaded(library, Path(folder)))
            except UNREADABLE as error:
                raise _nothing(library) from error
        with closing(connection):
            yield connection


def _nothing(library: Path) -> BackupError:
    return BackupError(f"no paper can be read in {library}", "Restore a backup, or begin anew.")


def _opened(path: Path) -> sqlite3.Connection:
    connection = open_read_only(path)
    try:
        connection.execute("PRAGMA writable_schema = ON")  # goes on though the file is shorter than it should be
        connection.text_factory = lambda text: text.decode(errors="replace")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except UNREADABLE:
        connection.close()
        raise
    return connection


def _beheaded(library: Path, folder: Path) -> Path:
    """A copy of a library that is no database any more, with the header of a new one."""
    copy, new = folder / "library.db", folder / "new.db"
    shutil.copyfile(library, copy)
    with suppress(FileNotFoundError):
        shutil.copyfile(f"{library}{WAITING}", f"{copy}{WAITING}")
    write_schema(new)
    header = bytearray(new.read_bytes()[:_HEADER])
    pages = copy.stat().st_size // int.from_bytes(header[16:18], "big")
    header[28:32] = pages.to_bytes(4, "big")
    header[32:40] = bytes(8)  # the list of free pages is not known
    with copy.open("rb+") as file:
        file.write(header)
    return copy


def _save(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> tuple[int, bool]:
    """Copy the rows of a table that can be read; how many, and whether they are all, as far as can be seen."""
    wanted = {row[1]: row[2] for row in target.execute(f'PRAGMA table_info("{table}")')}
    try:
        there = {row[1] for row in source.execute(f'PRAGMA main.table_info("{table}")')}
    except UNREADABLE:
        return 0, False
    columns = [column for column in wanted if column in there]
    if not columns:
        return 0, table not in MAIN_TABLES
    named, marks = ", ".join(columns), ", ".join("?" * len(columns))
    before, read, is_whole = target.total_changes, 0, True
    for row in _rows(source, table, named):
        if row is None:
            is_whole = False
        else:
            read += 1
            values = [_sound(column, wanted[column], value) for column, value in zip(columns, row, strict=True)]
            target.execute(f'INSERT OR IGNORE INTO "{table}" ({named}) VALUES ({marks})', values)
    taken = target.total_changes - before
    return taken, is_whole and taken == read


def _rows(connection: sqlite3.Connection, table: str, columns: str) -> Iterator[Row | None]:
    """The rows of a table that can be read, some of them twice; None stands for those that cannot."""
    if table in NUMBERED:
        yield from _by_number(connection, f'SELECT {NUMBERED[table]}, {columns} FROM main."{table}"', NUMBERED[table])
        return
    for order in ("ASC", "DESC"):
        try:
            yield from connection.execute(f'SELECT {columns} FROM main."{table}" ORDER BY {WORDED[table]} {order}')
        except UNREADABLE:
            yield None
        else:
            return


def _by_number(connection: sqlite3.Connection, select: str, key: str) -> Iterator[Row | None]:
    last = _last(connection, select, key)
    begin = reached = 1
    while begin <= (reached + FURTHEST if last is None else last):
        try:
            for number, *row in connection.execute(f"{select} WHERE {key} >= ? ORDER BY {key}", (begin,)):
                reached = max(reached, number) if isinstance(number, int) else reached
                yield tuple(row)
        except UNREADABLE:
            yield None
        else:
            return
        begin = max(begin + 1, reached)


def _last(connection: sqlite3.Connection, select: str, key: str) -> int | None:
    """The largest key of a table, if it can be read and can be true: a row takes more than a byte."""
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    try:
        row = connection.execute(f"{select} ORDER BY {key} DESC LIMIT 1").fetchone()
    except UNREADABLE:
        return None
    if row is None:
        return 0
    return min(row[0], pages * size) if isinstance(row[0], int) else None


def _sound(column: str, kind: str, value: Value) -> Value:
    """A value, or what stands for one that makes no sense in a column of that kind."""
    if kind == "TEXT" and isinstance(value, bytes):
        value = value.decode(errors="replace")
    if kind == "INTEGER" and not isinstance(value, int | None):
        return _UNKNOWN.get(column, 0)
    if column in _CODECS:
        try:
            _CODECS[column][1](value)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return _UNKNOWN[column]
    return value


def _mend(connection: sqlite3.Connection, lacking: Iterable[str]) -> None:
    """Make a library of rows that may not belong together; a reading state without its paper gets one without title."""
    now = stored(datetime.now(UTC))
    stub = {column: _UNKNOWN[column] for column in RECORD_COLUMNS} | {"doubts": write_value("doubts", _LOST)}
    connection.execute(
        f"INSERT INTO paper (id, {', '.join(stub)}) SELECT paper, {', '.join('?' * len(stub))} FROM reading"
        " WHERE paper NOT IN (SELECT id FROM paper)",
        tuple(stub.values()),
    )
    connection.execute(
        "INSERT INTO reading (paper, present, status, added, changed) SELECT id, 1, ?, ?, ? FROM paper"
        " WHERE id NOT IN (SELECT paper FROM reading)",
        (str(Status.INBOX), now, now),
    )
    for statement in _WITHOUT_STRAYS:
        connection.execute(statement)
    if _UNDOABLE & set(lacking):
        for statement in ("UPDATE import SET step = NULL", "DELETE FROM change", "DELETE FROM step"):
            connection.execute(statement)
    read_all(connection)
    connection.execute("INSERT INTO touched (first, last) SELECT min(id), max(id) FROM paper HAVING count(*)")


_WITHOUT_STRAYS = (
    "DELETE FROM tagging WHERE paper NOT IN (SELECT id FROM paper)",
    (
        "INSERT INTO tag (id, name, folded) SELECT DISTINCT tag, 'lost-' || tag, 'lost-' || tag FROM tagging"
        " WHERE tag NOT IN (SELECT id FROM tag)"
    ),
    "DELETE FROM change WHERE step NOT IN (SELECT id FROM step)",
    "UPDATE import SET step = NULL WHERE step NOT IN (SELECT id FROM step)",
    "DELETE FROM source WHERE paper NOT IN (SELECT id FROM paper) OR import NOT IN (SELECT id FROM import)",
    "DELETE FROM pushed WHERE paper NOT IN (SELECT id FROM paper)",
    "DELETE FROM merged WHERE paper NOT IN (SELECT id FROM paper) OR kept NOT IN (SELECT id FROM paper)",
    "DELETE FROM distinct_pair WHERE first NOT IN (SELECT id FROM paper) OR second NOT IN (SELECT id FROM paper)",
)
