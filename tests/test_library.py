"""What a user does to a library: add, decide, tag, edit, undo."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from readlist import formats
from readlist.errors import Conflict, NotFound, QueryError, ReadlistError, UndoRefused
from readlist.library import Library, intake
from readlist.library.update import Update
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.fields import Order
from readlist.model.identity import Judgment, judge
from readlist.model.names import Name
from readlist.model.paper import Attachment, Paper, ReadingState, Record, Source, Status


def record(number: int, **values: object) -> Record:
    """An invented record; no two numbers are the same paper."""
    fields = {
        "title": f"Paper number {number}",
        "authors": (Name(f"Writer{number}", "Ann"),),
        "abstract": (f"About {number}. " * 40).strip(),
    }
    return Record(**(fields | values))  # type: ignore[arg-type]


def draft(*records: Record, name: str = "page") -> Draft:
    """An import of some records, each of which is told of by a line of its own."""
    placed = [replace(one, source=Source("", "test", (line, line))) for line, one in enumerate(records, start=1)]
    text = "\n".join(repr(one) for one in records)
    return Draft(name, "test", 1.0, text, tuple(Entry(one, Verdict.NEW) for one in placed), ())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def ids(library: Library) -> list[int]:
    """The ids of five papers in the library."""
    return list(library.accept(draft(*(record(number) for number in range(1, 6)))).new)


def state(library: Library) -> list[Paper]:
    """What a user sees, but not when it changed, and of several passages that told of a paper not which came last."""
    papers = library.papers(library.ids())
    return [replace(paper, changed=None, record=replace(paper.record, source=None)) for paper in papers]


def test_the_same_input_again_changes_nothing(library: Library) -> None:
    page = draft(record(1), record(2))
    first = library.accept(page)
    assert (len(first.new), first.change.label) == (2, "add 2 papers from page")
    before, steps = library.papers(library.ids()), library.history()
    again = library.accept(page)
    assert (again.new, again.improved, again.change.step) == ((), (), None)
    assert [entry.verdict for entry in again.drafts[0].entries] == [Verdict.UNCHANGED] * 2
    assert (library.papers(library.ids()), library.history()) == (before, steps)


def test_an_import_fills_gaps_and_leaves_what_is_the_users(library: Library, ids: list[int]) -> None:
    library.update(ids[:1], Update(status=Status.READ, starred=True, add_tags=["mine"], note="my note"))
    added = library.accept(draft(record(1, venue="A Venue", authors=()), record(9), name="better"), status=Status.LATER)
    assert (added.improved, len(added.new), added.change.label) == ((ids[0],), 1, "add 1 paper, improve 1 from better")
    paper = library.papers(ids[:1])[0]
    assert (paper.record.venue, paper.status, paper.tags, paper.note) == ("A Venue", Status.READ, ("mine",), "my note")
    assert library.papers(added.new)[0].status is Status.LATER
    assert added.drafts[0].entries[0].gains == ("venue",)


def test_an_import_is_one_step_and_can_be_redone(library: Library, ids: list[int]) -> None:
    library.accept(draft(record(1, venue="V"), record(7)), tags=["new"])
    after = state(library)
    undone = library.undo()
    assert undone is not None
    assert (undone.kind, len(library.ids()), library.papers(ids[:1])[0].record.venue) == ("undo", 5, None)
    assert library.tags() == []
    redone = library.redo()
    assert redone is not None
    assert (redone.kind, state(library)) == ("redo", after)


def test_what_was_undone_can_be_added_again(library: Library) -> None:
    page = draft(record(1))
    library.accept(page)
    library.undo()
    again = library.accept(page)
    assert (len(again.new), len(library.ids())) == (1, 1)
    assert library.papers(again.new)[0].record.source == Source("page", "test", (1, 1))
    assert library.redo() is None


def test_every_text_and_its_lines_are_kept(library: Library, ids: list[int]) -> None:
    assert library.raw_lines(ids[1]) == [draft(*(record(number) for number in range(1, 6))).text.split("\n")[1]]
    library.accept(draft(record(1), name="other page"))
    assert library.papers(ids[:1])[0].record.source == Source("page", "test", (1, 1))
    old = replace(draft(record(7), record(8)), text="first\rsecond")
    assert library.raw_lines(library.accept(old).new[1]) == ["second"]


def test_what_is_edited_before_it_is_stored_counts_more_than_what_is_there(library: Library, ids: list[int]) -> None:
    again = draft(record(1, venue="A Venue"), name="again")
    again = replace(again, entries=(replace(again.entries[0], paper=ids[0]),))
    library.accept(again.replaced(0, replace(again.entries[0].record, title="A better title")))
    paper = library.papers(ids[:1])[0]
    assert (paper.record.title, paper.record.venue) == ("A better title", "A Venue")
    assert library.papers(ids[:1])[0].record.source == Source("page", "test", (1, 1))
    library.undo()
    assert library.papers(ids[:1])[0].record.title == "Paper number 1"


def test_two_records_of_one_paper_in_one_import_are_one(library: Library) -> None:
    added = library.accept(draft(record(1, abstract=None), record(1, doi="10.1000/x"), record(1)))
    assert [entry.verdict for entry in added.drafts[0].entries] == [Verdict.NEW, Verdict.IMPROVED, Verdict.UNCHANGED]
    assert (len(added.new), library.papers(added.new)[0].record.doi) == (1, "10.1000/x")


def test_a_bare_title_proves_nothing_but_the_same_words_are_the_same_paper(library: Library) -> None:
    title_only = record(1, authors=(), abstract=None)
    library.accept(draft(record(1, abstract=None)))
    added = library.accept(draft(title_only, name="titles"))
    assert len(added.new) == 1
    library.edit(added.new[0], {"title": "Another title by now", "authors": "Ann Lee"})
    again = library.accept(draft(title_only, record(2), name="titles and more"))
    assert [entry.verdict for entry in again.drafts[0].entries] == [Verdict.UNCHANGED, Verdict.NEW]
    assert library.papers(added.new)[0].record.title == "Another title by now"


def test_decisions_survive_a_restart_and_so_does_undo(library: Library, ids: list[int]) -> None:
    library.mark(ids[1:3], Status.DROPPED)
    library.close()
    with Library.open(library.path) as again:
        assert again.counts()[Status.DROPPED] == 2
        assert again.history()[0].label == "dropped: 2 papers"
        again.undo()
        assert again.counts()[Status.INBOX] == 5
    with Library.open(library.path) as third:
        third.redo()
        assert third.counts()[Status.DROPPED] == 2


def test_something_new_ends_what_can_be_redone(library: Library, ids: list[int]) -> None:
    library.mark(ids[:1], Status.READ)
    library.undo()
    library.star(ids[:1], starred=True)
    assert library.redo() is None
    assert [step.state for step in library.history()] == ["done", "dropped", "done"]


def test_a_step_that_changes_nothing_is_no_step(library: Library, ids: list[int]) -> None:
    assert library.mark(ids, Status.INBOX).step is None
    assert library.tag(ids, remove=["none"]).step is None
    assert len(library.history()) == 1


def test_undo_is_refused_where_the_value_is_another_by_now(library: Library, ids: list[int]) -> None:
    library.mark(ids[:1], Status.READ)
    library._store._connection.execute("UPDATE reading SET status = 'later' WHERE paper = ?", (ids[0],))
    with pytest.raises(UndoRefused, match="status was changed elsewhere"):
        library.undo()
    assert library.papers(ids[:1])[0].status is Status.LATER


def test_tags_ignore_case_and_signs(library: Library, ids: list[int]) -> None:
    library.tag(ids[:2], ["#Vision/SSL", "a,b", " x  y "])
    library.tag(ids[:1], ["vision/ssl"])
    assert library.tags() == [("a b", 2), ("Vision/SSL", 2), ("x y", 2)]
    library.tag(ids[:1], remove=["VISION/ssl"])
    assert library.papers(ids[:1])[0].tags == ("a b", "x y")


def test_a_tag_is_renamed_with_those_below_it(library: Library, ids: list[int]) -> None:
    library.tag(ids[:2], ["cv"])
    library.tag(ids[1:3], ["cv/ssl"])
    library.tag(ids[3:], ["vision"])
    library.rename_tag("cv", "vision")
    assert library.tags() == [("vision", 4), ("vision/ssl", 2)]
    library.undo()
    assert library.tags() == [("cv", 2), ("cv/ssl", 2), ("vision", 2)]
    library.delete_tag("CV")
    assert library.tags() == [("cv/ssl", 2), ("vision", 2)]
    with pytest.raises(NotFound):
        library.rename_tag("none", "x")


def test_fields_are_edited_as_text(library: Library, ids: list[int]) -> None:
    library.edit(
        ids[0],
        {
            "title": "A  new\ntitle",
            "authors": "Ann Lee; Jo van Dam",
            "year": "2021-05",
            "doi": "https://doi.org/10.1000/ABC",
        },
    )
    edited = library.papers(ids[:1])[0].record
    assert (edited.title, [name.display for name in edited.authors], str(edited.date)) == (
        "A new title",
        ["Ann Lee", "Jo van Dam"],
        "2021-05",
    )
    assert (edited.doi or "").lower() == "10.1000/abc"
    assert library.ids("title:new author:dam year:2021") == library.ids("title:new")
    library.undo()
    assert list(library.ids("title:new")) == []
    assert library.papers(ids[:1])[0].record == library.papers(ids[:1])[0].record


@pytest.mark.parametrize(
    "fields", [{"year": "soon"}, {"doi": "x"}, {"arxiv": "x"}, {"titel": "x"}, {"citekey": "a b"}, {"entry_type": "x"}]
)
def test_a_value_that_cannot_be_is_refused(library: Library, ids: list[int], fields: dict[str, str]) -> None:
    with pytest.raises(ReadlistError) as caught:
        library.edit(ids[0], fields)
    assert caught.value.hint
    assert len(library.history()) == 1


def test_an_edited_doubt_is_none_any_more(library: Library) -> None:
    (id_,) = library.accept(draft(record(1, title=None, doubts=("no title",)))).new
    assert list(library.ids("has:doubt")) == [id_]
    library.edit(id_, {"authors": "A B"})
    assert list(library.ids("has:doubt")) == [id_]
    library.edit(id_, {"title": "A Title"})
    assert list(library.ids("has:doubt")) == []


def test_citation_keys_are_unique_and_stay(library: Library, ids: list[int]) -> None:
    keys = library.citekeys(ids)
    assert len({key.casefold() for key in keys}) == len(keys)
    library.edit(ids[0], {"title": "Something Else Entirely", "authors": "No One"})
    library.undo()
    assert library.citekeys(ids[::-1]) == keys[::-1]
    with pytest.raises(Conflict):
        library.rekey(ids[0], keys[1].upper())
    library.rekey(ids[0], "my-key")
    assert library.resolve("MY-KEY") == ids[0]
    assert library.resolve(str(ids[1])) == ids[1]
    assert library.resolve("nothing") is None


def test_a_key_that_an_import_brings_is_kept_unless_taken(library: Library) -> None:
    added = library.accept(draft(record(1, citekey="Key1"), record(2, citekey="key1"), record(3)))
    keys = [paper.record.citekey for paper in library.papers(added.new)]
    assert keys[0] == "Key1"
    assert keys[1] is not None
    assert keys[1].casefold() != "key1"
    assert keys[2] is None


def test_papers_are_selected_by_keys_or_by_a_query(library: Library, ids: list[int]) -> None:
    keys = library.citekeys(ids)
    assert list(library.select([keys[1], str(ids[0])]).ids) == [ids[1], ids[0]]
    assert list(library.select(["number", "status:inbox"]).ids) == ids
    with pytest.raises(NotFound):
        library.select(["nothing-of-that"])
    with pytest.raises(QueryError):
        library.select(["titel:x"])


def test_lists_are_sorted(library: Library, ids: list[int]) -> None:
    library.prioritize(ids[3:4], 2)
    assert next(iter(library.ids("", Order("priority")))) == ids[3]
    assert list(library.ids("", Order("title", reverse=True))) == ids[::-1]
    with pytest.raises(NotFound):
        library.ids("", Order("mood"))
    with pytest.raises(ReadlistError):
        library.prioritize(ids, 4)
    found = library.find("number", limit=2, offset=1)
    assert (list(found.ids), found.total) == (ids[::-1][1:3], 5)  # of equals the newest first


def test_a_query_is_completed_from_what_is_there(library: Library, ids: list[int]) -> None:
    library.tag(ids[:2], ["graph nets", "Graphs"])
    library.tag(ids[:1], ["vision"])
    library.edit(ids[0], {"venue": "ACL", "affiliations": "ETH Zürich", "categories": "cs.CL"})
    offered = {
        line: [found.text for found in library.completions(line, len(line))]
        for line in (
            "tag:#gr", "tag:nets", "venue:", "author:ann writer3", "author:writer3", 'author:"ann writer3', "affiliation:zur", "category:cs",
            "key:no", "source:pa", "year:",
        )
    }  # fmt: skip
    assert offered == {
        "tag:#gr": ['"graph nets"', "Graphs"],
        "tag:nets": ['"graph nets"'],
        "venue:": ["ACL"],
        "author:ann writer3": [],
        "author:writer3": ['"Ann Writer3"'],
        'author:"ann writer3': ['"Ann Writer3"'],
        "affiliation:zur": ['"ETH Zürich"'],
        "category:cs": ["cs.CL"],
        "key:no": [],
        "source:pa": ["page"],
        "year:": [],
    }


def test_near_pairs_are_listed_and_not_merged(library: Library) -> None:
    words = [f"word{number}" for number in range(150)]
    near = " ".join(words).replace("word40", "other").replace("word90 word91", "more")
    added = library.accept(
        draft(
            record(1, title=None, abstract=" ".join(words)),
            record(2, title=None, abstract=near),
            record(3, title="One Very Particular Title of a Paper", abstract=None),
            record(4, title="One Very Particular Title of a Papers", abstract=None, authors=()),
            record(5),
        )
    )
    assert len(added.new) == 5
    pairs = [(pair.one.id, pair.other.id) for pair in library.duplicates()]
    assert pairs == [(added.new[0], added.new[1]), (added.new[2], added.new[3])]


def test_a_second_handle_sees_what_the_first_wrote(library: Library, ids: list[int]) -> None:
    with library.second() as second:
        library.delete(ids[:2])
        assert len(second.ids()) == 3
        with pytest.raises(ReadlistError):
            second.delete(ids)


class LibraryMachine(RuleBasedStateMachine):
    """Random actions against a model that is a list of states: undo and redo walk that list."""

    def __init__(self) -> None:
        super().__init__()
        from tempfile import TemporaryDirectory

        self.folder = TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library.db")
        self.states: list[list[Paper]] = [[]]
        self.at = 0
        self.number = 0

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    def note_step(self, step: int | None) -> None:
        if step is not None:
            self.states[self.at + 1 :] = [state(self.library)]
            self.at += 1

    def some(self, share: int) -> list[int]:
        return list(self.library.ids())[::share]

    @rule(count=st.integers(1, 3), again=st.booleans())
    def add(self, count: int, again: bool) -> None:
        self.number += 0 if again else count
        numbers = range(max(self.number - count, 0), self.number)
        self.note_step(
            self.library.accept(draft(*(record(n, venue="V" if again else None) for n in numbers))).change.step
        )

    @rule(share=st.integers(1, 3), status=st.sampled_from(Status))
    def mark(self, share: int, status: Status) -> None:
        self.note_step(self.library.mark(self.some(share), status).step)

    @rule(share=st.integers(1, 3), tag=st.sampled_from(["a", "A", "A/b", "c"]), remove=st.booleans())
    def tag(self, share: int, tag: str, remove: bool) -> None:
        tags = {"remove": [tag]} if remove else {"add": [tag]}
        self.note_step(self.library.tag(self.some(share), **tags).step)

    @rule(new=st.sampled_from(["A", "a/B", "c", "C"]))
    def rename(self, new: str) -> None:
        for old, _ in self.library.tags()[:1]:
            self.note_step(self.library.rename_tag(old, new).step)

    @rule(title=st.text(max_size=5), note=st.text(max_size=5))
    def edit(self, title: str, note: str) -> None:
        for id_ in self.some(1)[:1]:
            self.note_step(self.library.update([id_], Update(note=note, fields={"title": title, "venue": "W"})).step)

    @rule(share=st.integers(1, 3))
    def delete(self, share: int) -> None:
        self.note_step(self.library.delete(self.some(share)).step)

    @rule(share=st.integers(1, 3))
    def merge(self, share: int) -> None:
        kept, *others = self.some(share)[:3] or [0]
        if others:
            self.note_step(self.library.merge(kept, others, {"note": others[0]}).step)

    @rule(share=st.integers(1, 3))
    def set_apart(self, share: int) -> None:
        papers = self.some(share)[:3]
        self.note_step(self.library.set_apart(pairwise(papers)).step)

    @rule()
    def undo(self) -> None:
        change = self.library.undo()
        assert (change is None) == (self.at == 0)
        self.at -= change is not None

    @rule()
    def redo(self) -> None:
        change = self.library.redo()
        assert (change is None) == (self.at == len(self.states) - 1)
        self.at += change is not None

    @precondition(lambda self: self.at > 0)
    @rule()
    def restart(self) -> None:
        path = self.library.path
        self.library.close()
        self.library = Library.open(path)

    @invariant()
    def is_as_it_was(self) -> None:
        assert state(self.library) == self.states[self.at]
        ids = self.library.ids("paper")
        assert len(ids) <= len(self.library.ids())


TestLibraryMachine = LibraryMachine.TestCase
TestLibraryMachine.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def told(*papers: Paper, name: str = "theirs") -> Draft:
    """An import that tells of reading states."""
    page = draft(*(paper.record for paper in papers), name=name)
    entries = (replace(entry, state=paper.state) for entry, paper in zip(page.entries, papers, strict=True))
    return replace(page, text="\n".join(map(repr, papers)), entries=tuple(entries))


def theirs(number: int, status: Status = Status.READ) -> Paper:
    """The paper of that number as somebody else's library has it."""
    return Paper(
        record=record(number), status=status, starred=True, priority=2, tags=("nets", "Maps"), note="their note"
    )


