"""Dates as entries tell them: a year and a month in any language, or a date of biblatex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.dates import PartialDate
from readlist.model.latex import decode
from readlist.model.regex import regex
from readlist.model.text import fold

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_EXACT = regex(r"\d{4}(?:-\d{1,2}){0,2}")
_PLAIN_YEAR = regex(r"\d{4}")
_WORD = regex(r"[a-z]{3,}")
_DAY = regex(r"(?<!\d)(\d{1,2})(?!\d)")
# The months by their beginnings, without accents, in German, French, Spanish, Italian, Portuguese and Dutch.
_BEGINNINGS = {
    beginning: number
    for number, beginnings in enumerate(
        (
            "jan jaen ene gen", "feb fev", "mar maer mrt maa", "apr avr abr", "may mai mei mag maj", "jun juin giu",
            "jul juil lug", "aug aou ago", "sep set", "oct okt out ott", "nov", "dec dez dic",
        ),
        start=1,
    )
    for beginning in beginnings.split()
}  # fmt: skip


def take_date(fields: MutableMapping[str, str]) -> PartialDate | None:
    """The date of an entry, whose fields are taken out as far as the date says all that they do."""
    date = _date_of(fields, "date")
    year = _year_and_month(fields)
    if date is None and year is None:
        return _date_of(fields, "eventdate")
    if date is None or (year is not None and year.year == date.year and date.month is None):
        return year or date
    return date


def _date_of(fields: MutableMapping[str, str], name: str) -> PartialDate | None:
    if name not in fields:
        return None
    text = decode(fields[name]).strip()
    found = PartialDate.parse(text) or PartialDate.find(text)
    if found is not None and _EXACT.fullmatch(text) and PartialDate.parse(text):
        del fields[name]
    return found


def _year_and_month(fields: MutableMapping[str, str]) -> PartialDate | None:
    written = fields.get("year", "")
    given = decode(written)
    is_plain = _PLAIN_YEAR.fullmatch(given) is not None
    year = PartialDate.checked(int(given)) if is_plain else PartialDate.find(given)
    if year is None and "}{" in written:  # arguments of a command that only styles know
        year = PartialDate.find(decode(written.replace("}{", "} {")))
    if year is None:
        return None
    if is_plain:
        del fields["year"]
    month, day = _month(decode(fields["month"])) if "month" in fields else (year.month, year.day)
    if month is None:
        return year
    if day is None and fields.get("day", "").strip().isdecimal():
        day = int(fields["day"][:4])
    found = PartialDate.checked(year.year, month, day) or PartialDate.checked(year.year, month)
    if found is not None and (found.day is not None or _says_no_more(fields.get("month", ""))):
        for name in ("month", *(("day",) if found.day is not None else ())):
            fields.pop(name, None)
    return found or year


def _month(text: str) -> tuple[int | None, int | None]:
    """The number of a month, and a day beside it.

    >>> _month("10~jan"), _month("Juni"), _month("06")
    ((1, 10), (6, None), (6, None))
    """
    text = fold(text)
    numbers = [int(number) for number in _DAY.findall(text)]
    word = _WORD.search(text)
    if word is None:
        return (numbers[0], None) if numbers and 1 <= numbers[0] <= 12 else (None, None)
    number = next((_BEGINNINGS[word[0][:size]] for size in (4, 3) if word[0][:size] in _BEGINNINGS), None)
    return number, numbers[0] if len(numbers) == 1 else None


def _says_no_more(text: str) -> bool:
    """Whether a month is nothing but a number or one word."""
    return len(fold(text).split()) == 1
