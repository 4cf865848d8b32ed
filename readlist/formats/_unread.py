"""Notations that are known by sight and not read, so that they are named and never taken for a page of papers."""

from __future__ import annotations

import re

from readlist.formats._kinds import SAMPLE

NOTEBOOK = r'"nbformat"\s{0,9}:\s{0,9}\d|"cell_type"\s{0,9}:\s{0,9}"(?:code|markdown|raw|heading)"'
"""The pattern of a member that notebooks have: the title and authors in their metadata are their own."""
_MARKUP = r"\A\s*<[?!A-Za-z]"
# Patterns that all stand in the beginning. The first notation that fits is named.
_NOTATIONS = (
    ("PDF", r"\A%PDF-\d"),
    ("an Atom feed", _MARKUP, r"<feed\b[^>]{0,500}Atom"),
    ("an RSS feed", _MARKUP, r"<rss\b|<rdf:RDF\b[^>]{0,500}purl\.org/rss"),
    ("RDF", _MARKUP, r"<rdf:RDF\b"),
    ("XML", r"\A\s*<\?xml\b"),
    ("a Jupyter notebook", r"\A\s*\{", NOTEBOOK),
    (
        "a list of tagged fields",
        r"\A\s*(?:[A-Z]{2,4} ?[-:] {0,9}\S.*\n\s{0,9}){2}",
        r"^TI ?[-:] ",
        r"^(?:AU|SO|PU|PB|PY) ?[-:] ",
    ),
    ("JSON", r"\A\s*(?:\[\s*[\[{\"\]]|\{[ \t]*$)"),
)


def named_notation(text: str) -> str | None:
    r"""The name of a notation that this cleaned text is written in and that no reader reads, or None.

    >>> named_notation("%PDF-1.7")
    'PDF'
    """
    sample = text[:SAMPLE]
    fitting = (name for name, *marks in _NOTATIONS if all(re.search(mark, sample, re.MULTILINE) for mark in marks))
    return next(fitting, None)
