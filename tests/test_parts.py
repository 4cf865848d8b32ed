"""A text that is too large to be held is added part by part, as if it were added at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from readlist.library import Library, parts
from readlist.library.parts import Wanted
from readlist.model import draft
from readlist.model.draft import Tallied
from readlist.model.paper import Paper, Status

LINES = [
    json.dumps({"title": f"Paper number {number}", "authors_complete": True, "abstract": f"About {number}. " * 20})
    + "\n"
    for number in range(40)
]
LINES[13] = "{broken\n"
WANTED = Wanted("big.jsonl", "jsonl", ("bulk",), Status.LATER)


@pytest.fixture(autouse=True)
def _short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 2000)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


def blocks() -> Iterator[str]:
    return ("".join(LINES[at : at + 3]) for at in range(0, len(LINES), 3))


def added(library: Library) -> Tallied:
    *_, last = library.add_in_parts(blocks(), WANTED)
    return last


def papers(library: Library) -> list[Paper]:
    return library.papers(library.ids())


def test_all_papers_come_in_one_step_and_little_is_held_at_a_time(library: Library) -> None:
    tallies = list(library.add_in_parts(blocks(), WANTED))
    assert len(tallies) > 3
    last = tallies[-1]
    assert (last.found, last.new, last.letters) == (39, 39, sum(map(len, LINES)))
    assert [problem.lines for problem in last.problems] == [(14, 14)]
    assert [(step.label, step.papers) for step in library.history()] == [("add 39 papers from big.jsonl", 39)]
    assert {(paper.tags, paper.status) for paper in papers(library)} == {(("bulk",), Status.LATER)}
    last_paper = papers(library)[-1]
    assert json.loads(library.raw_lines(last_paper.id or 0)[0])["title"] == "Paper number 39"
    assert last_paper.record.source is not None
    assert last_paper.record.source.name.startswith("big.jsonl, from line ")
    library.undo()
    assert papers(library) == []
    library.redo()
    assert len(papers(library)) == 39


@pytest.mark.parametrize("after", [1, 2, 4])
def test_an_import_that_was_stopped_goes_on(library: Library, after: int) -> None:
    stopped = library.add_in_parts(blocks(), WANTED)
    before = list(islice(stopped, after))[-1]
    del stopped
    last = added(library)
    assert (last.found, last.new, last.unchanged) == (39, 39 - before.new, before.new)
    assert [(step.label, step.papers) for step in library.history()] == [("add 39 papers from big.jsonl", 39)]
    assert len(papers(library)) == 39


def test_the_same_again_changes_nothing(library: Library) -> None:
    added(library)
    before = papers(library)
    last = added(library)
    assert (last.new, last.improved, last.unchanged) == (0, 0, 39)
    assert papers(library) == before
    assert len(library.history()) == 1


def test_a_part_that_was_known_before_does_not_part_the_step(library: Library) -> None:
    (_, first), (_, known), *_ = parts._parts(blocks())
    library.accept(library.draft(known, "part.jsonl"))
    stopped = library.add_in_parts(blocks(), WANTED)
    assert [next(stopped).new for _ in range(2)] == [first.count("\n")] * 2
    del stopped
    added(library)
    assert [(step.label, step.papers) for step in library.history()] == [
        (f"add {39 - known.count(LINES[1][:9])} papers from big.jsonl", 39 - known.count(LINES[1][:9])),
        (f"add {known.count(LINES[1][:9])} papers from part.jsonl", known.count(LINES[1][:9])),
    ]


def test_problems_that_are_not_kept_are_counted(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "MOST_PROBLEMS", 3)
    broken = ["{broken\n" if number % 4 else line for number, line in enumerate(LINES)]
    *_, last = library.add_in_parts(["".join(broken[:20]), "".join(broken[20:])], WANTED)
    assert (len(last.problems), last.further) == (3, 27)
    whole = Tallied.of(library.draft("".join(broken), "whole.jsonl", "jsonl"))
    assert (len(whole.problems), whole.further) == (30, 0)


def test_what_was_done_meanwhile_is_a_step_of_its_own(library: Library) -> None:
    importing = library.add_in_parts(blocks(), WANTED)
    next(importing)
    first = library.ids()[0]
    library.mark([first], Status.READ)
    list(importing)
    assert [step.label.partition(":")[0] for step in library.history()] == [
        f"add {library.history()[0].papers} papers from big.jsonl",
        "read",
        f"add {library.history()[2].papers} papers from big.jsonl",
    ]
    library.undo()
    library.undo()
    library.undo()
    assert papers(library) == []
