"""Habits of those who write lists: dates and venues in few signs, labels that lead nowhere, links in other columns."""

from __future__ import annotations

import pytest

from readlist.model.paper import Record
from tests.formats.reading import found_in, told_of


def told(text: str) -> list[tuple[str | None, list[str], int | None]]:
    """Title, authors and year of each paper; problems are left out."""
    return [told_of(item) for item in found_in(text) if isinstance(item, Record)]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("(Quill et al., 08-2031)", "(Rook & Dov, 12-2031)", "(Finch, 11-2031)"),
        ("(Quill et al., 08/2031)", "(Rook and Dov, 12/2031)", "(Finch, 1/2031)"),
        ("[Quill et al. 08.2031]", "[Rook & Dov 12.2031]", "[Finch 11.2031]"),
        ("(Quill et al., Aug 2031)", "(Rook & Dov, Dec 2031)", "(Finch, November 2031)"),
        ("(Quill at al., 08-2031)", "(Rook & Dov, 2031)", "(Finch, 2031)"),
        ("- Quill et al., 08/2031", "- Rook & Dov, 12/2031", "- Finch, 11/2031"),
    ],
)
def test_names_behind_a_title_may_be_dated_by_the_month(first: str, second: str, third: str) -> None:
    text = f"""## Read in autumn

- [Quiet Nets that Rest: A Study](https://arxiv.org/abs/3101.00001) {first}
    - It is short.
- [Bells in Slow Rooms](https://arxiv.org/abs/3101.00002) {second}
- [Lanterns over Still Water](https://arxiv.org/abs/3101.00003) {third}
"""
    assert told(text) == [
        ("Quiet Nets that Rest: A Study", ["Quill"], 2031),
        ("Bells in Slow Rooms", ["Rook", "Dov"], 2031),
        ("Lanterns over Still Water", ["Finch"], 2031),
    ]


@pytest.mark.parametrize("date", ["08-2031", "8/2031", "08.2031"])
def test_a_month_before_its_year_dates_a_paper(date: str) -> None:
    (paper,) = found_in(f"- [Quiet Nets that Rest](https://arxiv.org/abs/3101.00001) ({date})\n")
    assert isinstance(paper, Record)
    assert (str(paper.date), "remark" in paper.extra) == ("2031-08", False)
