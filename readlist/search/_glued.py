"""Papers whose title words begin with the pieces of one typed word, in order (pansegf), or with each of its letters."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from readlist.search import _initials, _pairs
from readlist.search._candidates import distinct
from readlist.search._rank import Evidence, coverage, title_table
from readlist.search._readings import FULL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from readlist.search._tables import Tables
    from readlist.search._vocabulary import Vocabulary

FROM = 4
LONGEST = 14
LONGEST_TITLE = 24
MOST_CANDIDATES = 12_000
MOST_POSTINGS = 200_000

# Costs, in the measure of the readings.
PIECE = 14
SINGLE = 4  # besides, a piece of one letter, which stands at the end only, where a word is being typed
GAP = 6
INITIALS = 20
INITIALS_BEGUN = 40
FAR = 250


def by_initials(tables: Tables, text: str, mask: NDArray[np.bool_] | None) -> Evidence:
    """What speaks for the papers whose titles' first letters begin with a text."""
    low, high = _initials.packed_range(text)
    begin, end = np.searchsorted(tables.initials, np.array([low, high], np.uint64))
    kept = slice(begin, min(end, begin + MOST_CANDIDATES))
    papers = tables.initial_papers[kept]
    costs = np.where(tables.initials[kept] == low, INITIALS, INITIALS_BEGUN) + coverage(tables, papers)
    found = _evidence(tables, papers, costs.astype(np.int32))
    return found if mask is None else found.where(mask[papers])


def glued(tables: Tables, vocabulary: Vocabulary, text: str, mask: NDArray[np.bool_] | None) -> Evidence:
    """What speaks for the papers with title words, in their order, whose beginnings make up a text."""
    text = text[:LONGEST]
    papers = _candidates(tables, vocabulary, text, mask)
    kinds, shared = _kinds(vocabulary, text)
    papers = papers[_is_covered(tables, papers, kinds, shared)]
    found = kinds.take(title_table(tables, papers, LONGEST_TITLE))
    return _evidence(tables, papers, _costs(shared.T[:, found.T]) + coverage(tables, papers))


