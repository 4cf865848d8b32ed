"""The arrays of an index, in a file that is mapped into memory, or in memory alone.

A file that was cut short, is of another version or was never finished is told by its head and its size when it is
opened; so is damage to the head and to small arrays, by their checksums. The large arrays are compared with theirs by
``verify`` only, in the background: until then a damaged place can do no more than lead past a paper, or to one that has
not the words that the hit tells of (``bears_out`` finds that), or out of an array, which numpy refuses and the search
reports as UnusableIndex; what is read is never more than the fixed numbers of postings, papers and letters.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from readlist.errors import ReadlistError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MAGIC = b"readlist search\n"
VERSION = 3
HEAD = 4096
ALIGNED = 64
CHECKED_AT_OPEN = 1 << 20
# Name and type of each array, in their order in the file; Tables tells what they hold.
ARRAYS = {
    "numbers": "<i8",
    "row_starts": "<u4",
    "title_ends": "u1",
    "other_ends": "u1",
    "rows": "<u4",
    "posting_starts": "<u4",
    "postings": "<u4",
    "letter_starts": "<u4",
    "letters": "<u4",
    "letter_sets": "<u8",
    "initials": "<u8",
    "initial_papers": "<u4",
    "pair_kinds": "<u4",
    "pair_starts": "<u4",
    "pair_papers": "<u4",
}


class UnusableIndex(ReadlistError):
    """The file is no index, or not one of this library and program, or it is damaged: build it anew."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The arrays for N papers, V distinct words, P words of papers in all; a paper's place is its rank by number.

    A word's place is its rank among the sorted words, so what begins alike is one range of words, and its papers are
    one slice of the postings.
    """

    library: str
    step: int
    numbers: NDArray[np.int64]  # N, ascending: the library's numbers
    row_starts: NDArray[np.uint32]  # N + 1: where the words of a paper begin in the rows
    title_ends: NDArray[np.uint8]  # N: how many of them are the title's
    other_ends: NDArray[np.uint8]  # N: where the year, tags and the like end; the rest are the authors'
    rows: NDArray[np.uint32]  # P: places of words, paper by paper
    posting_starts: NDArray[np.uint32]  # V + 1: where the papers of a word begin in the postings
    postings: NDArray[np.uint32]  # P: places of papers, word by word, ascending within a word
    letter_starts: NDArray[np.uint32]  # V + 1: where a word's letters begin
    letters: NDArray[np.uint32]  # code points, word by word
    letter_sets: NDArray[np.uint64]  # V: which letters a word has, see vocabulary.letter_sets
    initials: NDArray[np.uint64]  # ascending: first letters of titles, see initials.packed
    initial_papers: NDArray[np.uint32]  # the papers they are of
    pair_kinds: NDArray[np.uint32]  # K, ascending: kinds of pairs of title words, see pairs
    pair_starts: NDArray[np.uint32]  # K + 1: where the papers of a kind begin in
    pair_papers: NDArray[np.uint32]  # places of papers, kind by kind


def _layout(counts: dict[str, int]) -> tuple[dict[str, int], int]:
    """Where each array begins, and where the last one ends."""
    places, at = {}, HEAD
    for name, kind in ARRAYS.items():
        places[name] = at
        at += -(-counts[name] * np.dtype(kind).itemsize // ALIGNED) * ALIGNED
    return places, at


def _make_room(descriptor: int, size: int) -> None:
    """Give a file its size; where a disk is full this fails, since a write to mapped memory would end the program."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, size)
    else:
        os.truncate(descriptor, size)


class Drawer:
    """Room for the arrays of an index, to be filled; a file when a path is given."""

    def __init__(self, counts: dict[str, int], descriptor: int = -1) -> None:
        self.counts = counts
        self.places, size = _layout(counts)
        self.is_file = descriptor >= 0
        if self.is_file:
            _make_room(descriptor, size)
        self.memory = mmap.mmap(descriptor, size)

    def __getitem__(self, name: str) -> NDArray[Any]:
        return np.frombuffer(self.memory, ARRAYS[name], self.counts[name], self.places[name])

    def let_go(self) -> None:
        """Give the memory of a file's arrays back to the system, which keeps what was written; where it can."""
        if hasattr(mmap, "MADV_DONTNEED") and self.is_file:
            self.memory.madvise(mmap.MADV_DONTNEED)

    def seal(self, library: str, step: int) -> None:
        """Write the head, with the checksums of all arrays."""
        sums = {}
        for name in ARRAYS:
            sums[name] = zlib.crc32(self[name].data)
            self.let_go()
        text = json.dumps(
            {"version": VERSION, "library": library, "step": step, "counts": self.counts, "sums": sums}
        ).encode()
        head = MAGIC + len(text).to_bytes(4, "little") + zlib.crc32(text).to_bytes(4, "little") + text
        if len(head) > HEAD:
            raise ValueError("the name of the library is too long")
        self.memory[: len(head)] = head

    def tables(self) -> Tables:
        """The arrays, read only."""
        return _tables(memoryview(self.memory).toreadonly(), _head(self.memory[:HEAD]))


def opened(path: Path) -> Tables:
    """The arrays of a file, mapped into memory; raises UnusableIndex."""
    try:
        with path.open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise UnusableIndex(f"the search index cannot be read: {error}") from error
    return _tables(memoryview(memory), _head(memory[:HEAD]))


def _head(start: bytes) -> dict[str, Any]:
    size = int.from_bytes(start[16:20], "little")
    text = start[24 : 24 + size]
    if start[:16] != MAGIC or zlib.crc32(text) != int.from_bytes(start[20:24], "little"):
        raise UnusableIndex("the search index has no readable head")
    head: dict[str, Any] = json.loads(text)
    if head["version"] != VERSION:
        raise UnusableIndex("the search index is of another version")
    return head


def _tables(memory: memoryview, head: dict[str, Any]) -> Tables:
    counts = head["counts"]
    places, size = _layout(counts)
    if len(memory) != size:
        raise UnusableIndex("the search index is not whole")
    arrays: dict[str, Any] = {
        name: np.frombuffer(memory, kind, counts[name], places[name]) for name, kind in ARRAYS.items()
    }
    _check(arrays, head["sums"], CHECKED_AT_OPEN)
    return Tables(head["library"], head["step"], **arrays)


def _check(arrays: dict[str, NDArray[Any]], sums: dict[str, int], up_to: float) -> None:
    for name, array in arrays.items():
        if array.nbytes <= up_to and zlib.crc32(array.data) != sums[name]:
            raise UnusableIndex(f"the search index is damaged: {name}")


def verify(path: Path) -> None:
    """Compare each array of a file with its checksum; raises UnusableIndex."""
    tables = opened(path)
    with path.open("rb") as file:
        sums = _head(file.read(HEAD))["sums"]
    _check({name: getattr(tables, name) for name in ARRAYS}, sums, float("inf"))


def padded(
    rows: NDArray[np.uint32], starts: NDArray[np.uint32], lengths: NDArray[np.integer], none: int
) -> NDArray[np.uint32]:
    """The words of n papers from where they start, n x (the greatest length); behind the end of each, none."""
    columns = np.arange(int(lengths.max(initial=1)), dtype=np.uint32)
    if not len(rows):
        return np.full((len(starts), len(columns)), none, np.uint32)
    words = rows.take(starts[:, None] + columns, mode="clip")  # a third of the time of brackets
    words[columns >= lengths[:, None]] = none
    return words
