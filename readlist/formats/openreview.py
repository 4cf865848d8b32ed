"""OpenReview's pages as pasted: title, authors, then dates, venue and buttons in one line or several, maybe fields."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from readlist.formats._arxiv import authors, reads_like_names
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, joined, numbered, outside, where
from readlist.formats._record import make_record
from readlist.model.dates import PartialDate
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "openreview"
_MOST_LINES = 8  # of dates, venue and buttons

_DAY = r"\d{1,2} [A-Z][a-z]{2,8} \d{4}(?:,? \d{1,2}:\d\d)?"
_LICENSE = r"CC[ -](?:BY|0)[A-Z\d. -]{0,16}|CC0[\d. ]{0,4}"
_BUTTONS = rf"(?:Everyone|(?:Show )?(?:Revisions|BibTeX|Bibtex)|{_LICENSE}|\d{{1,3}} Repl(?:y|ies))"
_DATES = (
    rf"(?:Published: (?P<published>{_DAY})|(?P<posted>{_DAY}))"
    rf"(?P<changed> \(modified: {_DAY}\)|, Last Modified: {_DAY})?"
)
_BEGINNING = regex(_DATES)
_STATE = regex(
    rf"{_DATES}(?:, Last Modified: {_DAY})?[, ]{{0,2}}(?P<venue>.{{0,120}}?)"
    rf"(?P<readers>(?: ?Readers:)? ?{_BUTTONS}(?: ?(?:Readers: ?)?{_BUTTONS}){{0,6}})?"
)
_FIELD = regex(r"(?P<name>[A-Z](?:[A-Za-z/-]{1,20}|L;DR)(?: [A-Za-z/()-]{2,20}){0,4}): ?(?P<text>.*)")
_CLOSED = regex(r"(?:Show|Hide) details|(?:Download )?PDF|Loading")
_PDF = regex(r" ?Download PDF\Z")
_NUMBER = regex(r"#{1,6} |#\d{1,6} ")
_ADDRESS = regex(r"https?://openreview\.net/forum\?id=\S{3,80}")
_STOP = regex(r".{40,}[.!?)\]]")


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: lines of dates with OpenReview's buttons."""
    lines = _lines(text[:SAMPLE])
    return 0.98 if any(_state(lines, at) for at in range(1, len(lines))) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of a page in their order."""
    lines = _lines(text)
    states = [at for at in range(1, len(lines)) if _state(lines, at)]
    starts = [_start(lines, at) for at in states]
    yield from outside(lines[: starts[0] if starts else len(lines)])
    for (start, end), at in zip(pairwise([*starts, len(lines)]), states, strict=True):
        below = at + _state(lines, at)
        fields, last = _fields(lines[below:end])
        yield _record(lines[start : below + last], at - start, below - start, fields)
        yield from outside(lines[below + last : end])


def _lines(text: str) -> list[Line]:
    """The lines of a page without those that are a button of a paper."""
    return [line for line in numbered(text) if not _CLOSED.fullmatch(line.text)]


def _start(lines: Sequence[Line], state: int) -> int:
    """Where the paper begins whose dates stand there: at the title above the authors and maybe its address."""
    names = state - 1
    if state > 1 and reads_like_names(_bare(lines[names])):
        return names - (2 if names > 1 and _ADDRESS.fullmatch(lines[names - 1].text) else 1)
    return names - (names > 0 and _ADDRESS.fullmatch(lines[names].text) is not None)


def _bare(line: Line) -> str:
    """A title or a list of authors without the signs of a heading, a number and a button."""
    return _PDF.sub("", _NUMBER.sub("", line.text, 1))


def _state(lines: Sequence[Line], at: int) -> int:
    """How many lines from a position on hold dates, venue and buttons; 0 where none do."""
    first = lines[at].text[:400]
    begins = _BEGINNING.match(first)
    if begins is None:
        return 0
    for count in range(1, _MOST_LINES):
        found = _STATE.fullmatch(joined(lines[at : at + count])[:400])
        if found and found["readers"] and (count == 1 or begins["changed"]):
            return count + _buttons(lines, at + count)
    return 1 if begins["changed"] and _STATE.fullmatch(first) else 0


def _buttons(lines: Sequence[Line], at: int) -> int:
    """How many lines from a position on are further buttons."""
    return next((n for n, line in enumerate(lines[at:]) if not re.fullmatch(_BUTTONS, line.text[:40])), len(lines) - at)


def _fields(lines: Sequence[Line]) -> tuple[dict[str, str], int]:
    """The named fields under a paper, and the number of their lines; a text goes on in lines that are sentences."""
    fields: dict[str, str] = {}
    name = ""
    for at, line in enumerate(lines):
        found = _FIELD.fullmatch(line.text)
        if found and found["name"] not in fields:
            name, fields[found["name"]] = found.groups()
        elif name and (not fields[name] or _STOP.fullmatch(line.text)):
            fields[name] = f"{fields[name]}\n{line.text}".strip()
        else:
            return fields, at
    return fields, len(lines)


def _record(lines: Sequence[Line], state: int, below: int, fields: dict[str, str]) -> Record:
    found = _STATE.fullmatch(joined(lines[state:below])[:400])
    url = next((line.text for line in lines[1:state] if _ADDRESS.fullmatch(line.text)), None)
    people = authors(_bare(lines[state - 1]) if state > 1 + (url is not None) else "")
    day = (found["published"] or found["posted"]) if found else None
    return make_record(
        NAME,
        where(lines),
        title=_bare(lines[0]),
        authors=people.names,
        authors_complete=people.complete,
        date=PartialDate.find(day) if day else None,
        entry_type=EntryType.CONFERENCE,
        venue=found["venue"] if found else None,
        abstract=fields.pop("Abstract", None),
        url=url,
        keywords=re.split(r"[,;] ?", fields.pop("Keywords", "")),
        extra=fields,
    )


READER = Reader(NAME, "OpenReview list", recognize, read)
