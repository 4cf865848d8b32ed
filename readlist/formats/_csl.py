"""What CSL calls the kinds, names and dates of publications."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from readlist.formats._json.members import text_of
from readlist.model.dates import PartialDate
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readlist.model.names import Name

KINDS = {
    "article": EntryType.PREPRINT,
    "article-journal": EntryType.ARTICLE,
    "paper-conference": EntryType.CONFERENCE,
    "thesis": EntryType.THESIS,
    "report": EntryType.REPORT,
    "book": EntryType.BOOK,
    "chapter": EntryType.CHAPTER,
    "dataset": EntryType.DATASET,
    "software": EntryType.SOFTWARE,
    "webpage": EntryType.WEB,
    "document": EntryType.MISC,
    "article-magazine": EntryType.ARTICLE,
    "article-newspaper": EntryType.ARTICLE,
    "periodical": EntryType.ARTICLE,
    "review": EntryType.ARTICLE,
    "review-book": EntryType.ARTICLE,
    "speech": EntryType.CONFERENCE,
    "event": EntryType.CONFERENCE,
    "classic": EntryType.BOOK,
    "collection": EntryType.BOOK,
    "entry": EntryType.CHAPTER,
    "entry-dictionary": EntryType.CHAPTER,
    "entry-encyclopedia": EntryType.CHAPTER,
    "standard": EntryType.REPORT,
    "post": EntryType.WEB,
    "post-weblog": EntryType.WEB,
} | dict.fromkeys(
    """
    bill broadcast figure graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
    pamphlet patent performance personal_communication regulation song treaty
    """.split(),
    EntryType.MISC,
)
"""The kind of publication for each type of CSL; the first type of a kind is the one that is written."""

WRITTEN = {kind: name for name, kind in reversed(KINDS.items())} | {EntryType.MASTERS_THESIS: "thesis"}

NAMES = frozenset(
    """
    chair collection-editor compiler composer container-author contributor curator director editorial-director
    executive-producer guest host illustrator interviewer narrator organizer original-author performer producer
    recipient reviewed-author script-writer series-creator translator
    """.split()
)
"""Variables beside author and editor that hold names."""

DATES = frozenset("accessed available-date event-date original-date submitted".split())
"""Variables beside issued that hold dates."""

_PARTS = ("year", "month", "day")
_MONTHS = 12
_MASTERS = regex(r"master|\bm\.?\s?(?:sc|a|eng|phil)\b|diplom", re.IGNORECASE)


def kind_of(name: str, genre: str | None, *, has_venue: bool) -> EntryType | None:
    """The kind of publication for a type of CSL, known by the genre where the type says too little."""
    kind = KINDS.get(name)
    if kind is EntryType.THESIS and genre and _MASTERS.search(genre):
        return EntryType.MASTERS_THESIS
    return EntryType.ARTICLE if kind is EntryType.PREPRINT and has_venue else kind


def date_of(value: Any) -> tuple[PartialDate | None, bool]:
    """The date in a date variable, and whether it is all that the variable says.

    >>> date_of({"date-parts": [["1965", 6, 1]]})
    (PartialDate(year=1965, month=6, day=1), True)
    >>> date_of({"date-parts": [[1965], [1968]], "circa": 1})
    (PartialDate(year=1965, month=None, day=None), False)
    """
    if isinstance(value, list):  # as pandoc writes it in YAML
        found, complete = date_of(value[0]) if value else (None, False)
        return found, complete and len(value) == 1
    if not isinstance(value, dict):
        found = PartialDate.find(text_of(value))
        return found, found is not None and str(found) == text_of(value)
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else [value[part] for part in _PARTS if part in value]
    found = _checked(first if isinstance(first, list) else parts)
    if found is None:
        return PartialDate.find(text_of(value.get("raw")) or text_of(value.get("literal"))), False
    told = [parts] if isinstance(parts, list) and not isinstance(first, list) else parts
    simple = (
        set(value) == {"date-parts"} and told is not None and [len(list(filter(None, found)))] == list(map(len, told))
    )
    return found, simple or set(value) <= set(_PARTS)


def _checked(parts: Any) -> PartialDate | None:
    numbers: list[int] = []
    for part in parts[:3] if isinstance(parts, list) else ():
        text = text_of(part).strip()
        if not text.isdecimal() or len(text) > 4 or (len(numbers) == 1 and int(text) > _MONTHS):
            break
        numbers.append(int(text))
    for end in range(len(numbers), 0, -1):
        if found := PartialDate.checked(*numbers[:end]):
            return found
    return None


def written_date(date: PartialDate) -> dict[str, Any]:
    """The date as a date variable."""
    return {"date-parts": [[part for part in date if part is not None]]}


def written_name(name: Name) -> dict[str, str]:
    """The name as a name variable has it."""
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: text for part, text in parts.items() if text}


def sorted_name(name: Name) -> str:
    """The name in one text: "van der Maaten, Laurens"."""
    whole = " ".join(filter(None, (name.particle, name.family)))
    return name.literal or ", ".join(filter(None, (whole, name.suffix, name.given)))


def dates_as_text(found: Mapping[str, Any]) -> dict[str, str]:
    """The date variables beside issued that are plain dates, as text."""
    known = {name: date_of(value) for name, value in found.items() if name in DATES}
    return {name: str(date) for name, (date, complete) in known.items() if date and complete}
