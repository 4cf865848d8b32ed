"""The query line: terms that all must hold, and their plain meaning in Python.

A term is a word, an "exact phrase" or ``field:value``; a leading ``-`` negates it. Words are looked for in the title,
authors, year, tags and citation key, then in abstract and note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import QueryError
from readlist.model.paper import Paper, Status
from readlist.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from readlist.model.names import Name

_TERM = re.compile(r'(?P<sign>-?)(?:(?P<field>[A-Za-z]+):(?!//))?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S*))')
_NUMBER = re.compile(r"(?P<sign>[<>]=?|)(?P<low>\d*)(?P<range>\.\.)?(?P<high>\d*)\Z")

LONGEST = 10_000  # characters
MOST_TERMS = 500

IS = ("starred", "undecided", "decided")
HAS = ("abstract", "arxiv", "code", "doi", "doubt", "note", "pdf", "tag", "title", "url")
_UNDECIDED = (Status.INBOX,)


class Term(NamedTuple):
    """One condition: ``field`` is None for a bare word; numbers have bounds, which both are part of the range."""

    field: str | None
    value: str
    negated: bool = False
    bounds: tuple[int | None, int | None] | None = None


class Query(NamedTuple):
    """Terms that all must hold; no term means every paper."""

    terms: tuple[Term, ...] = ()


FIELDS = (
    "abstract", "arxiv", "author", "category", "doi", "has", "is", "key", "note", "priority", "status", "tag", "title",
    "venue", "year",
)  # fmt: skip
_NUMBERS = frozenset({"year", "priority"})
_CHOICES = {"is": IS, "has": HAS, "status": tuple(Status)}


def parse(text: str) -> Query:
    """The query in a line of text; QueryError with its place where a field or value does not exist, or it is too long.

    >>> parse("masked -audio author:huang year:2021..").terms[3]
    Term(field='year', value='2021..', negated=False, bounds=(2021, None))
    """
    matches = [match for match in _TERM.finditer(text[:LONGEST]) if match[0].strip()]
    if len(text) > LONGEST or len(matches) > MOST_TERMS:
        raise QueryError("the query is too long", "Fewer words find as much.", (0, len(text)))
    return Query(tuple(term for match in matches if (term := _term(match)) is not None))


def _term(match: re.Match[str]) -> Term | None:
    """The term at a match; None for one that is not finished, like ``tag:``."""
    name, negated = match["field"], match["sign"] == "-"
    value = match["phrase"] if match["phrase"] is not None else match["word"]
    if name is None:
        return Term(None, value, negated) if value else None
    name = name.lower()
    if name not in FIELDS:
        raise QueryError(f"no field named {name!r}", _nearest(name, FIELDS), match.span("field"))
    if not value:
        return None
    span = match.span("word") if match["phrase"] is None else match.span("phrase")
    if name in _NUMBERS:
        return Term(name, value, negated, _bounds(value, span))
    if name in _CHOICES:
        return Term(name, _choice(value.lower(), _CHOICES[name], span), negated)
    return Term(name, value, negated)


def _bounds(value: str, span: tuple[int, int]) -> tuple[int | None, int | None]:
    found = _NUMBER.match(value)
    if found is None or (found["sign"] and found["range"]) or not (found["low"] or found["high"]):
        raise QueryError(f"{value!r} is no number or range", "Write 2023, 2021..2023, >2020 or <2020.", span)
    low, high = (int(part[:9]) if part else None for part in (found["low"], found["high"]))
    if found["range"]:
        return low, high
    number = low or 0
    return {
        "": (number, number),
        ">": (number + 1, None),
        ">=": (number, None),
        "<": (None, number - 1),
        "<=": (None, number),
    }[found["sign"]]


def _choice(value: str, known: tuple[str, ...], span: tuple[int, int]) -> str:
    """The known value that this one begins."""
    found = [name for name in known if name == value] or [name for name in known if name.startswith(value)]
    if not found:
        raise QueryError(f"{value!r} is none of {', '.join(known)}", _nearest(value, known), span)
    return str(found[0])


def _nearest(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake pays for it

    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"Did you mean {close[0]}?" if close else f"Known: {', '.join(known)}."


def holds(query: Query, paper: Paper) -> bool:
    """Whether every term of a query holds for a paper: the meaning that the store's SQL has to have."""
    return all(_holds(term, paper) != term.negated for term in query.terms)


def _holds(term: Term, paper: Paper) -> bool:
    if term.field is None:
        return any(part(term.value, paper) for part in _BARE)
    if term.bounds is not None:
        return _within(paper.record.year if term.field == "year" else paper.priority, term.bounds)
    return _MEANINGS[term.field](term.value, paper)


def _within(number: int | None, bounds: tuple[int | None, int | None]) -> bool:
    low, high = bounds
    return number is not None and (low is None or number >= low) and (high is None or number <= high)


def folded_authors(names: tuple[Name, ...]) -> str:
    """The names of an author list as one folded text."""
    return fold(" ".join(name.display for name in names))


def has(what: str, paper: Paper) -> bool:
    """Whether a paper has what ``has:`` asks for."""
    record = paper.record
    values: dict[str, object] = {
        "abstract": record.abstract,
        "arxiv": record.arxiv,
        "code": record.code,
        "doi": record.doi,
        "doubt": record.doubts,
        "note": paper.note,
        "pdf": any(attachment.is_pdf for attachment in record.attachments),
        "tag": paper.tags,
        "title": record.title,
        "url": record.url or record.urls,
    }
    return bool(values[what])


def _contains(text: str | None, part: str) -> bool:
    """Whether a part stands in a text; case is ignored for ASCII letters, as in SQLite."""
    return text is not None and part.encode().lower() in text.encode().lower()


def _tagged(value: str, paper: Paper) -> bool:
    wanted = value.casefold()
    return any(tag.casefold() == wanted or tag.casefold().startswith(wanted + "/") for tag in paper.tags)


def _is(value: str, paper: Paper) -> bool:
    return paper.starred if value == "starred" else (paper.status in _UNDECIDED) == (value == "undecided")


_MEANINGS: dict[str, Callable[[str, Paper], bool]] = {
    "abstract": lambda value, paper: _contains(paper.record.abstract, value),
    "arxiv": lambda value, paper: _contains(paper.record.arxiv, value),
    "author": lambda value, paper: fold(value) in folded_authors(paper.record.authors),
    "category": lambda value, paper: any(_contains(category, value) for category in paper.record.categories),
    "doi": lambda value, paper: _contains(paper.record.doi, value),
    "has": has,
    "is": _is,
    "key": lambda value, paper: _contains(paper.record.citekey, value),
    "note": lambda value, paper: _contains(paper.note, value),
    "status": lambda value, paper: paper.status == value,
    "tag": _tagged,
    "title": lambda value, paper: fold(value) in fold(paper.record.title or ""),
    "venue": lambda value, paper: _contains(paper.record.venue, value),
}

_BARE: tuple[Callable[[str, Paper], bool], ...] = (
    lambda value, paper: fold(value) in fold(paper.record.title or ""),
    lambda value, paper: fold(value) in folded_authors(paper.record.authors),
    lambda value, paper: value in str(paper.record.year or ""),
    lambda value, paper: _contains(paper.record.citekey, value),
    lambda value, paper: any(_contains(tag, value) for tag in paper.tags),
    lambda value, paper: _contains(paper.record.abstract, value),
    lambda value, paper: _contains(paper.note, value),
)
