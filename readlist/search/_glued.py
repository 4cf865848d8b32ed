"""Papers whose title words begin with the pieces of one typed word, in order (pansegf), or with each of its letters."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from readlist.search import _initials
from readlist.search._rank import Evidence, coverage, title_table
from readlist.search._readings import FULL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from readlist.search._tables import Tables
    from readlist.search._vocabulary import Vocabulary

FROM = 4
LONGEST = 14
LONGEST_PIECE = 5
LONGEST_TITLE = 18
MOST_POSTINGS = 300_000
MOST_CANDIDATES = 4_000

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
    ranges = [_nested(vocabulary, text[at:]) for at in range(len(text))]
    papers = _candidates(tables, ranges, mask)
    words = title_table(tables, papers, LONGEST_TITLE)
    begun = np.flatnonzero((_shared(words, ranges[0]) > 1).any(axis=1))
    papers, words = papers[begun], np.ascontiguousarray(words[begun].T)
    shared = np.stack([_shared(words, nested) for nested in ranges])
    whole = np.flatnonzero(_is_covered(shared))
    papers = papers[whole]
    return _evidence(tables, papers, _costs(shared[:, :, whole]) + coverage(tables, papers))


def _shared(words: NDArray[np.uint32], nested: list[tuple[int, int]]) -> NDArray[np.uint8]:
    """How many letters each word shares with the beginning of the text that the ranges are of."""
    shared = np.zeros(words.shape, np.uint8)
    for low, high in nested:
        inside = words - np.uint32(low) < high - low
        if not inside.any():
            break
        shared += inside
    return shared


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


def _nested(vocabulary: Vocabulary, text: str) -> list[tuple[int, int]]:
    """The ranges of words that begin with one letter of a text, with two, and so on while there are any."""
    found = (vocabulary.beginning_with(text[:length]) for length in range(1, len(text) + 1))
    return list(takewhile(lambda span: span[0] < span[1], found))


def _candidates(
    tables: Tables, ranges: list[list[tuple[int, int]]], mask: NDArray[np.bool_] | None
) -> NDArray[np.uint32]:
    """Papers with words that begin with pieces of the text; those that pieces cover the most of, where there are many.

    A piece is as short as the number of its papers allows.
    """
    share = MOST_POSTINGS // len(ranges)
    marks = np.zeros(len(tables.numbers), np.uint16)
    shortest = {}
    for at, nested in enumerate(ranges):
        for length, (low, high) in enumerate(nested[1:LONGEST_PIECE], start=2):
            papers = tables.postings[tables.posting_starts[low] : tables.posting_starts[high]]
            if len(papers) <= share:
                marks[papers] |= np.uint16(1 << at)
                shortest[at] = length
                break
    found = np.flatnonzero(marks != 0).astype(np.uint32)  # of truth values it is several times as fast
    if mask is not None:
        found = found[mask[found]]
    if len(found) > MOST_CANDIDATES:
        sets = marks[found]
        covered = np.zeros(1 << len(ranges), np.uint8)
        kinds = np.flatnonzero(np.bincount(sets))
        covered[kinds] = _most_covered(kinds, len(ranges), shortest)
        found = np.sort(found[np.argsort(covered[sets], kind="stable")[-MOST_CANDIDATES:]])
    return found


def _most_covered(sets: NDArray[np.intp], size: int, shortest: dict[int, int]) -> NDArray[np.intp]:
    """How many of a text's letters pieces can cover that begin at marked places and do not overlap, for n such sets."""
    most: NDArray[np.intp] = np.zeros((size + 1, len(sets)), np.intp)
    for at in range(size - 1, -1, -1):
        most[at] = most[at + 1]
        marked = np.flatnonzero(sets >> at & 1)
        for end in range(at + shortest.get(at, size), min(at + LONGEST_PIECE, size) + 1):
            most[at, marked] = np.maximum(most[at, marked], end - at + most[end, marked])
    covered: NDArray[np.intp] = most[0]
    return covered


def _is_covered(shared: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether words of each paper, in their order, have beginnings that make up the whole text.

    ``shared``: letters of the text x words x papers.
    """
    size, columns, count = shared.shape
    places = np.arange(size, dtype=np.uint32)[:, None]
    spread = (np.uint32(1) << np.arange(size + 1, dtype=np.uint32)) - np.uint32(1)
    reached = np.ones(count, np.uint32)  # bit by bit, how many letters may be made up
    for column in range(columns):
        steps = spread[shared[:, column]] << (places + np.uint32(1))
        steps[:-1] &= ~(np.uint32(2) << places[:-1])
        reached = reached | np.bitwise_or.reduce(steps * (reached >> places & np.uint32(1)), axis=0)
    return (reached >> np.uint32(size) & np.uint32(1)).astype(np.bool_)


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
