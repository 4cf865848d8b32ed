"""When two records are the same paper."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from readlist.model.dates import PartialDate
from readlist.model.identity import Likeness, gains, judge, merge
from readlist.model.names import Name
from readlist.model.paper import EntryType, Record

ABSTRACT = (
    "We ask how a reading list should be kept when papers arrive faster than they can be read. A simple rule, decide "
    "once and move on, keeps the list short. Over two years of daily use the rule halves the time to the next paper, "
    "and readers report that they find again what they had put aside. We release the logs of all sessions."
)
OTHER_ABSTRACT = (
    "Graph transformers scale badly with the number of nodes. This work replaces dense attention by a sparse one that "
    "is drawn from random walks, proves that nothing essential is lost, and measures the gain on five benchmarks."
)
ANN = (Name("Berg", "Ann"), Name("Ito", "Kenji"))
PAPER = Record(title="Decide Once: A Rule for Reading Lists", authors=ANN, date=PartialDate(2023), abstract=ABSTRACT)


@pytest.mark.parametrize(
    ("other", "likeness"),
    [
        (PAPER, Likeness.SAME),
        (replace(PAPER, title="DECIDE ONCE  a rule for reading-lists"), Likeness.SAME),
        (replace(PAPER, authors=()), Likeness.SAME),
        (replace(PAPER, abstract=None), Likeness.SAME),
        (replace(PAPER, abstract=None, authors=()), Likeness.NEAR),
        (replace(PAPER, abstract=None, date=PartialDate(2030)), Likeness.NEAR),
        (replace(PAPER, abstract=None, authors=(Name("Moe", "Jo"),)), Likeness.DIFFERENT),
        (replace(PAPER, abstract=OTHER_ABSTRACT), Likeness.DIFFERENT),
        (replace(PAPER, title=None, doubts=("no title",)), Likeness.SAME),
        (replace(PAPER, title=None, abstract=ABSTRACT[:250]), Likeness.SAME),
        (replace(PAPER, title=None, abstract=ABSTRACT.replace("two years", "many months")), Likeness.NEAR),
        (replace(PAPER, title="Another Title for the Same Words"), Likeness.NEAR),
        (Record(title="Walks", abstract=OTHER_ABSTRACT), Likeness.DIFFERENT),
        (Record(), Likeness.DIFFERENT),
    ],
)
def test_title_alone_is_no_proof_and_a_contradicting_abstract_forbids(other: Record, likeness: Likeness) -> None:
    assert judge(PAPER, other).likeness is likeness
    assert judge(other, PAPER).likeness is likeness


def test_identifiers_decide() -> None:
    one = Record(title="A", doi="10.1000/x")
    assert judge(one, Record(title="B", doi="10.1000/x")).likeness is Likeness.SAME
    assert judge(Record(arxiv="2301.00001"), Record(arxiv="2301.00001", title="B")).likeness is Likeness.SAME
    other = replace(PAPER, doi="10.1000/y")
    assert judge(replace(PAPER, doi="10.1000/x"), other).likeness is Likeness.NEAR


def test_a_clean_record_repairs_a_title_that_was_parted_wrongly() -> None:
    split = replace(PAPER, title="Decide Once: A Rule for Reading ListsAnn", authors=(Name(literal="Berg"), ANN[1]))
    doubtful = replace(split, doubts=("title and first author may be split wrongly",))
    assert judge(doubtful, PAPER).likeness is Likeness.SAME
    merged = merge(doubtful, PAPER)
    assert (merged.title, merged.authors, merged.doubts) == (PAPER.title, ANN, ())
    assert judge(split, PAPER).likeness is Likeness.NEAR


def test_merging_fills_gaps_and_prefers_what_is_fuller() -> None:
    thin = Record(
        title="T",
        authors=(Name("Berg", "A."),),
        authors_complete=False,
        date=PartialDate(2023),
        categories=("CV",),
        url="u",
    )
    full = Record(
        title="t", authors=ANN, date=PartialDate(2023, 6), categories=("cs.CV", "cs.LG"), url="v", urls=("w",),
        entry_type=EntryType.CONFERENCE, venue="V", arxiv_version=2, extra={"x": "y"},
    )  # fmt: skip
    merged = merge(thin, full)
    assert merged == replace(full, title="T", url="u", urls=("v", "w"))
    assert gains(thin, merged) == (
        "authors", "authors_complete", "date", "entry_type", "venue", "arxiv_version", "categories", "urls", "extra",
    )  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        replace(PAPER, authors=tuple(name._replace(given=name.given[:1]) for name in ANN)),
        replace(PAPER, authors=ANN[:1], authors_complete=False),
        replace(PAPER, authors=(Name("Holm", "Mira"), *ANN[1:])),
        replace(PAPER, authors=ANN, authors_complete=False),
    ],
)
@pytest.mark.parametrize("doubtful", [Record(authors=ANN, doubts=("no title",)), replace(PAPER, doubts=("the joint",))])
def test_the_same_two_records_again_change_nothing(other: Record, doubtful: Record) -> None:
    for one, two in ((other, doubtful), (doubtful, other)):
        merged = merge(one, two)
        assert merge(merge(merged, one), two) == merged


def test_authors_are_complete_and_spelled_out_in_whatever_order() -> None:
    complete = replace(PAPER, authors=tuple(name._replace(given=name.given[:1] + ".") for name in ANN))
    spelled_out = replace(PAPER, authors=ANN[:1], authors_complete=False)
    for one, two in ((complete, spelled_out), (spelled_out, complete)):
        merged = merge(one, two)
        assert (merged.authors, merged.authors_complete) == ((ANN[0], *complete.authors[1:]), True)


def test_the_doubts_about_a_title_come_with_it() -> None:
    untitled = Record(abstract=ABSTRACT, doubts=("no title",))
    doubtful = replace(PAPER, abstract=ABSTRACT, doubts=("the joint",))
    assert merge(untitled, doubtful).doubts == merge(doubtful, untitled).doubts == ("the joint",)
    assert merge(untitled, untitled).doubts == ("no title",)


def test_code_is_the_same_in_whatever_order_it_is_told() -> None:
    told = [None, False, True, "https://x.org"]
    for few, much in combinations(told, 2):
        one, other = replace(PAPER, code=few), replace(PAPER, code=much)
        assert merge(one, other).code == merge(other, one).code == much


def test_merging_again_gains_nothing() -> None:
    merged = merge(Record(title="T", abstract=ABSTRACT[:230], urls=("a",)), replace(PAPER, urls=("b",)))
    assert gains(merged, merge(merged, replace(PAPER, urls=("b",)))) == ()
    assert merged.abstract == ABSTRACT
    assert merged.urls == ("a", "b")
