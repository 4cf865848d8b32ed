"""Build an index of any size in pieces, with little memory."""

from __future__ import annotations

import os
import tempfile
from array import array
from collections import defaultdict
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from readlist.search import _initials
from readlist.search._tables import Drawer, padded
from readlist.search._vocabulary import letter_sets
from readlist.search.words import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from typing import IO

    from readlist.search._tables import Tables
    from readlist.search.words import Entry

    Rows = Callable[[Entry], tuple[list[str], list[str], list[str]]]

PIECE = 10_000
KEPT_IN_MEMORY = 16 << 20
KEPT_PIECES = 20


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

    def drawer(self, descriptor: int) -> Drawer:
        """Room for all arrays, the small ones filled."""
        words = sorted(self.words)
        counts = dict.fromkeys(("numbers", "title_ends", "other_ends"), len(self.numbers))
        counts["row_starts"] = len(self.numbers) + 1
        counts["initials"] = counts["initial_papers"] = 2 * len(self.numbers)
        counts["letter_starts"] = counts["posting_starts"] = len(words) + 1
        counts["letter_sets"] = len(words)
        counts["letters"] = sum(map(len, words))
        counts["rows"] = counts["postings"] = self.spool.tell() // 4
        drawer = Drawer(counts, descriptor)
        for name in ("numbers", "title_ends", "other_ends"):
            drawer[name][:] = getattr(self, name)
        np.cumsum(self.lengths, out=drawer["row_starts"][1:])
        np.cumsum(np.fromiter(map(len, words), np.uint32, len(words)), out=drawer["letter_starts"][1:])
        drawer["letters"][:] = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
        drawer["letter_sets"][:] = letter_sets(drawer["letter_starts"], drawer["letters"])
        self.sorted_places = np.empty(len(words), np.uint32)
        self.sorted_places[np.fromiter(map(self.words.__getitem__, words), np.uint32, len(words))] = np.arange(
            len(words)
        )
        stops = [self.words[word] for word in _initials.STOP_WORDS if word in self.words]
        self.stops = self.sorted_places[np.array(stops, np.intp)]
        self.words.clear()
        return drawer


def _fill_rows(draft: _Draft, drawer: Drawer) -> Iterator[None]:
    """The words of the papers by their sorted places, and where the postings of each word begin."""
    rows, starts = drawer["rows"], drawer["row_starts"]
    papers = np.zeros(len(draft.sorted_places), np.int64)
    draft.spool.seek(0)
    for low, high in _pieces(len(starts) - 1):
        begin, end = int(starts[low]), int(starts[high])
        places = draft.sorted_places[np.frombuffer(draft.spool.read(4 * (end - begin)), np.uint32)]
        rows[begin:end] = places
        papers += np.bincount(places, minlength=len(papers))
        yield
    np.cumsum(papers, out=drawer["posting_starts"][1:])


def _fill_postings(drawer: Drawer) -> Iterator[None]:
    """Each piece sorted by word; the words' next free places tell where its papers go."""
    rows, starts, postings = drawer["rows"], drawer["row_starts"], drawer["postings"]
    free = drawer["posting_starts"][:-1].astype(np.int64)
    for low, high in _pieces(len(starts) - 1):
        papers = np.repeat(np.arange(low, high, dtype=np.uint64), np.diff(starts[low : high + 1]))
        keys = np.sort(rows[starts[low] : starts[high]].astype(np.uint64) << np.uint64(32) | papers)
        words = (keys >> np.uint64(32)).astype(np.int64)
        firsts = np.flatnonzero(np.diff(words, prepend=-1))
        counts = np.diff(firsts, append=len(words))
        postings[np.repeat(free[words[firsts]] - firsts, counts) + np.arange(len(words))] = keys.astype(np.uint32)
        free[words[firsts]] += counts
        yield


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
        for filling in (_fill_rows(draft, drawer), _fill_postings(drawer), _fill_initials(draft, drawer)):
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

    The file is put in place whole, at the end; a build that is closed, fails or is killed leaves the old one.
    """
    descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "r+b") as file:
            yield from _steps(entries, library, step, descriptor, rows_of)
            file.flush()
            os.fsync(descriptor)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
