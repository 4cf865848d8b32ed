"""Entries that break off, of which some fields can be read."""

from __future__ import annotations

import pytest

from readlist.formats import NO_EVIDENCE
from readlist.formats.bibtex import READER
from readlist.model.paper import Paper, Problem, Record
from tests.pace import grows_evenly

GOOD = "@misc{good,\n  title = {Wicks},\n}\n"


def read(text: str) -> tuple[Record, list[Problem]]:
    """The first paper of a text, and what is told beside it."""
    first, *others = READER.read(text, NO_EVIDENCE)
    assert isinstance(first, Record | Paper)
    problems = [found for found in others if isinstance(found, Problem)]
    return (first.record if isinstance(first, Paper) else first), problems


@pytest.mark.parametrize(
    ("lost", "reason"),
    [
        ("keywords = {oil, {wax", "a brace is not closed"),
        ('keywords = "oil, wax', "a quotation mark is not closed"),
        ("author = {Ek, Bo} and others", "the entry does not end with a brace"),
        ("keywords", "the entry does not end with a brace"),
    ],
)
@pytest.mark.parametrize("behind", ["", GOOD])
def test_the_other_fields_are_read(lost: str, reason: str, behind: str) -> None:
    record, problems = read(f"@misc{{bad,\n  title = {{On {{L}}amps}},\n  {lost},\n  year = 2023,\n}}\n\n{behind}")
    assert (record.citekey, record.title, str(record.date), record.extra) == ("bad", "On Lamps", "2023", {})
    assert record.source is not None
    assert record.source.lines == (1, 5)
    assert record.doubts == (reason,)
    assert problems == [Problem((3, 3), "a field that cannot be read", f"{lost},")]


def test_a_file_that_breaks_off() -> None:
    record, problems = read("@misc{bad, author = {Ek, Bo},\n  title = {Lamps},\n  abstract = {We light\n  the")
    assert (record.title, [name.family for name in record.authors]) == ("Lamps", ["Ek"])
    assert problems == [Problem((3, 4), "a field that cannot be read", "abstract = {We light\n  the")]


@pytest.mark.parametrize("end", ["", ",", "\n\n", "\n)"])
def test_an_entry_without_its_end_loses_nothing(end: str) -> None:
    record, problems = read(f"@misc{{bad,\n  author = {{Ek, Bo}},\n  title = {{Lamps}}{end}\n{GOOD}")
    assert (record.title, record.doubts) == ("Lamps", ("the entry does not end with a brace",))
    assert not problems


def test_values_without_delimiters() -> None:
    text = "@book{\nV-1\ntitle = Lamps (and Oil) : A Guide,\neditor = Ek, Bo,\nurl = http://e.org/l=1\nnote = “Wax, oil”,\nyear = 2009,\n}\n"
    record, problems = read(text)
    assert (record.citekey, record.title, record.url) == ("V-1", "Lamps (and Oil) : A Guide", "http://e.org/l=1")
    assert [name.family for name in record.editors] == ["Ek"]
    assert record.extra == {"note": "“Wax, oil”"}
    assert not problems


@pytest.mark.parametrize("field", ["title = {On \\{Lamps}", "title = {On \\{Lamps},", 'title = "On \\{Lamps",'])
def test_a_brace_behind_a_backslash_that_does_not_pair(field: str) -> None:
    record, problems = read(f"@misc{{bad,\n  year = 2023,\n  {field}\n}}\n{GOOD}")
    assert (record.title, str(record.date)) == ("On {Lamps", "2023")
    assert not problems


@pytest.mark.parametrize(
    "broken",
    [
        "@misc{bad,\n  title = {o{pen,\n  year = 2023\n}\n",
        "@misc{bad,\n  title = {A } brace},\n  year = 2023\n}\n",
        "@misc{bad,\n  author = {Ek, Bo},\n  note = {open\n}\n",
        "@string{bad = {o{pen},\n title = {Lamps},\n}\n",
        "@comment{bad, {\n  title = {Lamps},\n}\n",
        "@misc{\n",
    ],
)
def test_no_paper_without_a_title(broken: str) -> None:
    problem, *others = READER.read(broken + GOOD, NO_EVIDENCE)
    assert isinstance(problem, Problem)
    assert [type(found) for found in others][-1:] == [Record]
    assert len([found for found in others if isinstance(found, Record)]) == 1


@pytest.mark.parametrize("unit", [" title = {x},\n note = {o{pen},\n", "\n" + 50 * " ", 50 * " ", "a = ", ", a b {"])
def test_p10_time_grows_with_the_entry_only(unit: str) -> None:
    def act(count: int) -> None:
        for _ in READER.read("@misc{bad,\n note = {o{pen},\n" + unit * count, NO_EVIDENCE):
            pass

    assert grows_evenly(act, 100, 1_000, times=20, least=0.005)
