"""The values that a library knows of the fields of a query."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from readlist.model.query import Term
from readlist.model.query.tree import EVERYTHING
from readlist.model.words import stand_in, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from readlist.model.paper import Paper
    from readlist.store import Store

PAPERS = 200  # of which the values are counted
VALUES = 20

_VALUES: dict[str, Callable[[Paper], Iterable[str | None]]] = {
    "affiliation": lambda paper: paper.record.affiliations,
    "author": lambda paper: (name.display for name in paper.record.authors),
    "category": lambda paper: paper.record.categories,
    "key": lambda paper: (paper.record.citekey,),
    "source": lambda paper: paper.record.source[:2] if paper.record.source else (),
    "venue": lambda paper: (paper.record.venue,),
}
_NEEDED = {"affiliation": "affiliations", "author": "authors", "category": "categories"}


def known_values(store: Store, field: str, typed: str) -> list[str]:
    """The values of a field in which a word begins with what was typed, those that many recent papers have first."""
    if field == "tag":
        return _beginning(typed.lstrip("#"), (tag for tag, _ in store.tags()))
    if field not in _VALUES:
        return []
    term = Term(field, typed)
    ids = store.ids(term if term.words else EVERYTHING, "added", reverse=True, limit=PAPERS)
    papers = store.papers(ids, (_NEEDED.get(field, field),))
    counted = Counter(value for paper in papers for value in _VALUES[field](paper) if value)
    return _beginning(typed, (value for value, _ in counted.most_common()))


def _beginning(typed: str, values: Iterable[str]) -> list[str]:
    wanted = words(typed)
    return [value for value in values if stand_in(wanted, words(value), whole=False)][:VALUES]
