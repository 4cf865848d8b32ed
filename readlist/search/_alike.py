"""Find what is alike among many texts."""

from __future__ import annotations

from array import array
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Texts = Callable[[], Iterable[tuple[int, str]]]

TURNS = 6
NEIGHBORS = 20
PIECE = 10_000
_PAIRS = 100_000
_LETTERS = 32
_SIDE = np.dtype(f"S{_LETTERS}")
_KINDS = 32  # of letters
_WORDS = _LETTERS // 2  # which have so many letters, with the blanks between them
_DRAWN = 4  # bytes
_REMEMBERED = 1 << 16  # words


def alike(texts: Texts, least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of folded texts, by their numbers, whose similarity (rapidfuzz's ratio, 0 to 1) is at least so great.

    ``texts`` gives the same numbered texts each time. Each is compared with its neighbors only, where all are sorted
    by how they begin, by how they end, backwards, and some times by how they go on from a word that is drawn: the same
    one, most often, in texts that are alike. So the time grows with the number of texts, and a pair may be missed (3
    in 100 titles at a similarity of 0.9, among a million). Some 300 bytes are held for each text, and the candidates.
    """
    numbers, looks = _looked_at(texts())
    pairs = _candidates(looks, least)
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
    """How texts look from each side, how long they are, and how often they have each kind of letter (255 at most)."""

    sides: NDArray[np.bytes_]
    sizes: NDArray[np.float32]
    letters: NDArray[np.uint8]


def _looked_at(texts: Iterable[tuple[int, str]]) -> tuple[NDArray[np.int64], _Looks]:
    """The numbers of the texts that have words, and their looks."""
    numbers = array("q")
    looks = [_looks([])]
    rest = ((number, text, text.split()) for number, text in texts)
    with_words = (found for found in rest if found[2])
    while piece := list(islice(with_words, PIECE)):
        numbers.extend(number for number, _, _ in piece)
        looks.append(_looks([(text, words) for _, text, words in piece]))
    return np.frombuffer(numbers, np.int64), _Looks(*map(np.concatenate, zip(*looks, strict=True)))


def _looks(texts: Sequence[tuple[str, Sequence[str]]]) -> _Looks:
    """The looks of texts, given with their words."""
    sizes = np.array([len(text) for text, _ in texts], np.int64)
    kinds = np.frombuffer("".join(text for text, _ in texts).encode("utf-32-le"), np.uint32) % _KINDS
    counted = np.bincount(np.repeat(np.arange(len(texts)), sizes) * _KINDS + kinds, minlength=len(texts) * _KINDS)
    return _Looks(
        np.array([_sides(text, words) for text, words in texts], _SIDE).reshape(-1, TURNS + 2),
        sizes.astype(np.float32),
        counted.reshape(-1, _KINDS).clip(max=255).astype(np.uint8),
    )


def _sides(text: str, words: Sequence[str]) -> list[bytes]:
    """How a text begins, ends, and goes on from the words drawn; behind its end it begins again."""
    turned = [" ".join([*words[at : at + _WORDS], *words[:at]]) for at in _drawn(words)]
    return [look[:_LETTERS].encode() for look in (text, text[: -_LETTERS - 1 : -1], *turned)]


def _drawn(words: Sequence[str]) -> Iterator[int]:
    """The places of the words that are drawn, one a turn."""
    for lots in zip(*map(_lots, words), strict=True):
        yield lots.index(min(lots))


@lru_cache(_REMEMBERED)
def _lots(word: str) -> tuple[bytes, ...]:
    """What a word draws in each turn: the least wins."""
    drawn = blake2b(word.encode(), digest_size=TURNS * _DRAWN).digest()
    return tuple(drawn[at : at + _DRAWN] for at in range(0, len(drawn), _DRAWN))


def _candidates(looks: _Looks, least: float) -> NDArray[np.intp]:
    """The pairs of places, shaped (pairs, 2), of neighbors in some order, each once, whose letters may be alike enough.

    What the counts of letters differ by is the least number of letters to take out or put in.
    """
    found = [np.empty(0, np.uint64)]
    for side in looks.sides.T:
        order = np.argsort(side, kind="stable")
        sizes = looks.sizes[order]
        for distance in range(1, NEIGHBORS + 1):
            most = (1 - least) * (sizes[distance:] + sizes[:-distance])
            fit = np.flatnonzero(np.abs(sizes[distance:] - sizes[:-distance]) <= most)
            one, other = order[fit], order[fit + distance]
            apart = np.abs(looks.letters[one].astype(np.int16) - looks.letters[other]).sum(axis=1)
            near = apart <= most[fit]
            one, other = one[near].astype(np.uint64), other[near].astype(np.uint64)
            found.append(np.minimum(one, other) << np.uint64(32) | np.maximum(one, other))
    every = np.unique(np.concatenate(found))
    return np.stack((every >> np.uint64(32), every & np.uint64(0xFFFFFFFF)), axis=1).astype(np.intp)
