"""Publication dates that may be known by year only."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, Self

from readlist.model.regex import regex

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_WORD = rf"(?:{'|'.join(map(str.capitalize, MONTHS))})[a-z]{{0,6}}"  # short or whole, in a pattern
_YEAR = regex(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d|\.\d{4})")  # none of arXiv's numbers
_COMPACT = regex(r"(?<!\d)((?:1[5-9]|20)\d\d)(\d\d)(\d\d)(?!\d)")
_NUMERIC = regex(r"(?<!\d)((?:1[5-9]|20)\d\d)\s?[-/.]\s?(\d{1,2})(?:\s?[-/.]\s?(\d{1,2}))?(?!\d)")
_BACKWARD = regex(r"(?<!\d)(?:(\d{1,2})\s?[-/.]\s?)?(\d{1,2})\s?[-/.]\s?((?:1[5-9]|20)\d\d)(?!\d)")
_MONTH = regex(
    r"(?i:(?<![A-Za-z])(?:(?=(?P<month>[a-z]{3}))(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))(?![a-z]))"
)
_ISO = regex(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


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
    def find(cls, text: str) -> Self | None:
        """The first date in a text as people and databases write it; what is uncertain of it is left out.

        >>> [str(PartialDate.find(text)) for text in ("2008/07/11/", "2019 Jan-Feb", "7 Nov 2024", "c. 1999")]
        ['2008-07-11', '2019-01', '2024-11-07', '1999']
        """
        year = _YEAR.search(text)
        if found := _COMPACT.search(text) if year is None else None:
            return cls.checked(*map(int, found.groups())) or cls.checked(int(found[1]))
        if year is None:
            return None
        if month := _MONTH.search(text):
            number = MONTHS.index(month["month"].casefold()) + 1
            day = _day_beside(text, month.end(), month.start())
            return cls.checked(int(year[1]), number, day) or cls.checked(int(year[1]), number)
        if found := _NUMERIC.search(text):
            parts = [int(part) for part in found.groups() if part]
            return cls.checked(*parts) or cls.checked(*parts[:2]) or cls.checked(parts[0])
        if found := _BACKWARD.search(text):
            return cls._backward(*(int(part) if part else None for part in found.groups()))
        return cls.checked(int(year[1]))

    @classmethod
    def _backward(cls, first: int | None, second: int | None, year: int | None) -> Self | None:
        """The date of "11/12/2019"; only the year where either number may be the month."""
        if first is None:
            return cls.checked(year or 0, second) or cls.checked(year or 0)
        if (first > 12) == ((second or 0) > 12) and first != second:
            return cls.checked(year or 0)
        day, month = (first, second) if first > 12 else (second, first)
        return cls.checked(year or 0, month, day) or cls.checked(year or 0)

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
        if self.month is None:
            return f"{self.year:04d}"
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


def is_month(word: str) -> bool:
    """Whether a word is the English name of a month, short or whole, without its full stop."""
    return _MONTH.fullmatch(word) is not None


def _day_beside(text: str, after: int, before: int) -> int | None:
    """The day that stands right behind the month, or else right before it."""
    behind = re.match(
        r"\.?\s{0,2}(\d{1,2})(?:st|nd|rd|th)?(?![\d:/])(?!\s?[-–]\s?[A-Za-z\d])", text[after : after + 12]
    )
    ahead = re.search(
        r"(?<![\d:-])(\d{1,2})(?:st|nd|rd|th)?\.?(?: of)?[\s-]{1,2}\Z", text[max(0, before - 12) : before]
    )
    found = behind or ahead
    return int(found[1]) if found else None
