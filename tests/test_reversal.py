"""A step other than the last is taken back where no later one builds on it, and done again likewise."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from readlist.errors import NotFound, UndoRefused
from readlist.library import Library
from readlist.model.paper import Status
from tests.test_library import LibraryMachine, draft, ids, library, record, state

__all__ = ["ids", "library"]


def steps(library: Library) -> dict[int, str]:
    return {step.id: step.state for step in library.history()}


def done(library: Library, ids: list[int]) -> list[int]:
    """Four steps on five papers; the third builds on the first."""
    changes = (
        library.mark(ids[:2], Status.LATER),
        library.tag(ids[1:3], ["maps"]),
        library.mark(ids[1:4], Status.READ),
        library.star(ids[:1], starred=True),
    )
    return [change.step or 0 for change in changes]


def test_a_step_before_others_is_undone_and_redone(library: Library, ids: list[int]) -> None:
    _, tag, _, star = done(library, ids)
    after = state(library)
    undone = library.undo(tag)
    assert undone is not None
    assert (undone.kind, undone.step, undone.ids, undone.fields) == ("undo", tag, (ids[1], ids[2]), frozenset({"tags"}))
    assert (library.tags(), steps(library)[tag], steps(library)[star]) == ([], "undone", "done")
    assert list(library.ids("maps")) == []
    redone = library.redo()
    assert redone is not None
    assert (redone.step, state(library)) == (tag, after)


def test_a_step_that_a_later_one_builds_on_stays(library: Library, ids: list[int]) -> None:
    later, _, read, _ = done(library, ids)
    before = state(library)
    with pytest.raises(UndoRefused, match="“later: 2 papers” cannot be undone while “read: 3 papers” stands") as caught:
        library.undo(later)
    assert (state(library), caught.value.hint) == (before, "Undo that one first.")
    library.undo(read)
    library.undo(later)
    with pytest.raises(UndoRefused, match="cannot be redone before “later: 2 papers”"):
        library.redo(read)
    library.redo()
    library.redo(read)
    assert state(library) == before


def test_the_same_value_again_is_no_reason_to_forget_the_way_there(library: Library, ids: list[int]) -> None:
    first = library.mark(ids[:1], Status.LATER).step
    library.mark(ids[:1], Status.READ)
    library.mark(ids[:1], Status.LATER)
    with pytest.raises(UndoRefused):
        library.undo(first)
    assert library.undo() is not None


def test_papers_that_were_changed_since_keep_their_import(library: Library, ids: list[int]) -> None:
    added = library.accept(draft(record(8), record(9), name="other"))
    library.mark(ids[:1], Status.READ)
    star = library.star(added.new[:1], starred=True)
    with pytest.raises(UndoRefused, match="star"):
        library.undo(added.change.step)
    library.undo(star.step)
    library.undo(added.change.step)
    assert len(library.ids()) == 5
    with pytest.raises(UndoRefused, match="before “add 2 papers from other”"):
        library.redo(star.step)
    library.redo()
    library.redo()
    assert (len(library.ids()), library.next_step(redo=True)) == (7, None)


def test_only_a_step_that_stands_is_undone(library: Library, ids: list[int]) -> None:
    _, tag, _, star = done(library, ids)
    with pytest.raises(UndoRefused, match="was not undone"):
        library.redo(tag)
    library.undo(tag)
    with pytest.raises(UndoRefused, match="is undone already"):
        library.undo(tag)
    library.mark(ids[4:], Status.DROPPED)
    with pytest.raises(UndoRefused, match="something else was done since"):
        library.redo(tag)
    with pytest.raises(NotFound, match="no step 99"):
        library.undo(99)
    assert steps(library)[star] == "done"


def test_an_import_in_parts_does_not_go_on_behind_a_step_that_was_undone(library: Library, ids: list[int]) -> None:
    star = library.star(ids[:1], starred=True).step
    part = library.tag(ids[1:2], ["part"]).step
    library.undo(star)
    with library._store.write("more", part) as writing:
        writing.step.retag(ids[2:3], ["part"], ())
    assert writing.change().step not in {None, part}
    assert [step.state for step in library.history()][:3] == ["done", "done", "dropped"]


class ReversalMachine(LibraryMachine):
    """Random actions; any step may be taken back or done again, and what is refused changes nothing."""

    @rule(back=st.integers(0, 4), redo=st.booleans())
    def turn(self, back: int, redo: bool) -> None:
        known = self.library.history()
        if len(known) <= back:
            return
        before = state(self.library)
        try:
            (self.library.redo if redo else self.library.undo)(known[back].id)
        except UndoRefused:
            assert state(self.library) == before

    @rule()
    def undo(self) -> None:
        self.library.undo()

    @rule()
    def redo(self) -> None:
        self.library.redo()

    @rule()
    def everything_goes_back_and_forth(self) -> None:
        while self.library.redo():
            pass
        before, count = state(self.library), 0
        while self.library.undo():
            count += 1
        assert state(self.library) == []
        for _ in range(count):
            self.library.redo()
        assert state(self.library) == before

    @invariant()
    def is_as_it_was(self) -> None:
        """What the steps lead to is told by going back and forth."""


TestReversalMachine = ReversalMachine.TestCase
TestReversalMachine.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
