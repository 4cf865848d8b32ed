"""The query line: one parser, the tree it gives, its text again, and its plain meaning.

Words stand beside each other for all of them, OR binds weaker, ``-`` negates, brackets group, ``"…"`` is a phrase and
``field:value`` looks in one place. Bare words are looked for in title, authors, year, tags, citation key, abstract and
note, and are never a mistake.
"""

from readlist.model.query.fields import FIELDS, Kind
from readlist.model.query.meaning import fields_asked, holds
from readlist.model.query.parser import parse
from readlist.model.query.tree import All, AnyOf, Not, Query, Term, text_of

__all__ = [
    "FIELDS",
    "All",
    "AnyOf",
    "Kind",
    "Not",
    "Query",
    "Term",
    "fields_asked",
    "holds",
    "parse",
    "text_of",
]
