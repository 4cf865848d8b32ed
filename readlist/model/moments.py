"""Moments as they are stored, ISO in UTC to the second, and days of the clock here."""

from __future__ import annotations

from datetime import UTC, date, datetime, time


def stored(moment: datetime) -> str:
    """A moment as it is stored; texts of moments sort as the moments do.

    >>> stored(datetime.fromisoformat("2031-05-06T01:08:09+02:00"))
    '2031-05-05T23:08:09Z'
    """
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def midnight(day: date) -> str:
    """When a day begins here, as it is stored."""
    return stored(datetime.combine(day, time()).astimezone())


def day_of(moment: datetime) -> date:
    """The day of a moment, here."""
    return moment.astimezone().date()
