"""``readlist doctor``: the library, what lies around it, this machine."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from readlist.cli import machine
from readlist.errors import ConfigError
from readlist.library import Library, place, search_index
from readlist.library.checkup import examined
from readlist.model.backups import stamp
from readlist.model.finding import Level
from readlist.store import checkpoints
from tests.cli.conftest import Done, Program


def told(done: Done) -> dict[str, tuple[str, str]]:
    """Level and text of the worst finding about each thing."""
    rows = [json.loads(line) for line in done.out.splitlines()]
    worst = sorted(rows, key=lambda row: list(Level).index(Level(row["level"])))
    return {row["about"]: (row["level"], row["text"]) for row in worst}


def test_a_fresh_library_has_no_problem(program: Program, page: Path) -> None:
    program("add", page)
    done = program("doctor")
    assert (done.code, done.err) == (0, "")
    assert "PROBLEM" not in done.out
    for about in ("SQLite", "file", "undo", "index of words", "search index", "disk", "clipboard", "terminal"):
        assert f" {about}" in done.out


def test_without_a_library_the_rest_is_told(program: Program) -> None:
    done = program("doctor", "--json")
    assert (done.code, told(done)["library"][0]) == (0, "note")
    assert "terminal" in told(done)


@pytest.mark.skipif(os.name != "posix", reason="needs permissions")
def test_a_library_that_others_may_read_is_closed_to_them(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    (tmp_path / "library.db").chmod(0o644)
    done = program("doctor", "--json")
    assert (done.code, done.err) == (1, "readlist: found 1 problem\n")
    assert told(done)["permissions"] == ("problem", "others may read library.db")
    assert program("doctor", "--fix").code == 0
    assert stat.S_IMODE((tmp_path / "library.db").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="needs permissions")
def test_a_folder_in_which_others_may_write_is_a_problem(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    tmp_path.chmod(0o777)
    assert "others may change" in told(program("doctor", "--json"))["permissions"][1]
    tmp_path.chmod(0o700)


def test_a_damaged_library_is_told_of_and_left_as_it_is(program: Program, tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"a shopping list\n" * 99)
    done = program("doctor", "--fix", "--json")
    assert (done.code, told(done)["library"][0]) == (1, "problem")
    assert (tmp_path / "library.db").read_bytes() == b"a shopping list\n" * 99


def test_settings_that_cannot_be_read_are_a_problem(program: Program, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("theme = ")
    done = program("doctor", "--json")
    assert (done.code, told(done)["settings"][0]) == (1, "problem")


def test_a_kept_file_that_is_gone_and_one_that_cannot_be_written(program: Program, page: Path, tmp_path: Path) -> None:
    program("add", page)
    program("export", "-o", tmp_path / "refs.bib", "--keep-current")
    assert told(program("doctor", "--json"))["kept current"] == ("ok", str(tmp_path / "refs.bib"))
    (tmp_path / "refs.bib").unlink()
    assert told(program("doctor", "--json"))["kept current"][1].endswith("is not there")
    (tmp_path / "refs.bib").mkdir()
    program("targets", "--refresh")
    assert told(program("doctor", "--json"))["kept current"][0] == "problem"


def test_a_damaged_search_index_is_made_anew(program: Program, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "FEW", 1)
    program("add", page)
    assert told(program("doctor", "--json"))["search index"][0] == "note"
    program("doctor", "--fix")
    assert told(program("doctor", "--json"))["search index"] == ("ok", "it follows the library")
    file = next(page.parent.glob("*.search"))
    content = bytearray(file.read_bytes())
    content[-60] ^= 0xFF
    file.write_bytes(content[:-64])
    assert told(program("doctor", "--json"))["search index"][0] == "problem"
    assert program("doctor", "--fix").code == 0
    assert told(program("doctor", "--json"))["search index"] == ("ok", "it follows the library")


def test_backups_are_looked_at(program: Program, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db"):
        pass
    assert told(program("doctor", "--json"))["backups"] == ("note", "there is none")
    folder = tmp_path / "library.db.backups"
    folder.mkdir(mode=0o700)
    copy = folder / f"{stamp(datetime.now(UTC))}-daily-v8-3-papers.db"
    copy.write_bytes((tmp_path / "library.db").read_bytes())
    copy.chmod(0o600)
    assert told(program("doctor", "--json"))["backups"][0] == "ok"
    copy = copy.rename(folder / "2021-05-06T070809Z-daily-v8-3-papers.db")
    assert told(program("doctor", "--json"))["backups"][0] == "note"
    copy.write_bytes(b"nothing" * 999)
    assert told(program("doctor", "--json"))["backups"][0] == "problem"


def test_a_file_system_in_the_net_is_told(tmp_path: Path) -> None:
    mounted = f"disk / ext4 rw 0 0\nserver:/home {tmp_path} nfs4 rw 0 0\nbroken\n"
    assert place.check_file_system(tmp_path / "library.db", mounted).level is Level.NOTE
    assert place.check_file_system(tmp_path.parent / "library.db", mounted).text == "ext4"
    assert place.check_file_system(tmp_path / "library.db", "").level is Level.OK


def test_a_library_that_is_begun_in_the_net_is_told_of(
    program: Program, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "mounts", lambda: f"server:/home {tmp_path} nfs4 rw 0 0\n")
    assert "nfs4" in program("add", page).err
    assert "nfs4" not in program("set", "1", "--star").err


def test_a_disk_that_is_nearly_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path / "library.db"):
        pass
    for free, level in ((10**6, Level.PROBLEM), (10**9, Level.OK)):
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        assert place.check_room(tmp_path / "library.db").level is level


def test_the_fault_of_sqlite_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert next(examined(tmp_path / "none.db")).level is (Level.NOTE if checkpoints.HAS_FAULT else Level.OK)
    monkeypatch.setattr("readlist.store.checking.HAS_FAULT", True)
    found = next(examined(tmp_path / "none.db"))
    assert (found.level, "guarded" in found.text, "pysqlite3" in found.advice) == (Level.NOTE, True, True)


@pytest.mark.parametrize(
    ("environ", "levels"),
    [
        ({"TERM": "xterm-256color"}, {"terminal": Level.OK, "colors": Level.OK}),
        ({"TERM": "dumb"}, {"terminal": Level.NOTE, "colors": Level.NOTE}),
        ({"TERM": "vt100", "COLORTERM": "truecolor"}, {"terminal": Level.OK, "colors": Level.OK}),
        ({"TERM": "vt100", "NO_COLOR": "1"}, {"terminal": Level.OK, "colors": Level.OK}),
        ({}, {"terminal": Level.NOTE, "colors": Level.NOTE}),
    ],
)
def test_the_terminal(environ: dict[str, str], levels: dict[str, Level], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((80, 24)))
    assert {found.about: found.level for found in machine.check_terminal(environ)} == levels


def test_tmux_that_keeps_copies_to_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for answer, level in (("on", Level.OK), ("external", Level.NOTE), ("", Level.NOTE)):
        monkeypatch.setattr(machine, "_asked", lambda *_, answer=answer: answer)
        found = list(machine.check_terminal({"TERM": "tmux-256color", "TMUX": "x"}))
        assert [one.level for one in found if one.about == "tmux"] == [level]


def test_settings_and_clipboard() -> None:
    def broken() -> None:
        raise ConfigError("no", "do")

    assert machine.check_settings(broken).level is Level.PROBLEM
    assert machine.check_clipboard({"SSH_TTY": "/dev/pts/1"}).level is Level.NOTE
