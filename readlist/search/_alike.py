"""Find what is alike among many texts."""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import count, islice
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    Texts = Callable[[], Iterable[tuple[int, str]]]

BANDS = 24
ROWS = 3
NEIGHBORS = 3
PIECE = 10_000
_PAIRS = 100_000
_MIX = np.uint64(0x9E3779B97F4A7C15)
_DRAW = np.random.default_rng(1)
_FACTORS = _DRAW.integers(1 << 63, size=(BANDS, ROWS), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_SHIFTS = _DRAW.integers(1 << 63, size=(BANDS, ROWS), dtype=np.uint64)


def alike(texts: Texts, least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of folded texts, by their numbers, whose similarity (rapidfuzz's ratio, 0 to 1) is at least so great.

    ``texts`` gives the same numbered texts each time. Candidates share a band of the MinHash of their words; within a
    band each text is compared with its neighbors only, so the time grows with the number of texts, and a pair may be
    missed (2 in 100 at a similarity of 0.9). 192 bytes are held for each text, and the candidates themselves.
    """
    numbers, keys = _banded(texts())
    pairs = _candidates(keys)
    wanted = np.zeros(len(numbers), np.bool_)
    wanted[pairs.reshape(-1)] = True
    sought = set(numbers[wanted].tolist())
    kept = {number: text for number, text in texts() if number in sought}
    for begin in range(0, len(pairs), _PAIRS):
        ones, others = numbers[pairs[begin : begin + _PAIRS]].T.tolist()
        ratios = process.cpdist(
            [kept[one] for one in ones], [kept[other] for other in others], scorer=fuzz.ratio, score_cutoff=100 * least
        )
        for place in np.flatnonzero(ratios).tolist():
            yield ones[place], others[place], float(ratios[place]) / 100


def _banded(texts: Iterable[tuple[int, str]]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """The numbers of the texts that have words, and what each has in each band."""
    places: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = array("q")
    keys = [np.empty((0, BANDS), np.uint64)]
    rest = ((number, set(text.split())) for number, text in texts)
    with_words = ((number, words) for number, words in rest if words)
    while piece := list(islice(with_words, PIECE)):
        numbers.extend(number for number, _ in piece)
        sizes = np.fromiter((len(words) for _, words in piece), np.intp, len(piece))
        words = np.fromiter((places[word] for _, words in piece for word in words), np.uint64, int(sizes.sum()))
        keys.append(_keys(words, np.cumsum(sizes) - sizes))
    return np.frombuffer(numbers, np.int64), np.concatenate(keys)


def _keys(words: NDArray[np.uint64], starts: NDArray[np.intp]) -> NDArray[np.uint64]:
    """What texts have in each band: the least of their words by three orders, in one number."""
    mixed = (words + np.uint64(1)) * _MIX
    mixed ^= mixed >> np.uint64(29)
    keys = np.zeros((len(starts), BANDS), np.uint64)
    for band in range(BANDS):
        for row in range(ROWS):
            least = np.minimum.reduceat(mixed * _FACTORS[band, row] + _SHIFTS[band, row], starts)
            keys[:, band] = (keys[:, band] ^ least) * _MIX
    return keys


def _candidates(keys: NDArray[np.uint64]) -> NDArray[np.intp]:
    """The pairs of places, shaped (pairs, 2), that share a band and are neighbors in it, each once and in order."""
    found = [np.empty(0, np.uint64)]
    for band in keys.T:
        order = np.argsort(band, kind="stable").astype(np.uint64)
        ranked = band[order]
        for distance in range(1, NEIGHBORS + 1):
            same = ranked[distance:] == ranked[:-distance]
            found.append(order[:-distance][same] << np.uint64(32) | order[distance:][same])
    pairs = np.unique(np.concatenate(found))
    return np.stack((pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF)), axis=1).astype(np.intp)
