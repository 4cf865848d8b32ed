"""Undo where a value can be written in more than one way."""

from __future__ import annotations

from readlist.library import Library
from tests.test_library import ids, library, state

__all__ = ["ids", "library"]


def test_a_tag_in_other_letters_is_the_tag_that_is_there(library: Library, ids: list[int]) -> None:
    library.tag(ids[:1], ["ML"])
    library.tag(ids[1:3], ["ml"])
    assert library.tags() == [("ML", 3)]
    library.undo()
    assert library.tags() == [("ML", 1)]


def test_a_tag_is_renamed_to_other_letters(library: Library, ids: list[int]) -> None:
    library.tag(ids[:2], ["ML"])
    before = state(library)
    library.rename_tag("ML", "ml")
    assert library.tags() == [("ml", 2)]
    library.undo()
    assert state(library) == before
    library.redo()
    assert library.tags() == [("ml", 2)]


def test_a_tag_nobody_has_any_more_can_be_spelled_anew(library: Library, ids: list[int]) -> None:
    library.tag(ids[:1], ["ml"])
    library.delete_tag("ml")
    library.tag(ids[:1], ["ML"])
    assert library.tags() == [("ML", 1)]


def test_a_tag_is_renamed_to_one_below_itself(library: Library, ids: list[int]) -> None:
    library.tag(ids[:1], ["cv"])
    library.tag(ids[1:2], ["cv/ssl"])
    library.rename_tag("cv", "cv/ssl")
    assert library.tags() == [("cv/ssl", 1), ("cv/ssl/ssl", 1)]
