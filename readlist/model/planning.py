"""What to read next, and until when a paper sleeps: a day, as people write one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

NEXT_UP = "(status:reading OR status:later) -is:snoozed"
"""The query of what is to be read, in the order ``next``."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = regex(r"\+?(\d{1,4})\s*(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?\Z", re.ASCII)
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SHORTEST = 3  # letters of a weekday


def wake_day(text: str, today: date) -> str | None:
    """The day that a text tells, as ISO date; None for "now", which wakes a paper up.

    Raises ReadlistError for a text that tells no day, or one that is not to come.

    >>> monday = date(2031, 5, 5)
    >>> [wake_day(text, monday) for text in ("tomorrow", "2w", "fri", "mon", "2031-06-01", "now")]
    ['2031-05-06', '2031-05-19', '2031-05-09', '2031-05-12', '2031-06-01', None]
    """
    wanted = text.strip().casefold()
    if wanted in {"now", "never", "none"}:
        return None
    try:
        found = _found(wanted, today)
    except OverflowError:
        found = None
    if found is None:
        raise ReadlistError(f"{text.strip()!r} is no day", "Write 2031-06-01, 3d, 2w, 1m, friday, tomorrow, or now.")
    if found <= today:
        raise ReadlistError(f"{found} is not to come", "Name a later day; `now` wakes a paper up.")
    return found.isoformat()


def _found(wanted: str, today: date) -> date | None:
    if wanted in {"tomorrow", "tom"}:
        return today + timedelta(days=1)
    if span := _SPAN.match(wanted):
        return today + timedelta(days=int(span[1]) * _UNITS[span[2]])
    for number, name in enumerate(_WEEKDAYS):
        if len(wanted) >= _SHORTEST and name.startswith(wanted):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(wanted)
    except ValueError:
        return None


def suggestions(typed: str, today: date) -> list[str]:
    """Days that may be meant by what was typed, each as it may be written, with its date behind.

    >>> suggestions("to", date(2031, 5, 5))
    ['tomorrow  Tue 06 May']
    """
    named = ("tomorrow", *(_WEEKDAYS[(today.weekday() + ahead) % 7] for ahead in range(2, 8)), "2w", "1m", "3m", "1y")
    return [f"{name}  {day:%a %d %b}" for name, day in _days(named, today) if name.startswith(typed.strip().casefold())]


def _days(names: tuple[str, ...], today: date) -> Iterator[tuple[str, date]]:
    for name in names:
        if found := _found(name, today):
            yield name, found
