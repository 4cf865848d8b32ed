"""Pasted pages and mails of the sites: damaged, hostile and mixed ones; no line is lost, no time is wasted."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from readlist import formats
from readlist.formats._arxiv import authors, labeled
from readlist.model.paper import Paper, Problem, Record
from readlist.model.text import clean

SITES = (
    "acl_anthology",
    "acl_paper",
    "arxiv_abstract",
    "arxiv_listing",
    "arxiv_mail",
    "dblp_page",
    "hf_markdown",
    "identifiers",
    "openreview",
    "pubmed_article",
    "pubmed_text",
    "scholar",
    "scholar_profile",
)
PAGES = {
    f"{name}/{path.name}": path.read_text(encoding="utf-8")
    for name in SITES
    for path in sorted((Path(__file__).parent / name).iterdir())
    if not path.name.endswith(".json")
}
ABSTRACT = (
    "We study how often papers are read. Using a novel dataset of 2,000 readers, we show that existing methods "
    "overestimate reading by a factor of two, and propose a model that predicts it with an accuracy of 91%."
)


def found_in(name: str, text: str) -> list[Record | Paper | Problem]:
    return list(formats.reader(name).read(clean(text), formats.NO_EVIDENCE))


def lines_of(item: Record | Paper | Problem) -> tuple[int, int]:
    if isinstance(item, Problem):
        return item.lines
    source = item.source if isinstance(item, Record) else item.record.source
    assert source
    return source.lines


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_told_from_all_others(page: str) -> None:
    assert formats.recognize(clean(PAGES[page])).reader.name == page.partition("/")[0]


@pytest.mark.parametrize("page", PAGES)
def test_a_damaged_page_is_read_in_order_without_an_error(page: str) -> None:
    rng = random.Random(page)
    name = page.partition("/")[0]
    lines = PAGES[page].split("\n")
    for _ in range(60):
        damaged = [line for line in lines if rng.random() > 0.15]
        if rng.random() < 0.5:
            rng.shuffle(damaged)
        damaged = [line[: rng.randrange(1 + len(line))] if rng.random() < 0.1 else line for line in damaged]
        formats.reader(name).recognize(clean("\n".join(damaged)))
        spans = [lines_of(item) for item in found_in(name, "\n".join(damaged))]
        assert all(1 <= first <= last <= max(1, len(damaged)) for first, last in spans)
        assert spans == sorted(spans)


@pytest.mark.parametrize("page", [page for page in PAGES if not page.startswith("identifiers")])
def test_an_abstract_before_the_page_is_a_problem_and_not_lost(page: str) -> None:
    problems = [
        item for item in found_in(page.partition("/")[0], f"{ABSTRACT}\n\n{PAGES[page]}") if isinstance(item, Problem)
    ]
    assert ABSTRACT in "\n".join(problem.text for problem in problems)


def test_labels_of_all_ages_are_one_field() -> None:
    assert labeled("Journal reference: J. 1") == labeled("Journal-ref: J. 1") == ("Journal-ref", "J. 1")
    assert labeled("Objective: to read") is None


@pytest.mark.parametrize(
    ("text", "names", "complete"),
    [
        ("A. Bee (1,2), C. Dee (2) ((1) Uni A, (2) Uni (B))", ["A. Bee", "C. Dee"], True),
        ("The X Collaboration: A. Bee, C. Dee, et al. (27 additional authors not shown)", None, False),
        ("Anna Bee,Carl Dee", ["Anna Bee", "Carl Dee"], True),
        ("Anna Bee and Carl Dee and Eve Fee", ["Anna Bee", "Carl Dee", "Eve Fee"], True),
        (r"Andr\'e Bee and \c{C}elik Dee", ["André Bee", "Çelik Dee"], True),
        ("", [], True),
        ("(((", [], True),
    ],
)
def test_author_lists_of_arxiv(text: str, names: list[str] | None, complete: bool) -> None:
    found = authors(text)
    assert found.complete is complete
    shown = ["The X Collaboration", "A. Bee", "C. Dee"] if names is None else names
    assert [name.display for name in found.names] == shown
