"""Furniture, heads, glued buttons, wrapped lines; and that no line of a page gets lost."""

from __future__ import annotations

import textwrap

import pytest

from readlist import formats
from readlist.formats._page import reading
from readlist.formats._page.furniture import unglued
from readlist.formats._page.lines import Kind, classify, head
from readlist.formats._page.rows import rows
from readlist.formats._page.wrapped import joined, seams
from readlist.model.dates import PartialDate
from readlist.model.paper import Problem, Record
from readlist.model.text import clean
from tests.pace import assert_linear

ABSTRACT = (
    "We study how often papers are read. Using a novel dataset of 2,000 readers, we show that existing methods "
    "overestimate reading by a factor of two, and propose a model that predicts it with an accuracy of 91%. "
    "Experiments with three communities demonstrate that the results hold across fields."
)


@pytest.mark.parametrize(
    ("text", "categories", "date", "code"),
    [
        ("CVJun 1, 2023Code", ("CV",), "2023-06-01", True),
        ("SDNov 2, 2023", ("SD",), "2023-11-02", False),
        ("cs.CVJun 1, 2023", ("cs.CV",), "2023-06-01", False),
        ("cond-mat.mtrl-sci · Sep 30, 1999 · Code", ("cond-mat.mtrl-sci",), "1999-09-30", True),
        ("hep-thMay 5, 2020", ("hep-th",), "2020-05-05", False),
        ("CV LG June 12, 2023 Code", ("CV", "LG"), "2023-06-12", True),
        ("LGFeb 30, 2024", ("LG",), None, False),
    ],
)
def test_head_of_a_listed_paper(text: str, categories: tuple[str, ...], date: str | None, *, code: bool) -> None:
    found = head(text)
    assert found is not None
    assert (found.categories, found.date, found.code) == (categories, PartialDate.parse(date or ""), code)


@pytest.mark.parametrize(
    "text", ["Jun 1, 2023", "Published on Jun 1, 2023", "CV", "A study of Jun 1, 2023", "CVJun 2023"]
)
def test_no_head_of_a_listed_paper(text: str) -> None:
    assert head(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "Get trending papers in your email inbox once a day!",
        "newGet trending papers in your email inbox!Subscribe",
        "Subscribe",
        "byAK and the research community",
        "by AK and the research community",
        "byAK and the research communityMar 12",
        "DailyWeeklyMonthly",
        "Trending Papers",
        "Mar 12",
        "Wednesday, Mar 12",
        "Published on Oct 4, 2026",
        "Kandinsky Lab · Published on Oct 4, 2026",
        "[-] 5",
        "-",
        "11.3k",
        "4 authors",
        "· 4 authors · Feb 24, 2018",
        "Submitted by akhaliq",
        "Upvote 117",
        "GitHub 11.3k",
        "https://huggingface.co/papers/1802.08979#community",
        "https://huggingface.co/",
        "· · ·",
    ],
)
def test_furniture_is_known_alone(line: str) -> None:
    (found,) = classify(line)
    assert found.kind in {Kind.SITE, Kind.PART}


@pytest.mark.parametrize(
    "line", ["Subscribers as Signals", "Daily Papers in Schools", "Models", "GitHub", "New", "1984: A Study"]
)
def test_titles_are_no_furniture(line: str) -> None:
    (found,) = classify(line)
    assert found.kind is Kind.TEXT


def test_menu_words_are_furniture_beside_one_another() -> None:
    assert {line.kind for line in classify("Models\nDatasets\n\nSpaces\nLog In")} == {Kind.SITE}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SubscribeWord Vectors", "Word Vectors"),
        ("Subscribenode2vec: Walks", "node2vec: Walks"),
        ("SubscribeSubscriber Churn", "Subscriber Churn"),
        ("Subscribe", ""),
        ("Subscribers as Signals", "Subscribers as Signals"),
        ("Subscribed Users", "Subscribed Users"),
        ("Get trending papers in your email inbox!SubscribeWord Vectors", "Word Vectors"),
    ],
)
def test_the_button_is_cut_from_the_title_that_it_is_glued_to(line: str, title: str) -> None:
    assert unglued(line, first=False, after_welcome=True) == title


def test_the_button_stays_where_no_button_stands() -> None:
    assert unglued("SubscribeWord Vectors", first=False, after_welcome=False) == "SubscribeWord Vectors"


def test_words_searched_for_are_furniture_in_their_place() -> None:
    page = f"byAK and the research community\n\nreading habits\n\nDaily\nWeekly\nMonthly\nMar 12\n\nOn Reading\n\n{ABSTRACT}"
    (record,) = formats.reader("huggingface").read(page, formats.NO_EVIDENCE)
    assert isinstance(record, Record)
    assert record.title == "On Reading"


def test_a_title_after_the_header_is_not_taken_for_words_searched_for() -> None:
    page = (
        "Get trending papers in your email inbox!\nSubscribe\nbyAK and the research community\nOn Reading\n·\n4 authors"
    )
    (record,) = formats.reader("huggingface").read(page, formats.NO_EVIDENCE)
    assert isinstance(record, Record)
    assert record.title == "On Reading"


def unwrapped(text: str) -> str:
    lines = classify(text)
    return joined(lines, seams(lines))


LONG = (
    "We show that a line that ends is no end of a sentence, and that a state-of-the-art reader knows it by now, in pre- "
    "and post-war printing alike, whether the margin is wide or narrow; see https://github.com/wrapped-lines/reader for "
    "the well-known examples, and the hard-to-find ones that a break-at-hyphens wrapper leaves behind."
)


