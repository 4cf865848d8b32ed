"""How many papers of a query have each value of a facet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import NotFound
from readlist.model.paper import Status
from readlist.model.query.facets import FACETS, key_of
from readlist.model.query.tree import Term, all_of
from readlist.model.words import words
from readlist.store.facets import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readlist.model.query import Query
    from readlist.store import Store

MOST = 200  # values
_SPELLINGS = 2  # for each value, so that those that are joined leave enough
_BY_WORDS = ("author", "affiliation", "venue", "category")


class Value(NamedTuple):
    """A value of a facet, and how many papers have it."""

    text: str
    papers: int


class Facet(NamedTuple):
    """The values of a facet, the most frequent first; ``cut`` where there are more.

    ``papers`` is how many papers were looked at; None for all.
    """

    values: tuple[Value, ...] = ()
    cut: bool = False
    papers: int | None = None


def with_words(query: Query, facet: str, typed: str) -> Query:
    """The query for those of its papers that may have a value in which the words typed begin."""
    if facet not in FACETS:
        raise NotFound(f"no facet named {facet!r}", f"Known: {', '.join(FACETS)}.")
    wanted = words(typed).split() if facet in _BY_WORDS else ()
    return all_of((query, *(Term(facet, word) for word in wanted)))


def facet_of(store: Store, query: Query, facet: str, typed: str, ids: Sequence[int] | None) -> Facet:
    """The values of a facet that the papers of a query have, or just those of these ids; see ``Shelf.facet``."""
    found = store.facets(Asked(facet, MOST * _SPELLINGS, query, ids, tuple(words(typed).split())))
    joined = _joined(facet, found)
    ordered = sorted(joined, key=_PLACES[facet]) if facet in _PLACES else joined
    return Facet(tuple(ordered[:MOST]), cut=len(found) == MOST * _SPELLINGS or len(joined) > MOST)


def _joined(facet: str, found: Iterable[tuple[str, int]]) -> list[Value]:
    """The values, those that one query finds as one, in the spelling of most papers."""
    known: dict[str, Value] = {}
    for text, papers in found:
        if key := key_of(facet, text):
            first = known.get(key, Value(text, 0))
            known[key] = first._replace(papers=first.papers + papers)
    return sorted(known.values(), key=lambda value: (-value.papers, value.text))


_PLACES = {
    "status": lambda value: list(Status).index(Status(value.text)),
    "year": lambda value: -int(value.text),
}
