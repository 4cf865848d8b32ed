"""P7 and P8: a library is brought back whole; what was in its place is kept; killed, it is as before or as after."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.errors import BackupError, BusyLibrary, DamagedLibrary, ForeignLibrary, NewerLibrary
from readlist.library import Library
from readlist.library.backups import Backups
from readlist.model.backups import Reason
from readlist.model.paper import Status
from readlist.store.backups import back_up, folder_of, verified
from readlist.store.connection import BESIDE
from readlist.store.driver import sqlite3
from readlist.store.salvage import salvage
from readlist.store.schema import VERSION
from tests.store.damaging import DAMAGES, PAGE, PAPERS, SAVED, checkpoint, furnish, lines, overwrite

LATER = 20
ROUNDS = 20
LONGEST_SECONDS = 0.04


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with a backup, and with papers that were added since and are in its log still, as after a crash."""
    crashed, path = tmp_path / "crashed" / "library.db", tmp_path / "library.db"
    furnish(crashed)
    back_up(crashed, Reason.DAILY)
    with Library.open(crashed) as library:
        library.add(lines(1000, 999 + LATER))
        for file in crashed.parent.iterdir():
            (shutil.copytree if file.is_dir() else shutil.copy)(file, tmp_path / file.name)
    shutil.rmtree(crashed.parent)
    assert (tmp_path / "library.db-wal").stat().st_size
    return path


def backup_of(path: Path) -> Path:
    return next(folder_of(path).iterdir())


def papers_in(path: Path) -> int:
    with Library.open(path, create=False) as library:
        assert library._store._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return len(library.ids())


def asides(path: Path) -> list[Path]:
    return [file for file in path.parent.iterdir() if ".aside-" in file.name and not file.name.endswith(BESIDE)]


def test_p7_a_backup_is_restored_and_the_library_moved_aside(path: Path) -> None:
    aside = Backups(path).restore(backup_of(path))
    assert aside is not None
    assert asides(path) == [aside]
    assert (papers_in(path), papers_in(aside)) == (PAPERS, PAPERS + LATER)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert verified(backup_of(path)).papers == PAPERS


def test_p7_restoring_where_there_is_no_library(path: Path) -> None:
    for name in ("library.db", "library.db-wal", "library.db-shm"):
        (path.parent / name).unlink()
    assert Backups(path).restore(backup_of(path)) is None
    assert papers_in(path) == PAPERS


def test_p7_a_log_that_was_left_alone_is_not_played_into_what_is_restored(path: Path) -> None:
    path.unlink()
    assert Backups(path).restore(backup_of(path)) is None
    assert papers_in(path) == PAPERS


def test_p7_restoring_again_and_again_keeps_every_library(path: Path) -> None:
    for _ in range(3):
        Backups(path).restore(backup_of(path))
    assert sorted(map(papers_in, asides(path))) == [PAPERS, PAPERS, PAPERS + LATER]


@pytest.mark.parametrize("kind", ["restore", "salvage", "begin anew"])
def test_p7_a_library_that_is_open_elsewhere_is_not_replaced(path: Path, kind: str) -> None:
    backups = Backups(path)
    work: dict[str, Callable[[], object]] = {
        "restore": lambda: backups.restore(backup_of(path)),
        "salvage": backups.salvage,
        "begin anew": backups.begin_anew,
    }
    hold = "import sys; from pathlib import Path; from readlist import Library\n"
    hold += "with Library.open(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(BusyLibrary, match="open in another process"):
            work[kind]()
        assert other.stdin is not None
        other.stdin.close()
    assert asides(path) == []
    assert papers_in(path) == PAPERS + LATER


