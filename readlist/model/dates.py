"""Publication dates that may be known by year only."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, Self

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


class PartialDate(NamedTuple):
    """A year, maybe a month (1 to 12), maybe a day; as text "2023", "2023-06" or "2023-06-01"."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The date in a text like "2023-06-01", "2023-06" or "2023"; None where it is no date.

        >>> str(PartialDate.parse("2023-6"))
        '2023-06'
        >>> PartialDate.parse("2023-13") is None
        True
        """
        found = _ISO.match(text.strip())
        if found is None:
            return None
        year, month, day = (int(part) if part else None for part in found.groups())
        return cls.checked(year or 0, month, day)

    @classmethod
    def checked(cls, year: int, month: int | None = None, day: int | None = None) -> Self | None:
        """The date of these parts, or None where there is no such day."""
        if day is not None and month is None:
            return None
        try:
            date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            return None
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)
