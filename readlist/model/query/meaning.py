"""Which papers a query has: the plain meaning, which the store's SQL has to have too."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias

from readlist.model.moments import day_of
from readlist.model.paper import Status
from readlist.model.query.fields import FIELDS, Kind, range_of
from readlist.model.query.tree import CASED, All, AnyOf, Not, Term
from readlist.model.residue import plain
from readlist.model.text import without_accents
from readlist.model.words import ANYWHERE, BETWEEN, cased_words, mark, stand_in, words, words_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from readlist.model.paper import Paper
    from readlist.model.query.tree import Query


_Found: TypeAlias = "Callable[[str], str]"  # the words of a paper, by their column
# Where the words of a text stand, but for what is known of every paper.
_FIELDS = {
    "author": "authors",
    "year": "date",
    "tag": "tags",
    "affiliation": "affiliations",
    "category": "categories",
    **{name: name for name in ("title", "abstract", "note", "key", "venue", "doi", "arxiv")},
}


def fields_asked(query: Query) -> frozenset[str] | None:
    """The fields of papers that ``holds`` looks at; None for all of them."""
    if isinstance(query, Not):
        return fields_asked(query.part)
    if isinstance(query, Term):
        columns = ANYWHERE if query.field is None else (query.field,)
        return frozenset(map(_FIELDS.__getitem__, columns)) if _FIELDS.keys() >= set(columns) else None
    asked = [fields_asked(part) for part in query.parts]
    return None if None in asked else frozenset().union(*filter(None, asked))


def holds(query: Query, paper: Paper, now: datetime) -> bool:
    """Whether a paper has what a query asks for; ages count back from ``now``, which knows its time zone."""
    return _holds(query, paper, cache(partial(words_in, paper)), now)


def _holds(query: Query, paper: Paper, found: _Found, now: datetime) -> bool:
    if isinstance(query, All):
        return all(_holds(part, paper, found, now) for part in query.parts)
    if isinstance(query, AnyOf):
        return any(_holds(part, paper, found, now) for part in query.parts)
    if isinstance(query, Not):
        return not _holds(query.part, paper, found, now)
    if query.field is None or FIELDS[query.field] is Kind.TEXT:
        return _has_words(query, paper, found)
    if query.field in _RANGED:
        return range_of(query.field, query.value, now).has(_RANGED[query.field](paper))
    return _MEANINGS[query.field](query.value, paper, found, now)


def _has_words(term: Term, paper: Paper, found: _Found) -> bool:
    if term.field == "source":
        source = paper.record.source
        return source is not None and stand_in(term.words, source_words(source.name, source.format), whole=term.whole)
    columns = ANYWHERE if term.field is None else (term.field,)
    return any(
        stand_in(term.words, found(column), whole=term.whole)
        and (not term.cased or column not in CASED or has_cased(text_in(column, paper), term.cased, whole=term.whole))
        for column in columns
    )


def source_words(name: str, notation: str) -> str:
    """The words by which a source is found: those of its name and of its format."""
    return f"{words(name)} {BETWEEN} {words(notation)}"


def has_cased(text: str | None, wanted: str, *, whole: bool) -> bool:
    """Whether words stand one after the other in a text, with their case."""
    if not text:
        return False
    letters = without_accents(plain(text))
    if not all(word in letters for word in wanted.split(" ")):
        return False  # quickly, since most texts with these words have them in small letters
    return stand_in(wanted, cased_words(text), whole=whole)


def text_in(column: str, paper: Paper) -> str | None:
    """The text of one of the columns in which case may count."""
    return {"title": paper.record.title, "abstract": paper.record.abstract, "note": paper.note}[column]


def _tagged(value: str, _: Paper, found: _Found, __: datetime) -> bool:
    wanted = mark("tag", value)
    return any(tag == wanted or tag.startswith(mark("tag", f"{value}/")) for tag in found("marks").split(" "))


def _is(value: str, paper: Paper, _: _Found, now: datetime) -> bool:
    return _IS[value](paper, now)


_IS: dict[str, Callable[[Paper, datetime], bool]] = {
    "starred": lambda paper, _: paper.starred,
    "undecided": lambda paper, _: paper.status is Status.INBOX,
    "decided": lambda paper, _: paper.status is not Status.INBOX,
    "snoozed": lambda paper, now: paper.sleeps(day_of(now).isoformat()),
}
_RANGED: dict[str, Callable[[Paper], int | str | None]] = {
    "added": lambda paper: paper.added,
    "priority": lambda paper: paper.priority,
    "year": lambda paper: paper.record.year,
}
_MEANINGS: dict[str, Callable[[str, Paper, _Found, datetime], bool]] = {
    "has": lambda value, _, found, __: mark("has", value) in found("marks").split(" "),
    "is": _is,
    "status": lambda value, paper, _, __: paper.status == value,
    "tag": _tagged,
}
