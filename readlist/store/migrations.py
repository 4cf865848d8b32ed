"""Bring a library of an earlier version up to date, by numbered steps that are never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database

from readlist.model.patience import Patience
from readlist.store.first_schema import FIRST_SCHEMA
from readlist.store.journal import derive
from readlist.store.schema import WORDS_SINCE, statements
from readlist.store.touched import note
from readlist.store.turns import transaction
from readlist.store.words import read_all

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

_AT_ONCE = 10_000  # papers held in memory
_EAST_ASIAN = "*[\u3040-\u9fff\uac00-\ud7af]*"  # letters of China, Japan and Korea


def first_schema(database: Database) -> None:
    """Version 1: every table."""
    for statement in statements(FIRST_SCHEMA):
        database.execute(statement)


def attachments(database: Database) -> None:
    """Version 2: the files of a paper, and the folder of an imported file, which their paths may begin at."""
    database.execute("ALTER TABLE paper ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]'")
    database.execute("ALTER TABLE import ADD COLUMN folder TEXT")


def targets(database: Database) -> None:
    """Version 3: files that are kept current, papers that reference managers were given."""
    database.execute(
        "CREATE TABLE target (path TEXT PRIMARY KEY, query TEXT NOT NULL, format TEXT NOT NULL, preset TEXT NOT NULL,"
        " ascii INTEGER NOT NULL, paused INTEGER NOT NULL, entries TEXT NOT NULL, written TEXT, trouble TEXT)"
        " WITHOUT ROWID"
    )
    database.execute(
        "CREATE TABLE pushed (paper INTEGER NOT NULL REFERENCES paper, program TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (program, paper)) WITHOUT ROWID"
    )


def words(database: Database) -> None:
    """Version 4: the index of words, which is filled once all migrations are done, and that of stars."""
    database.execute("CREATE INDEX reading_starred ON reading (paper) WHERE present AND starred")
    database.execute(
        "CREATE VIRTUAL TABLE words USING fts5(title, author, abstract, note, year, key, tag, venue, affiliation,"
        " category, doi, arxiv, marks, content='', columnsize=0, tokenize='ascii', prefix='1 2 3')"
    )


def views(database: Database) -> None:
    """Version 5: queries that have a name."""
    database.execute(
        "CREATE TABLE view (folded TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, sort TEXT NOT NULL,"
        " reverse INTEGER NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID"
    )


def touched(database: Database) -> None:
    """Version 6: what a search index has to learn anew."""
    database.execute(
        "CREATE TABLE touched (id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,"
        " salt INTEGER NOT NULL DEFAULT (random()))"
    )
    database.execute("INSERT INTO touched (first, last) SELECT min(id), max(id) FROM paper HAVING count(*)")


def snoozed(database: Database) -> None:
    """Version 7: until when a paper sleeps, the colors of tags, papers that only look like one."""
    database.execute("ALTER TABLE reading ADD COLUMN snoozed TEXT")
    database.execute(
        "CREATE INDEX reading_snoozed ON reading (snoozed, status, paper) WHERE present AND snoozed IS NOT NULL"
    )
    database.execute("ALTER TABLE tag ADD COLUMN color TEXT")
    database.execute(
        "CREATE TABLE distinct_pair (first INTEGER NOT NULL REFERENCES paper, second INTEGER NOT NULL REFERENCES paper,"
        " PRIMARY KEY (first, second)) WITHOUT ROWID"
    )


def merged(database: Database) -> None:
    """Version 8: papers that turned out to be another one."""
    database.execute(
        "CREATE TABLE merged (paper INTEGER PRIMARY KEY REFERENCES paper, kept INTEGER NOT NULL REFERENCES paper)"
    )
    database.execute("CREATE INDEX merged_kept ON merged (kept)")


def names(_: Database) -> None:
    """Version 9: in East Asian letters the family name stands first; what follows from it is found once all is done."""


MIGRATIONS: Sequence[Callable[[Database], None]] = (
    first_schema, attachments, targets, words, views, touched, snoozed, merged, names,
)  # fmt: skip


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    migrations: Sequence[Callable[[Database], None]] = MIGRATIONS,
    before: Callable[[], object] | None = None,
    patience: Patience = Patience(),  # noqa: B008  frozen
) -> None:
    """Apply the migrations that a library lacks, all in one transaction; two processes at once are one after the other.

    The number of the last one applied is the file's ``user_version``. ``before`` is called first where one is lacking;
    nobody else writes then.
    """
    with transaction(connection, path, patience):
        done = connection.execute("PRAGMA user_version").fetchone()[0]
        if before is not None and done < len(migrations):
            before()
        database = Database(connection, recursive_triggers=False, execute_plugins=False)
        for number, migration in enumerate(migrations[done:], start=done + 1):
            migration(database)
            connection.execute(f"PRAGMA user_version = {number}")
        if done < WORDS_SINCE:
            _follow(connection)


def _follow(connection: sqlite3.Connection) -> None:
    """Find anew what follows from names and words."""
    told = connection.execute("SELECT id FROM paper WHERE authors GLOB ?", (_EAST_ASIAN,)).fetchall()
    ids = [id_ for (id_,) in told]
    for start in range(0, len(ids), _AT_ONCE):
        derive(connection, ids[start : start + _AT_ONCE])
    note(connection, ids)
    read_all(connection)
