"""The sorted words of an index: ranges of words that begin alike, and words that are nearly the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readlist.search._distance import distances

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from readlist.search._tables import Tables

MOST_RANGES = 5_000
BEGUN_FROM = 5
FAR = 255
_LATIN = np.uint64(26)


def _places(letters: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Which bit stands for a letter: 0 to 25 for a to z, 52 to 63 shared by all others."""
    return np.where((letters >= 97) & (letters <= 122), letters - 97, 52 + letters % 12).astype(np.uint64)


def letter_sets(starts: NDArray[np.uint32], letters: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Which letters each word has, as bits; a letter of a to z that comes twice sets a second bit (26 to 51).

    Each edit sets or clears two bits at most, so words that are near have nearly the same bits.
    """
    lengths = np.diff(starts)
    sets = np.zeros(len(lengths), dtype=np.uint64)
    for column in range(int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > column)
        bit = np.uint64(1) << _places(letters[starts[longer] + column])
        seen = sets[longer]
        again = np.where(bit < (1 << 26), (seen & bit) << _LATIN, np.uint64(0))
        sets[longer] = seen | bit | again
    return sets


class Vocabulary:
    """The words of some tables; a word is told by its place."""

    def __init__(self, tables: Tables) -> None:
        self._starts = tables.letter_starts
        self._letters = tables.letters
        self._sets = tables.letter_sets
        self._text = tables.letters.data.cast("B") if len(tables.letters) else memoryview(b"")
        self._at = tables.letter_starts.data
        self._ranges: dict[str, tuple[int, int]] = {}
        self._lengths = np.diff(tables.letter_starts).astype(np.uint8)
        self._by_length = np.argsort(self._lengths, kind="stable").astype(np.uint32)
        self._sets_by_length = self._sets.take(self._by_length)
        self._length_ends = np.searchsorted(self._lengths.take(self._by_length), np.arange(257)).tolist()

    def __len__(self) -> int:
        return len(self._sets)

    def __getitem__(self, place: int) -> str:
        return str(self._text[4 * self._at[place] : 4 * self._at[place + 1]], "utf-32-le", "replace")

    def beginning_with(self, text: str) -> tuple[int, int]:
        """The places from the first to before the last of the words that begin with a text; kept, as texts grow."""
        if not text:
            return 0, len(self)
        kept = self._ranges.get(text)
        if kept is None:
            if len(self._ranges) >= MOST_RANGES:
                self._ranges.clear()
            low, high = self.beginning_with(text[:-1])
            low = self._first_from(text, low, high)
            behind = text[:-1] + chr(min(ord(text[-1]) + 1, 0x10FFFF))
            kept = self._ranges[text] = low, self._first_from(behind, low, high)
        return kept

    def _first_from(self, text: str, low: int, high: int) -> int:
        """The place of the first word in a range that does not come before a text."""
        while low < high:
            middle = (low + high) // 2
            if self[middle] < text:
                low = middle + 1
            else:
                high = middle
        return low

    def near(self, text: str, edits: int) -> tuple[NDArray[np.intp], NDArray[np.uint8], NDArray[np.uint8]]:
        """The words that are, or begin with, something so few edits away from a text; how many edits for each of both.

        An edit is a letter put in, left out, replaced, or swapped with the next.
        """
        own = np.uint64(_letter_set(text))
        near = self._maybe_near(len(text), own, edits)
        places = np.concatenate([near, self._maybe_begun(text, own)])
        whole, begun = distances(_code_points(text), edits, self._letters, self._starts[places], self._lengths[places])
        begun[: len(near)] = FAR
        close = np.flatnonzero((whole <= edits) | (begun <= 1))[::-1]
        close = close[np.unique(places[close], return_index=True)[1]]  # of a word that is there twice the second
        return places[close], whole[close], begun[close]

    def _maybe_near(self, length: int, own: np.uint64, edits: int) -> NDArray[np.intp]:
        """The words whose length and letters allow so few edits."""
        ends = self._length_ends
        some = slice(ends[max(0, length - edits)], ends[min(256, length + edits + 1)])
        other = self._sets_by_length[some] ^ own
        likely = np.flatnonzero(np.bitwise_count(other) <= 2 * edits)
        other = other.take(likely)
        is_maybe = (np.bitwise_count(other & own) <= edits) & (np.bitwise_count(other & ~own) <= edits)
        places: NDArray[np.intp] = self._by_length[some].take(likely[is_maybe]).astype(np.intp)
        return places

    def _maybe_begun(self, text: str, own: np.uint64) -> NDArray[np.intp]:
        """The longer words with all letters but one that begin with the first or the second letter."""
        found = [np.zeros(0, np.intp)]
        for letter in {text[0], text[1:2]} if len(text) >= BEGUN_FROM else ():
            low, high = self.beginning_with(letter)
            has_most = np.bitwise_count(~self._sets[low:high] & own) <= 1
            found.append(low + np.flatnonzero(has_most & (self._lengths[low:high] >= len(text))))
        return np.concatenate(found)


def _letter_set(text: str) -> int:
    """The bits of letter_sets for one word."""
    found = 0
    for letter in text:
        code = ord(letter)
        bit = 1 << (code - 97 if 97 <= code <= 122 else 52 + code % 12)
        found |= (found & bit) << 26 if bit < 1 << 26 else 0
        found |= bit
    return found


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4")
