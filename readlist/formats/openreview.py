"""OpenReview's lists of papers as pasted: title, authors, then a line of dates, venue and buttons, maybe fields."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from readlist.formats._arxiv import authors, reads_like_names
from readlist.formats._kinds import Reader
from readlist.formats._passages import Line, numbered, outside, where
from readlist.formats._record import make_record
from readlist.model.dates import PartialDate
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "openreview"
_SAMPLE = 20_000  # letters that a text is recognized by

_DAY = r"\d{1,2} [A-Z][a-z]{2,8} \d{4}(?:,? \d{1,2}:\d\d)?"
_STATE = regex(
    rf"(?:Published: (?P<published>{_DAY})|(?P<posted>{_DAY})(?: \(modified: {_DAY}\))?)"
    rf"(?:, Last Modified: {_DAY})?[, ]{{0,2}}(?P<venue>.{{0,120}}?) ?(?:Readers: ?)?(?:Everyone|CC BY 4\.0)"
    r"(?: ?(?:Readers: ?Everyone|Everyone|(?:Show )?(?:Revisions|BibTeX|Bibtex)|CC BY 4\.0|\d{1,3} Repl(?:y|ies))){0,6}"
)
_NAMES = "Keywords|TL;DR|Abstract|Track|(?:Primary |Subject )?Areas?|One-sentence Summary"
_FIELD = regex(rf"(?P<name>{_NAMES}): ?(?P<text>.*)")


def recognize(text: str) -> float:
    """How sure a cleaned text is such a list: lines of dates with OpenReview's buttons."""
    return 0.98 if any(_is_state(line.text) for line in numbered(text[:_SAMPLE])[1:]) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of a list in their order."""
    lines = numbered(text)
    states = [at for at in range(1, len(lines)) if _is_state(lines[at].text)]
    starts = [at - (2 if at > 1 and reads_like_names(lines[at - 1].text) else 1) for at in states]
    yield from outside(lines[: starts[0] if starts else len(lines)])
    for (start, end), state in zip(pairwise([*starts, len(lines)]), states, strict=True):
        fields, last = _fields(lines[state + 1 : end])
        yield _record(lines[start : state + 1 + last], state - start, fields)
        yield from outside(lines[state + 1 + last : end])


def _is_state(text: str) -> bool:
    return len(text) < 400 and _STATE.fullmatch(text) is not None


def _fields(lines: Sequence[Line]) -> tuple[dict[str, str], int]:
    """The named fields under a paper, and the number of their lines."""
    fields: dict[str, str] = {}
    for line in lines:
        found = _FIELD.fullmatch(line.text)
        if found is None:
            break
        fields[found["name"]] = found["text"]
    return fields, len(fields)


def _record(lines: Sequence[Line], state: int, fields: dict[str, str]) -> Record:
    found = _STATE.fullmatch(lines[state].text)
    people = authors(lines[1].text if state > 1 else "")
    day = (found["published"] or found["posted"]) if found else None
    return make_record(
        NAME,
        where(lines),
        title=lines[0].text,
        authors=people.names,
        authors_complete=people.complete,
        date=PartialDate.find(day) if day else None,
        entry_type=EntryType.CONFERENCE,
        venue=found["venue"] if found else None,
        abstract=fields.pop("Abstract", None),
        keywords=re.split(r"[,;] ?", fields.pop("Keywords", "")),
        extra=fields,
    )


READER = Reader(NAME, "OpenReview list", recognize, read)
