"""The fields of a query, and which values they take."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from readlist.errors import QueryError
from readlist.model.paper import Paper, Record, Status
from readlist.model.words import having

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from readlist.model.query.ranges import Range

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # whether a text tells a time does not depend on it


class Kind(Enum):
    """How the values of a field are read."""

    TEXT = auto()  # words one after the other
    TAG = auto()
    NUMBER = auto()
    TIME = auto()
    CHOICE = auto()


FIELDS: dict[str, Kind] = {
    "abstract": Kind.TEXT,
    "added": Kind.TIME,
    "affiliation": Kind.TEXT,
    "arxiv": Kind.TEXT,
    "author": Kind.TEXT,
    "category": Kind.TEXT,
    "doi": Kind.TEXT,
    "has": Kind.CHOICE,
    "is": Kind.CHOICE,
    "key": Kind.TEXT,
    "note": Kind.TEXT,
    "priority": Kind.NUMBER,
    "source": Kind.TEXT,
    "status": Kind.CHOICE,
    "tag": Kind.TAG,
    "title": Kind.TEXT,
    "venue": Kind.TEXT,
    "year": Kind.NUMBER,
}
CHOICES: dict[str, tuple[str, ...]] = {
    "has": tuple(having(Paper(record=Record()))),
    "is": ("starred", "undecided", "decided", "snoozed"),
    "status": tuple(map(str, Status)),
}


def checked_field(name: str, span: tuple[int, int]) -> str:
    """The name of a field, in lower case; QueryError with the nearest one where there is none of it."""
    lower = name.lower()
    if lower not in FIELDS:
        raise QueryError(f"no field named {lower!r}", nearest(lower, FIELDS), span)
    return lower


def checked_value(field: str, value: str, span: tuple[int, int]) -> str:
    """The value of a field as a query keeps it; QueryError with the place of one that cannot be."""
    try:
        return _CHECKS[FIELDS[field]](field, value)
    except QueryError as error:
        raise QueryError(error.message, error.hint, span) from None


def range_of(field: str, value: str, now: datetime) -> Range[Any]:
    """The numbers, or times, that the value of a field means; QueryError where it means none."""
    from readlist.model.query.ranges import numbers, times  # noqa: PLC0415  few queries have one

    return times(value, now) if FIELDS[field] is Kind.TIME else numbers(value)


def _range(field: str, value: str) -> str:
    range_of(field, value, _ANY_TIME)
    return value


def _choice(field: str, value: str) -> str:
    """The known value that this one begins."""
    known, value = CHOICES[field], value.lower()
    found = [name for name in known if name == value] or [name for name in known if name.startswith(value)]
    if not found:
        raise QueryError(f"{value!r} is no value of {field}", nearest(value, known))
    return found[0]


_CHECKS: dict[Kind, Callable[[str, str], str]] = {
    Kind.TEXT: lambda _, value: value,
    Kind.TAG: lambda _, value: value.lstrip("#/ ").rstrip("/ "),
    Kind.NUMBER: _range,
    Kind.TIME: _range,
    Kind.CHOICE: _choice,
}


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at the known name that is most like this one, or at all of them."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake pays for it

    names = list(known)
    close = get_close_matches(name[:50], names, n=1, cutoff=0.5)
    return f"Did you mean {close[0]}?" if close else f"Known: {', '.join(names)}."
