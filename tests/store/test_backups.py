"""P7: backups are made of one state, verified, thinned, and never stand in the way."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import stat
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readlist.errors import BackupError, DamagedLibrary, LibraryError
from readlist.library import Library
from readlist.library.backups import Backups, daily_backup
from readlist.model.backups import Backup, Reason
from readlist.model.change import BULK
from readlist.model.paper import Status
from readlist.store.backups import back_up, back_up_to, backups_of, folder_of, verified
from readlist.store.driver import sqlite3
from readlist.store.schema import VERSION
from tests.store.damaging import PAPERS, checkpoint, furnish, lines, overwrite, without_an_inner_page
from tests.store.earlier import take_back

ROUNDS = 20
LONGEST_SECONDS = 0.05


@pytest.fixture
def path(tmp_path: Path) -> Path:
    furnish(tmp_path / "library.db")
    return tmp_path / "library.db"


def files_beside(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()} - {path.name, f"{path.name}-wal", f"{path.name}-shm"}


def in_child(work: Callable[[], bool]) -> bool:
    """Whether something is so in a process of its own."""
    child = os.fork()
    if child == 0:
        code = 2
        try:
            code = 0 if work() else 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_p7_a_backup_is_private_whole_and_one_file(path: Path) -> None:
    backup = back_up(path, Reason.ASKED)
    file = folder_of(path) / backup.name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [other.name for other in file.parent.iterdir()] == [backup.name]
    assert (backup.papers, backup.version, backup.size) == (PAPERS, VERSION, file.stat().st_size)
    assert backups_of(path) == [backup]
    with Library.open(file) as library:
        assert library.papers([7])[0].note == "precious"
        assert library.history()[0].label.startswith("read: ")


def test_p7_a_backup_holds_what_was_not_checkpointed(path: Path) -> None:
    with Library.open(path) as library:
        library.add(lines(900, 910))
        assert back_up(path, Reason.ASKED).papers == PAPERS + 11


def test_p7_a_backup_is_of_one_state_while_others_write(path: Path) -> None:
    written = threading.Event()

    def write() -> None:
        with Library.open(path) as library:
            for number in range(40):
                library.mark([10, 11], Status.READ if number % 2 else Status.LATER)
                written.set()

    writer = threading.Thread(target=write)
    writer.start()
    written.wait(30)
    while writer.is_alive():
        backup = back_up(path, Reason.ASKED)
        with Library.open(folder_of(path) / backup.name) as copy:
            first, second = copy.papers([10, 11])
            assert first.status is second.status
    writer.join()


def test_p7_writers_do_not_wait_for_a_backup(path: Path) -> None:
    with Library.open(path) as library:
        library._store._connection.execute("PRAGMA busy_timeout = 0")
        steps: list[object] = []

        def write(_: float) -> None:
            steps.append(library.mark([len(steps) + 1], Status.READ))

        assert back_up(path, Reason.ASKED, write).papers == PAPERS
        assert steps


def test_p7_what_is_not_ours_is_never_touched(path: Path) -> None:
    folder = folder_of(path)
    folder.mkdir()
    strangers = ["notes.txt", "2031-05-06T070809Z-daily-v8-327-papers.db.old", "2031-05-06-daily.db", ".hidden"]
    for name in strangers:
        (folder / name).write_text("mine")
    for days in range(1, 300):
        made = datetime.now(UTC) - timedelta(days=days)
        (folder / Backup(made, Reason.DAILY, 8, days).name).write_bytes(b"")
    newest = back_up(path, Reason.DAILY)
    assert {name for name in strangers if (folder / name).read_text() == "mine"} == set(strangers)
    left = backups_of(path)
    assert left[0] == newest
    assert len(left) <= 7 + 4 + 12


def test_p7_the_backup_that_was_just_verified_stays_whatever_the_clock_says(path: Path) -> None:
    folder = folder_of(path)
    folder.mkdir()
    for days in range(1, 300):
        made = datetime.now(UTC) + timedelta(days=days)
        (folder / Backup(made, Reason.DELETION, 8, days).name).write_bytes(b"")
    assert back_up(path, Reason.DAILY) in backups_of(path)


def test_p7_what_a_killed_program_left_is_swept_after_a_day(path: Path) -> None:
    folder = folder_of(path)
    folder.mkdir()
    old, new = folder / ".library.db.abc_1.new", folder / ".library.db.abc_2.new"
    for left in (old, new):
        left.write_bytes(b"half")
    yesterday = time.time() - 90_000
    os.utime(old, (yesterday, yesterday))
    back_up(path, Reason.DAILY)
    assert (old.exists(), new.exists()) == (False, True)


def test_p7_one_backup_a_day_and_none_of_an_empty_library(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        assert daily_backup(library) is not None
        assert daily_backup(library) is None
        assert [backup.reason for backup in Backups(path).all()] == [Reason.DAILY]
    with Library.open(tmp_path / "empty.db") as library:
        assert daily_backup(library) is None
    assert not folder_of(tmp_path / "empty.db").exists()


@pytest.mark.parametrize("papers", [BULK - 1, BULK])
def test_p7_many_papers_are_deleted_after_a_backup(path: Path, papers: int) -> None:
    with Library.open(path) as library:
        change = library.delete(range(1, papers + 1))
        assert change.warning == ""
        assert len(library.ids()) == PAPERS - papers
    made = Backups(path).all()
    assert [backup.reason for backup in made] == [Reason.DELETION] * (papers >= BULK)
    assert [backup.papers for backup in made] == [PAPERS] * (papers >= BULK)


def test_p7_many_papers_are_merged_after_a_backup(path: Path) -> None:
    with Library.open(path) as library:
        library.merge(1, range(2, BULK + 2))
    assert [backup.reason for backup in Backups(path).all()] == [Reason.DELETION]


def test_p7_a_folder_that_cannot_be_written_is_told_and_stops_nothing(path: Path) -> None:
    folder_of(path).write_text("not a folder")
    with Library.open(path) as library:
        change = library.delete(range(1, BULK + 1))
        assert "no backup was made before" in change.warning
        assert len(library.ids()) == PAPERS - BULK
        with pytest.raises(BackupError) as caught:
            daily_backup(library)
        assert caught.value.hint
    assert folder_of(path).read_text() == "not a folder"


def test_p7_a_disk_that_fills_up_is_told_and_stops_nothing(path: Path) -> None:
    checkpoint(path)
    half = path.stat().st_size // 2

    def deleted_all_the_same() -> bool:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (half, half))
        with Library.open(path) as library:
            change = library.delete(range(1, BULK + 1))
            return "no backup was made before" in change.warning and len(library.ids()) == PAPERS - BULK

    assert in_child(deleted_all_the_same)
    assert list(folder_of(path).iterdir()) == []


def test_p7_a_disk_without_twice_the_room_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(path)
    monkeypatch.setattr("readlist.store.backups.disk_usage", lambda _: usage._replace(free=path.stat().st_size))
    with pytest.raises(BackupError, match="no room for a copy"):
        back_up(path, Reason.DAILY)
    assert list(folder_of(path).iterdir()) == []


def test_p7_a_backup_in_a_file_of_ones_own_replaces_none(path: Path, tmp_path: Path) -> None:
    backup = back_up_to(path, tmp_path / "mine.db")
    assert verified(tmp_path / "mine.db").papers == backup.papers == PAPERS
    for taken in (path, tmp_path / "mine.db"):
        before = taken.read_bytes()
        with pytest.raises(BackupError, match="is there already"):
            back_up_to(path, taken)
        assert taken.read_bytes() == before
    assert files_beside(path) == {"mine.db"}


def test_p8_a_damaged_library_is_found_by_its_backup_and_pushes_no_good_one_out(path: Path) -> None:
    good = back_up(path, Reason.DAILY)
    checkpoint(path)
    without_an_inner_page(path)
    with pytest.raises(DamagedLibrary, match="is damaged") as caught:
        back_up(path, Reason.ASKED)
    assert "readlist restore" in caught.value.hint
    assert backups_of(path) == [good]
    assert [file.name for file in folder_of(path).iterdir()] == [good.name]


@pytest.mark.parametrize("version", range(1, VERSION))
def test_p7_each_earlier_version_is_backed_up_as_it_is_before_it_is_migrated(path: Path, version: int) -> None:
    with Library.open(path) as library:
        take_back(library._store._connection, version)
    with Library.open(path) as library:
        assert library._store._one("PRAGMA user_version") == VERSION
    (backup,) = backups_of(path)
    assert (backup.reason, backup.version, backup.papers) == (Reason.MIGRATION, version, PAPERS)
    assert verified(folder_of(path) / backup.name).version == version
    Backups(path).restore(folder_of(path) / backup.name)
    with Library.open(path) as library:
        assert library.papers([7])[0].note == "precious"
        assert library.undo() is not None


def test_p7_without_a_backup_nothing_is_migrated(path: Path) -> None:
    with Library.open(path) as library:
        take_back(library._store._connection, 1)
    folder_of(path).write_text("not a folder")
    with pytest.raises(BackupError) as caught:
        Library.open(path)
    assert caught.value.hint
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


def test_p7_killed_while_backing_up_there_are_whole_backups_only(path: Path) -> None:
    chance = random.Random(20261122)
    for number in range(ROUNDS):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                while True:
                    back_up(path, Reason.ASKED)
                    os.write(writing, b".")
            finally:
                os._exit(1)
        if number % 2:
            os.read(reading, 1)  # one was made, however long that takes
        time.sleep(chance.uniform(0, LONGEST_SECONDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)
        for backup in backups_of(path):
            assert verified(folder_of(path) / backup.name).papers == backup.papers == PAPERS
        with Library.open(path) as library:
            assert len(library.ids()) == PAPERS
    assert backups_of(path)


def test_p7_a_backup_that_went_bad_is_passed_over(path: Path) -> None:
    with pytest.raises(LibraryError, match="no sound backup"):
        Backups(path).newest_sound()
    good = back_up(path, Reason.DAILY)
    bad = Backup(good.made + timedelta(hours=1), Reason.DAILY, good.version, good.papers, good.size)
    shutil.copy(folder_of(path) / good.name, folder_of(path) / bad.name)
    overwrite(folder_of(path) / bad.name, good.size // 2, b"\xff" * 8192)
    assert Backups(path).newest_sound() == (good, [bad])