def test_a_new_paper_takes_over_the_state_that_its_source_tells(library: Library, ids: list[int]) -> None:
    library.tag(ids[:1], ["maps"])
    before = state(library)
    (id_,) = library.accept(told(theirs(9)), tags=["mine"]).new
    assert library.papers([id_])[0].state == ReadingState(Status.READ, True, 2, ("maps", "mine", "nets"), "their note")
    after = state(library)
    assert library.undo()
    assert state(library) == before
    assert dict(library.tags()) == {"maps": 1}
    library.redo()
    assert state(library) == after
    other = told(theirs(10), name="other")
    (id_,) = library.accept(other, status=Status.LATER).new
    assert library.papers([id_])[0].status is Status.LATER


@pytest.mark.parametrize(
    "mine",
    [Update(status=Status.SKIMMED), Update(starred=True), Update(priority=1), Update(note="mine")],
    ids=["status", "star", "priority", "note"],
)
def test_a_paper_that_the_user_has_touched_keeps_its_state(library: Library, ids: list[int], mine: Update) -> None:
    library.update(ids[:1], mine)
    before = state(library)
    added = library.accept(told(theirs(1)))
    assert (added.improved, added.change.step, state(library)) == ((), None, before)


def test_a_paper_that_nobody_has_touched_takes_over_the_state_once(library: Library, ids: list[int]) -> None:
    library.tag(ids[:1], ["mine"])
    before = state(library)
    page = told(theirs(1), Paper(record=record(2)))
    added = library.accept(page)
    assert added.improved == (ids[0],)
    assert added.drafts[0].entries[0].gains == ("status", "starred", "priority", "tags", "note")
    assert library.papers(ids[:1])[0].state == ReadingState(
        Status.READ, True, 2, ("Maps", "mine", "nets"), "their note"
    )
    library.undo()
    assert state(library) == before
    library.redo()
    library.update(ids[:1], Update(status=Status.INBOX, starred=False, priority=0, note=""))
    again = library.accept(page)
    assert (again.improved, again.change.step) == ((), None)
    assert library.papers(ids[:1])[0].status is Status.INBOX


