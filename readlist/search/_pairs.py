"""Pairs of title words that stand together or nearly so, by the first two letters of both.

Words that say nothing are stepped over, and so are short words and one long word. The papers of each kind of pair lie
in one slice, and so do those of all kinds whose second word begins with one letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readlist.search import _initials

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from readlist.search._tables import Tables

KINDS = 1 << 20
NOTHING, LITTLE, MUCH = 0, 1, 2
MUCH_FROM = 4
MOST_STEPS = 4
MOST_PAPERS = 200_000
_BITS = np.uint32(5)
_WORD_BITS = np.uint32(10)


def beginnings(starts: NDArray[np.uint32], letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The first two letters of each word as a number of ten bits; letters that share a code share the number."""
    codes = np.append(_initials.codes(letters), np.zeros(2, np.uint64)).astype(np.uint32)
    second = np.where(np.diff(starts) > 1, codes[starts[:-1] + np.uint32(1)], np.uint32(0))
    return codes[starts[:-1]] << _BITS | second


def sayings(starts: NDArray[np.uint32], stops: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """How much each word says: stop words nothing or, where they are long, as little as short words."""
    is_long = np.diff(starts) >= MUCH_FROM
    says = np.where(is_long, MUCH, LITTLE).astype(np.uint8)
    says[stops] = np.where(is_long[stops], LITTLE, NOTHING)
    return says


def kinds_of(
    begun: NDArray[np.uint32], says: NDArray[np.uint8], papers: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The kinds of all pairs and their papers.

    Of words in the order of their titles are given the beginnings, whether they say NOTHING, a LITTLE or MUCH, and the
    papers they are of.
    """
    passed = np.cumsum(says == MUCH, dtype=np.uint32)
    kinds, owners = [], []
    for gap in range(1, MOST_STEPS + 1):
        paired = papers[gap:] == papers[:-gap]
        if gap > 1:
            paired &= (says[gap:] != NOTHING) & (says[:-gap] != NOTHING)
            paired &= passed[gap - 1 : -1] - passed[:-gap] <= 1
        firsts = np.flatnonzero(paired)
        kinds.append(begun[firsts] << _WORD_BITS | begun[firsts + gap])
        owners.append(papers[firsts])
    return np.concatenate(kinds), np.concatenate(owners)


def papers_with(tables: Tables, text: str, second: int) -> NDArray[np.uint32]:
    """The papers with a word that begins like a text, and one behind it that begins like the text from a place on."""
    letters = np.frombuffer((text[:2] + text[second : second + 2]).encode("utf-32-le"), np.uint32)
    low = 0
    for code in _initials.codes(letters).tolist():
        low = low << 5 | code
    span = np.array([low, low + 1]) << 5 * (4 - len(letters))
    begin, end = tables.pair_starts[np.searchsorted(tables.pair_kinds, span)].tolist()
    return tables.pair_papers[max(begin, end - MOST_PAPERS) : end]
