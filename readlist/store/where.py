"""Queries to SQL, with the meaning that ``model.query.holds`` gives them in Python.

The index of words answers what it can, all of it in one expression, and gives the ids in their order; the rest are
conditions on its rows.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.moments import day_of
from readlist.model.paper import Status
from readlist.model.query import FIELDS, All, AnyOf, Kind, Not, Term
from readlist.model.query.fields import range_of
from readlist.model.query.meaning import has_cased
from readlist.model.query.tree import CASED, all_of
from readlist.model.words import ANYWHERE, EVERY, mark, stand_in, words
from readlist.store.imports import STANDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from readlist.model.query import Query
    from readlist.model.query.ranges import Range

Value = str | int

_EVERY = f'marks : "{EVERY}"'
_NOWHERE = '"\ue000"'  # no word is this sign
_YEARS = range(1, 10_000)
_CHAIN = 10  # conditions


class Clause(NamedTuple):
    """A piece of SQL with its bound values, on ``r`` (reading) and, where it says so, ``p`` (paper)."""

    sql: str
    values: tuple[Value, ...] = ()
    of_paper: bool = False


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that conditions use."""

    def cased(text: str | None, wanted: str, whole: int) -> bool:
        return has_cased(text, wanted, whole=bool(whole))

    def stands_in(text: str, wanted: str, whole: int) -> bool:
        return stand_in(wanted, words(text), whole=bool(whole))

    connection.create_function("has_cased", 3, cased, deterministic=True)
    connection.create_function("stands_in", 3, stands_in, deterministic=True)


# In the language of the index


def matching(query: Query) -> str | None:
    """The expression of the index for exactly the papers of a query; None where it takes more than the index."""
    if isinstance(query, Term):
        return None if query.cased else _matching_term(query)
    if isinstance(query, Not):
        return _without(_EVERY, matching(query.part))
    if isinstance(query, AnyOf):
        return _joined(" OR ", map(matching, query.parts))
    wanted = [matching(part) for part in query.parts if not isinstance(part, Not)]
    unwanted = [matching(part.part) for part in query.parts if isinstance(part, Not)]
    expression = _joined(" AND ", wanted or [_EVERY])
    return _without(expression, _joined(" OR ", unwanted)) if unwanted else expression


def _wider(query: Query) -> str | None:
    """The expression of the index for the papers of a query and, it may be, some more; None where it has none."""
    if isinstance(query, Term):
        return _matching_term(query)
    if isinstance(query, Not):
        return None
    parts = map(_wider, query.parts)
    return _joined(" OR ", parts) if isinstance(query, AnyOf) else _joined(" AND ", filter(None, parts))


def _joined(sign: str, parts: Iterable[str | None]) -> str | None:
    """The parts joined by a sign; None where there is none, or one is None."""
    known = list(parts)
    if not known or None in known:
        return None
    return f"({sign.join(map(str, known))})" if len(known) > 1 else known[0]


def _without(wanted: str | None, unwanted: str | None) -> str | None:
    return f"({wanted} NOT {unwanted})" if wanted and unwanted else None


def _matching_term(term: Term) -> str | None:
    if term.field is None:
        return f"{{{' '.join(ANYWHERE)}}} : {_phrase(term)}"
    if term.field == "source":
        return None
    if FIELDS[term.field] is Kind.TEXT:
        return f"{term.field} : {_phrase(term)}"
    return _MATCHING[term.field](term.value) if term.field in _MATCHING else None


def _phrase(term: Term) -> str:
    return f'"{term.words}"' if term.whole else f'"{term.words}" *'


def _matching_tag(value: str) -> str:
    return f'marks : ("{mark("tag", value)}" OR "{mark("tag", f"{value}/")}" *)'


def _matching_year(value: str) -> str:
    from readlist.model.query.ranges import numbers  # noqa: PLC0415  few queries have one

    years = numbers(value)
    low, end = max(years.low or 0, _YEARS.start), min(years.end if years.end is not None else _YEARS.stop, _YEARS.stop)
    starts = " OR ".join(f'"{start}" *' for start in _beginnings(low, end))
    return f"year : ({starts})" if starts else _NOWHERE


