"""``readlist views``."""

from __future__ import annotations

import json
from pathlib import Path

from readlist.library import Library
from readlist.model.saved import SavedView
from tests.cli.conftest import Program


def test_views_are_saved_listed_renamed_moved_and_removed(program: Program, page: Path) -> None:
    program("add", page)
    saved = program("views", "--save", "Rooms", "room", "-list", "--sort", "year", "--reverse")
    assert (saved.code, saved.out, saved.err) == (0, "", "saved: Rooms: room -list\n")
    program("views", "--save", "All of it")
    assert program("views").out == "1\tRooms\troom -list\tby year reversed\n3\tAll of it\tall papers\n"
    program("views", "--rename", "rooms", "Räume")
    program("views", "--move", "ALL OF IT", "1")
    assert [line.split("\t")[1] for line in program("views").out.splitlines()] == ["All of it", "Räume"]
    program("views", "--save", "räume", "status:read")
    assert json.loads(program("views", "--json").out.splitlines()[1]) == {
        "name": "räume", "query": "status:read", "sort": "added", "reverse": False, "papers": 0, "fault": None,
    }  # fmt: skip
    assert program("views", "--remove", "RÄUME").err == "removed: räume\n"
    assert program("views").out == "3\tAll of it\tall papers\n"


def test_what_cannot_be_saved_is_told(program: Program, page: Path) -> None:
    program("add", page)
    assert program("views", "--save", "x", "nofield:y").code == 1
    assert program("views", "room").code == 2
    assert "no view named" in program("views", "--remove", "x").err
    assert program("views").out == ""


def test_a_view_whose_query_means_nothing_any_more_is_shown_with_its_fault(
    program: Program, page: Path, tmp_path: Path
) -> None:
    program("add", page)
    with Library.open(tmp_path / "library.db") as library, library._store.write_views() as views:
        views.keep([SavedView("old", "moon:full\nx"), SavedView("\x1b]0;owned\x07", "room")])
    listed = program("views")
    assert listed.code == 0
    assert listed.out.splitlines()[0] == "?\told\tmoon:full x\tno field named 'moon'"
    assert "\x1b" not in listed.out
    assert json.loads(program("views", "--json").out.splitlines()[0])["fault"] == "no field named 'moon'"
