"""Google Scholar's profile of an author, as pasted: title, authors, venue, and the citations with the year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, numbered, outside, where
from readlist.formats._record import make_record
from readlist.formats._scholar import YEAR, doubts, entry_type, people
from readlist.model.dates import MONTH_WORD
from readlist.model.paper import Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "scholar_profile"

_COUNTS = regex(
    rf"(?P<venue>.*?)(?:(?:\A|(?<!,)\s)(?P<cited>\d{{1,7}})\*?)?(?:\A|\s)(?P<year>{YEAR})|(?P<alone>\d{{1,7}}\*?)"
)
_YEAR = regex(YEAR)
_CITED = regex(r"\d{1,7}\*?|\*")
_VENUE = regex(
    rf"(?P<venue>.{{1,300}}?)(?: (?P<volume>(?!{YEAR}(?:,|\Z))\d{{1,5}})(?: ?\((?P<number>[^()]{{1,20}})\))?)?"
    rf"(?:, (?!{YEAR}\Z)(?P<pages>[A-Za-z]?\d{{1,7}}(?:[-–][A-Za-z]?\d{{1,7}})?))?(?:, (?P<year>{YEAR}))?"
)
_DATED = regex(rf"(?!(?:.* )?{MONTH_WORD}\.? \d{{1,2}}, ).*, {YEAR}")
_HEADER = regex(r"(?:Title ?)?(?:Sort ?(?:by .{0,40})?)?(?:Cited by ?)?Year", re.IGNORECASE)
_FOOTER = regex(r"Show more|Articles \d.{0,20}|Help ?Privacy ?Terms.{0,20}", re.IGNORECASE)


class _Row(NamedTuple):
    """Where the lines of a row end, where its counts begin, and what they say."""

    counts: int
    end: int
    venue: str
    cited: str | None
    year: str | None


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: the head of its table, or several rows whose venues are dated."""
    lines = numbered(text[:SAMPLE])
    rows = _rows(lines)
    if any(_HEADER.fullmatch(line.text) for line in lines) and rows:
        return 0.97
    dated = sum(_DATED.fullmatch(row.venue or lines[row.counts - 1].text) is not None for row in rows)
    return 0.9 if dated >= 2 and dated > 0.6 * len(rows) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The rows of the table in their order; text that reads like an abstract outside them is a problem."""
    lines = numbered(text)
    at = next((at + 1 for at, line in enumerate(lines) if _HEADER.fullmatch(line.text)), 0)
    yield from outside(lines[:at])
    told = False
    for row in _rows(lines):
        if row.counts > at:
            title = _title_at(lines, at, row)
            yield from (_lost(lines[at:title]) if told else outside(lines[at:title]))
            yield _record(lines[title : row.end], row, row.counts - title)
            at, told = row.end, True
    yield from outside(lines[at:])


def _lost(lines: Sequence[Line]) -> Iterator[Problem]:
    """The lines between two rows: a row whose authors were not known as such."""
    if lines:
        yield Problem(where(lines), "a row without known authors", "\n".join(line.text for line in lines))


def _rows(lines: Sequence[Line]) -> list[_Row]:
    """The ends of the rows: lines of counts after a line of authors."""
    rows: list[_Row] = []
    last = 0
    for at, line in enumerate(lines):
        found = _COUNTS.fullmatch(line.text) if len(line.text) < 600 else None
        if found is None or at - last < 2 or not any(people(line.text) for line in lines[max(last, at - 3) : at]):
            continue
        venue, cited, counts = found["venue"] or "", found["cited"] or found["alone"], at
        if venue and not (cited or re.search(rf"{YEAR}\Z", venue)):
            continue  # a venue with its year, the counts follow
        if found["alone"] and at + 1 < len(lines) and _YEAR.fullmatch(lines[at + 1].text):
            continue
        if not venue and cited is None and _CITED.fullmatch(lines[at - 1].text):
            cited, counts = lines[at - 1].text, at - 1
        rows.append(_Row(counts, at + 1, venue.strip(), cited, found["year"]))
        last = at + 1
    return rows


def _title_at(lines: Sequence[Line], at: int, row: _Row) -> int:
    """Where the title of a row is: above its authors, whatever precedes them where the head of the table is missing."""
    last = row.counts - (1 if row.venue else 2)  # where the authors are, if no line of the row is missing
    return last - 1 if at < last - 1 and people(lines[last].text) else at


def _record(lines: Sequence[Line], row: _Row, counts: int) -> Record:
    told = [line.text for line in lines[:counts]] + ([row.venue] if row.venue else [])
    found = people(told[1]) if len(told) > 1 else None
    venue = told[2] if len(told) > 2 else ""
    parts = _VENUE.fullmatch(venue)
    held = parts.groupdict() if parts else {"venue": venue}
    return make_record(
        NAME,
        where(lines),
        title=told[0],
        authors=found.names if found else (),
        authors_complete=found.complete if found else True,
        date=row.year,
        venue=held["venue"],
        volume=held.get("volume"),
        number=held.get("number"),
        pages=held.get("pages"),
        entry_type=entry_type(venue),
        extra={"cited by": row.cited, "authors": None if found or len(told) < 2 else told[1]},
        doubts=(*doubts(told[0], held["venue"] or ""), *(() if found else ("authors in a form that is not known",))),
    )


READER = Reader(NAME, "Google Scholar profile", recognize, read)
