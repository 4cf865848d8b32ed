"""What the doctor finds inside a library file, and what it makes anew."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant

from readlist.library import Library
from readlist.library.checkup import examined, mended
from readlist.model.finding import Finding, Level
from readlist.model.paper import Status
from readlist.store.checking import check_file
from readlist.store.driver import sqlite3
from tests.store.earlier import take_back
from tests.test_reversal import ReversalMachine

PAPERS = """\
{"title": "Sparse Maps", "authors": ["Ada Moon"], "abstract": "Maps with little on them.", "citekey": "moon2020sparse"}
{"title": "Roads and Inns", "authors": ["Bo Lind"], "year": 2021}
{"title": "Long Roads", "authors": ["Cy Ash"], "year": 2022}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with some history."""
    place = tmp_path / "library.db"
    with Library.open(place) as library:
        first, second, third = library.add(PAPERS, "papers.jsonl", tags=["geo"]).new
        library.mark([first, second], Status.READ)
        library.annotate(second, "a note")
        library.undo()
        library.tag([third], ["Geo", "inns"])
        library.rename_tag("geo", "maps")
        library.citekeys([first, second])
        library.delete([third])
    return place


def broken(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def problems(path: Path, *, thorough: bool = True) -> list[str]:
    """What the problems found are about."""
    return [one.about for one in check_file(path, thorough=thorough) if one.level is Level.PROBLEM]


def test_a_sound_library_has_no_problem_and_is_not_changed(path: Path) -> None:
    before = path.read_bytes()
    found = list(check_file(path, thorough=True))
    assert {one.level for one in found} == {Level.OK}
    assert path.read_bytes() == before
    assert not any(one.advice for one in found)


@pytest.mark.parametrize(
    ("statement", "about", "mendable"),
    [
        ("INSERT INTO words (words) VALUES ('delete-all')", "index of words", True),
        ("INSERT INTO words (rowid, title) VALUES (2, 'more')", "index of words", True),
        ("UPDATE paper SET year = 1999, title_folded = 'other' WHERE id = 1", "columns", True),
        ("DELETE FROM touched", "latest changes", True),
        ("UPDATE touched SET first = 9 WHERE id = 1", "latest changes", True),
        ("DELETE FROM reading WHERE paper = 2", "papers", True),
        ("UPDATE reading SET status = 'later' WHERE paper = 1", "undo", False),
        ("UPDATE change SET field = 'mood' WHERE id = 1", "journal", False),
        ("UPDATE change SET last = 99 WHERE field = 'status'", "journal", False),
        ("UPDATE change SET new = '[' WHERE field = 'tags'", "journal", False),
        ("INSERT INTO tagging VALUES (77, 1)", "rows", False),
        ("UPDATE import SET raw = X'00'", "imported texts", False),
    ],
)
def test_each_fault_is_found_and_what_can_be_is_made_anew(
    path: Path, statement: str, about: str, mendable: bool
) -> None:
    broken(path, statement)
    assert about in problems(path)
    found = list(check_file(path, thorough=True))
    assert (about in {one.about for one in found if one.mend}) == mendable
    if mendable:
        assert list(mended(path, found))
        assert problems(path) in ([], ["undo"])
        with Library.open(path) as library:
            assert set(library.ids()) == {1, 2}
            assert list(library.ids("maps sparse")) == [1]


def test_citation_keys_are_compared_in_every_script(path: Path) -> None:
    broken(path, "UPDATE reading SET citekey = CASE paper WHEN 1 THEN 'Ä' ELSE 'ä' END WHERE paper < 3")
    assert "citation keys" in problems(path)


def test_lost_papers_are_brought_back_by_a_step_that_can_be_undone(path: Path) -> None:
    broken(path, "DELETE FROM reading WHERE paper = 2")
    lines = list(mended(path, [one for one in check_file(path) if one.mend]))
    assert "1 paper brought back" in lines[0]
    with Library.open(path) as library:
        assert 2 in library.ids("roads")
        change = library.undo()
        assert change is not None
        assert (change.label, list(library.ids("roads"))) == ("bring back lost papers", [])


def test_damaged_pages_are_found(path: Path) -> None:
    content = bytearray(path.read_bytes())
    half = len(content) // 2 & ~4095
    content[half : half + 8192] = b"\xff" * 8192
    path.write_bytes(content)
    assert "file" in problems(path, thorough=False)


def test_what_is_no_library_is_one_problem(tmp_path: Path) -> None:
    for content in (b"", b"a shopping list\n" * 99):
        (tmp_path / "library.db").write_bytes(content)
        assert problems(tmp_path / "library.db") == ["library"]


def test_a_library_of_an_earlier_version_is_left_so(path: Path) -> None:
    with Library.open(path) as library:
        take_back(library._store._connection, 1)
    found = list(examined(path))
    assert [one.about for one in found if one.level is Level.NOTE][:1] == ["version"]
    assert not [one for one in found if one.level is Level.PROBLEM]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


class ExaminedMachine(ReversalMachine):
    """Whatever is done, undone and done again: the library is sound."""

    @invariant()
    def is_sound(self) -> None:
        found: list[Finding] = list(check_file(self.library.path))
        assert [one for one in found if one.level is Level.PROBLEM] == []


TestExaminedMachine = ExaminedMachine.TestCase
TestExaminedMachine.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
