"""``readlist backup`` and ``readlist restore``, and what other commands do by themselves."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from readlist.library.backups import Backups
from readlist.model.backups import Backup, Reason
from readlist.model.change import BULK
from tests.cli.conftest import Program
from tests.store.damaging import DAMAGES, PAPERS, SAVED, checkpoint, furnish


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    furnish(tmp_path / "library.db")
    return Backups(tmp_path / "library.db")


def test_p7_the_first_change_of_a_day_is_followed_by_a_backup(program: Program, page: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "library.db")
    assert program("list").code == 1
    assert backups.all() == []
    assert program("add", page).err.count("\n") == 1
    program("list")
    program("set", "1", "--status", "read")
    (made,) = backups.all()
    assert (made.reason, made.papers) == (Reason.DAILY, 3)
    yesterday = Backup(made.made - timedelta(days=1), made.reason, made.version, 2, made.size)
    backups.path(made).rename(backups.path(yesterday))
    program("list")
    program("set", "1", "--status", "read")  # changes nothing
    assert [backup.papers for backup in backups.all()] == [2]
    program("set", "1", "--status", "later")
    assert [backup.papers for backup in backups.all()] == [3, 2]


def test_p7_a_backup_that_cannot_be_made_is_one_line_and_the_work_is_done(
    program: Program, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "library.db.backups").write_text("in the way")
    done = program("add", page)
    assert done.code == 0
    assert ["no backup was made" in line for line in done.err.splitlines()] == [True, False]
    assert len(program("list").out.splitlines()) == 3


def test_p7_deleting_many_papers_tells_that_no_backup_was_made(program: Program, backups: Backups) -> None:
    backups.library.with_name("library.db.backups").write_text("in the way")
    done = program("delete", *map(str, range(1, BULK + 1)), "--yes")
    assert (done.code, "no backup was made before" in done.err) == (0, True)
    assert len(program("list").out.splitlines()) == PAPERS - BULK


def test_a_backup_is_made_and_listed(program: Program, backups: Backups) -> None:
    assert "no backups" in program("backup", "--list").err
    done = program("backup")
    (made,) = backups.all()
    assert done.out == f"{backups.path(made)}\n"
    assert "300 papers" in done.err
    (listed,) = map(json.loads, program("restore", "--list", "--json").out.splitlines())
    assert listed == json.loads(program("backup", "--list", "--json").out)
    assert listed["path"] == str(backups.path(made))
    assert (listed["papers"], listed["bytes"], listed["reason"]) == (PAPERS, made.size, "asked")


def test_a_backup_in_a_file_of_ones_own(program: Program, backups: Backups, tmp_path: Path) -> None:
    assert json.loads(program("backup", "-o", tmp_path / "mine.db", "--json").out)["papers"] == PAPERS
    assert program("backup", "-o", tmp_path / "mine.db").code == 1
    assert program("backup", "-o", backups.library).code == 1
    assert backups.all() == []
    assert len(program("list", "--library", tmp_path / "mine.db").out.splitlines()) == PAPERS


def test_there_is_no_backup_of_nothing(program: Program, tmp_path: Path) -> None:
    assert program("backup").code == 1
    assert program("restore", "--yes").code == 1
    assert list(tmp_path.iterdir()) == []


def test_p7_restoring_is_one_command_that_tells_and_asks(program: Program, backups: Backups) -> None:
    program("backup")
    before = backups.library.read_bytes()
    assert program("restore").code == 1
    assert backups.library.read_bytes() == before
    program("delete", "1", "2", "--yes")
    done = program("restore", "--yes")
    assert done.code == 0
    assert "moved aside: " in done.err
    assert len(program("list").out.splitlines()) == PAPERS
    aside = next(line.split(": ")[1] for line in done.err.splitlines() if line.startswith("moved aside: "))
    assert len(program("list", "--library", aside).out.splitlines()) == PAPERS - 2


def test_p7_a_backup_is_named_by_its_day_or_its_path(program: Program, backups: Backups) -> None:
    program("backup")
    (made,) = backups.all()
    assert program("restore", made.name[:10], "--yes").code == 0
    assert program("restore", backups.path(made), "--yes").code == 0
    assert program("restore", "1999", "--yes").code == 1
    assert program("restore", "1999", "--salvage").code == 2


def test_p7_a_newest_backup_that_went_bad_is_passed_over(program: Program, backups: Backups) -> None:
    program("backup")
    (good,) = backups.all()
    bad = Backup(good.made + timedelta(minutes=1), good.reason, good.version, good.papers)
    backups.path(bad).write_bytes(backups.path(good).read_bytes()[:-8192])
    done = program("restore", "--yes")
    assert f"passed over, since it cannot be used: {backups.path(bad)}" in done.err
    assert len(program("list").out.splitlines()) == PAPERS


@pytest.mark.parametrize("damage", DAMAGES)
def test_p8_each_damage_is_told_with_the_way_back_which_works(program: Program, backups: Backups, damage: str) -> None:
    program("backup")
    checkpoint(backups.library)
    DAMAGES[damage](backups.library)
    done = program("list", "--format", "jsonl")
    assert done.code == 1
    assert "`readlist restore`" in done.err
    assert program("restore", "--yes").code == 0
    assert len(program("list").out.splitlines()) == PAPERS


@pytest.mark.parametrize("damage", DAMAGES)
def test_p8_rows_are_saved_and_counted(program: Program, backups: Backups, damage: str) -> None:
    checkpoint(backups.library)
    DAMAGES[damage](backups.library)
    done = program("restore", "--salvage", "--yes")
    assert done.code == (0 if damage in SAVED else 1)
    if damage in SAVED:
        counts = {line.split("\t")[1]: int(line.split("\t")[0]) for line in done.out.splitlines()}
        assert counts["tag"] == 1
        assert len(program("list").out.splitlines()) in SAVED[damage]
    else:
        assert "no paper can be read" in done.err