def test_records_of_one_import_tell_of_one_state(library: Library) -> None:
    one = Paper(record=record(1), tags=("a",), status=Status.LATER)
    other = Paper(record=replace(record(1), venue="V"), tags=("A", "b"), status=Status.READ, note="n")
    added = library.accept(told(one, other))
    assert [entry.gains for entry in added.drafts[0].entries] == [(), ("venue", "tags", "note")]
    assert library.papers(added.new)[0].state == ReadingState(Status.LATER, tags=("a", "b"), note="n")


@pytest.mark.parametrize("preset", ["zotero", "jabref"])
@pytest.mark.parametrize("notation", ["jsonl", "bibtex", "biblatex", "ris", "csv"])
def test_what_is_exported_from_one_library_restores_another(
    library: Library, tmp_path: Path, notation: str, preset: str
) -> None:
    if notation not in formats.writers():
        pytest.skip(f"{notation} is not written")
    library.accept(told(*(theirs(number, status) for number, status in enumerate(Status))))
    text = library.export(library.ids(), notation, formats.WriteOptions(preset))
    with Library.open(tmp_path / "other.db") as other:
        other.add(text, f"library.{notation}")
        found = {paper.record.title: paper.state for paper in other.papers(other.ids())}
    assert found == {paper.record.title: paper.state for paper in library.papers(library.ids())}


