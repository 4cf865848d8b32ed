"""Opening a library file: ours, nobody's, somebody else's, damaged, newer, older, read-only."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
from sqlite_utils import Database

from readlist.errors import (
    BusyLibrary,
    DamagedLibrary,
    ForeignLibrary,
    LibraryError,
    NewerLibrary,
    NotFound,
    ReadOnlyLibrary,
)
from readlist.library import Library
from readlist.model.paper import UNTOUCHED, Record, Status
from readlist.store import Store
from readlist.store.driver import sqlite3
from readlist.store.first_schema import FIRST_SCHEMA
from readlist.store.migrations import MIGRATIONS, migrate
from readlist.store.schema import APPLICATION_ID, SCHEMA, VERSION
from tests.store.earlier import take_back

UNPRIVILEGED = 65534


def one_paper(path: Path) -> None:
    with Library.open(path) as library, library._store.write("add") as writing:
        writing.step.create([(Record(title="One"), UNTOUCHED)])


def schema_of(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Tables and indexes, with the statements that made them, whatever their blanks and comments."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
    return [(*row, "".join(re.sub(r"--[^\n]*", "", sql or "").split())) for *row, sql in rows]


def test_a_new_library_is_private_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "library.db"
    Library.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["library.db"]


def test_writes_are_durable_and_checked(tmp_path: Path) -> None:
    store = Store(tmp_path / "library.db")
    pragma = {
        name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "application_id", "user_version")
    }
    assert pragma == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "application_id": APPLICATION_ID, "user_version": VERSION,
    }  # fmt: skip
    store.close()


def everything(path: Path) -> None:
    with Library.open(path) as library:
        library.papers(library.ids())
        library.tags()


@pytest.mark.parametrize("path", ["plain", "with blank", "ünï", "a#b?c%20", "quote'\"", "new\nline"])
def test_any_path_will_do(tmp_path: Path, path: str) -> None:
    one_paper(tmp_path / path)
    with Library.open(tmp_path / path) as library:
        assert len(library.ids()) == 1
        with library.second() as second:
            assert len(second.ids()) == 1


def test_a_library_that_must_exist(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Library.open(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", DamagedLibrary), (b"a shopping list\n" * 100, DamagedLibrary), (b"\0" * 8192, ForeignLibrary)],
)
def test_files_that_are_no_library_are_left_alone(tmp_path: Path, content: bytes, kind: type[LibraryError]) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    with pytest.raises((kind, DamagedLibrary)) as caught:
        Library.open(path)
    assert caught.value.hint
    assert path.read_bytes() == content


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path)


def test_p6_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ForeignLibrary):
        Library.open(path)
    assert path.read_bytes() == before


def test_p6_a_newer_library_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    one_paper(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(NewerLibrary):
        Library.open(path)


def test_p6_a_newer_library_with_other_tables_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    one_paper(path)
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE step RENAME TO deed")
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(NewerLibrary):
        Library.open(path)


def test_a_damaged_library_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    one_paper(path)
    content = bytearray(path.read_bytes())
    content[4096 : 3 * 4096] = b"\xff" * (2 * 4096)
    path.write_bytes(content)
    with pytest.raises(DamagedLibrary):
        everything(path)


@pytest.mark.skipif(not hasattr(os, "fork") or os.getuid() != 0, reason="needs root, to give up its rights")
def test_a_read_only_library_can_be_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    one_paper(path)
    path.chmod(0o444)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode & ~0o022 | 0o055)
    child = os.fork()
    if child == 0:
        os.setuid(UNPRIVILEGED)
        os._exit(0 if _can_look_but_not_change(path) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _can_look_but_not_change(path: Path) -> bool:
    with Library.open(path) as library:
        if not library.read_only or len(library.papers(library.ids())) != 1:
            return False
        try:
            library.mark([1], Status.READ)
        except ReadOnlyLibrary:
            return True
        return False


def test_two_writers_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    one_paper(path)
    with Library.open(path) as one, Library.open(path) as other:
        other.hurry(0.05)
        with one._store.write("slow"), pytest.raises(BusyLibrary):
            other.mark([1], Status.READ)
        assert not one.changed_elsewhere()
        other.mark([1], Status.READ)
        assert one.changed_elsewhere()
        assert one.papers([1])[0].status is Status.READ


def a_library_of_version_1(path: Path) -> None:
    """A library as version 1 left it: two papers of one import, one of them decided, one undone step."""
    with Library.open(path) as library:
        text = '{"title": "Sparse Maps", "citekey": "moon2020sparse"}\n{"title": "Other Maps"}\n'
        first, second = library.add(text, "maps.jsonl", tags=["geo"]).new
        library.mark([first], Status.READ)
        library.annotate(second, "a note")
        library.undo()
        connection = library._store._connection
        take_back(connection, 1)
        assert schema_of(connection) == schema_of(made_by(FIRST_SCHEMA))


def made_by(schema: str) -> sqlite3.Connection:
    """An empty database with a schema."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema)
    return connection


