"""Pairs of papers that may be one: shown with their evidence, never merged by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readlist.model.identity import Likeness, abstract_likeness, authors_agree, judge
from readlist.model.text import fold
from readlist.search import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readlist.model.paper import Paper, Record

TITLES_ALIKE = 0.9
ABSTRACTS_ALIKE = 0.85
ABSTRACT_LETTERS = 1000
PASSES = 4
"""How often all papers are gone through."""


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two papers that look like one, and why."""

    one: Paper
    other: Paper
    evidence: str


def near_pairs(
    papers: Callable[[], Iterable[Paper]],
    by_ids: Callable[[list[int]], list[Paper]],
    apart: frozenset[tuple[int, int]] = frozenset(),
) -> list[NearPair]:
    """The pairs among some papers, in the order of their first papers; both functions give papers anew.

    Left out are pairs that the user has told ``apart``, each with the smaller id first.
    """

    def titles() -> Iterator[tuple[int, str]]:
        return ((paper.id or 0, fold(paper.record.title or "")) for paper in papers())

    def abstracts() -> Iterator[tuple[int, str]]:
        return ((paper.id or 0, fold(paper.record.abstract or "")[:ABSTRACT_LETTERS]) for paper in papers())

    found = {(one, other) for one, other, _ in alike(titles, TITLES_ALIKE)}
    found |= {(one, other) for one, other, _ in alike(abstracts, ABSTRACTS_ALIKE)}
    found = {(min(pair), max(pair)) for pair in found} - apart
    pairs = (by_ids(list(pair)) for pair in sorted(found))
    return [near for pair in pairs if len(pair) == 2 and (near := _near(*pair)) is not None]


def _near(one: Paper, other: Paper) -> NearPair | None:
    judgment = judge(one.record, other.record)
    if judgment.likeness is not Likeness.DIFFERENT:
        return NearPair(one, other, judgment.evidence)
    if _uncontradicted(one.record, other.record):
        return NearPair(one, other, "titles alike, nothing speaks against it")
    return None


def _uncontradicted(one: Record, other: Record) -> bool:
    """Whether two records with titles alike have no abstracts, authors or identifiers that tell them apart."""
    apart = (one.doi and other.doi) or (one.arxiv and other.arxiv)
    return (
        bool(one.title and other.title)
        and not apart
        and abstract_likeness(one.abstract, other.abstract) is None
        and authors_agree(one.authors, other.authors) is not False
    )
