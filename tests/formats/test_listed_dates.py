"""Habits of those who write lists: dates and venues in few signs, labels that lead nowhere, links in other columns."""

from __future__ import annotations

import pytest

from readlist.model.paper import Problem, Record
from tests.formats.reading import found_in, told


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


@pytest.mark.parametrize(
    "links",
    [
        "[[paper](#)]",
        "[[Paper](#)] [[Code](#)]",
        "[[pdf]()] [[code](https://github.com/hush/hush)]",
        "([arXiv](TBD))",
        "[PDF](TODO) | [Slides](TODO)",
    ],
)
def test_a_link_to_a_paper_may_lead_nowhere_yet(links: str) -> None:
    text = f"""# Rest

## Contents

- [Related work on rest and motion](#related-work)
- [Nets and their slow abstract](#nets)

## Related work

- Quiet nets that rest: an overview {links}
- Bells in slow rooms and on water {links}
- Calm Net {links}
"""
    found = found_in(text)
    papers = [item for item in found if isinstance(item, Record)]
    titles = [item.title for item in papers]
    assert titles[:2] == ["Quiet nets that rest: an overview", "Bells in slow rooms and on water"]
    assert not any({"", "#", "TBD", "TODO"} & {*item.urls, item.url} or "file" in item.extra for item in papers)
    assert found[2:] == [Problem((12, 12), "no paper in this item", f"Calm Net {links}")] or titles[2:] == ["Calm Net"]


def test_a_title_linked_to_nowhere_is_one() -> None:
    text = "- [Quiet nets that rest](#) (ICML 2031)\n- [Bells in slow rooms](#), Ada Quill, Ben Rook, ICML 2030\n"
    assert told(text) == [
        ("Quiet nets that rest", [], 2031),
        ("Bells in slow rooms", ["Ada Quill", "Ben Rook"], 2030),
    ]


@pytest.mark.parametrize("label", ["link", "URL", "Article", "Download", "Read"])
@pytest.mark.parametrize(
    "address",
    ["https://doi.org/10.9999/quiet.12", "https://ieeexplore.ieee.org/document/99999999", "https://q.example/a.pdf"],
)
def test_a_link_that_is_called_one_leads_where_its_address_says(label: str, address: str) -> None:
    text = f"## Of rest\n\n- Quiet nets that rest [[{label}]({address})]\n- HUSH [[{label}](https://www.nature.com/articles/sdata9)]\n"
    (paper,) = [item for item in found_in(text) if isinstance(item, Record)]
    assert (paper.title, paper.url) == ("Quiet nets that rest", address)


@pytest.mark.parametrize("label", ["video", "slides", "project page", "dataset"])
def test_a_link_that_is_called_something_else_is_no_paper(label: str) -> None:
    text = "- [Bells](https://arxiv.org/abs/3101.00001)\n- [Lanterns](https://arxiv.org/abs/3101.00002)\n"
    text += f"\n## Of rest\n\n- Quiet nets that rest [[{label}](https://doi.org/10.9999/quiet.12)]\n"
    assert [title for title, *_ in told(text)] == ["Bells", "Lanterns"]


@pytest.mark.parametrize(
    "form",
    [
        "20-OSDI-{}",
        "2020-OSDI-{}",
        "20_OSDI_{}",
        "OSDI-20-{}",
        "OSDI'20-{}",
        "OSDI20: {}",
        "20' OSDI - {}",
        "[20-OSDI] {}",
        "**20-OSDI** {}",
        "20-OSDI-[{}](https://quiet.example/a.pdf)",
    ],
)
def test_a_year_of_two_digits_and_a_venue_may_begin_an_item(form: str) -> None:
    titles = ("Nets that rest in quiet rooms", "Bells: A Fast and Quiet Ring", "Hush-An Open Net of Rest")
    found = found_in("## On rest\n\n" + "".join(f"- {form.format(title)}\n" for title in titles))
    assert [(item.title, item.year, item.venue) for item in found if isinstance(item, Record)] == [
        (title, 2020, "OSDI") for title in titles
    ]


