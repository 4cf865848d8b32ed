"""Find what is alike among many texts."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BANDS = 14
ROWS = 3
NEIGHBORS = 3
_PRIME = (1 << 61) - 1
_SEEDS = tuple(
    tuple(int.from_bytes(blake2b(f"{band}.{row}.{part}".encode(), digest_size=7).digest(), "big") for part in "ab")
    for band in range(BANDS)
    for row in range(ROWS)
)


def alike(texts: Iterable[tuple[int, str]], least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of folded texts, by their numbers, whose similarity (rapidfuzz's ratio, 0 to 1) is at least so great.

    Candidates share a band of the MinHash of their words; within a band each text is compared with its neighbors only,
    so the time grows with the number of texts, and a pair may be missed (3 in 100 at a similarity of 0.9).
    """
    kept = dict(texts)
    bands: dict[tuple[int, ...], list[int]] = {}
    for number, text in kept.items():
        for key in _band_keys(text):
            bands.setdefault(key, []).append(number)
    seen = set()
    for members in bands.values():
        for at, one in enumerate(members):
            for other in members[at + 1 : at + 1 + NEIGHBORS]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    ratio = fuzz.ratio(kept[one], kept[other]) / 100
                    if ratio >= least:
                        yield one, other, ratio


def _band_keys(text: str) -> Iterator[tuple[int, ...]]:
    words = [int.from_bytes(blake2b(word.encode(), digest_size=7).digest(), "big") for word in set(text.split())]
    if not words:
        return
    least = [min((a * word + b) % _PRIME for word in words) for a, b in _SEEDS]
    for band in range(BANDS):
        yield (band, *least[band * ROWS : band * ROWS + ROWS])
