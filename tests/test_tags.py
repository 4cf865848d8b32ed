"""Tags as a tree: counted, renamed, deleted and colored, with what is below them."""

from __future__ import annotations

import pytest

from readlist.errors import NotFound, ReadlistError
from readlist.library import Library
from tests.test_library import ids, library, state

__all__ = ["ids", "library"]


@pytest.fixture
def tagged(library: Library, ids: list[int]) -> Library:
    """Five papers with a tree of tags."""
    library.tag(ids[:3], ["Vision/SSL"])
    library.tag(ids[2:4], ["vision/video/long"])
    library.tag(ids[4:], ["to cite", "École", "ecole"])
    return library


def counts(library: Library) -> list[tuple[str, int, int]]:
    return [tag[:3] for tag in library.tag_tree()]


def test_a_tag_counts_each_paper_once_with_what_is_below(tagged: Library, ids: list[int]) -> None:
    assert counts(tagged) == [
        ("ecole", 1, 1), ("to cite", 1, 1), ("Vision", 4, 0), ("Vision/SSL", 3, 3), ("vision/video", 2, 0),
        ("vision/video/long", 2, 2), ("École", 1, 1),
    ]  # fmt: skip
    tagged.delete(ids[:2])
    assert ("vision", 2, 0) in counts(tagged)


def test_there_are_no_tags(library: Library) -> None:
    assert library.tag_tree() == []


def test_a_tag_that_only_has_others_below_is_renamed_and_joined_in_one_step(tagged: Library, ids: list[int]) -> None:
    tagged.tag(ids[3:], ["seeing/ssl"])
    before = state(tagged)
    change = tagged.rename_tag("VISION", "#Seeing")
    assert (change.label, len(change.ids)) == ("rename tag VISION to Seeing", 4)
    assert dict(tagged.tags())["seeing/ssl"] == 5
    assert tagged.papers(ids[2:3])[0].tags == ("seeing/ssl", "Seeing/video/long")
    tagged.undo()
    assert state(tagged) == before


def test_letters_that_fold_to_more_letters_are_renamed(library: Library, ids: list[int]) -> None:
    library.tag(ids[:1], ["Straße/Netz"])
    library.rename_tag("STRASSE", "road")
    assert library.tags() == [("road/Netz", 1)]


def test_a_tag_that_begins_alike_is_another_one(library: Library, ids: list[int]) -> None:
    library.tag(ids[:1], ["vis", "vision"])
    library.rename_tag("vis", "x")
    assert library.tags() == [("vision", 1), ("x", 1)]
    with pytest.raises(ReadlistError, match="is no tag"):
        library.rename_tag("x", " # ")


def test_a_tag_is_deleted_alone_or_with_those_below(tagged: Library) -> None:
    with pytest.raises(NotFound, match="no paper has 'vision' itself"):
        tagged.delete_tag("vision")
    change = tagged.delete_tag("vision", below=True)
    assert (change.label, len(change.ids)) == ("delete tag vision and 1 more", 4)
    assert [name for name, _, _ in counts(tagged)] == ["ecole", "to cite", "École"]
    tagged.undo()
    assert dict(tagged.tags())["Vision/SSL"] == 3


def test_a_color_stays_with_a_tag(tagged: Library) -> None:
    tagged.color_tag("vision", "red")
    tagged.color_tag("VISION/ssl", "blue")
    assert tagged.tag_colors() == {"vision": "red", "vision/ssl": "blue"}
    assert [tag.color for tag in tagged.tag_tree() if tag.color] == ["red", "blue"]
    tagged.color_tag("to cite", "green")
    tagged.rename_tag("vision", "seeing")
    assert [(tag.name, tag.color) for tag in tagged.tag_tree() if tag.color] == [
        ("seeing", "red"), ("seeing/SSL", "blue"), ("to cite", "green"),
    ]  # fmt: skip
    tagged.undo()
    assert [tag.name for tag in tagged.tag_tree() if tag.color] == ["to cite", "Vision", "Vision/SSL"]
    tagged.rename_tag("vision/ssl", "to cite")
    assert {tag.name: tag.color for tag in tagged.tag_tree()}["to cite"] == "green"
    tagged.color_tag("to cite", None)
    assert "to cite" not in tagged.tag_colors()


def test_only_colors_and_tags_that_are_known_are_taken(tagged: Library) -> None:
    with pytest.raises(NotFound, match="no color named 'pink'"):
        tagged.color_tag("vision", "pink")
    with pytest.raises(NotFound, match="no tag named 'x'"):
        tagged.color_tag("x", "red")
    assert tagged.tag_colors() == {}
