"""Queries to SQL, with the meaning that ``model.query.holds`` gives them in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.model.paper import PDF_TYPES, Status
from readlist.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from readlist.model.query import Query, Term

Value = str | int


class Clause(NamedTuple):
    """A condition on ``r`` (reading) and, where it says so, ``p`` (paper), with its bound values."""

    sql: str
    values: tuple[Value, ...] = ()
    needs_paper: bool = True


def where(query: Query) -> Clause:
    """The condition of a query over the papers that are present."""
    clauses = [_clause(term) for term in query.terms]
    return Clause(
        " AND ".join(("r.present", *(clause.sql for clause in clauses))),
        tuple(value for clause in clauses for value in clause.values),
        any(clause.needs_paper for clause in clauses),
    )


def _clause(term: Term) -> Clause:
    if term.field == "status" and not term.negated:
        return Clause("r.status = ?", (term.value,), needs_paper=False)
    clause = _meaning(term)
    sql = f"coalesce(({clause.sql}), 0)"
    return Clause(f"NOT {sql}" if term.negated else sql, clause.values, clause.needs_paper)


def _meaning(term: Term) -> Clause:
    if term.field is None:
        parts = [meaning(term.value) for meaning in _BARE]
        return Clause(" OR ".join(part.sql for part in parts), tuple(value for part in parts for value in part.values))
    if term.bounds is not None:
        return _within("p.year" if term.field == "year" else "r.priority", term.bounds)
    return _MEANINGS[term.field](term.value)


def _within(column: str, bounds: tuple[int | None, int | None]) -> Clause:
    low, high = bounds
    sql = [f"{column} IS NOT NULL"]
    sql += [f"{column} >= ?"] if low is not None else []
    sql += [f"{column} <= ?"] if high is not None else []
    return Clause(" AND ".join(sql), tuple(bound for bound in bounds if bound is not None))


def _contains(column: str) -> Callable[[str], Clause]:
    return lambda value: Clause(f"{column} LIKE ? ESCAPE '\\'", (_pattern(value),))


def _pattern(value: str) -> str:
    for sign in "\\%_":
        value = value.replace(sign, "\\" + sign)
    return f"%{value}%"


def _folded(column: str) -> Callable[[str], Clause]:
    return lambda value: Clause(f"instr({column}, ?) > 0", (fold(value),))


def _any_tag(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM tagging g JOIN tag t ON t.id = g.tag WHERE g.paper = r.paper AND ({condition}))"


def _tagged(value: str) -> Clause:
    wanted = value.casefold()
    return Clause(_any_tag("t.folded = ? OR substr(t.folded, 1, ?) = ?"), (wanted, len(wanted) + 1, wanted + "/"))


def _is(value: str) -> Clause:
    if value == "starred":
        return Clause("r.starred", needs_paper=False)
    return Clause("r.status = ?" if value == "undecided" else "r.status <> ?", (Status.INBOX,), needs_paper=False)


_PDF_TYPES = ", ".join(f"'{name}'" for name in PDF_TYPES)
_HAS = {
    "abstract": "p.abstract <> ''",
    "arxiv": "p.arxiv <> ''",
    "code": "p.code <> 'no'",
    "doi": "p.doi <> ''",
    "doubt": "p.doubts <> '[]'",
    "note": "r.note <> ''",
    "pdf": "p.attachments <> '[]' AND EXISTS (SELECT 1 FROM json_each(p.attachments) a"
    f" WHERE lower(json_extract(a.value, '$[1]')) IN ({_PDF_TYPES}) OR json_extract(a.value, '$[0]') LIKE '%.pdf')",
    "tag": "EXISTS (SELECT 1 FROM tagging g WHERE g.paper = r.paper)",
    "title": "p.title <> ''",
    "url": "p.url <> '' OR p.urls <> '[]'",
}

_MEANINGS: dict[str, Callable[[str], Clause]] = {
    "abstract": _contains("p.abstract"),
    "arxiv": _contains("p.arxiv"),
    "author": _folded("p.authors_folded"),
    "category": lambda value: Clause(
        "EXISTS (SELECT 1 FROM json_each(p.categories) c WHERE c.value LIKE ? ESCAPE '\\')", (_pattern(value),)
    ),
    "doi": _contains("p.doi"),
    "has": lambda value: Clause(_HAS[value]),
    "is": _is,
    "key": _contains("r.citekey"),
    "note": _contains("r.note"),
    "status": lambda value: Clause("r.status = ?", (value,)),
    "tag": _tagged,
    "title": _folded("p.title_folded"),
    "venue": _contains("p.venue"),
}

_BARE: tuple[Callable[[str], Clause], ...] = (
    _folded("p.title_folded"),
    _folded("p.authors_folded"),
    lambda value: Clause("instr(p.year, ?) > 0", (value,)),
    _contains("r.citekey"),
    lambda value: Clause(_any_tag("t.name LIKE ? ESCAPE '\\'"), (_pattern(value),)),
    _contains("p.abstract"),
    _contains("r.note"),
)

_STATUS_RANK = " ".join(f"WHEN '{status}' THEN {rank}" for rank, status in enumerate(Status))
ORDERS: dict[str, tuple[str, bool]] = {
    "added": ("r.paper", False),
    "author": ("p.authors_folded", True),
    "changed": ("r.changed", False),
    "priority": ("-r.priority", False),
    "status": (f"CASE r.status {_STATUS_RANK} END", False),
    "title": ("p.title_folded", True),
    "year": ("p.year", True),
}


def select_ids(query: Query, order: str, *, reverse: bool) -> Clause:
    """The statement that gives the ids of a query's papers in an order; ids decide ties.

    ``order`` is a key of ORDERS.
    """
    condition = where(query)
    column, of_paper = ORDERS[order]
    join = " JOIN paper p ON p.id = r.paper" if of_paper or condition.needs_paper else ""
    direction = "DESC" if reverse else "ASC"
    by = (
        f"{column} {direction}"
        if column == "r.paper"
        else f"{column} IS NULL, {column} {direction}, r.paper {direction}"
    )
    return Clause(f"SELECT r.paper FROM reading r{join} WHERE {condition.sql} ORDER BY {by}", condition.values)
