"""Papers that are looked at one by one, where that takes less time than to ask the index for those of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.query import FIELDS, All, AnyOf, Kind, Not, Term
from readlist.model.query.tree import EVERYTHING, all_of
from readlist.store.where import select_ids

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import datetime

    from readlist.model.query import Query

FEW = 200  # papers
_RARE = 100  # one of so many papers is looked at by itself sooner than the index is asked
_LETTERS = 3  # of which the index knows all beginnings; the papers of longer ones it has to sort first
_SAMPLE = 32  # papers
_MOST = 600  # papers; to look at more takes longer than to sort
LARGE = 50_000  # papers; those of a smaller library are sorted sooner


def with_rare_state(connection: sqlite3.Connection, query: Query, now: datetime) -> list[int] | None:
    """The papers with the reading state that a query asks for; None where they are many, or it asks for no more."""
    parts = query.parts if isinstance(query, All) else ()
    states = [part for part in parts if isinstance(part, Term) and _is_state(part)]
    if not 0 < len(states) < len(parts):
        return None
    most = min(FEW, _size(connection) // _RARE)
    clause = select_ids(all_of(states), now, "added", reverse=False)
    found = [id_ for (id_,) in connection.execute(f"{clause.sql} LIMIT ?", (*clause.values, most + 1))]
    return found if len(found) <= most else None


def _size(connection: sqlite3.Connection) -> int:
    """The highest id, quickly told: about as many papers as there are."""
    (highest,) = connection.execute("SELECT max(paper) FROM reading").fetchone()
    return highest or 0


def _is_state(term: Term) -> bool:
    return term.field == "status" or (term.field == "is" and term.value != "decided")


def first_papers(
    connection: sqlite3.Connection,
    query: Query,
    now: datetime,
    held: Callable[[list[int]], set[int]],
    *,
    reverse: bool,
    limit: int,
) -> list[int] | None:
    """The first papers of a query, by their ids; None where many would have to be looked at to find so few.

    ``held`` tells which of some papers the query has.
    """
    wider = _wider(query)
    if wider == query or _size(connection) < LARGE:
        return None
    clause = select_ids(wider, now, "added", reverse=reverse)
    candidates = connection.execute(clause.sql, clause.values)
    found: list[int] = []
    seen, size = 0, _SAMPLE
    while limit * seen <= _MOST * len(found):
        batch = [id_ for (id_,) in candidates.fetchmany(size)]
        kept = held(batch)
        found += [id_ for id_ in batch if id_ in kept]
        if len(found) >= limit or len(batch) < size:
            return found[:limit]
        seen += size
        size = FEW
    return None


def _wider(query: Query) -> Query:
    """A query for the same papers and others, which the index gives one after the other; itself where that does."""
    if isinstance(query, Term):
        return _shortened(query)
    if isinstance(query, Not):
        return query if _wider(query.part) == query.part else EVERYTHING
    parts = tuple(map(_wider, query.parts))
    if isinstance(query, All):
        return all_of(parts)
    return EVERYTHING if EVERYTHING in parts else AnyOf(parts)


def _shortened(term: Term) -> Term:
    """A term of text with fewer letters of the word that need only begin so."""
    is_text = term.field is None or (FIELDS[term.field] is Kind.TEXT and term.field != "source")
    words = term.words if is_text and not term.whole else ""
    too_many = len(words) - words.rfind(" ") - 1 - _LETTERS
    return Term(term.field, words[:-too_many]) if too_many > 0 else term
