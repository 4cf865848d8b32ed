"""Ranges of numbers and of times, as a query writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from readlist.errors import QueryError
from readlist.model.dates import PartialDate
from readlist.model.moments import stored
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

_Bound = TypeVar("_Bound", int, str)
_COMPARED = regex(r"([<>]=?)(.+)\Z")
_DASH = regex(r"(?<=\d)[-–](?=\d)")
_NUMBER = regex(r"\d{1,9}\Z", re.ASCII)
_AGE = regex(r"(?P<sign>[<>]?)=?(?P<number>\d{1,4})(?P<unit>[hdwmy])\Z", re.ASCII | re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}
_YEARS = range(1900, 3000)


@dataclass(frozen=True)
class Range(Generic[_Bound]):
    """The values from ``low`` on that are below ``end``; None is no bound."""

    low: _Bound | None
    end: _Bound | None

    def has(self, value: _Bound | None) -> bool:
        """Whether a value lies in the range; an unknown one does not."""
        return value is not None and (self.low is None or value >= self.low) and (self.end is None or value < self.end)


def numbers(text: str) -> Range[int]:
    """The range in a text like "2023", "2021..2023", "2021-2023" or ">2020"; QueryError for any other.

    >>> numbers("2021..2023"), numbers("<=3")
    (Range(low=2021, end=2024), Range(low=None, end=4))
    """
    found = _range(_DASH.sub("..", text), _number)
    if found is None:
        raise QueryError(f"{text!r} is no number or range", "Write 2023, 2021..2023, >2020 or <2020.")
    return found


def times(text: str, now: datetime) -> Range[str]:
    """The times (ISO, UTC) in a text like "2026-11", "2026-11-05..", ">2026", "<7d" or ">2w"; QueryError for any other.

    An age counts back from ``now``, which knows its time zone: "<7d" and "7d" are the times since, ">7d" those before.

    >>> times("2026-11", datetime.fromisoformat("2026-11-21T08:00:00+00:00"))
    Range(low='2026-11-01T00:00:00Z', end='2026-12-01T00:00:00Z')
    """
    if age := _AGE.match(text):
        moment = _ago(age, now)
        return Range(None, moment) if age["sign"] == ">" else Range(moment, None)
    found = _range(text, lambda part: _time(part, now))
    if found is None:
        raise QueryError(f"{text!r} is no time", "Write <7d, >2w, 2026-11 or 2025..2026-06; units: h d w m y.")
    return found


def _range(text: str, span: Callable[[str], tuple[_Bound, _Bound] | None]) -> Range[_Bound] | None:
    """The range that a text tells; ``span`` gives the first value of a part of it, and the first one behind."""
    if compared := _COMPARED.match(text):
        sign, only = compared[1], span(compared[2])
        if only is None:
            return None
        bound = only[sign in {"<=", ">"}]
        return Range(None, bound) if sign[0] == "<" else Range(bound, None)
    low, dots, high = text.partition("..")
    first, last = (span(part) if part else None for part in (low, high if dots else low))
    if not (first or last) or (low and not first) or (high and not last):
        return None
    return Range(first and first[0], last and last[1])


def _number(text: str) -> tuple[int, int] | None:
    return (int(text), int(text) + 1) if _NUMBER.match(text) else None


def _time(text: str, now: datetime) -> tuple[str, str] | None:
    """The span of a day, month or year, or the moment of an age."""
    if (age := _AGE.match(text)) and not age["sign"]:
        return (_ago(age, now),) * 2
    date = PartialDate.parse(text)
    if date is None or date.year not in _YEARS:
        return None
    year, month, day = date
    start = datetime(year, month or 1, day or 1, tzinfo=now.tzinfo)
    if day:
        behind = start + timedelta(days=1)
    elif month:
        behind = start.replace(year=year + month // 12, month=month % 12 + 1)
    else:
        behind = start.replace(year=year + 1)
    return stored(start), stored(behind)


def _ago(age: re.Match[str], now: datetime) -> str:
    try:
        return stored(now - timedelta(hours=int(age["number"]) * _HOURS[age["unit"].lower()]))
    except OverflowError:
        return ""  # before all times