def _kinds(vocabulary: Vocabulary, text: str) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The kind of each word and of none, and how many letters words of a kind share with the text from each place on.

    Words are of one kind when the longest piece of the text that they begin with is the same; of kind 0 without any.
    """
    size = len(text)
    kinds = np.zeros(len(vocabulary) + 1, np.uint8)
    common = np.array([[_common(text[one:], text[other:]) for one in range(size)] for other in range(size)], np.uint8)
    shared = [np.zeros(size, np.uint8)]
    places = {text[low:high]: low for low in range(size) for high in range(low + 2, size + 1)} | {text[-1]: size - 1}
    for piece in sorted(places, key=len):
        low, high = vocabulary.beginning_with(piece)
        if low < high:
            kinds[low:high] = len(shared)
            shared.append(np.minimum(common[places[piece]], len(piece)))
    return kinds, np.stack(shared).astype(np.uint8)


def _evidence(tables: Tables, papers: NDArray[np.uint32], costs: NDArray[np.int32]) -> Evidence:
    none = np.full((len(papers), 1), len(tables.letter_sets), np.uint32)
    return Evidence(papers, FULL - costs, np.ones(len(papers), np.uint8), none)


def pieces(words: list[str], text: str) -> list[str]:
    """The first words of a title, in their order, whose beginnings make up a text; none where there are no such.

    >>> pieces("panoptic image segmentation with transformers".split(), "pansegtr")
    ['panoptic', 'segmentation', 'transformers']
    """
    ways: dict[int, list[str]] = {0: []}
    for word in words:
        for start, way in [pair for pair in sorted(ways.items()) if text.startswith(word[0], pair[0])]:
            for end in range(start + 1, start + 1 + _common(word, text[start:])):
                if end - start > 1 or end == len(text):
                    ways.setdefault(end, [*way, word])
    return ways.get(len(text), [])


def _common(word: str, text: str) -> int:
    """How many letters two texts share from their beginnings on."""
    return sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(word, text, strict=False)))


def _candidates(
    tables: Tables, vocabulary: Vocabulary, text: str, mask: NDArray[np.bool_] | None
) -> NDArray[np.uint32]:
    """The newest papers with two title words, one soon behind the other, that begin like the first two pieces."""
    found = [tables.pair_papers[:0]]
    begun = np.zeros(len(tables.numbers), np.uint8)  # by so many letters of the text some word of a paper begins
    for second in range(2, len(text)):
        low, high = vocabulary.beginning_with(text[:second])
        if low == high:
            break
        papers = _pairs.papers_with(tables, text, second)
        postings = tables.postings[tables.posting_starts[low] : tables.posting_starts[high]]
        if len(postings) <= MOST_POSTINGS:
            begun[postings] = second
            papers = papers[begun.take(papers) == second]
        found.append(papers)
    papers = distinct(np.concatenate(found))
    return (papers if mask is None else papers[mask[papers]])[-MOST_CANDIDATES:]


def _is_covered(
    tables: Tables, papers: NDArray[np.uint32], kinds: NDArray[np.uint8], shared: NDArray[np.uint8]
) -> NDArray[np.bool_]:
    """Whether words of each title, in their order, have beginnings that make up the whole text.

    ``kinds``: of each word; ``shared``: kinds x letters of the text.
    """
    size = shared.shape[1]
    places, steps = _steps(shared)
    rows, told = _words_of_a_kind(tables, papers, kinds)
    counts = np.bincount(rows, minlength=len(papers))
    ranks = (np.arange(len(rows)) - (np.cumsum(counts) - counts)[rows]).astype(np.uint8)
    by_rank = np.split(np.argsort(ranks, kind="stable"), np.cumsum(np.bincount(ranks))[:-1])
    reached = np.ones(len(papers), np.uint32)  # bit by bit, how many letters may be made up
    for some in by_rank:
        row, kind = rows[some], told[some]
        ways = reached[row]
        for place, step in zip(places, steps, strict=True):
            reached[row] |= step[kind] * (ways >> place[kind] & np.uint32(1))
    return (reached >> np.uint32(size) & np.uint32(1)).astype(np.bool_)


def _steps(shared: NDArray[np.uint8]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Where pieces of the text may begin that words of a kind begin with, and bit by bit where these may end.

    Both n x kinds, n the most such places of a kind; no bit where a kind has fewer.
    """
    size = shared.shape[1]
    letters = np.arange(size, dtype=np.uint32)
    spread = (np.uint32(1) << np.arange(size + 1, dtype=np.uint32)) - np.uint32(1)
    ends = spread[shared] << (letters + np.uint32(1))
    ends[:, :-1] &= ~(np.uint32(2) << letters[:-1])  # of one letter only at the end
    first = np.argsort(ends == 0, axis=1, kind="stable")[:, : int((ends != 0).sum(axis=1).max())]
    return first.T.astype(np.uint32), np.take_along_axis(ends, first, axis=1).T


def _words_of_a_kind(
    tables: Tables, papers: NDArray[np.uint32], kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
    """The words of titles that are of some kind, title by title: for each the place of its paper, and the kind."""
    lengths = np.minimum(tables.title_ends[papers], LONGEST_TITLE).astype(np.intp)
    behind = np.cumsum(lengths)
    begins = tables.row_starts[papers].astype(np.intp) - behind + lengths
    owners = np.repeat(np.arange(len(papers)), lengths)
    told = kinds.take(tables.rows.take(np.arange(len(owners)) + begins[owners]))
    some = np.flatnonzero(told > 0)
    return owners[some], told[some]


def _costs(shared: NDArray[np.uint8]) -> NDArray[np.int32]:
    """The cost of the best way to make up the whole text of beginnings of words in their order, for each paper."""
    size, columns, count = shared.shape
    anywhere = np.full((size + 1, count), FAR, np.int32)
    anywhere[0] = 0
    before = anywhere
    gaps = np.full((size, 1), GAP, np.int32)
    gaps[0] = GAP // 2
    for column in range(columns):
        start = np.minimum(before[:size], anywhere[:size] + gaps) + PIECE
        ending = np.full((size + 1, count), FAR, np.int32)
        for length in range(1, int(shared[:, column].max(initial=0)) + 1):
            cost = np.where(shared[:, column] >= length, start, FAR)
            if length == 1:
                cost[:-1] = FAR
                cost[-1] += SINGLE
            np.minimum(ending[length:], cost[: size + 1 - length], out=ending[length:])
        before = ending
        anywhere = np.minimum(anywhere, ending)
    return anywhere[size]
