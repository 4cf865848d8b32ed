"""Read a text as a user gives it, whatever its format."""

from __future__ import annotations

from readlist import formats
from readlist.model.paper import Paper, Problem, Record
from readlist.model.text import clean


def found_in(text: str) -> list[Record | Problem]:
    """The records and problems of a text, in its order."""
    found = formats.recognize(clean(text)).read(clean(text), formats.NO_EVIDENCE)
    return [item.record if isinstance(item, Paper) else item for item in found]


def told_of(record: Record) -> tuple[str | None, list[str], int | None]:
    """Title, authors and year of a record."""
    return record.title, [name.display for name in record.authors], record.year


def told(text: str) -> list[tuple[str | None, list[str], int | None]]:
    """Title, authors and year of each paper in a text; problems are left out."""
    return [told_of(item) for item in found_in(text) if isinstance(item, Record)]
