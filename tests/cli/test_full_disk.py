"""A disk without room, really: a small one that is full, and a limit that the system sets to files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from readlist.library import Library
from readlist.model.paper import Status
from readlist.store.driver import sqlite3

resource = pytest.importorskip("resource")  # there is none on Windows

PAPERS = 300
ROOM = 3 << 20  # bytes of the small disk
COMMANDS = {
    "add": ["add", "{place}/more.jsonl"],
    "decide": ["set", "paper", "--status", "read", "--yes"],
    "tag": ["set", "paper", "--tag", "+{long}", "--yes"],
    "note": ["note", "1", "{long}{long}{long}"],
    "delete": ["delete", "paper", "--yes"],
    "undo": ["undo"],
    "rename": ["tags", "--rename", "geo", "{long}"],
    "export": ["export", "-o", "{disk}/refs.bib"],
    "keep": ["export", "-o", "{disk}/kept.bib", "--keep-current"],
    "merge": ["merge", "1", "2"],
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with some history."""
    path = tmp_path_factory.mktemp("filled") / "library.db"
    with Library.open(path) as library:
        text = "".join(json.dumps({"title": f"Paper {n}", "abstract": f"word{n} " * 90}) + "\n" for n in range(PAPERS))
        added = library.add(text, "papers.jsonl", tags=["geo"])
        library.mark(added.new[:9], Status.LATER)
    return path


def filled(place: Path, library: Path) -> Path:
    """The library and a file that was exported from it, in a place."""
    (place / "refs.bib").write_text("% mine\n")
    return Path(shutil.copy(library, place))


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a library holds, by its tables."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        ]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names if name != "words"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes, where the system lets one be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill_up(disk: Path) -> None:
    """Leave no room on a disk."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        for size in (1 << 16, 1 << 12):
            try:
                while True:
                    filler.write(b"\0" * size)
            except OSError:
                pass


def run(words: list[str], disk: Path, place: Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    names = {"place": str(place), "disk": str(disk), "long": "x" * 40_000}
    environ = os.environ | {
        "READLIST_LIBRARY": str(disk / "library.db"),
        "READLIST_CONFIG": str(place / "config.toml"),
        "TMPDIR": str(place),
        "COLUMNS": "100",
    }
    before = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)) if limit else None
    return subprocess.run(
        [sys.executable, "-m", "readlist", *(word.format(**names) for word in words)],
        env=environ, preexec_fn=before, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip


def assert_told(done: subprocess.CompletedProcess[str]) -> None:
    """It failed, and said so in a line and one of what to do."""
    lines = done.stderr.splitlines()
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert lines[-2].startswith("readlist: ") or lines[-1].startswith("readlist: "), done.stderr
    assert any(sign in done.stderr for sign in ("full", "No space", "too large", "cannot")), done.stderr


def more(place: Path) -> None:
    text = "".join(
        json.dumps({"title": f"Other {n}", "abstract": f"{n} other words " * 300}) + "\n" for n in range(2000)
    )
    (place / "more.jsonl").write_text(text)


@pytest.mark.parametrize("name", COMMANDS)
def test_p3_a_disk_without_room_changes_nothing(small_disk: Path, tmp_path: Path, library: Path, name: str) -> None:
    path = filled(small_disk, library)
    more(tmp_path)
    before = content(path)
    fill_up(small_disk)
    assert_told(run(COMMANDS[name], small_disk, tmp_path))
    assert (small_disk / "refs.bib").read_text() == "% mine\n"
    assert run(["list", "--limit", "5"], small_disk, tmp_path).stdout.count("\n") == 5
    (small_disk / "filler").unlink()
    assert content(path) == before
    assert sorted(file.suffix for file in small_disk.rglob("*") if file.is_file() and "-" not in file.suffix) == [
        ".bib",
        ".db",
    ]
    assert run(["set", "1", "--star"], small_disk, tmp_path).returncode == 0


@pytest.mark.parametrize("name", ["add", "tag", "note", "rename", "export", "keep"])
def test_p3_a_limit_to_the_size_of_files_changes_nothing(tmp_path: Path, library: Path, name: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    path = filled(disk, library)
    more(tmp_path)
    before = content(path)
    assert_told(run(COMMANDS[name], disk, tmp_path, limit=60_000))
    assert (disk / "refs.bib").read_text() == "% mine\n"
    assert content(path) == before
