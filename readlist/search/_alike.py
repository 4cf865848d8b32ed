"""Find what is alike among many texts."""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import count, islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    Texts = Callable[[], Iterable[tuple[int, str]]]

BANDS = 24
ROWS = 3
NEIGHBORS = 6
PIECE = 10_000
_PAIRS = 100_000
_LETTERS = 24
_END = np.dtype(f"S{_LETTERS}")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_DRAW = np.random.default_rng(1)
_FACTORS = _DRAW.integers(1 << 63, size=(BANDS, ROWS), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_SHIFTS = _DRAW.integers(1 << 63, size=(BANDS, ROWS), dtype=np.uint64)


def alike(texts: Texts, least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of folded texts, by their numbers, whose similarity (rapidfuzz's ratio, 0 to 1) is at least so great.

    ``texts`` gives the same numbered texts each time. Candidates share a band of the MinHash of their words; of those
    each is compared with its neighbors only, in the order of their beginnings or of their ends, so the time grows with
    the number of texts, and a pair may be missed (2 in 100 at a similarity of 0.9). Some 250 bytes are held for each
    text, and the candidates themselves.
    """
    numbers, keys, looks = _banded(texts())
    pairs = _candidates(keys, looks, least)
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


class _Looks(NamedTuple):
    """How texts begin, how they end, backwards, and how long they are."""

    begins: NDArray[np.bytes_]
    ends: NDArray[np.bytes_]
    sizes: NDArray[np.uint32]


def _banded(texts: Iterable[tuple[int, str]]) -> tuple[NDArray[np.int64], NDArray[np.uint64], _Looks]:
    """The numbers of the texts that have words, what each has in each band, and its looks."""
    places: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = array("q")
    keys = [np.empty((0, BANDS), np.uint64)]
    looks = [_Looks(np.empty(0, _END), np.empty(0, _END), np.empty(0, np.uint32))]
    rest = ((number, text, set(text.split())) for number, text in texts)
    with_words = (found for found in rest if found[2])
    while piece := list(islice(with_words, PIECE)):
        numbers.extend(number for number, _, _ in piece)
        sizes = np.fromiter((len(words) for _, _, words in piece), np.intp, len(piece))
        words = np.fromiter((places[word] for _, _, words in piece for word in words), np.uint64, int(sizes.sum()))
        keys.append(_keys(words, np.cumsum(sizes) - sizes))
        looks.append(
            _Looks(
                np.array([text[:_LETTERS].encode() for _, text, _ in piece], _END),
                np.array([text[: -_LETTERS - 1 : -1].encode() for _, text, _ in piece], _END),
                np.array([len(text) for _, text, _ in piece], np.uint32),
            )
        )
    return (
        np.frombuffer(numbers, np.int64),
        np.concatenate(keys),
        _Looks(*map(np.concatenate, zip(*looks, strict=True))),
    )


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


def _candidates(keys: NDArray[np.uint64], looks: _Looks, least: float) -> NDArray[np.intp]:
    """The pairs of places, shaped (pairs, 2), of neighbors in a band, each once, if as long as the similarity asks."""
    orders = [np.argsort(end, kind="stable") for end in (looks.begins, looks.ends)]
    found = [np.empty(0, np.uint64)]
    for number, band in enumerate(keys.T):
        order = orders[number % len(orders)]
        order = order[np.argsort(band[order], kind="stable")]
        ranked, sizes = band[order], looks.sizes[order].astype(np.float32)
        for distance in range(1, NEIGHBORS + 1):
            fit = ranked[distance:] == ranked[:-distance]
            fit &= np.minimum(sizes[distance:], sizes[:-distance]) * 2 >= least * (sizes[distance:] + sizes[:-distance])
            pairs = np.sort(np.stack((order[:-distance][fit], order[distance:][fit])), axis=0).astype(np.uint64)
            found.append(pairs[0] << np.uint64(32) | pairs[1])
    every = np.unique(np.concatenate(found))
    return np.stack((every >> np.uint64(32), every & np.uint64(0xFFFFFFFF)), axis=1).astype(np.intp)
