"""Checkpoints where the SQLite in use has the fault of 3.7.0 to 3.51.2, and where it has not."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from readlist.library import Library
from readlist.store import checkpoints
from tests.store.both_drivers import DRIVERS, done, started

SESSION = """
import json, os, sys
from pathlib import Path
from readlist.library import Library
from readlist.model.patience import LONG, Patience
from readlist.store import checkpoints
path, name = Path(sys.argv[1]), sys.argv[2]
log, longest = Path(f"{path}-wal"), 0
with Library.open(path, patience=Patience(LONG)) as library:
    (paper,) = library.add(json.dumps({"title": f"Paper of {name}"}), f"{name}.jsonl").new
    for number in range(int(sys.argv[3])):
        library.annotate(paper, f"{number} " + name * 20_000)
        longest = max(longest, log.stat().st_size)
    pragma = [library._store._connection.execute(f"PRAGMA {it}").fetchone()[0] for it in ("wal_autocheckpoint", "mmap_size")]
print(json.dumps([longest, checkpoints.HAS_FAULT, pragma]))
"""


def sound(path: Path) -> bool:
    with Library.open(path) as library:
        return library._store._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("driver", DRIVERS)
def test_p1_the_log_stays_short_in_a_long_session(tmp_path: Path, driver: str) -> None:
    path = tmp_path / "library.db"
    longest, has_fault, pragma = json.loads(done(started(driver, SESSION, path, "abcdefgh", 100)))
    assert longest <= checkpoints.LONGEST_LOG + (1 << 20)
    assert pragma == ([0, 0] if has_fault else [1000, 0])
    assert sound(path)


@pytest.mark.parametrize("driver", DRIVERS)
def test_p1_the_log_stays_short_where_processes_write_together(tmp_path: Path, driver: str) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()
    running = [started(driver, SESSION, path, name * 8, 60) for name in "abcd"]
    for process in running:
        longest, has_fault, _ = json.loads(done(process))
        assert longest <= (5 * checkpoints.LONGEST_LOG if has_fault else 1 << 26)
    assert sound(path)
    with Library.open(path) as library:
        assert [(paper.note or "")[:3] for paper in library.papers(library.ids())] == ["59 "] * 4


def test_the_standard_librarys_sqlite_is_guarded_if_it_has_the_fault(tmp_path: Path) -> None:
    code = "from readlist.store import checkpoints as c\nprint(c.sqlite3.__name__, c.HAS_FAULT)"
    fault = (3, 7, 0) <= sqlite3.sqlite_version_info < (3, 51, 3)
    assert done(started(str(DRIVERS[1].values[0]), code)).split() == ["sqlite3", str(fault)]


def test_no_checkpoint_is_made_beside_a_writer(tmp_path: Path) -> None:
    path, log = tmp_path / "library.db", tmp_path / "library.db-wal"
    with Library.open(path) as one, Library.open(path) as other:
        connection = one._store._connection
        checkpoints.guard(connection)
        (paper,) = one.add('{"title": "Paper"}', "p.jsonl").new
        for _ in range(3):
            one.annotate(paper, "word " * 600_000)
        assert log.stat().st_size > checkpoints.LONGEST_LOG
        before = path.stat().st_size
        with other._store.write("other"):
            checkpoints.shorten_log(connection, path)
            assert path.stat().st_size == before
        checkpoints.shorten_log(connection, path)
        assert path.stat().st_size > before
        one.annotate(paper, "short")
        assert log.stat().st_size <= checkpoints.LONGEST_LOG