@pytest.mark.parametrize("notation", ["jsonl", "csv", "tsv", "csl_json"])
def test_a_day_to_wake_up_is_restored_too(library: Library, tmp_path: Path, notation: str) -> None:
    library.snooze(library.accept(draft(record(1))).new, "2999-05-06")
    text = library.export(library.ids(), notation, formats.WriteOptions())
    with Library.open(tmp_path / "other.db") as other:
        other.add(text, f"library.{notation}")
        assert [paper.snoozed for paper in other.papers(other.ids())] == ["2999-05-06"]


def test_attachments_are_joined_edited_and_taken_back(library: Library) -> None:
    mine = (Attachment("maps.pdf", "pdf"), Attachment("a;b.html"))
    (id_,) = library.accept(draft(record(1, attachments=mine))).new
    added = library.accept(
        draft(record(1, attachments=(Attachment("a;b.html", "html"), Attachment("c.pdf"))), name="b")
    )
    assert added.drafts[0].entries[0].gains == ("attachments",)
    joined = (mine[0], Attachment("a;b.html", "html"), Attachment("c.pdf"))
    assert library.papers([id_])[0].record.attachments == joined
    library.edit(id_, {"attachments": "a;b.html; /new place/d.pdf;"})
    assert library.papers([id_])[0].record.attachments == (
        Attachment("a;b.html", "html"),
        Attachment("/new place/d.pdf"),
    )
    assert list(library.ids("has:pdf")) == [id_]
    library.edit(id_, {"attachments": ""})
    assert library.papers([id_])[0].record.attachments == ()
    library.undo()
    library.undo()
    assert library.papers([id_])[0].record.attachments == joined