def test_p7_a_damaged_backup_replaces_nothing(path: Path) -> None:
    overwrite(backup_of(path), backup_of(path).stat().st_size // 2, b"\xff" * 8192)
    with pytest.raises(BackupError, match="cannot be used"):
        Backups(path).restore(backup_of(path))
    assert asides(path) == []
    assert papers_in(path) == PAPERS + LATER


def test_p7_what_is_not_ours_is_not_replaced(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(ForeignLibrary):
        Backups(other).restore(backup_of(path))
    with pytest.raises(ForeignLibrary):
        Backups(path).restore(other)
    connection = sqlite3.connect(backup_of(path))
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(NewerLibrary):
        Backups(path).restore(backup_of(path))
    with pytest.raises(BackupError, match="there is no"):
        Backups(path).restore(tmp_path / "none.db")
    assert asides(path) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_p8_a_damaged_library_is_recognised_kept_and_restored(path: Path, damage: str) -> None:
    checkpoint(path)
    DAMAGES[damage](path)
    damaged = path.read_bytes()
    with pytest.raises(DamagedLibrary) as caught, Library.open(path) as library:
        library.papers(library.ids())
    assert "readlist restore" in caught.value.hint
    assert path.read_bytes() == damaged
    aside = Backups(path).restore(backup_of(path))
    assert aside is not None
    assert aside.read_bytes() == damaged
    assert papers_in(path) == PAPERS


@pytest.mark.parametrize("damage", DAMAGES)
def test_p8_what_can_be_read_of_a_damaged_library_is_saved(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "library.db"
    furnish(path)
    checkpoint(path)
    DAMAGES[damage](path)
    damaged = path.read_bytes()
    if damage not in SAVED:
        with pytest.raises(BackupError, match="no paper can be read"):
            salvage(path)
        assert path.read_bytes() == damaged
        assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
        return
    saved = salvage(path)
    assert saved.aside is not None
    assert saved.aside.read_bytes() == damaged
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert saved.papers in SAVED[damage]
    with Library.open(path) as library:
        assert len(library.papers(library.ids())) == saved.papers
        assert len(library.ids("quiet")) == saved.rows["paper"]
        assert library.papers([7])[0].note == "precious"
        library.mark([7], Status.LATER)
        assert library.undo() is not None
        if not saved.lacking:
            assert library.undo() is not None
    assert verified(path).papers == saved.papers


def test_p8_what_is_only_in_the_log_is_saved_too(path: Path) -> None:
    overwrite(path, 0, bytes(100))
    saved = salvage(path)
    assert (saved.papers, saved.lacking) == (PAPERS + LATER, ())
    assert papers_in(path) == PAPERS + LATER


@pytest.mark.parametrize("seed", [*range(18), 1004, 1230])  # the last two make bytes of texts
def test_p8_saved_is_what_the_library_can_work_with_whatever_was_damaged(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "library.db"
    furnish(path, 60)
    checkpoint(path)
    chance = random.Random(seed)
    for _ in range(chance.randrange(1, 250)):
        length = chance.choice((1, 3, 64))
        first = 100 if seed % 2 else 5 * PAGE
        overwrite(path, chance.randrange(first, path.stat().st_size - length), chance.randbytes(length))
    try:
        saved = salvage(path)
    except (BackupError, NewerLibrary, ForeignLibrary):
        return
    with Library.open(path) as library:
        ids = library.ids()
        assert len(library.papers(ids)) == len(ids) == saved.papers
        library.delete(ids[:5])
        library.undo()
        assert len(library.ids()) == saved.papers


# Killed


def killed_at(path: Path, moment: int, work: Callable[[Path], object]) -> bool:
    """Do something in a process that is killed just before it renames a file for the ``moment``th time; whether it was."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            rename, seen = Path.rename, [0]

            def counting(self: Path, target: Path) -> Path:
                seen[0] += 1
                if seen[0] > moment:
                    os.kill(os.getpid(), signal.SIGKILL)
                return rename(self, target)

            Path.rename = counting  # type: ignore[assignment, method-assign]
            work(path)
            code = 0
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in {0, -signal.SIGKILL}
    return status != 0


def restored(path: Path) -> object:
    return Backups(path).restore(backup_of(path))


@pytest.mark.parametrize("moment", range(8))
def test_p7_killed_while_restoring_the_library_is_as_before_or_as_after(path: Path, moment: int) -> None:
    checkpoint(path)
    overwrite(path, 0, bytes(100))
    log = b"what somebody may still make something of"  # SQLite leaves it alone beside what is no database
    (path.parent / "library.db-wal").write_bytes(log)
    was_killed = killed_at(path, moment, restored)
    assert was_killed == (moment < 7)
    if moment < 2:
        assert (path.parent / "library.db-wal").read_bytes() == log
        assert salvage(path).papers == PAPERS + LATER
        return
    assert papers_in(path) == PAPERS
    (aside,) = asides(path)
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == log
    assert salvage(aside).papers == PAPERS + LATER


def test_p7_killed_at_any_moment_of_restoring_nothing_is_lost(path: Path, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    checkpoint(path)
    original = path.read_bytes()
    for _ in range(ROUNDS):
        for file in asides(path):
            file.unlink()
        path.write_bytes(original)
        child = os.fork()
        if child == 0:
            try:
                restored(path)
            finally:
                os._exit(1)
        time.sleep(chance.uniform(0, LONGEST_SECONDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if papers_in(path) == PAPERS:
            (aside,) = asides(path)
            assert papers_in(aside) == PAPERS + LATER
        else:
            assert papers_in(path) == PAPERS + LATER


def test_p7_a_restoring_that_never_began_is_not_finished_later(path: Path) -> None:
    assert killed_at(path, 1, restored)
    assert papers_in(path) == PAPERS + LATER
    for name in ("library.db", "library.db-wal", "library.db-shm"):
        (path.parent / name).unlink(missing_ok=True)
    with Library.open(path) as library:
        assert len(library.ids()) == 0