def _beginnings(low: int, end: int) -> Iterator[str]:
    """The fewest beginnings of four-digit numbers that together are those from ``low`` on below ``end``.

    >>> list(_beginnings(2018, 2031))
    ['2018', '2019', '202', '2030']
    """
    while low < end:
        places = 0
        while low % 10 ** (places + 1) == 0 and low + 10 ** (places + 1) <= end:
            places += 1
        yield f"{low:04d}"[: 4 - places]
        low += 10**places


_MATCHING: dict[str, Callable[[str], str]] = {
    "has": lambda value: f'marks : "{mark("has", value)}"',
    "tag": _matching_tag,
    "year": _matching_year,
}


# In SQL


def condition(query: Query, now: datetime) -> Clause:
    """The condition that a paper has what a query asks for."""
    expression = matching(query)
    if expression is not None:
        return _indexed(expression)
    if isinstance(query, Not):
        inner = condition(query.part, now)
        return inner._replace(sql=f"NOT {inner.sql}")
    if isinstance(query, Term):
        return _condition_of_term(query, now)
    return _all_or_any(" AND " if isinstance(query, All) else " OR ", [condition(part, now) for part in query.parts])


def _indexed(expression: str) -> Clause:
    """The condition that a paper is one of the index's; the plus keeps the papers in the order in which they come."""
    return Clause("+r.paper IN (SELECT rowid FROM words WHERE words MATCH ?)", (expression,))


def _all_or_any(sign: str, clauses: list[Clause]) -> Clause:
    return Clause(
        _bracketed(sign, [clause.sql for clause in clauses]),
        tuple(value for clause in clauses for value in clause.values),
        any(clause.of_paper for clause in clauses),
    )


def _bracketed(sign: str, parts: list[str]) -> str:
    """Conditions joined by a sign, many of them as a tree: SQLite takes a long chain for a deep one."""
    if len(parts) > _CHAIN:
        middle = len(parts) // 2
        parts = [_bracketed(sign, parts[:middle]), _bracketed(sign, parts[middle:])]
    return f"({sign.join(parts)})"


def _condition_of_term(term: Term, now: datetime) -> Clause:
    if term.cased:
        return _all_or_any(" AND ", [_indexed(str(_matching_term(term))), _in_this_case(term)])
    if term.field == "source":
        return Clause(_FROM, (term.words, term.whole) * 2)
    if term.field in {"added", "priority"}:
        return _within(f"r.{term.field}", range_of(term.field, term.value, now))
    if term.field == "is":
        return _IS[term.value](now)
    return Clause("r.status = ?", (term.value,))


_CASED = {"title": "p.title", "abstract": "p.abstract", "note": "r.note"}
_UNCASED = " ".join(column for column in ANYWHERE if column not in CASED)


def _in_this_case(term: Term) -> Clause:
    """The condition that the words stand somewhere with their case, or where case does not count."""
    columns = CASED if term.field is None else (term.field,)
    cased = [
        Clause(f"has_cased({_CASED[column]}, ?, ?)", (term.cased, term.whole), of_paper=True) for column in columns
    ]
    elsewhere = [_indexed(f"{{{_UNCASED}}} : {_phrase(term)}")] if term.field is None else []
    return _all_or_any(" OR ", cased + elsewhere)


def _within(column: str, span: Range[int] | Range[str]) -> Clause:
    bounds = ((f"{column} >= ?", span.low), (f"{column} < ?", span.end))
    known = [(sql, bound) for sql, bound in bounds if bound is not None]
    return Clause(f"({' AND '.join(sql for sql, _ in known)})", tuple(bound for _, bound in known))


_IS: dict[str, Callable[[datetime], Clause]] = {
    "starred": lambda _: Clause("r.starred"),
    "undecided": lambda _: Clause("r.status = ?", (Status.INBOX,)),
    "decided": lambda _: Clause("r.status <> ?", (Status.INBOX,)),
    "snoozed": lambda now: Clause(
        "r.paper IN (SELECT paper FROM reading WHERE present AND snoozed > ?)", (day_of(now).isoformat(),)
    ),
}
_FIRST = (
    "SELECT e.import, e.first FROM source e JOIN import i ON i.id = e.import LEFT JOIN step s ON s.id = i.step"
    f" WHERE e.paper = o.paper AND {STANDS} ORDER BY e.import, e.first LIMIT 1"
)
_FROM = (
    "r.paper IN (SELECT o.paper FROM source o WHERE"
    " (o.import IN (SELECT id FROM import WHERE stands_in(name, ?, ?))"
    " OR o.format IN (SELECT format FROM (SELECT DISTINCT format FROM source) WHERE stands_in(format, ?, ?)))"
    f" AND (o.import, o.first) = ({_FIRST}))"
)


