"""Which words of an index a typed word may mean, and how much each of them is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from readlist.search._vocabulary import Vocabulary

# In tenths of a natural logarithm: what is typed as it is, and how much less likely anything else is.
FULL = 120
BEGUN = 6  # the last word, which is still being typed
ABBREVIATED = 14  # any other word of which the beginning was typed
BY_A_LETTER = 25  # the same, one or two letters
EDITS = (0, 32, 64)
BEGUN_WITH_EDITS = 10  # besides the edits

ONE_EDIT_FROM = 3
TWO_EDITS_FROM = 6
_COSTS = np.array([*EDITS, *[FULL] * (256 - len(EDITS))])


@dataclass(frozen=True, slots=True)
class Reading:
    """What one typed word may mean: words that begin with it (a range of places), and words that are nearly it."""

    text: str
    low: int
    high: int
    is_whole: bool  # whether the first of the range is the very word
    begun: int  # what the other words of the range are worth, FULL less their cost
    near: NDArray[np.intp]  # n
    worth: NDArray[np.uint8]  # n

    def table(self, words: int) -> NDArray[np.uint8]:
        """What each of so many words is worth as a meaning of the typed one, 0 if it is none; one more for no word."""
        table = np.zeros(words + 1, np.uint8)
        table[self.near] = self.worth
        table[self.low : self.high] = self.begun
        if self.is_whole:
            table[self.low] = FULL
        return table


def plain(vocabulary: Vocabulary, text: str, *, is_last: bool) -> Reading:
    """The word as it was typed, and what begins with it."""
    low, high = vocabulary.beginning_with(text)
    cost = BEGUN if is_last else ABBREVIATED if len(text) > 2 else BY_A_LETTER
    is_whole = low < high and vocabulary[low] == text
    return Reading(text, low, high, is_whole, FULL - cost, np.zeros(0, np.intp), np.zeros(0, np.uint8))


def forgiving(vocabulary: Vocabulary, reading: Reading) -> Reading:
    """The same, and the words that are an edit or two away, or whose beginning is one edit away."""
    length = len(reading.text)
    if length < ONE_EDIT_FROM:
        return reading
    near, whole, begun = vocabulary.near(reading.text, 2 if length >= TWO_EDITS_FROM else 1)
    cost = np.minimum(_COSTS[whole], np.where(begun <= 1, _COSTS[begun] + BEGUN_WITH_EDITS, FULL))
    return replace(reading, near=near, worth=(FULL - cost).astype(np.uint8))