def test_the_folders_of_a_papers_files_are_known(library: Library, tmp_path: Path) -> None:
    for name in ("one", "two"):
        text = f'{{"title": "Maps", "doi": "10.1000/1", "attachments": ["{name}.pdf"]}}'
        library.accept(library.draft(text, f"{name}.jsonl", folder=tmp_path / name))
    assert library.folders(1) == [tmp_path / "one", tmp_path / "two", tmp_path]
    library.undo()
    assert library.folders(1) == [tmp_path / "one", tmp_path]


def keys_of(library: Library, ids: Sequence[int]) -> list[str | None]:
    return [paper.record.citekey for paper in library.papers(ids)]


def rain(number: int, **values: object) -> Record:
    """A paper of that number whose key would be that of all others."""
    return record(number, title=f"Rain {number}", authors=(Name("Ng", "Ann"),), **values)


def test_keys_are_in_the_style_of_the_library(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db", key_style="zotero") as library:
        ids = library.accept(draft(rain(1), rain(2), rain(3, citekey="李"))).new
        assert library.citekeys(ids) == ["ng_raina", "ng_rainb", "ng_rain"]
        assert library.papers(ids)[2].record.extra == {"ids": "李"}
        with library.second() as second, library.reopened() as third:
            assert (second.key_style, third.key_style) == ("zotero", "zotero")


def test_imported_keys_are_kept_and_pinned(library: Library) -> None:
    given = draft(
        *(rain(number, citekey=key) for number, key in enumerate(["Ng2020", "ng2020", "müller:2020/x", "x y"]))
    )
    ids = library.accept(given).new
    assert keys_of(library, ids) == ["Ng2020", "ng2020a", "muller:2020/x", "xy"]
    assert [paper.record.extra.get("ids") for paper in library.papers(ids)] == [None, None, "müller:2020/x", "x y"]
    assert library.accept(given).change.step is None
    library.edit(ids[0], {"title": "Snow", "authors": "Bo Li", "date": "2001"})
    assert library.citekeys(ids[:1]) == ["Ng2020"]
    with pytest.raises(Conflict):
        library.rekey(ids[2], "NG2020")


def test_a_key_that_a_paper_lacks_comes_with_an_import(library: Library, ids: list[int]) -> None:
    library.accept(draft(record(1, citekey="o'brien#1"), record(2, citekey="mine"), name="theirs"))
    assert keys_of(library, ids[:2]) == ["obrien1", "mine"]
    assert library.papers(ids[:1])[0].record.extra == {"ids": "o'brien#1"}
    assert library.accept(draft(record(1, citekey="o'brien#1"), name="again")).change.step is None


def test_keys_stay_as_they_are_after_deletions_and_exports(library: Library) -> None:
    ids = library.accept(draft(*map(rain, range(4)))).new
    assert library.citekeys([ids[2], ids[0]]) == ["ngrain", "ngraina"]
    library.delete([ids[2]])
    assert library.citekeys(ids[:2]) == ["ngraina", "ngrainb"]
    assert library.undo()
    assert library.citekeys(ids) == ["ngraina", "ngrainb", "ngrain", "ngrainc"]


def test_new_keys_are_made_when_asked_for(library: Library) -> None:
    ids = library.accept(draft(*map(rain, range(4)))).new
    before = library.citekeys([ids[1], ids[0], ids[2], ids[3]])
    assert before == ["ngrain", "ngraina", "ngrainb", "ngrainc"]
    assert library.update(ids, Update(new_key=True)).step is None
    library.rekey(ids[0], "mine")
    library.edit(ids[3], {"title": "Snow"})
    change = library.update(ids, Update(new_key=True))
    assert change.label == "new citation key: 4 papers"
    assert keys_of(library, ids) == ["ngraina", "ngrain", "ngrainb", "ngsnow"]
    library.undo()
    assert keys_of(library, ids) == ["mine", "ngrain", "ngrainb", "ngrainc"]
    library.redo()
    assert keys_of(library, ids) == ["ngraina", "ngrain", "ngrainb", "ngsnow"]


def test_new_keys_may_go_round(library: Library) -> None:
    ids = library.accept(draft(rain(1, citekey="ngsnow"), record(2, title="Snow", authors=(Name("Ng", "Ann"),)))).new
    library.rekey(ids[1], "ngrain")
    library.update(ids, Update(new_key=True))
    assert keys_of(library, ids) == ["ngrain", "ngsnow"]
    library.undo()
    assert keys_of(library, ids) == ["ngsnow", "ngrain"]


def test_a_new_key_follows_what_is_edited_with_it(library: Library, ids: list[int]) -> None:
    library.citekeys(ids)
    library.update(ids[:1], Update(fields={"title": "Snow"}, new_key=True))
    assert keys_of(library, ids[:1]) == ["writer1snow"]
    library.undo()
    assert keys_of(library, ids[:1]) == ["writer1paper"]


@pytest.mark.parametrize("alike", ["title", "abstract"])
def test_of_papers_that_begin_alike_each_is_compared_with_some(
    library: Library, monkeypatch: pytest.MonkeyPatch, alike: str
) -> None:
    compared = 0

    def counted(one: Record, other: Record) -> Judgment:
        nonlocal compared
        compared += 1
        return judge(one, other)

    monkeypatch.setattr(intake, "judge", counted)
    monkeypatch.setattr(intake, "CROWD", 20)
    monkeypatch.setattr(intake, "_CROWDS", {"abstract": 20})
    words = [" ".join(f"w{n * word}" for word in range(1, 60)) for n in range(100)]
    papers = (
        [{"title": "Editorial", "abstract": text} for text in words]
        if alike == "title"
        else [
            {"title": f"Letter {n}", "abstract": f"{'We say what is always said. ' * 9}{words[n]}"} for n in range(100)
        ]
    )
    library.add("\n".join(map(json.dumps, papers)), "letters.jsonl")
    assert len(library.ids()) == 100
    assert 1000 < compared <= 100 * 20