def seen(library: Library) -> list[tuple[object, ...]]:
    """What a user sees of the papers of a library."""
    return [
        (
            paper.record.title,
            paper.record.citekey,
            paper.record.source,
            paper.status,
            paper.tags,
            paper.note,
            paper.added,
        )
        for paper in library.papers(library.ids())
    ]


def test_a_library_of_version_1_keeps_everything_and_its_undo(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    a_library_of_version_1(path)
    with Library.open(path) as library:
        assert library._store._one("PRAGMA user_version") == VERSION
        assert [row[3:6] for row in seen(library)] == [(Status.READ, ("geo",), None), (Status.INBOX, ("geo",), None)]
        assert library.raw_lines(2) == ['{"title": "Other Maps"}']
        assert [step.state for step in library.history()] == ["undone", "done", "done"]
        library.redo()
        assert seen(library)[1][5] == "a note"
        library.edit(1, {"attachments": "maps.pdf"})
        for _ in range(4):
            library.undo()
        assert seen(library) == []
        library.redo()
        assert [row[:2] for row in seen(library)] == [("Sparse Maps", "moon2020sparse"), ("Other Maps", None)]


def test_an_earlier_library_that_cannot_be_changed_can_be_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    a_library_of_version_1(path)
    store = Store(path, create=False, read_only=True)
    with Library(store) as library:
        assert [row[0] for row in seen(library)] == ["Sparse Maps", "Other Maps"]
        assert list(library.ids("has:pdf")) == []
        assert library.folders(1) == [tmp_path]
        assert store._one("PRAGMA user_version") == 1


def test_names_in_east_asian_letters_are_found_anew(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.accept(library.draft('{"title": "Quiet Maps", "authors": ["静木 純一"]}', "a.jsonl"))
        connection = library._store._connection
        connection.execute("UPDATE paper SET authors_folded = '純一 静木'")
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
        take_back(connection, 8)
    with Library(Store(path, create=False, read_only=True)) as library:
        assert list(library.ids('author:"静木 純一"')) == [1]
    with Library.open(path) as library:
        assert list(library.ids('author:"静木 純一"')) == [1]
        assert library._store._one("SELECT count(*) FROM paper WHERE authors_folded = '静木 純一'") == 1


def test_all_migrations_from_nothing_give_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path)
    with_schema = made_by(SCHEMA)
    assert schema_of(connection) == schema_of(with_schema)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS) == VERSION
    connection.close()
    with_schema.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    one_paper(path)
    connection = sqlite3.connect(path, isolation_level=None)

    def adds_a_column(database: Database) -> None:
        database.execute("ALTER TABLE paper ADD COLUMN mood TEXT")

    def fails(database: Database) -> None:
        database.execute("CREATE TABLE half (x)")
        raise ZeroDivisionError

    before = schema_of(connection)
    with pytest.raises(ZeroDivisionError):
        migrate(connection, path, (*MIGRATIONS, adds_a_column, fails))
    assert schema_of(connection) == before
    migrate(connection, path, (*MIGRATIONS, adds_a_column))
    assert "mood" in {row[1] for row in connection.execute("PRAGMA table_info(paper)")}
    assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION + 1
    connection.close()