@pytest.mark.parametrize("venue", ["FCCM", "HotNets", "QuietSys"])
@pytest.mark.parametrize("year", ["20", "2020"])
def test_an_acronym_between_a_year_and_a_title_is_a_venue(venue: str, year: str) -> None:
    text = f"## On rest\n\n- {year}-{venue}-Nets that rest in quiet rooms\n- 19-OSDI-Slow Bells on Water\n- 18-ATC-A Calm Net\n"
    assert told(text) == [
        ("Nets that rest in quiet rooms", [], 2020),
        ("Slow Bells on Water", [], 2019),
        ("A Calm Net", [], 2018),
    ]


@pytest.mark.parametrize(
    "title", ["COVID-19: A Study of Quiet Rooms", "VGG-16: A Net That Rests", "24-Hour-Rest in Nets"]
)
def test_a_title_may_begin_with_a_number(title: str) -> None:
    text = f"- {title}. Ada Quill, Ben Rook. ICML 2031. [[pdf](https://quiet.example/a.pdf)]\n"
    assert told(text) == [(title, ["Ada Quill", "Ben Rook"], 2031)]


def test_contents_are_none_of_a_plain_list() -> None:
    contents = "".join(f"- [1.{part} Of rest](#1.{part})\n" for part in range(1, 9))
    titles = ("Nets that rest in quiet rooms", "Bells: A Fast and Quiet Ring", "Slow Lanterns on Water")
    items = "".join(f"- 20-OSDI-{title}\n" for title in titles)
    text = f"# Quiet systems\n\n## Catalog\n\n{contents}\n## On rest\n\n{items}\n## Tools\n\n- [Hush](https://hush.example)\n"
    assert told(text) == [(title, [], 2020) for title in titles]


@pytest.mark.parametrize(
    "before", ["[1] **ICLR 2031**: ", "- **ICLR 2031**: ", "[2] **NeurIPS 2031** - ", "1. *ICML 2031*: "]
)
def test_a_venue_before_a_title_is_no_author(before: str) -> None:
    text = "## Papers\n\n- Quiet Nets. In *COLT 2030*. [[pdf](https://quiet.example/a.pdf)]\n"
    text += "- Slow Bells. In *COLT 2030*. [[pdf](https://quiet.example/b.pdf)]\n\n## Ours\n\n"
    found = found_in(f"{text}{before}SGD dynamics for flat water.\n")
    assert [item.authors for item in found if isinstance(item, Record) and item.authors] == []


@pytest.mark.parametrize("column", ["Notes", "Links", "Resources", "Code", "Summary"])
@pytest.mark.parametrize("label", ["DOI", "doi", "[arXiv]", "Paper"])
def test_in_whatever_column_a_link_called_as_an_archive_leads_to_the_paper(column: str, label: str) -> None:
    text = f"""| Year | Paper | {column} |
| --- | --- | --- |
| 2031 | [Quiet Nets on Rails](https://hush.example/nets) | It tells of rails. [{label}](https://doi.org/10.9999/quiet.12). |
| 2030 | [Slow Bells on Water](https://doi.org/10.9999/bells.1) | See [Hush](https://doi.org/10.9999/other.3). |
"""
    assert [item.doi for item in found_in(text) if isinstance(item, Record)] == ["10.9999/quiet.12", "10.9999/bells.1"]


def test_slides_in_their_column_are_no_paper() -> None:
    text = """| Year | Paper | Slides |
| --- | --- | --- |
| 2031 | [Quiet Nets on Rails](https://hush.example/nets) | [pdf](https://hush.example/slides.pdf) |
| 2030 | [Slow Bells on Water](https://doi.org/10.9999/bells.1) | [pdf](https://hush.example/bells.pdf) |
"""
    assert [item.url for item in found_in(text) if isinstance(item, Record)] == [
        "https://hush.example/nets",
        "https://doi.org/10.9999/bells.1",
    ]
