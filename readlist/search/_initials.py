"""First letters of titles as numbers, so that those that begin alike are a range of sorted numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LENGTH = 12
_BITS = 5
_SHIFTS = np.arange(LENGTH - 1, -1, -1, dtype=np.uint64) * np.uint64(_BITS)
STOP_WORDS = frozenset(
    "a an the of for in on and with to by from via as at is are using der die das und de la le les".split()
)


def codes(letters: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A number from 1 to 31 for each letter: its own for a to z, one for digits, four for all other letters."""
    latin = (letters >= 97) & (letters <= 122)
    digit = (letters >= 48) & (letters <= 57)
    return np.where(latin, letters - 96, np.where(digit, 27, 28 + letters % 4)).astype(np.uint64)


def packed(firsts: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers for rows of LENGTH codes (n x LENGTH, 0 where a title ends)."""
    numbers: NDArray[np.uint64] = np.bitwise_or.reduce(firsts << _SHIFTS, axis=1)
    return numbers


def compacted(firsts: NDArray[np.uint64], kept: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """The kept codes of each row (n x anything) moved to its beginning: n x LENGTH, 0 behind them."""
    places = np.cumsum(kept, axis=1) - 1
    rows, columns = np.nonzero(kept & (places < LENGTH))
    moved = np.zeros((len(firsts), LENGTH), dtype=np.uint64)
    moved[rows, places[rows, columns]] = firsts[rows, columns]
    return moved


def packed_range(text: str) -> tuple[int, int]:
    """The numbers from the first to before the last of titles whose first letters begin with a text."""
    letters = np.frombuffer(text[:LENGTH].encode("utf-32-le"), dtype="<u4")
    number = 0
    for code in codes(letters).tolist():
        number = number << _BITS | code
    shift = _BITS * (LENGTH - len(letters))
    return number << shift, (number + 1) << shift