@pytest.mark.parametrize("width", [50, 60, 72, 80])
@pytest.mark.parametrize("at_hyphens", [True, False])
def test_wrapped_lines_are_joined(width: int, *, at_hyphens: bool) -> None:
    assert unwrapped(textwrap.fill(LONG, width, break_on_hyphens=at_hyphens, break_long_words=False)) == LONG


def test_lines_cut_within_words_are_joined_without_a_blank() -> None:
    assert unwrapped("\n".join(LONG[at : at + 60] for at in range(0, len(LONG), 60))) == LONG


def test_lines_that_end_before_the_margin_are_not_joined() -> None:
    lines = classify(
        "Short lines\nof a poem do not\nreach the margin that the longest line of them all would set,\nor so we think"
    )
    assert [seam.joins < 0 for seam in seams(lines)] == [True, True, True, False]


def test_what_is_no_paper_is_a_problem_with_its_lines() -> None:
    page = f"On Reading\n{ABSTRACT}\n\nxyzzy\nplugh\n\nCVMay 3, 2021\n\nOn Writing\n{ABSTRACT}"
    found = list(
        reading.read(
            page.replace("On Writing", "Get trending papers in your email inbox!\nOn Writing"), formats.NO_EVIDENCE
        )
    )
    assert [(one.lines, one.reason, one.text) for one in found if isinstance(one, Problem)] == [
        ((4, 5), "neither a title nor an abstract", "xyzzy\nplugh"),
        ((7, 7), "subject and date without a paper", "CVMay 3, 2021"),
    ]
    assert [one.title for one in found if isinstance(one, Record)] == ["On Reading", "On Writing"]


HOSTILE = {
    "one long line": ("", "a "),
    "one long word": ("", "x"),
    "short lines": ("", "ab\n"),
    "brackets": ("", "[{("),
    "heads alone": ("", "CVJun 1, 2023Code\n"),
    "middle dots": ("CVJun 1, 2023\n", " · a"),
    "glued buttons": ("", "Subscribe"),
    "wrapped without end": ("", "The Same Line of Words Comes Again and Again Here\n"),
    "stops": ("", "A. " * 300 + "\n"),
    "addresses": ("Title of It\n", "github.com/a/b "),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_read_without_loss_of_lines_in_linear_time(kind: str) -> None:
    beginning, unit = HOSTILE[kind]

    def act(size: int) -> None:
        assert_no_line_is_lost(clean(beginning + unit * (size // len(unit))))

    assert_linear(act, kind)


def test_a_title_that_many_papers_have_is_no_button() -> None:
    abstracts = [
        f"{ABSTRACT} We look at {kind} and find them slow." * 2 for kind in "lamps ferns tides sheep nets maps".split()
    ]
    titles = ["Editorial", "On Lamps", "Editorial", "On Ferns", "Editorial", "On Tides"]
    page = "\n\n".join(f"{title}\n\n{abstract}" for title, abstract in zip(titles, abstracts, strict=True))
    found = [one for one in reading.read(page, formats.NO_EVIDENCE) if not isinstance(one, Problem)]
    assert [(one.title, one.abstract) for one in found] == list(zip(titles, abstracts, strict=True))


def test_a_page_of_thousands_of_papers_is_read() -> None:
    abstract = "Shadows carry more identity than textures do. We present a model that sees nothing else."
    papers = [
        f"On Shadows {number}\nAuthors:\nMira Okonkwo\n,\nPiet Holm\nAbstract\n{abstract}\n" for number in range(2000)
    ]
    (label,) = {row.text for row in rows("".join(papers), lambda _: False) if row.text.startswith("Authors")}
    assert label == "Authors: Mira Okonkwo, Piet Holm"


def test_authors_do_not_reach_into_the_next_paper() -> None:
    page = f"On Shadows\nAuthors:\nMira Okonkwo\nPiet Holm\nAbstr!ct\n{ABSTRACT}\nOn Lamps\nAuthors:\nAda Marin\nAbstract\n{ABSTRACT}\n"
    told = [row.text for row in rows(page, lambda _: False) if row.text.startswith("Authors")]
    assert told == ["Authors:", "Authors: Ada Marin"]


def test_the_lines_of_a_paper_include_those_that_were_joined() -> None:
    page = f"On Shadows of Lamps\nAuthors:\nMira Okonkwo\nPiet Holm\nAbstract\n{ABSTRACT}\n"
    (row,) = [row for row in rows(page, lambda _: False) if row.text.startswith("Authors")]
    assert (row.number, row.last) == (2, 4)


def test_papers_come_in_the_order_of_their_lines() -> None:
    page = "• Emil Sandoval, Orla Dunne\n• Rui Chen, Antonia Vogel\n• Ada Marin, Bo Heath\nIn Proceedings of the 5th Conference on Lanterns 2024\n"
    found = [lines_of(one) for one in reading.read(page, formats.NO_EVIDENCE)]
    assert found == sorted(found)


def assert_no_line_is_lost(text: str) -> None:
    seen = {line.number for line in classify(text) if line.kind in {Kind.SITE, Kind.PART}}
    for one in reading.read(text, formats.NO_EVIDENCE):
        first, last = lines_of(one)
        seen.update(range(first, last + 1))
    assert seen >= {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}


def lines_of(one: Record | Problem) -> tuple[int, int]:
    return one.lines if isinstance(one, Problem) else one.source.lines if one.source else (1, 0)
