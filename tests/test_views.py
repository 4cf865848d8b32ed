"""Saved views: named once whatever their case, kept in order, a fault in one stops none."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist.errors import Conflict, NotFound, QueryError, ReadlistError
from readlist.library import Library
from readlist.model.fields import Order
from readlist.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with three papers and three views."""
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.add("\n".join(f'{{"title": "Map {number}", "date": "{2020 + number}"}}' for number in range(3)))
        library.save_view("New", "year:>2020")
        library.save_view("To read", "status:inbox", Order("title", reverse=True))
        library.save_view("Straße", "map")
    return path


def names(library: Library) -> list[str]:
    return [view.name for view in library.views()]


def test_views_stay_in_their_order(path: Path) -> None:
    with Library.open(path) as library:
        assert names(library) == ["New", "To read", "Straße"]
        assert library.views()[1] == ("To read", "status:inbox", Order("title", reverse=True))
        library.move_view("straße", 0)
        assert names(library) == ["Straße", "New", "To read"]
        library.move_view("straße", 99)
        library.move_view("To Read", -5)
        assert names(library) == ["To read", "New", "Straße"]


def test_a_name_is_told_from_others_whatever_its_case(path: Path) -> None:
    with Library.open(path) as library:
        library.save_view(" to  READ ", "status:later")
        assert [view[:2] for view in library.views()][1] == ("to READ", "status:later")
        with pytest.raises(Conflict):
            library.rename_view("new", "STRASSE")
        library.rename_view("new", "NEW")
        library.rename_view("STRASSE", "road")
        assert names(library) == ["NEW", "to READ", "road"]


def test_a_view_that_was_removed_can_be_put_back(path: Path) -> None:
    with Library.open(path) as library:
        before = library.views()
        assert library.remove_view("to read") == before[1]
        assert names(library) == ["New", "Straße"]
        library.keep_views(before)
        assert library.views() == before
        for unknown in (lambda: library.remove_view("x"), lambda: library.rename_view("x", "y")):
            with pytest.raises(NotFound):
                unknown()


@pytest.mark.parametrize("name", ["", "  ", "\x1b[31m", "x" * 101])
def test_a_name_has_some_letters(path: Path, name: str) -> None:
    with Library.open(path) as library:
        with pytest.raises(ReadlistError, match="no name"):
            library.save_view(name, "map")
        with pytest.raises(ReadlistError, match="no name"):
            library.rename_view("new", name)
        assert names(library) == ["New", "To read", "Straße"]


def test_only_what_can_be_looked_at_is_saved(path: Path) -> None:
    with Library.open(path) as library:
        with pytest.raises(QueryError):
            library.save_view("bad", "nofield:x")
        with pytest.raises(NotFound):
            library.save_view("bad", "map", Order("weight"))
        assert names(library) == ["New", "To read", "Straße"]


def test_what_acts_on_a_terminal_is_no_part_of_a_name(path: Path) -> None:
    with Library.open(path) as library:
        assert library.save_view("\x1b]0;owned\x07red\x1b[31m\nline", "map").name == "red line"


def test_a_library_that_cannot_be_changed_shows_its_views(path: Path) -> None:
    with Library(Store(path, read_only=True)) as library:
        assert names(library) == ["New", "To read", "Straße"]


def test_undo_leaves_views_alone(path: Path) -> None:
    with Library.open(path) as library:
        library.undo()
        assert library.ids() == library.ids("nothing")
        assert names(library) == ["New", "To read", "Straße"]
