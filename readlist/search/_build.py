"""Build an index of any size in pieces, with little memory."""

from __future__ import annotations

import glob
import os
import tempfile
import time
from array import array
from collections import defaultdict
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from readlist.search import _initials, _pairs
from readlist.search._tables import Drawer, padded
from readlist.search._vocabulary import letter_sets
from readlist.search.words import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from typing import IO

    from numpy.typing import NDArray

    from readlist.search._tables import Tables
    from readlist.search.words import Entry

    Rows = Callable[[Entry], tuple[list[str], list[str], list[str]]]

PIECE = 10_000
KEPT_IN_MEMORY = 16 << 20
KEPT_PIECES = 20
A_DAY = 86_400


class _Draft:
    """Papers on their way into an index: words by order of first sight, spooled to the disk once they are many."""

    def __init__(self, spool: IO[bytes], rows_of: Rows) -> None:
        self.rows_of = rows_of
        self.words: defaultdict[str, int] = defaultdict(count().__next__)
        self.numbers = array("q")
        self.title_ends = array("B")
        self.other_ends = array("B")
        self.lengths = array("B")
        self.spool = spool

    def add(self, entries: Iterable[Entry]) -> None:
        """Take papers in, in ascending order of their numbers."""
        places = array("I")
        place_of = self.words.__getitem__
        for entry in entries:
            if self.numbers and entry.number <= self.numbers[-1]:
                raise ValueError("papers come in ascending order of their numbers")
            title, others, authors = self.rows_of(entry)
            self.numbers.append(entry.number)
            self.title_ends.append(len(title))
            self.other_ends.append(len(title) + len(others))
            self.lengths.append(len(title) + len(others) + len(authors))
            places.extend(map(place_of, title + others + authors))
        self.spool.write(places)

    def _sort_words(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Where the letters of each sorted word begin, and all letters; from here on words are told by their places."""
        words = sorted(self.words)
        starts = np.zeros(len(words) + 1, np.uint32)
        np.cumsum(np.fromiter(map(len, words), np.uint32, len(words)), out=starts[1:])
        letters = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
        own_places = np.fromiter(map(self.words.__getitem__, words), np.uint32, len(words))
        self.sorted_places = np.empty(len(words), np.uint32)
        self.sorted_places[own_places] = np.arange(len(words))
        stops = [self.words[word] for word in _initials.STOP_WORDS if word in self.words]
        self.stops = self.sorted_places[np.array(stops, np.intp)]
        self.words.clear()
        self.begun = _pairs.beginnings(starts, letters)
        self.says = _pairs.sayings(starts, self.stops)
        return starts, letters

    def drawer(self, descriptor: int) -> Drawer:
        """Room for all arrays, the small ones filled."""
        starts, letters = self._sort_words()
        kinds, pairs = self._counted_pairs()
        counts = dict.fromkeys(("numbers", "title_ends", "other_ends"), len(self.numbers))
        counts["row_starts"] = len(self.numbers) + 1
        counts["initials"] = counts["initial_papers"] = 2 * len(self.numbers)
        counts["letter_starts"] = counts["posting_starts"] = len(starts)
        counts["letter_sets"] = len(starts) - 1
        counts["letters"] = len(letters)
        counts["rows"] = counts["postings"] = int(np.sum(self.lengths, dtype=np.int64))
        counts["pair_kinds"] = len(kinds)
        counts["pair_starts"] = len(kinds) + 1
        counts["pair_papers"] = int(pairs.sum())
        drawer = Drawer(counts, descriptor)
        for name in ("numbers", "title_ends", "other_ends"):
            drawer[name][:] = getattr(self, name)
        np.cumsum(self.lengths, out=drawer["row_starts"][1:])
        drawer["letter_starts"][:] = starts
        drawer["letters"][:] = letters
        drawer["letter_sets"][:] = letter_sets(starts, letters)
        drawer["pair_kinds"][:] = kinds
        np.cumsum(pairs, out=drawer["pair_starts"][1:])
        return drawer

    def pieces_of_rows(self) -> Iterator[tuple[int, int, NDArray[np.uint32]]]:
        """Some papers after others, from one to before another, with the sorted places of all their words."""
        lengths = np.frombuffer(self.lengths, np.uint8)
        self.spool.seek(0)
        for low, high in _pieces(len(lengths)):
            size = 4 * int(lengths[low:high].sum())
            yield low, high, self.sorted_places[np.frombuffer(self.spool.read(size), np.uint32)]

    def pairs(self, low: int, high: int, places: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """The kinds of the pairs of title words of some papers, by the places of all their words, and their papers."""
        lengths = np.frombuffer(self.lengths, np.uint8)[low:high]
        papers = np.repeat(np.arange(low, high, dtype=np.uint32), lengths)
        ends = np.cumsum(lengths, dtype=np.int64) - lengths + np.frombuffer(self.title_ends, np.uint8)[low:high]
        words = np.flatnonzero(np.arange(len(places)) < np.repeat(ends, lengths))
        places = places[words]
        return _pairs.kinds_of(self.begun[places], self.says[places], papers[words])

    def _counted_pairs(self) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The kinds of pairs that there are, ascending, and how many there are of each."""
        kinds = np.zeros(0, np.uint32)
        counts = np.zeros(_pairs.KINDS, np.int64)
        for piece in self.pieces_of_rows():
            some, some_counts = np.unique(self.pairs(*piece)[0], return_counts=True)
            counts[some] += some_counts
            kinds = np.union1d(kinds, some)
        return kinds, counts[kinds]


def _fill_rows(draft: _Draft, drawer: Drawer) -> Iterator[None]:
    """The words of the papers by their sorted places, and where the postings of each word begin."""
    rows, starts = drawer["rows"], drawer["row_starts"]
    papers = np.zeros(len(draft.sorted_places), np.int64)
    for low, high, places in draft.pieces_of_rows():
        rows[starts[low] : starts[high]] = places
        papers += np.bincount(places, minlength=len(papers))
        yield
    np.cumsum(papers, out=drawer["posting_starts"][1:])


def _fill_postings(drawer: Drawer) -> Iterator[None]:
    """The papers of each word."""
    rows, starts = drawer["rows"], drawer["row_starts"]
    free = drawer["posting_starts"][:-1].astype(np.int64)
    for low, high in _pieces(len(starts) - 1):
        papers = np.repeat(np.arange(low, high, dtype=np.uint32), np.diff(starts[low : high + 1]))
        _scatter(papers, rows[starts[low] : starts[high]], free, drawer["postings"])
        yield


def _fill_pairs(draft: _Draft, drawer: Drawer) -> Iterator[None]:
    """The papers of each kind of pair."""
    free = np.zeros(_pairs.KINDS, np.int64)
    free[drawer["pair_kinds"]] = drawer["pair_starts"][:-1]
    for piece in draft.pieces_of_rows():
        kinds, papers = draft.pairs(*piece)
        _scatter(papers, kinds, free, drawer["pair_papers"])
        yield


def _scatter(
    papers: NDArray[np.uint32], groups: NDArray[np.uint32], free: NDArray[np.int64], room: NDArray[np.uint32]
) -> None:
    """Put papers behind those of their groups, from each group's next free place on, and move that on."""
    keys = np.sort(groups.astype(np.uint64) << np.uint64(32) | papers)
    groups = (keys >> np.uint64(32)).astype(np.int64)
    firsts = np.flatnonzero(np.diff(groups, prepend=-1))
    counts = np.diff(firsts, append=len(groups))
    room[np.repeat(free[groups[firsts]] - firsts, counts) + np.arange(len(groups))] = keys.astype(np.uint32)
    free[groups[firsts]] += counts


def _fill_initials(draft: _Draft, drawer: Drawer) -> Iterator[None]:
    """The first letters of each title, with and without its stop words."""
    firsts = np.append(_initials.codes(drawer["letters"][drawer["letter_starts"][:-1]]), np.uint64(0))
    found = np.empty((len(drawer["numbers"]), 2), np.uint64)
    for low, high in _pieces(len(found)):
        starts, ends = drawer["row_starts"][low:high], drawer["title_ends"][low:high]
        words = padded(drawer["rows"], starts, ends, len(firsts) - 1)
        letters = firsts[words]
        found[low:high, 0] = _initials.packed(_initials.compacted(letters, letters > 0))
        found[low:high, 1] = _initials.packed(
            _initials.compacted(letters, (letters > 0) & ~np.isin(words, draft.stops))
        )
        yield
    order = np.argsort(found, axis=None, kind="stable")
    drawer["initials"][:] = found.reshape(-1)[order]
    drawer["initial_papers"][:] = order // 2


def _pieces(papers: int) -> Iterator[tuple[int, int]]:
    return ((low, min(low + PIECE, papers)) for low in range(0, papers, PIECE))


def _steps(
    entries: Iterable[Entry], library: str, step: int, descriptor: int, rows_of: Rows
) -> Generator[int, None, Tables]:
    with tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY) as spool:
        draft = _Draft(spool, rows_of)
        rest = iter(entries)
        while piece := list(islice(rest, PIECE)):
            draft.add(piece)
            yield len(draft.numbers)
        drawer = draft.drawer(descriptor)
        fillings = (
            _fill_rows(draft, drawer),
            _fill_postings(drawer),
            _fill_initials(draft, drawer),
            _fill_pairs(draft, drawer),
        )
        for filling in fillings:
            for done, _ in enumerate(filling):
                if done % KEPT_PIECES == 0:
                    drawer.let_go()
                yield len(draft.numbers)
    drawer.seal(library, step)
    return drawer.tables()


def in_memory(entries: Iterable[Entry], rows_of: Rows = rows_of) -> Tables:
    """An index of few papers, in ascending order of their numbers, without a file."""
    steps = _steps(entries, "", 0, -1, rows_of)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            tables: Tables = done.value
            return tables


def build(path: Path, entries: Iterable[Entry], library: str, step: int) -> Generator[int, None, None]:
    """Build an index into a file, in pieces; each step gives the number of papers taken in so far.

    The file is put in place whole, at the end; a build that is closed, fails or is killed leaves the old one. What a
    killed one wrote is removed by a build a day later: until then it may be that of another process at work.
    """
    for left in path.parent.glob(f"{glob.escape(path.name)}.*.part"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > A_DAY:
                left.unlink()
    descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "r+b") as file:
            yield from _steps(entries, library, step, descriptor, rows_of)
            file.flush()
            os.fsync(descriptor)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
