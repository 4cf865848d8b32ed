"""Notations that are known by sight and not read yet, so that they are named and never taken for a page of papers."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

_SAMPLE = 20_000  # letters that a notation is known by


class _Notation(NamedTuple):
    """A notation, and the patterns that all occur in the beginning of a text in it, each ``times`` times."""

    name: str
    marks: tuple[re.Pattern[str], ...]
    times: int


def _notation(name: str, *marks: str, times: int = 1) -> _Notation:
    return _Notation(name, tuple(re.compile(mark, re.MULTILINE) for mark in marks), times)


_MARKUP = r"\A\s*<[?!A-Za-z]"
_JSON = r"\A\s*[\[{]"
# The first that fits is named, so what is a kind of another stands before it.
_NOTATIONS = (
    _notation("PDF", r"\A%PDF-\d"),
    # XML and HTML
    _notation("an Atom feed", _MARKUP, r"<feed\b[^>]{0,500}Atom"),
    _notation("an RSS feed", _MARKUP, r"<rss\b|<rdf:RDF\b[^>]{0,500}purl\.org/rss"),
    _notation("RDF", _MARKUP, r"<rdf:RDF\b"),
    _notation("XML", r"\A\s*<\?xml\b"),
    # JSON
    _notation("JSON", r"\A\s*(?:\[\s*[\[{\"\]]|\{[ \t]*$)"),
    # Tagged lines
    # Pages and mails
)


def named_notation(text: str) -> str | None:
    r"""The name of a notation that this cleaned text is written in and that no reader reads yet, or None.

    >>> named_notation("%PDF-1.7")
    'PDF'
    """
    sample = text[:_SAMPLE]
    for notation in _NOTATIONS:
        if all(_occurs(mark, sample, notation.times) for mark in notation.marks):
            return notation.name
    return None


def _occurs(mark: re.Pattern[str], sample: str, times: int) -> bool:
    return sum(1 for _ in islice(mark.finditer(sample), times)) == times
