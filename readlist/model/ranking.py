"""What a search found, and what it took the typed words for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.regex import regex
from readlist.model.text import fold
from readlist.model.words import UNPARTED

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from readlist.model.query import Query

_WRITTEN = regex(rf"{UNPARTED}|(?:(?!{UNPARTED})[^\W_])+")  # a word of a text
_SHORTEST_BEGINNING = 2  # letters


class Meant(NamedTuple):
    """The folded words that were typed, those of papers that were meant, and which of them took the place of others."""

    typed: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    corrected: Mapping[str, str] = MappingProxyType({})

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the words of a text begin and end that were meant.

        >>> Meant(("los", "game")).spans("On Łoś-Type games")
        [(3, 6), (12, 17)]
        >>> Meant(("注", "意")).spans("关于注意力")
        [(2, 3), (3, 4)]
        """
        if not self.typed:
            return []
        return [found.span() for found in _WRITTEN.finditer(text) if self._has(fold(found[0]))]

    def _has(self, word: str) -> bool:
        return word in self.words or any(
            word == typed or (len(typed) >= _SHORTEST_BEGINNING and word.startswith(typed)) for typed in self.typed
        )


class Ranking(NamedTuple):
    """Papers that were found, in their order: ``complete`` if they are all; ``query`` is what was answered.

    ``extra`` are papers that the query itself may not have; none where all are here.
    """

    ids: array[int]
    complete: bool
    query: Query
    meant: Meant = Meant()
    extra: Sequence[int] = ()
