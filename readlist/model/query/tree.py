"""A query as a tree, and as the text that gives this tree again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from readlist.model.query.fields import FIELDS, Kind
from readlist.model.regex import regex
from readlist.model.words import cased_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable

CASED = ("title", "abstract", "note")
"""The fields in which a capital letter counts."""


def _identifier(field: str | None, value: str) -> str:
    """The identifier in an address or after its name, as papers have it; any other value as it is."""
    if field not in {"doi", "arxiv"}:
        return value
    from readlist.model.identifiers import normalize_arxiv, normalize_doi  # noqa: PLC0415  few queries pay for it

    if field == "doi":
        return normalize_doi(value) or value
    found = normalize_arxiv(value)
    return found.id if found else value


@dataclass(frozen=True)
class Term:
    """One condition: ``field`` is None for words that may stand anywhere; ``whole`` if the last one must end so too."""

    field: str | None
    value: str
    whole: bool = False

    @property
    def words(self) -> str:
        """The folded words that a term of text asks for, parted by blanks."""
        return words(_identifier(self.field, self.value))

    @property
    def cased(self) -> str:
        """The same words with their case, where it counts: a capital letter in a phrase or in running text; else ""."""
        if self.field not in CASED and not (self.field is None and self.whole):
            return ""
        wanted = cased_words(self.value)
        return wanted if any(map(str.isupper, wanted)) else ""


@dataclass(frozen=True)
class Not:
    """What a part does not have."""

    part: Query


@dataclass(frozen=True)
class All:
    """What all parts have: every paper, if there are none. Never one part, none of them All."""

    parts: tuple[Query, ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """What at least one of two or more parts has; none of them is AnyOf."""

    parts: tuple[Query, ...]


Query: TypeAlias = Term | Not | All | AnyOf

EVERYTHING = All()


def all_of(parts: Iterable[Query]) -> Query:
    """The query for what all parts have."""
    flat = tuple(one for part in parts for one in (part.parts if isinstance(part, All) else (part,)))
    return flat[0] if len(flat) == 1 else All(flat)


def any_of(parts: Iterable[Query]) -> Query:
    """The query for what some part has; a part that asks for nothing does not count."""
    asking = (part for part in parts if part != EVERYTHING)
    flat = tuple(one for part in asking for one in (part.parts if isinstance(part, AnyOf) else (part,)))
    return AnyOf(flat) if len(flat) > 1 else all_of(flat)


def negated(query: Query) -> Query:
    """The query for what another one does not have; one that asks for nothing stays as it is."""
    if isinstance(query, Not):
        return query.part
    return query if query == EVERYTHING else Not(query)


def bare_words(query: Query) -> tuple[str, Query]:
    """The words that may stand anywhere, in their order, and the query for all else that is asked for.

    >>> bare_words(All((Term(None, "graph"), Term("year", "2020"), Term(None, "nets"))))
    ('graph nets', Term(field='year', value='2020', whole=False))
    """
    parts = query.parts if isinstance(query, All) else (query,)
    terms = [part for part in parts if isinstance(part, Term) and part.field is None and not part.whole]
    bare = [term for term in terms if len(term.value.split()) < 2]  # others are phrases
    return " ".join(term.value for term in bare), all_of(part for part in parts if part not in bare)


_PLAIN_WORD = regex(r"(?!(?:OR|AND)\Z)[^\s\"():-][^\s\"():]*\Z")
_PLAIN_VALUE = regex(r"[^\s\"()][^\s\"()]*\Z")


def text_of(query: Query) -> str:
    """The text that is parsed to this very query.

    >>> text_of(AnyOf((All((Term(None, "graph"), Not(Term("title", "a b", whole=True)))), Term("year", "2020"))))
    'graph -title:"a b" OR year:2020'
    """
    if isinstance(query, AnyOf):
        return " OR ".join(map(text_of, query.parts))
    if isinstance(query, All):
        return " ".join(f"({text_of(part)})" if isinstance(part, AnyOf) else text_of(part) for part in query.parts)
    if isinstance(query, Not):
        return f"-{text_of(query.part)}" if isinstance(query.part, Term) else f"-({text_of(query.part)})"
    return text_of_value(query) if query.field is None else f"{query.field}:{text_of_value(query)}"


def text_of_value(term: Term) -> str:
    """The value of a term, in quotation marks where it needs them."""
    simple = _PLAIN_WORD if term.field is None else _PLAIN_VALUE
    if simple.match(term.value) and not term.whole:
        return term.value
    quoted = term.value.replace('"', '""')
    is_text = term.field is None or FIELDS[term.field] is Kind.TEXT
    return f'"{quoted}"' if term.whole or not is_text else f'"{quoted}"*'