# Whole statements


class _Sought(NamedTuple):
    """What a query asks of the index, if anything, and of the rows."""

    expression: str | None
    condition: Clause


def _sought(query: Query, now: datetime) -> _Sought:
    """The query parted so that the index does as much as it can."""
    parts = query.parts if isinstance(query, All) else (query,)
    exact = [part for part in parts if matching(part) is not None]
    others = [part for part in parts if matching(part) is None]
    expressions = [matching(all_of(exact))] if exact else []
    expressions += filter(None, map(_wider, others))
    conditions = [
        _in_this_case(part) if isinstance(part, Term) and part.cased else condition(part, now) for part in others
    ]
    return _Sought(_joined(" AND ", expressions), _all_or_any(" AND ", [Clause("r.present"), *conditions]))


_STATUS_RANK = " ".join(f"WHEN '{status}' THEN {rank}" for rank, status in enumerate(Status))
ORDERS: dict[str, tuple[str, bool]] = {
    "added": ("", False),
    "author": ("p.authors_folded", True),
    "changed": ("r.changed", False),
    "next": ("-2 * r.priority - r.starred", False),
    "priority": ("-r.priority", False),
    "status": (f"CASE r.status {_STATUS_RANK} END", False),
    "title": ("p.title_folded", True),
    "year": ("p.year", True),
}


def select_ids(query: Query, now: datetime, order: str, *, reverse: bool) -> Clause:
    """The statement that gives the ids of a query's papers in an order; ids decide ties.

    ``order`` is a key of ORDERS.
    """
    id_, tables = tables_of(query, now, of_paper=ORDERS[order][1])
    return _sorted(tables, id_, order, reverse=reverse)


def select_sorted(ids: Sequence[int], order: str, *, reverse: bool) -> Clause:
    """The statement that gives those of some ids whose papers are present in an order."""
    return _sorted(tables_among(ids), "r.paper", order, reverse=reverse)


def _sorted(tables: Clause, id_: str, order: str, *, reverse: bool) -> Clause:
    column, _ = ORDERS[order]
    direction = "DESC" if reverse else "ASC"
    by = f"{id_} {direction}"
    if column:
        by = f"{column} IS NULL, {column} {direction}, {by}"
    return tables._replace(sql=f"SELECT {id_} FROM {tables.sql} ORDER BY {by}")


def select_count(query: Query, now: datetime) -> Clause:
    """The statement that counts a query's papers."""
    _, tables = tables_of(query, now, of_paper=False)
    return tables._replace(sql=f"SELECT count(*) FROM {tables.sql}")


def select_among(query: Query, now: datetime, ids: list[int]) -> Clause:
    """The statement that gives those of some ids whose papers a query has; the index is read between them only."""
    id_, tables = tables_of(query, now, of_paper=False)
    among = f"{id_} BETWEEN ? AND ? AND +{id_} IN (SELECT value FROM json_each(?))"
    values = (*tables.values, min(ids), max(ids), json.dumps(ids))
    return Clause(f"SELECT {id_} FROM {tables.sql} AND {among}", values)


def tables_among(ids: Sequence[int]) -> Clause:
    """The joined tables with the condition that a paper is one of these."""
    sql = (
        "reading r CROSS JOIN paper p ON p.id = r.paper WHERE r.present AND r.paper IN (SELECT value FROM json_each(?))"
    )
    return Clause(sql, (json.dumps(list(ids)),))


def tables_of(query: Query, now: datetime, *, of_paper: bool) -> tuple[str, Clause]:
    """The column of the id, and the joined tables with the condition of a query.

    The index goes first where it is asked: its rows come in the order of the ids, and only as many as are wanted.
    """
    expression, rest = _sought(query, now)
    paper = " CROSS JOIN paper p ON p.id = r.paper" if of_paper or rest.of_paper else ""
    if expression is None:
        return "r.paper", rest._replace(sql=f"reading r{paper} WHERE {rest.sql}")
    sql = f"words f CROSS JOIN reading r ON r.paper = f.rowid{paper} WHERE f.words MATCH ? AND {rest.sql}"
    return "f.rowid", Clause(sql, (expression, *rest.values))
