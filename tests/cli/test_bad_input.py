"""Bad input: one clear line with a hint, exit 1, nothing changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from readlist import clipboard
from readlist.errors import ClipboardError
from tests.cli.conftest import Done, Program

BAD_FILES = {
    "empty": b"",
    "blank": b" \n\n\t\n",
    "binary": bytes(range(256)) * 40,
    "one line": b"hello there\n",
    "prose": b"Dear Ann,\n\nthe train leaves at nine. I will be there with the bags.\n\nYours, Jo\n" * 5,
    "source code": b"def f(x):\n    return x + 1\n\n\nclass A:\n    pass\n" * 30,
    "an index of a library": b'<?xml version="1.0"?>\n<shelves><shelf/></shelves>\n',
}


def clear(done: Done) -> bool:
    lines = done.err.splitlines()
    return (
        done.code == 1
        and done.out == ""
        and len(lines) == 2
        and lines[0].startswith("readlist: ")
        and lines[1].startswith("  ")
        and "Traceback" not in done.err
    )


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_page(program: Program, tmp_path: Path, name: str) -> None:
    path = tmp_path / "bad"
    path.write_bytes(BAD_FILES[name])
    for words in (["add", path], ["convert", path]):
        done = program(*words)
        assert clear(done), done
    assert program("history").out == ""


def test_a_file_that_cannot_be_read(program: Program, tmp_path: Path) -> None:
    assert clear(program("add", tmp_path / "none"))
    assert clear(program("add", tmp_path))
    assert "cannot read /: " in program("add", "/").err


def test_no_clipboard(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_clipboard() -> str:
        raise ClipboardError("the clipboard cannot be read here", "Give a file.")

    monkeypatch.setattr(clipboard, "paste", no_clipboard)
    assert clear(program("add", "--clipboard"))


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def overwritten(path: Path) -> None:
    path.write_bytes(b"not a database at all\n" * 500)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [foreign, newer, damaged, overwritten, emptied], ids=lambda spoil: spoil.__name__)
def test_a_library_that_cannot_be_used(program: Program, page: Path, tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "library.db"
    if spoil is not foreign:
        program("add", page)
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes()
    for words in (["add", page], ["list"], ["undo"], ["export"]):
        assert clear(program(*words)), words
    assert path.read_bytes() == before


def test_a_library_in_an_impossible_place(program: Program, page: Path) -> None:
    assert clear(program("add", page, "--library", page / "library.db"))
    assert clear(program("list", "--library", page.parent / "none.db"))


def test_a_value_that_is_none_of_some_is_told_once(program: Program, page: Path) -> None:
    program("add", page)
    done = program("list", "has:zzz")
    assert clear(done)
    assert done.err.count("arxiv, code") == 1


def test_a_setting_of_the_wrong_kind(program: Program, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('ascii = "yes"\n')
    done = program("config")
    assert clear(done)
    assert "true or false" in done.err


def test_merging_takes_fields_of_the_papers_that_are_merged(program: Program, page: Path) -> None:
    program("add", page)
    assert clear(program("merge", "1", "2", "--field", "title=3"))


def test_nothing_can_be_saved_of_a_library_that_is_not_there(program: Program) -> None:
    assert clear(program("restore", "--salvage", "--yes"))
    done = program("restore", "--yes")
    assert clear(done)
    assert "salvage" not in done.err


def test_notes_of_a_file_each_are_not_kept_current(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    assert clear(program("export", "--to", "notes", "-o", tmp_path / "notes", "--keep-current"))
    assert not (tmp_path / "notes").exists()
