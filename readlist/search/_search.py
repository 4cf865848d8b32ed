"""Search in a library that changes: an index, and a small one of what changed since, as one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Self

import numpy as np

from readlist.search._build import in_memory
from readlist.search._index import Index, go_on
from readlist.search.words import MOST_WORDS, rows_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from readlist.search._index import Hit
    from readlist.search.words import Entry

CROWDED = 250
_kept_rows = lru_cache(2 * CROWDED)(rows_of)


@dataclass(frozen=True, slots=True)
class Search:
    """What is found in the papers as they are; a change gives a new value, the old one goes on answering as it did.

    Besides the main index there is what changed since it was built: the papers that are new or other than they were,
    the small index of those, and which places of the main index are still true. ``only`` are the numbers of the papers
    that may be found, ``masks`` the same by places of both indexes; None stands for all.
    """

    main: Index
    fresh: Mapping[int, Entry] = field(default_factory=dict, repr=False)
    recent: Index | None = None
    is_current: NDArray[np.bool_] | None = field(default=None, repr=False)
    only: NDArray[np.int64] | None = field(default=None, repr=False)
    masks: tuple[NDArray[np.bool_] | None, NDArray[np.bool_] | None] = field(default=(None, None), repr=False)

    @property
    def is_crowded(self) -> bool:
        """Whether so much changed that the main index should be built anew."""
        return len(self.fresh) > CROWDED

    def changed(self, entries: Iterable[Entry], gone: Iterable[int] = ()) -> Self:
        """The search after papers became new or other than they were, and others, by their numbers, went."""
        told = {entry.number: entry for entry in entries}
        away = set(gone) - told.keys()
        fresh = {number: entry for number, entry in self.fresh.items() if number not in away} | told
        recent = Index(in_memory((fresh[number] for number in sorted(fresh)), _kept_rows)) if fresh else None
        is_current = np.ones(len(self.main), np.bool_) if self.is_current is None else self.is_current.copy()
        is_current[self.main.places(np.array([*away, *told], np.int64))] = False
        return replace(self, fresh=fresh, recent=recent, is_current=is_current).among(self.only)

    def among(self, numbers: Sequence[int] | NDArray[np.int64] | None) -> Self:
        """The search in some of the papers only, by their numbers; in all again for None."""
        only = None if numbers is None else np.asarray(numbers, np.int64)
        recent_mask = _mask(self.recent, only, None) if self.recent else None
        return replace(self, only=only, masks=(_mask(self.main, only, self.is_current), recent_mask))

    def search(self, text: str, limit: int = 50, check: Callable[[], None] = go_on) -> list[Hit]:
        """The best papers for what was typed, the best first, of equals the newest; none for a text without words.

        ``check`` is called between steps and may raise Stopped. Raises UnusableIndex.
        """
        indexes = zip((self.main, self.recent), self.masks, strict=True)
        found = [index.search(text, limit, mask, check) for index, mask in indexes if index]
        return list(islice(merge(*found, key=lambda hit: (-hit.score, -hit.number)), limit))


def _mask(
    index: Index, only: NDArray[np.int64] | None, is_current: NDArray[np.bool_] | None
) -> NDArray[np.bool_] | None:
    """Which papers of an index may be found, by their places; None for all."""
    if only is None:
        return is_current
    mask = np.zeros(len(index), np.bool_)
    mask[index.places(only)] = True
    return mask if is_current is None else mask & is_current


def corrections(text: str, hits: Sequence[Hit]) -> dict[str, str]:
    """The typed words that the best hit takes for another word, with that word."""
    typed = words_of(text)[:MOST_WORDS]
    if not hits or len(hits[0].words) != len(typed):
        return {}
    return {
        word: meant for word, meant in zip(typed, hits[0].words, strict=True) if not meant.startswith(word) and meant
    }
