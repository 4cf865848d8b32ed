"""How well papers answer a query: the evidence of the words, their order and their places, as one number.

The number is the logarithm of how likely somebody who looks for the paper types the query, in tenths, up to a constant:
each typed word tells of the paper's word that it comes from most likely; words that stand together in the title are
mostly typed together; of a short title each word is more likely to be chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readlist.search._tables import padded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from readlist.search._readings import Reading
    from readlist.search._tables import Tables

NEIGHBORS = 30
IN_ORDER = 6
COSTS = np.array([0, 5, 2], np.uint8)  # of a word in the title, among the others, among the authors
_COVERAGE = (8 * np.log(np.maximum(np.arange(256), 1))).astype(np.int32)  # by words of a title
KNOWN_AUTHOR = 16  # less for a long list: of few authors each is more likely to be chosen
LONG_LIST = 6
_AUTHORS = (KNOWN_AUTHOR - LONG_LIST * np.log(np.maximum(np.arange(256), 1))).astype(np.int32)  # by words of all names
AUTHORS = 2  # their zone
NO_ZONE = 9
LONGEST_ROW = 64
GLANCE = 20  # words of a paper that are looked at where papers are many
MOST_AT_A_GLANCE = 4_000
MOST_OF_ONE_WORD = 2_000
MOST_IN_FULL = 1_500
BEST_AT_A_GLANCE = 500


class Evidence(NamedTuple):
    """What speaks for n papers: their places, the scores, how many readings have a word, and which (V for none)."""

    papers: NDArray[np.uint32]  # n
    scores: NDArray[np.int32]  # n
    matched: NDArray[np.uint8]  # n
    meant: NDArray[np.uint32]  # n x readings: places of words

    def where(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Evidence:
        """The evidence for some of the papers."""
        return Evidence(self.papers[rows], self.scores[rows], self.matched[rows], self.meant[rows])

    def and_that_of(self, other: Evidence) -> Evidence:
        """Both, one behind the other; a paper may come twice."""
        return Evidence(
            np.concatenate([self.papers, other.papers]),
            np.concatenate([self.scores, other.scores]),
            np.concatenate([self.matched, other.matched]),
            np.concatenate([self.meant, other.meant]),
        )

    def once(self) -> Evidence:
        """What speaks most for each of the papers."""
        best = self.best(len(self.papers))
        return best.where(np.unique(best.papers, return_index=True)[1])

    def best(self, most: int) -> Evidence:
        """That for the best papers, the best first; of equals the newest."""
        keys = self.scores.astype(np.int64) << 32 | self.papers
        if len(keys) > most:
            some = np.argpartition(keys, -most)[-most:]
            return self.where(some[np.argsort(keys[some])[::-1]])
        return self.where(np.argsort(keys)[::-1])


def coverage(tables: Tables, papers: NDArray[np.uint32]) -> NDArray[np.int32]:
    """What the lengths of n titles cost."""
    return _COVERAGE[tables.title_ends[papers]]


def title_table(tables: Tables, papers: NDArray[np.uint32], most: int) -> NDArray[np.uint32]:
    """The words of n titles, n x (longest, at most so many); V behind the end of each."""
    lengths = np.minimum(tables.title_ends[papers], most)
    return padded(tables.rows, tables.row_starts[papers], lengths, len(tables.letter_sets))


def evidence(
    tables: Tables, papers: NDArray[np.uint32], worths: list[NDArray[np.uint8]], most: int = LONGEST_ROW
) -> Evidence:
    """What speaks for n papers, by so many words of each at most; ``worths`` are the tables of the readings."""
    starts = tables.row_starts[papers]
    lengths = np.minimum(tables.row_starts[papers + 1] - starts, most)
    words = padded(tables.rows, starts, lengths, len(tables.letter_sets))
    columns = np.arange(words.shape[1], dtype=np.uint8)
    zones = (columns >= tables.title_ends[papers][:, None]).view(np.uint8)
    zones += columns >= tables.other_ends[papers][:, None]
    costs = COSTS.take(zones)
    rows = np.arange(len(papers)) * len(columns)
    scores = -coverage(tables, papers)
    matched = np.zeros(len(papers), np.uint8)
    meant = np.empty((len(papers), len(worths)), np.uint32)
    place, zone = np.zeros(len(papers), np.intp), np.full(len(papers), NO_ZONE)
    by_author = np.zeros(len(papers), np.bool_)
    for at, worth_of_word in enumerate(worths):
        worth = worth_of_word.take(words)
        worth -= np.minimum(worth, costs)
        before, zone_before = place, zone
        place = worth.argmax(axis=1)
        flat = rows + place
        best = worth.take(flat)
        is_told = best > 0
        zone = np.where(is_told, zones.take(flat), NO_ZONE)
        meant[:, at] = np.where(is_told, words.take(flat), len(tables.letter_sets))
        scores += best
        matched += is_told
        by_author |= zone == AUTHORS
        step = np.where((zone == zone_before) & is_told, place - before, 0)
        scores += NEIGHBORS * (step == 1) + IN_ORDER * (step > 1)
    names = tables.row_starts[papers + 1] - starts - tables.other_ends[papers]
    scores += np.where(by_author, _AUTHORS[names], 0)
    return Evidence(papers, scores, matched, meant)


def ranked(tables: Tables, papers: NDArray[np.uint32], readings: list[Reading]) -> Evidence:
    """What speaks for the papers (ascending); of many, for those that are best at a glance among the newest."""
    papers = papers[-(MOST_AT_A_GLANCE if len(readings) > 1 else MOST_OF_ONE_WORD) :]
    worths = [reading.table(len(tables.letter_sets)) for reading in readings]
    if len(papers) > MOST_IN_FULL:
        papers = evidence(tables, papers, worths, GLANCE).best(BEST_AT_A_GLANCE).papers
    return evidence(tables, papers, worths)
