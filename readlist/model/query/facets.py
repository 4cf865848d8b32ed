"""Facets: narrowing a query by the values that papers have in a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.query.fields import FIELDS, Kind
from readlist.model.query.tree import All, AnyOf, Not, Query, Term, all_of, any_of
from readlist.model.words import mark, words

if TYPE_CHECKING:
    from collections.abc import Iterable

FACETS = ("status", "tag", "year", "author", "affiliation", "venue", "category", "code")
WITH_CODE, WITHOUT_CODE = "with code", "without code"


def condition(facet: str, value: str) -> Query:
    """What asks for the papers that have a value.

    >>> condition("author", "Ada Moon")
    Term(field='author', value='Ada Moon', whole=True)
    """
    if facet == "code":
        has_code = Term("has", "code")
        return has_code if value == WITH_CODE else Not(has_code)
    return Term(facet, value, whole=FIELDS[facet] is Kind.TEXT)


def key_of(facet: str, value: str) -> str:
    """What is the same for values that one condition asks for; "" for a value that none can."""
    if facet == "tag":
        return mark("tag", value)
    return words(value) if facet in FIELDS and FIELDS[facet] is Kind.TEXT else value


def _value_of(part: Query, facet: str) -> str | None:
    """The value whose condition a part of a query is."""
    if facet == "code":
        found = {condition("code", value): value for value in (WITH_CODE, WITHOUT_CODE)}
        return found.get(part)
    if isinstance(part, Term) and part.field == facet and condition(facet, part.value) == part:
        is_span = facet == "year" and not part.value.isdecimal()
        return None if is_span else part.value
    return None


def _values_of(part: Query, facet: str) -> list[str]:
    """The values of which a part asks for any; none where it asks for anything else too."""
    found = [_value_of(one, facet) for one in (part.parts if isinstance(part, AnyOf) else (part,))]
    return [value for value in found if value is not None] if None not in found else []


def _parts_of(query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, All) else (query,)


def chosen(query: Query, facet: str) -> list[str]:
    """The values by which a query is narrowed.

    >>> chosen(All((Term(None, "maps"), AnyOf((Term("year", "2020"), Term("year", "2021"))))), "year")
    ['2020', '2021']
    """
    return [value for part in _parts_of(query) for value in _values_of(part, facet)]


def narrowed(query: Query, facet: str, values: Iterable[str]) -> Query:
    """The query with any of these values asked for, in place of those that were."""
    others = [part for part in _parts_of(query) if not _values_of(part, facet)]
    return all_of([*others, any_of(condition(facet, value) for value in values)])
