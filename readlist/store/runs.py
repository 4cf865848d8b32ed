"""Neighboring papers as one: what changes alike is kept as one row."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.store.codec import Stored

Run = tuple[int, int, tuple["Stored", ...]]  # the first and the last paper, and what they share


def runs(papers: Iterable[tuple[int, *tuple[Stored, ...]]]) -> Iterator[Run]:
    """Papers, each an id with some values, as runs of ids without a gap whose values are equal.

    >>> list(runs([(7, "a"), (3, "a"), (4, "a"), (5, "b")]))
    [(3, 4, ('a',)), (5, 5, ('b',)), (7, 7, ('a',))]
    """
    ordered = sorted(papers, key=lambda paper: paper[0])
    for (_, values), run in groupby(enumerate(ordered), lambda place: (place[1][0] - place[0], place[1][1:])):
        ids = [paper[0] for _, paper in run]
        yield ids[0], ids[-1], values
