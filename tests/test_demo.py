"""The sample papers of ``readlist demo``."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from readlist import Library
from readlist.model.draft import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from readlist.model.draft import Draft
    from readlist.model.paper import Record

PAGE = files("readlist").joinpath("demo", "page.txt").read_text(encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def draft(library: Library) -> Draft:
    return library.draft(PAGE, "demo")


@pytest.fixture
def records(draft: Draft) -> list[Record]:
    return [entry.record for entry in draft.entries]


def test_all_thirty_are_read_and_no_line_is_left_over(draft: Draft) -> None:
    assert [entry.verdict for entry in draft.entries] == [Verdict.NEW] * 30
    assert draft.problems == ()
    assert draft.furniture == 0


def test_each_is_three_lines(records: list[Record]) -> None:
    assert [record.source and record.source.lines for record in records] == [(n, n + 2) for n in range(1, 90, 3)]


def test_titles_end_where_authors_begin(records: list[Record]) -> None:
    parted = {record.title: [name.display for name in record.authors] for record in records}
    assert parted["Lazy Experts: Routing Tokens by Expected Disagreement"][0] == "Jun-Seo Pallister"
    assert parted["Gossip before You Leap: Decentralized Learning over Unreliable Links"][0] == "Sukmawidjaja"
    assert parted["Subtitles as Parallel Text: Aligning 61 Languages without a Dictionary"][0] == "Ángela Brisamonte"
    assert parted["Baselines Reconsidered: What a Well-Tuned Linear Model Still Wins"] == ["Corentin Ashgrove"]
    assert parted["Grasping at Straws: Tactile Manipulation of Thin Compliant Objects"][1] == "汐留みのり"


def test_at_most_the_lone_names_are_doubted(records: list[Record]) -> None:
    doubted = {record.authors[0].display for record in records if record.doubts}
    assert doubted <= {"Sukmawidjaja", "Corentin Ashgrove"}


def test_dates_run_from_2026_down_to_2019(records: list[Record]) -> None:
    dates = [str(record.date) for record in records]
    assert dates == sorted(dates, reverse=True)
    assert {record.year for record in records} == set(range(2019, 2027))


def test_it_shows_every_variety_of_the_layout(records: list[Record]) -> None:
    assert {bool(record.code) for record in records} == {True, False}
    assert {record.authors_complete for record in records} == {True, False}
    assert {bool(record.affiliations) for record in records} == {True, False}
    assert {bool(record.urls) for record in records} == {True, False}


def test_pasting_it_again_changes_nothing(library: Library) -> None:
    library.add(PAGE, "demo")
    again = library.add(PAGE, "demo")
    assert again.change.step is None
    assert len(library.ids()) == 30
