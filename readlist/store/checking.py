"""What can be wrong inside a library file: a table of checks that only look."""

from __future__ import annotations

import zlib
from collections import Counter
from contextlib import closing
from enum import IntEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import LibraryError
from readlist.model.finding import FIX, RESTORE, Finding, note, problem
from readlist.model.text import counted, squeeze
from readlist.store.checking_derived import wrong_columns, wrong_words
from readlist.store.checking_journal import other_values, unreadable_changes
from readlist.store.checkpoints import HAS_FAULT, MENDED
from readlist.store.connection import connect
from readlist.store.driver import sqlite3, translated
from readlist.store.schema import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_COMPARED = 5_000
"""Papers that are compared with what follows from them, unless a thorough look is asked for."""
LOST = "SELECT id FROM paper WHERE id NOT IN (SELECT paper FROM reading) ORDER BY id"
"""Papers whose reading state is gone, so that nobody sees them."""
_NAMED = 3


class Depth(IntEnum):
    """When a check is made: of every library, of one that is up to date, where it is small, where all is asked for."""

    ALWAYS = 0
    CURRENT = 1
    SMALL = 2
    THOROUGH = 3


class Check(NamedTuple):
    """What a check is about, what is told where it finds nothing, how it looks, and what to do about what it finds.

    ``look`` gives a line for what is wrong, an empty one for nothing. ``mend`` says that it can be put right.
    """

    about: str
    fine: str
    look: Callable[[sqlite3.Connection], str]
    advice: str = RESTORE
    mend: bool = False
    depth: Depth = Depth.CURRENT


def check_engine() -> Finding:
    """The SQLite in use."""
    used = f"{sqlite3.__name__} {sqlite3.sqlite_version}"
    if not HAS_FAULT:
        return Finding("SQLite", used)
    mended = ".".join(map(str, MENDED))
    text = f"{used} has a fault of the write-ahead log, mended in {mended}; checkpoints are guarded against it"
    return note("SQLite", text, "`pip install 'pysqlite3>=0.6.1'` brings one without it where there is a wheel.")


def check_file(path: Path, *, thorough: bool = False) -> Iterator[Finding]:
    """What is found in a library file, which is not changed; a check that cannot be made is a finding too."""
    try:
        connection, _ = connect(path, create=False, read_only=True)
        with closing(connection), translated(path):
            connection.execute("BEGIN")  # all checks see the same moment
            yield from _file_findings(connection, path, thorough=thorough)
    except LibraryError as error:
        yield problem("library", error.message, error.hint)


def _file_findings(connection: sqlite3.Connection, path: Path, *, thorough: bool) -> Iterator[Finding]:
    version = _number(connection, "PRAGMA user_version")
    papers = _number(connection, "SELECT count(*) FROM main.paper")
    yield Finding("library", f"{path}: version {version}, {counted(papers)}, deleted ones included")
    depth = Depth.THOROUGH if thorough else Depth.SMALL if papers <= MOST_COMPARED else Depth.CURRENT
    if version < VERSION:
        depth = Depth.ALWAYS
        yield note("version", f"the library is of version {version}", f"Opening it brings it to version {VERSION}.")
    elif depth < Depth.SMALL:
        yield note("library", f"more than {counted(MOST_COMPARED)}: not compared", "--thorough compares them all.")
    for check in CHECKS:
        if check.depth <= depth:
            yield _found(check, connection, path)


def _found(check: Check, connection: sqlite3.Connection, path: Path) -> Finding:
    try:
        with translated(path):
            trouble = check.look(connection)
    except LibraryError as error:
        return problem(check.about, error.message, error.hint)
    if trouble:
        return problem(check.about, trouble, check.advice, mend=check.mend)
    return Finding(check.about, check.fine)


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _damage(connection: sqlite3.Connection, pragma: str) -> str:
    rows = [squeeze(str(row[0])) for row in connection.execute(f"PRAGMA main.{pragma}({_NAMED})").fetchall()]
    return "" if rows == ["ok"] else "; ".join(rows)


def _quickly_found_damage(connection: sqlite3.Connection) -> str:
    return _damage(connection, "quick_check")


def _thoroughly_found_damage(connection: sqlite3.Connection) -> str:
    return _damage(connection, "integrity_check")


def _rows_without_their_paper(connection: sqlite3.Connection) -> str:
    tables = Counter(row[0] for row in connection.execute("PRAGMA foreign_key_check").fetchall())
    return ", ".join(f"{number} of the table {table}" for table, number in tables.items())


def _lost_papers(connection: sqlite3.Connection) -> str:
    lost = _number(connection, f"SELECT count(*) FROM ({LOST})")
    return f"{counted(lost)} without a reading state" if lost else ""


def _keys_of_several_papers(connection: sqlite3.Connection) -> str:
    rows = connection.execute("SELECT citekey FROM reading WHERE present AND citekey NOT NULL")
    several = [key for key, number in Counter(key.casefold() for (key,) in rows).items() if number > 1]
    return f"several papers have the key {', '.join(several[:_NAMED])}" if several else ""


def _untold_changes(connection: sqlite3.Connection) -> str:
    papers = _number(connection, "SELECT count(*) FROM paper")
    spans = _number(connection, "SELECT count(*) FROM touched")
    wrong = _number(connection, "SELECT count(*) FROM touched WHERE first > last OR first < 1")
    if papers and not spans:
        return "it is empty"
    return f"{wrong} spans of papers are none" if wrong else ""


def _damaged_texts(connection: sqlite3.Connection) -> str:
    damaged = []
    for name, digest, raw in connection.execute("SELECT name, digest, raw FROM import ORDER BY id"):
        try:
            whole = sha256(zlib.decompress(raw)).digest() == digest
        except zlib.error:
            whole = False
        if not whole:
            damaged.append(name)
    return f"{len(damaged)} damaged: {', '.join(damaged[:_NAMED])}" if damaged else ""


_BY_HAND = "Another program has changed the library. `readlist backup`, then give the papers other keys."
CHECKS = (
    Check("file", "every page can be read", _quickly_found_damage, depth=Depth.ALWAYS),
    Check("file", "pages and indexes agree", _thoroughly_found_damage, depth=Depth.THOROUGH),
    Check("rows", "each belongs to a paper", _rows_without_their_paper),
    Check("papers", "each has its reading state", _lost_papers, "`readlist doctor --fix` brings them back.", mend=True),
    Check("citation keys", "each names one paper", _keys_of_several_papers, _BY_HAND),
    Check("journal", "every change can be read", unreadable_changes),
    Check(
        "undo",
        "papers stand as the journal tells",
        other_values,
        "Another program has changed them: undo refuses these, nothing is lost.",
    ),
    Check("columns", "what is derived follows from the papers", wrong_columns, FIX, mend=True, depth=Depth.SMALL),
    Check("index of words", "it has the words of the papers", wrong_words, FIX, mend=True, depth=Depth.SMALL),
    Check("latest changes", "the search index can follow", _untold_changes, FIX, mend=True),
    Check("imported texts", "each is as it was given", _damaged_texts, depth=Depth.THOROUGH),
)
