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
