"""How many edits lie between one text and many words, all words at once.

The columns of the table of distances are kept as bits of their differences (Hyyrö 2003), one machine word for each of
the words that are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 31


def distances(
    text: NDArray[np.uint32],
    edits: int,
    letters: NDArray[np.uint32],
    starts: NDArray[np.uint32],
    lengths: NDArray[np.uint8],
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The edits from a text (1 to LONGEST code points) to each of n words, and to the nearest beginning of each.

    The words are given by where they start among all letters and their lengths. What is more than so many edits away
    is told as more, not how far.
    """
    one = np.uint32(1)
    last = np.uint32(len(text) - 1)
    count = len(starts)
    masks = np.zeros(1 << 16, dtype=np.uint32)
    for place, letter in enumerate(text.tolist()):
        masks[letter & 0xFFFF] |= np.uint32(1 << place)
    rising, falling = np.full(count, 0xFFFFFFFF, np.uint32), np.zeros(count, np.uint32)
    diagonal, before = np.zeros(count, np.uint32), np.zeros(count, np.uint32)
    distance = np.full(count, len(text), np.uint8)
    whole, begun = np.full(count, 255, np.uint8), distance
    for column in range(min(int(lengths.max(initial=0)), len(text) + edits)):
        here = masks.take(letters.take(starts + np.uint32(column), mode="clip") & 0xFFFF)
        swapped = ((~diagonal & here) << one) & before
        diagonal = (((here & rising) + rising) ^ rising) | here | falling | swapped
        up = falling | ~(diagonal | rising)
        down = diagonal & rising
        distance = distance + ((up >> last) & one).astype(np.uint8) - ((down >> last) & one).astype(np.uint8)
        up = (up << one) | one
        rising = (down << one) | ~(diagonal | up)
        falling = up & diagonal
        before = here
        begun = np.minimum(begun, np.where(lengths > column, distance, 255))
        whole = np.where(lengths == column + 1, distance, whole)
    return whole, begun
