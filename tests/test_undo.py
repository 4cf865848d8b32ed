"""Undo where a value can be written in more than one way."""

from __future__ import annotations

from readlist.library import Library
from readlist.model.names import Name
from tests.test_library import draft, ids, library, record, state

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


def test_tags_of_several_papers_are_renamed_to_other_letters(library: Library, ids: list[int]) -> None:
    library.tag(ids[:1], ["ml"])
    library.tag(ids[1:2], ["ml", "ml/vision"])
    library.tag(ids[2:3], ["ml/vision"])
    before = state(library)
    library.rename_tag("ml", "ML")
    assert library.tags() == [("ML", 2), ("ML/vision", 2)]
    library.undo()
    assert state(library) == before


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


def test_a_key_that_undo_may_bring_back_goes_to_no_other_paper(library: Library) -> None:
    same = {"authors": (Name("Berg", "Ann"),), "title": "Maps"}
    one, two = library.accept(draft(record(1, **same), record(2, **same))).new
    assert library.citekeys([one]) == ["bergmaps"]
    library.delete([one])
    assert library.citekeys([two]) == ["bergmapsa"]
    library.undo()
    assert [paper.record.citekey for paper in library.papers([one, two])] == ["bergmaps", "bergmapsa"]


def test_a_key_that_was_changed_goes_to_no_other_paper(library: Library) -> None:
    same = {"authors": (Name("Berg", "Ann"),), "title": "Maps"}
    one, two = library.accept(draft(record(1, **same), record(2, **same))).new
    library.citekeys([one])
    library.rekey(one, "other")
    assert library.citekeys([two]) == ["bergmapsa"]
    library.undo()
    assert library.citekeys([one, two]) == ["bergmaps", "bergmapsa"]


def test_what_was_deleted_and_is_added_again_has_its_lines(library: Library) -> None:
    page = draft(record(1), record(2))
    one, _ = library.accept(page).new
    library.delete([one])
    (again,) = library.accept(page).new
    (paper,) = library.papers([again])
    assert paper.record.source is not None
    assert paper.record.source.lines == (1, 1)
    assert library.accept(page).change.step is None


def test_a_bare_title_that_was_deleted_comes_back_once(library: Library) -> None:
    page = draft(record(1, authors=(), abstract=None))
    library.delete(library.accept(page).new)
    assert library.accept(page).new
    assert not library.accept(page).new


def test_papers_that_are_gone_do_not_hide_one_that_is_there(library: Library) -> None:
    for number in range(60):
        library.accept(draft(record(1), name=f"page {number}"))
        if number < 59:
            library.undo()
    added = library.accept(draft(record(1, venue="A new line")))
    assert (len(added.new), len(added.improved)) == (0, 1)


def test_two_papers_that_an_import_gives_one_key(library: Library, ids: list[int]) -> None:
    library.accept(draft(record(1, citekey="k"), record(2, citekey="K")))
    assert [paper.record.citekey for paper in library.papers(ids[:2])] == ["k", None]
    again = library.accept(draft(record(2, citekey="K"), name="other page"))
    assert (again.drafts[0].improved, again.change.step) == (0, None)


def test_an_arxiv_identifier_is_edited_with_its_version(library: Library, ids: list[int]) -> None:
    library.edit(ids[0], {"arxiv": "2301.00001v3"})
    library.edit(ids[0], {"arxiv": "2301.00009"})
    edited = library.papers(ids[:1])[0].record
    assert (edited.arxiv, edited.arxiv_version) == ("2301.00009", None)
    library.undo()
    assert library.papers(ids[:1])[0].record.arxiv_version == 3
