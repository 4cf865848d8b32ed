"""The papers of a library that are most like one of them: by the rare words, the authors and the venue they share."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from math import log
from typing import TYPE_CHECKING

from readlist.model.words import BETWEEN, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from readlist.model.paper import Paper
    from readlist.model.words import Words
    from readlist.store import Store

COMMON = 1000
"""A word that more papers have tells little, and is slow to look up."""
CANDIDATES = 50
MOST_WORDS, MOST_AUTHORS = 200, 20
ENOUGH = 3.0
"""The least likeness, in weights of a word that one paper alone has."""
_TEXTS = ("title", "abstract")
_WEIGHTS = (0.5, 1.5, 2.5)  # of a word in neither title, in one, in both
BETWEEN_NAMES = f" {BETWEEN} "
_AUTHOR, _VENUE = 2.0, 2.0
_NEEDED = ("title", "authors", "authors_complete", "abstract", "date", "venue")

Sign = tuple[str, str]
"""A word of title or abstract, or a whole name: the column of the index that has it ("title" for both), and itself."""


def similar(store: Store, paper: Paper, most: int = 5) -> list[Paper]:
    """The papers most like one, the most alike first; none that is not much like it.

    A word is looked up that few papers have, and weighs the more the fewer they are. What has most in common by that is
    compared: a word in a title weighs more than one in an abstract.
    """
    own = words_of(paper)
    title = set(own.title.split())
    lookup = store.lookup
    size = max(lookup.size, 2)
    weights: dict[Sign, float] = {}
    shared: defaultdict[int, float] = defaultdict(float)
    for sign in _signs(own):
        column, text = sign
        factor = _AUTHOR if column == "author" else 1.0 + (text in title)
        few = min(COMMON, max(size // 10, 2))
        papers = lookup.papers_with(text, _TEXTS if column == "title" else (column,), few + 1)
        if 2 <= len(papers) <= few:
            weights[sign] = log(size / len(papers))
            for id_ in papers:
                shared[id_] += weights[sign] * factor
    shared.pop(paper.id or 0, None)
    nearest = sorted(shared, key=lambda id_: -shared[id_])[:CANDIDATES]
    rated = [(_likeness(own, words_of(other), weights), other) for other in store.papers(nearest, _NEEDED)]
    rated.sort(key=lambda pair: -pair[0])
    return [other for likeness, other in rated[:most] if likeness >= ENOUGH * log(size)]


def _signs(own: Words) -> Iterator[Sign]:
    """What to look up of a paper: words of its title, then of its abstract, and its authors."""
    words = (word for word in dict.fromkeys((*own.title.split(), *own.abstract.split())) if _tells(word))
    yield from (("title", word) for word in islice(words, MOST_WORDS))
    yield from (("author", name) for name in own.author.split(BETWEEN_NAMES)[:MOST_AUTHORS] if name)


def _tells(word: str) -> bool:
    """Whether a word may tell what a paper is about: one sign of a script without blanks may."""
    return len(word) > 2 or not word.isascii()


def _likeness(own: Words, other: Words, weights: Mapping[Sign, float]) -> float:
    """How much two papers have in common; nothing, where that is but one sign, or none that a title or author has."""
    titles = set(own.title.split()), set(other.title.split())
    texts = titles[1].union(other.abstract.split())
    names = set(other.author.split(BETWEEN_NAMES))
    found = [
        (weight * _AUTHOR, True) if column == "author" else _weighed(weight, text, titles)
        for (column, text), weight in weights.items()
        if text in (names if column == "author" else texts)
    ]
    if len(found) < 2 or not any(is_strong for _, is_strong in found):
        return 0.0
    return sum(weight for weight, _ in found) + _VENUE * bool(own.venue and own.venue == other.venue)


def _weighed(weight: float, word: str, titles: tuple[set[str], set[str]]) -> tuple[float, bool]:
    number = sum(word in title for title in titles)
    return weight * _WEIGHTS[number], number > 0
