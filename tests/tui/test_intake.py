from __future__ import annotations

from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.paper import Problem, Record
from readlist.tui.intake import Intake, Mark


def intake() -> Intake:
    entries = (
        Entry(Record(title="New"), Verdict.NEW),
        Entry(Record(title="Doubtful", doubts=("joint",)), Verdict.NEW),
        Entry(Record(title="Known, doubtful", doubts=("joint",)), Verdict.UNCHANGED, paper=1),
        Entry(Record(title="Improved"), Verdict.IMPROVED, paper=2, gains=("doi",)),
        Entry(Record(abstract="No title.", doubts=("no title",)), Verdict.NEW),
    )
    return Intake.of(Draft("x", "bars", 1.0, "", entries, (Problem((9, 9), "no title", "?"),)))


def test_each_row_bears_one_mark_and_the_counts_are_those_of_the_marks() -> None:
    marks = [intake().mark(row) for row in range(intake().rows)]
    assert marks == [Mark.NEW, Mark.DOUBTFUL, Mark.UNCHANGED, Mark.IMPROVED, Mark.DOUBTFUL, Mark.PROBLEM]
    assert intake().counts == {mark: marks.count(mark) for mark in set(marks)}
    assert intake().storing == 4


def test_taking_out_and_putting_back_changes_nothing_in_the_end() -> None:
    out = intake().toggled(1)
    assert out.counts[Mark.OUT] == 1
    assert out.storing == 3
    assert [entry.record.title for entry in out.kept().entries] == ["New", "Known, doubtful", "Improved", None]
    assert out.toggled(1) == intake()


def test_a_problem_cannot_be_taken_out() -> None:
    assert intake().toggled(5) == intake()


def test_a_corrected_record_is_in_and_certain() -> None:
    corrected = intake().toggled(1).corrected(1, Record(title="Certain", doubts=("joint",)))
    assert corrected.mark(1) is Mark.NEW
    assert corrected.draft.entries[1].record.doubts == ()
    assert 1 in corrected.edited
    assert corrected.doubts == (4, 5)


def test_a_record_without_a_title_stays_doubtful_after_a_correction() -> None:
    corrected = intake().corrected(4, Record(abstract="Still none."))
    assert corrected.mark(4) is Mark.DOUBTFUL
    assert corrected.doubts == (1, 4, 5)


def test_doubts_are_gone_through_in_a_circle() -> None:
    assert [intake().doubt_after(row) for row in (0, 1, 4, 5)] == [1, 4, 5, 1]
    assert [intake().doubt_after(row, -1) for row in (5, 4, 1)] == [4, 1, 5]
    assert Intake.of(Draft("x", "bars", 1.0, "", (), ())).doubt_after(0) is None
