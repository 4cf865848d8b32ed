"""Finding papers by words that are nearly theirs.

Where there is no search index yet, or none that is true, the library's own index of words answers alone.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from readlist import search as engine
from readlist.library.search_index import SearchIndex, entry_of
from readlist.model.fields import Order
from readlist.model.query import Term
from readlist.model.query.tree import EVERYTHING, all_of, bare_words
from readlist.model.ranking import Meant, Ranking
from readlist.search.words import MOST_WORDS, bears_out, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from readlist.library.intake import Tell
    from readlist.model.query import Query
    from readlist.search import Hit, Search
    from readlist.store import Store

MOST_HITS = 100
ENOUGH = 10  # papers with the very words: what is only nearly meant is not shown


class Finder:
    """Finds papers of a library; it is used by the thread that uses the store."""

    def __init__(self, store: Store) -> None:
        self.index = SearchIndex(store)
        self._store = store

    def ranked(self, query: Query, order: Order, limit: int | None, tell: Tell | None = None) -> Ranking:
        """The papers of a query with bare words; where they are few, such with nearly these follow.

        The best come first, unless an order is asked for. With ``tell``, an index is made where there is none and
        nothing else is found.
        """
        text, rest = bare_words(query)
        typed = words_of(text)
        most = None if limit is None else max(limit, ENOUGH)
        strict = self._with_words(query, order, most)
        if order != Order() and len(strict) >= ENOUGH:
            complete = limit is None or len(strict) < limit
            return Ranking(strict[:limit], complete, query, Meant(tuple(typed)))
        if tell is not None and not strict:
            for share in self.index.build():
                tell(share)
        hits = self._hits(text, rest)
        ids = array("q", self._as_typed(query, typed, hits))
        ids.extend(_without(ids, strict))
        corrected = {} if ids else engine.corrections(text, hits)
        if len(ids) < ENOUGH:
            # A paper that lacks one of the words is shown where none has all.
            whole = [hit.number for hit in hits if all(hit.words)]
            ids.extend(_without(ids, whole or (() if ids else [hit.number for hit in hits])))
        if corrected:
            query = _corrected(typed, rest, corrected)
            strict = self._with_words(query, order, most)
            ids.extend(_without(ids, strict))
        complete = limit is None or (len(strict) != most and len(ids) <= limit)
        found = ids if order == Order() else self._store.sorted(ids, order.field, reverse=order.reverse)
        extra = () if complete else list(_without(strict, ids))
        words = frozenset(word for hit in hits for word in hit.words if word)
        return Ranking(found[:limit], complete, query, Meant(tuple(typed), words, corrected), extra)

    def nearly(self, query: Query, ids: Iterable[int], corrected: Mapping[str, str]) -> set[int]:
        """Which of these papers have nearly the bare words of a query, and all else that it asks for.

        So have those with the words that some were ``corrected`` to.
        """
        text, rest = bare_words(query)
        chosen = sorted(self._store.among(rest, ids)) if text else []
        search = self.index.current() if chosen else None
        found = {hit.number for hit in self._asked(search.among(chosen), text, len(chosen))} if search else set()
        return found | self._store.among(_corrected(words_of(text), rest, corrected), chosen) if corrected else found

    def _with_words(self, query: Query, order: Order, most: int | None) -> array[int]:
        """The first papers with the very words of a query in an order, the newest where none is asked for."""
        return self._store.ids(query, order.field, reverse=order.reverse or order == Order(), limit=most)

    def _as_typed(self, query: Query, typed: Sequence[str], hits: Sequence[Hit]) -> list[int]:
        """The papers of the hits whose words begin as they were typed."""
        ids = [hit.number for hit in hits if _is_as_typed(typed[:MOST_WORDS], hit)]
        if len(typed) <= MOST_WORDS:
            return ids
        held = self._store.among(query, ids)
        return [id_ for id_ in ids if id_ in held]

    def _hits(self, text: str, rest: Query) -> list[Hit]:
        """The best papers for what was typed among those of the rest of the query, as they stand in the library."""
        search = self.index.current()
        if search is None:
            return []
        found = self._asked(search, text)
        if rest == EVERYTHING:
            return found
        kept = self._store.among(rest, [hit.number for hit in found])
        if len(kept) < ENOUGH and len(found) == MOST_HITS:
            return self._asked(search.among(self._store.ids(rest, "added", reverse=False, limit=None)), text)
        return [hit for hit in found if hit.number in kept]

    def _asked(self, search: Search, text: str, limit: int = MOST_HITS) -> list[Hit]:
        """The best papers that have the words which the index says: it may be damaged."""
        try:
            hits = search.search(text, limit)
        except engine.UnusableIndex:
            self.index.drop()
            return []
        entries = {paper.id: entry_of(paper) for paper in self._store.found_by(sorted(hit.number for hit in hits))}
        return [
            hit for hit in hits if hit.number in entries and bears_out(entries[hit.number], filter(None, hit.words))
        ]


def _without(known: Iterable[int], ids: Iterable[int]) -> Iterator[int]:
    """The ids that are not known yet; millions of them are never held at once."""
    seen = set(known)
    return (id_ for id_ in ids if id_ not in seen)


def _corrected(typed: Sequence[str], rest: Query, corrected: Mapping[str, str]) -> Query:
    """The query for the words that were typed as they were corrected, and for the rest."""
    return all_of((*(Term(None, corrected.get(word, word)) for word in typed), rest))


def _is_as_typed(typed: Sequence[str], hit: Hit) -> bool:
    """Whether each word of a hit begins as it was typed."""
    return len(typed) == len(hit.words) and all(map(str.startswith, hit.words, typed))
