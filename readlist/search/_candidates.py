"""Papers that may answer a query, from the postings of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from readlist.search._readings import Reading
    from readlist.search._tables import Tables

FIRST_POSTINGS = 300_000
NEXT_POSTINGS = 500_000
RELAXED_WORDS = 4
RELAXED_POSTINGS = 250_000
FEW = 4_000  # papers, which may as well be left to the ranking
AT_ONCE = 1 << 15  # postings: numbers of another kind take two thirds of the time to be made places of by hand
WORTH = 60  # postings of further words that cost as much as to rank one of few papers


def spans(tables: Tables, reading: Reading) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the postings of a reading begin and how many there are: of its range in one, of each other word."""
    lows = np.append(reading.near, reading.low)
    highs = np.append(reading.near + 1, reading.high)
    begins = tables.posting_starts[lows].astype(np.int64)
    return begins, tables.posting_starts[highs] - begins


def postings(tables: Tables, reading: Reading, most: int) -> list[NDArray[np.uint32]]:
    """The papers with a word that the reading allows, span by span; so many at most, of each span the last."""
    begins, sizes = spans(tables, reading)
    if sizes.sum() > most:
        kept = np.minimum(sizes, most // len(sizes))
        kept[-1] = min(sizes[-1], kept[-1] + most - kept.sum())
        begins, sizes = begins + sizes - kept, kept
    some = sizes != 0
    pairs = zip(begins[some].tolist(), sizes[some].tolist(), strict=True)
    return [tables.postings[begin : begin + size] for begin, size in pairs]


def marked(tables: Tables, reading: Reading, most: int) -> NDArray[np.bool_]:
    """Which of all papers have a word that the reading allows, by so many postings at most."""
    marks = np.zeros(len(tables.numbers), np.bool_)
    for papers in postings(tables, reading, most):
        for begin in range(0, len(papers), AT_ONCE):
            marks[papers[begin : begin + AT_ONCE].astype(np.intp)] = True
    return marks


def distinct(papers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Each of the papers once, in ascending order."""
    papers = np.sort(papers)
    is_first = np.ones(len(papers), np.bool_)
    np.not_equal(papers[1:], papers[:-1], out=is_first[1:])
    return papers[is_first]


def _rarest_first(tables: Tables, readings: list[Reading]) -> list[tuple[int, Reading]]:
    sized = [(int(spans(tables, reading)[1].sum()), reading) for reading in readings]
    return sorted(sized, key=lambda pair: pair[0])


def with_all(tables: Tables, readings: list[Reading], mask: NDArray[np.bool_] | None) -> NDArray[np.uint32]:
    """The papers with a word for each reading, ascending; where they are few, some with less, for the ranking to tell.

    ``mask``: which of all papers may be found.
    """
    (_, rarest), *others = _rarest_first(tables, readings)
    found = np.concatenate([tables.postings[:0], *postings(tables, rarest, FIRST_POSTINGS)])
    if mask is not None:
        found = found[mask.take(found)]
    for size, reading in others:
        if size > (NEXT_POSTINGS if len(found) > FEW else len(found) * WORTH):
            break
        found = found[marked(tables, reading, NEXT_POSTINGS).take(found)]
    return distinct(found)


def with_all_but_one(tables: Tables, readings: list[Reading], mask: NDArray[np.bool_] | None) -> NDArray[np.uint32]:
    """The papers with a word for each reading but one, ascending; of many readings, for three of the four rarest."""
    asked = [reading for _, reading in _rarest_first(tables, readings)[:RELAXED_WORDS]]
    either = [papers for reading in asked[:2] for papers in postings(tables, reading, RELAXED_POSTINGS)]
    found = np.concatenate([tables.postings[:0], *either])  # who lacks one word has one of any two
    if mask is not None:
        found = found[mask.take(found)]
    hits = np.zeros(len(found), np.uint8)
    for reading in asked:
        hits += marked(tables, reading, RELAXED_POSTINGS).take(found).view(np.uint8)
    return distinct(found[hits >= max(1, len(asked) - 1)])
