"""Papers that turn out to be one are merged, those that only look alike are told apart; both can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readlist.errors import NotFound, ReadlistError
from readlist.library import Library
from readlist.library.update import Update
from readlist.model.dates import PartialDate
from readlist.model.merging import merged, value_of
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Record, Status
from tests.test_library import draft, ids, library, record, state

__all__ = ["ids", "library"]

KEPT = Paper(
    id=1,
    record=Record(
        title="Maps",
        keywords=("Nets", "maps"),
        url="https://a.org",
        attachments=(Attachment("a.pdf"),),
        extra={"isbn": "1"},
        doubts=("some doubt",),
        code=False,
    ),
    tags=("cv",),
    note="first",
)
OTHER = Paper(
    id=2,
    record=Record(
        title="Maps, again",
        authors=(Name("Moon", "Ada"),),
        authors_complete=False,
        date=PartialDate(2020),
        entry_type=EntryType.ARTICLE,
        arxiv="2001.00001",
        arxiv_version=2,
        keywords=("nets", "atlas"),
        url="https://b.org",
        attachments=(Attachment("a.pdf", "pdf"), Attachment("b.pdf")),
        extra={"isbn": "2", "issn": "3"},
        citekey="moon",
        code=True,
    ),
    status=Status.READ,
    starred=True,
    priority=2,
    tags=("CV", "ssl"),
    note="second",
)


def test_what_the_kept_one_lacks_is_taken_and_lists_are_joined() -> None:
    values = merged([KEPT, OTHER], {})
    assert {name: values[name] for name in ("title", "doubts", "authors", "authors_complete", "entry_type")} == {
        "title": "Maps", "doubts": ("some doubt",), "authors": OTHER.record.authors, "authors_complete": False,
        "entry_type": EntryType.ARTICLE,
    }  # fmt: skip
    assert {name: values[name] for name in ("arxiv", "arxiv_version", "citekey", "code", "url", "urls")} == {
        "arxiv": "2001.00001", "arxiv_version": 2, "citekey": "moon", "code": False, "url": "https://a.org",
        "urls": ("https://b.org",),
    }  # fmt: skip
    assert {name: values[name] for name in ("keywords", "attachments", "extra", "tags", "note")} == {
        "keywords": ("Nets", "maps", "atlas"), "attachments": (Attachment("a.pdf", "pdf"), Attachment("b.pdf")),
        "extra": {"isbn": "1", "issn": "3"}, "tags": ("cv", "ssl"), "note": "first\n\nsecond",
    }  # fmt: skip
    assert (values["status"], values["starred"], values["priority"]) == (Status.READ, True, 2)


def test_a_chosen_field_is_that_of_one_paper_even_if_it_is_empty() -> None:
    values = merged([KEPT, OTHER], {"title": 2, "authors": 1, "keywords": 2, "note": 1, "status": 1})
    assert (values["title"], values["doubts"], values["authors"]) == ("Maps, again", (), ())
    assert (values["keywords"], values["note"], values["status"]) == (("nets", "atlas"), "first", Status.INBOX)


def test_every_field_of_a_record_and_of_the_reading_is_merged() -> None:
    values = merged([KEPT, OTHER], {})
    fields = {*Record.__dataclass_fields__, *KEPT.state._fields} - {"source"}
    assert values.keys() == fields
    assert merged([KEPT, KEPT], {}) == {field: value_of(KEPT, field) for field in fields}


def test_two_papers_become_one_and_two_again(library: Library, ids: list[int]) -> None:
    library.update(ids[1:2], Update(status=Status.READ, add_tags=["mine"], fields={"venue": "A Venue"}))
    library.rekey(ids[1], "other2")
    before = state(library)
    change = library.merge(ids[0], [ids[1]])
    assert (change.label, len(library.ids())) == ("merge: Paper number 1", 4)
    kept = library.papers(ids[:1])[0]
    assert (kept.record.title, kept.record.venue, kept.record.citekey) == ("Paper number 1", "A Venue", "other2")
    assert (kept.status, kept.tags) == (Status.READ, ("mine",))
    assert list(library.ids("key:other2")) == ids[:1]
    after = state(library)
    library.undo()
    assert state(library) == before
    library.redo()
    assert state(library) == after


def test_the_citation_key_of_the_kept_one_stays_or_is_chosen(library: Library, ids: list[int]) -> None:
    library.rekey(ids[0], "one")
    library.rekey(ids[1], "two")
    library.merge(ids[0], ids[1:2])
    assert library.papers(ids[:1])[0].record.citekey == "one"
    library.undo()
    library.merge(ids[0], ids[1:2], {"citekey": ids[1]})
    assert library.papers(ids[:1])[0].record.citekey == "two"
    library.undo()
    assert [paper.record.citekey for paper in library.papers(ids[:2])] == ["one", "two"]


def test_what_told_of_the_other_tells_of_the_kept_one(library: Library) -> None:
    bare = record(1, authors=(), abstract=None)
    page, other = draft(bare, record(2)), draft(record(3, venue="A Venue"), name="other")
    one, two = library.accept(page).new
    (three,) = library.accept(other).new
    library.merge(two, [one], {"title": two})
    before, steps = state(library), len(library.history())
    for told in (page, other, draft(bare, name="once more")):
        added = library.accept(told)
        assert (added.new, added.improved, added.change.step) == ((), (), None)
    assert (state(library), len(library.history())) == (before, steps)
    library.merge(three, [two])
    assert not library.accept(page).new
    library.undo()
    library.undo()
    assert len(library.ids()) == 3
    again = library.accept(page)
    assert (again.new, again.improved) == ((), ())


def test_after_undo_a_text_that_came_in_again_tells_of_its_own_paper(library: Library) -> None:
    bare = [record(number, authors=(), abstract=None) for number in (1, 2)]
    one, two = library.accept(draft(*bare)).new
    library.merge(one, [two])
    library.accept(draft(bare[1], name="again"))
    library.undo()
    library.accept(draft(bare[1], name="and again"))
    assert [paper.record.title for paper in library.papers([one, two])] == ["Paper number 1", "Paper number 2"]
    assert len(library.history()) == 2


def test_an_import_after_a_merge_does_not_stand_in_the_way_of_undo(library: Library) -> None:
    one, two = library.accept(draft(record(1), record(2))).new
    library.merge(one, [two])
    library.accept(draft(record(2), name="another page"))
    assert list(library.ids()) == [one]
    library.undo()
    assert list(library.ids()) == [one, two]


def test_a_text_whose_paper_was_deleted_after_a_merge_brings_it_anew(library: Library) -> None:
    page = draft(record(1), record(2))
    one, two = library.accept(page).new
    library.merge(one, [two])
    library.delete([one])
    assert len(library.accept(page).new) == 2


def test_files_of_the_other_begin_where_it_was_told(library: Library) -> None:
    (one,) = library.accept(draft(record(1))).new
    placed = replace(draft(record(2), name="other"), folder="/there")
    (two,) = library.accept(placed).new
    library.merge(one, [two])
    assert "/there" in map(str, library.folders(one))


@pytest.mark.parametrize("others", [[], [1], [2, 1]])
def test_a_paper_is_not_merged_with_itself(library: Library, ids: list[int], others: list[int]) -> None:
    with pytest.raises(ReadlistError):
        library.merge(ids[0], [ids[0] + number - 1 for number in others])
    assert len(library.ids()) == 5


def test_what_does_not_exist_is_not_merged(library: Library, ids: list[int]) -> None:
    for others, values in (([99], {}), (ids[1:2], {"title": ids[2]}), (ids[1:2], {"mood": ids[1]})):
        with pytest.raises(NotFound):
            library.merge(ids[0], others, values)
    with pytest.raises(NotFound):
        library.set_apart([(ids[0], 99)])
    with pytest.raises(ReadlistError):
        library.set_apart([(ids[0], ids[0])])
    assert len(library.history()) == 1


def alike(library: Library, papers: int = 3) -> list[int]:
    """Some papers of one title, each pair of which looks like one."""
    same = {"title": "One Very Particular Title", "authors": (), "abstract": None}
    return list(library.accept(draft(*(record(number, venue=f"V{number}", **same) for number in range(papers)))).new)


def pairs(library: Library) -> list[tuple[int | None, int | None]]:
    return [(pair.one.id, pair.other.id) for pair in library.duplicates()]


def test_pairs_that_were_told_apart_are_no_duplicates(library: Library) -> None:
    one, two, three = alike(library)
    every = [(one, two), (one, three), (two, three)]
    assert pairs(library) == every
    assert library.set_apart([(two, one)]).label == "not a duplicate: One Very Particular Title"
    library.set_apart([(three, one), (one, two)])
    assert pairs(library) == [(two, three)]
    assert library.set_apart([(one, two)]).step is None
    library.undo()
    assert pairs(library) == every[1:]
    library.undo()
    assert pairs(library) == every
    library.redo()
    assert pairs(library) == every[1:]


def test_what_the_other_was_apart_from_the_kept_one_is_too(library: Library) -> None:
    one, two, three = alike(library)
    library.set_apart([(two, three)])
    library.merge(one, [two])
    assert pairs(library) == []
    library.undo()
    assert pairs(library) == [(one, two), (one, three)]


def test_the_work_of_finding_pairs_is_told_and_can_be_ended(library: Library) -> None:
    alike(library)
    shares: list[float] = []
    library.duplicates(shares.append)
    assert shares == sorted(shares)
    assert shares[-1] <= 1.0

    def stop(_: float) -> None:
        raise ReadlistError("enough")

    with pytest.raises(ReadlistError):
        library.duplicates(stop)


@pytest.mark.parametrize(
    "text", ['"', "a\x00b", "{title} : x", "NEAR(a b)", "*", "日本語の論文", "e\u0301", "\ud800", "- OR -"]
)
def test_any_text_is_looked_up_for_similar_papers(library: Library, text: str) -> None:
    known = [record(number, title=f"{text} Sparse Lanterns", abstract=f"{text} {number}") for number in (1, 2)]
    records = [replace(one, title=(one.title or "").encode(errors="replace").decode()) for one in known]
    records = [replace(one, abstract=(one.abstract or "").encode(errors="replace").decode()) for one in records]
    others = [record(number, abstract=None) for number in range(3, 40)]
    one, two = library.accept(draft(*records, *others)).new[:2]
    assert [paper.id for paper in library.similar(one)] == [two]
    library.delete([two])
    assert library.similar(one) == []
    assert library.similar(two) == []
