"""What stands beside a paper on its page and tells of it: an identifier, a date, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._page.furniture import of_record
from readlist.formats._venues import Venue, venue
from readlist.model.dates import MONTHS, PartialDate
from readlist.model.identifiers import find_arxiv, find_doi, find_urls, normalize_arxiv
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readlist.model.identifiers import Arxiv

VENUE = "Venue: "
"""The label of a line that tells where a paper appeared."""

_BARE = r"\d{4}\.\d{4,5}(?:v\d{1,3})?"
_IDENTIFIER = regex(
    rf"(?:arxiv|e-?print)?[\s:]{{0,3}}(?:id|identifier|number)?[\s:]{{0,3}}[\[(]?({_BARE})[\])]?"
    r"(?: ?\[[\w.-]{2,20}\])?",
    re.IGNORECASE,
)
_BEFORE_TITLE = regex(rf"[\[(]?(?:arXiv:\s?)?({_BARE})[\])]?\s?[:|–—-]?\s+(?=\S)", re.IGNORECASE)
_BEHIND_TITLE = regex(
    rf"(?:[\s\[(|,–—-]{{1,4}}(?:arXiv:?\s?|(?:https?://)?arxiv\.org/(?:abs|pdf)/)?|arXiv:)({_BARE})[\])]?\Z",
    re.IGNORECASE,
)
_BETWEEN = regex(r"\s[·•]\s")
_SIGNS = regex(r"[:/|\[]")  # of other things than venues
_IN_PRINT = regex(
    r"In:? (?:the |[A-Z])|In [^,]{3,200},.{0,60}\b(?:19|20)\d\d\.?\Z"
    r"|(?:In )?[Pp]roc(?:eedings|\.| )|[Tt]o appear (?:in|at)\b"
    r"|(?:[A-Z][\w.&-]{1,20} |\d{1,3}(?:st|nd|rd|th) |of |on |and |in |for |the ){1,18}"
    r"(?:\([A-Z][A-Za-z]{1,12}\)|\d{1,4}\s?[,:(]|[Vv]ol\b)"
)
_YEAR_LAST = regex(r", (?:[A-Z][a-z]{2,8}\.? )?((?:19|20)\d\d)\.?\Z")
_LONGEST = 300  # letters of a note that tells where a paper appeared
_DATED = regex(r"(?:\A|[ ·])([A-Z][a-z]{2})[a-z]{0,6}\.? (\d{1,2}), ((?:19|20)\d\d)\d{0,4}\Z")


def identifier(part: str) -> Arxiv | None:
    """The arXiv identifier that a line beside a paper tells.

    >>> identifier("arXiv ID: 2301.00001v2")
    Arxiv(id='2301.00001', version=2)
    """
    found = next(filter(None, (_IDENTIFIER.fullmatch(piece) for piece in _BETWEEN.split(part))), None)
    return normalize_arxiv(found[1]) if found else find_arxiv(part)


def parted(title: str) -> tuple[str, Arxiv | None]:
    """The title without an arXiv identifier before or behind it, and that identifier.

    >>> parted("[2301.00001] Paper Lanterns")
    ('Paper Lanterns', Arxiv(id='2301.00001', version=None))
    """
    if "." not in title:
        return title, None
    found = _BEFORE_TITLE.match(title) or _BEHIND_TITLE.search(title[-80:])
    arxiv = normalize_arxiv(found[1]) if found else None
    if found is None or arxiv is None:
        return title, None
    return (
        title[found.end() :] if found.start() == 0 and title.startswith(found[0]) else title[: -len(found[0])]
    ), arxiv


def date(part: str) -> PartialDate | None:
    """The day that a line beside a paper tells; a number may be glued to its year."""
    if found := _DATED.search(part):
        month = found[1].casefold()
        return PartialDate.checked(int(found[3]), MONTHS.index(month) + 1, int(found[2])) if month in MONTHS else None
    told = PartialDate.find(part) if not of_record(part) or part[:1].isdigit() else None
    return told if told and told.day else None


def year(note: str) -> PartialDate | None:
    """The year that a note ends with behind a comma, as those do that tell where a paper appeared.

    >>> str(year("Owl Talks ;hoot:, 2024")), year("Owls of 2024")
    ('2024', None)
    """
    found = _YEAR_LAST.search(note) if len(note) <= _LONGEST else None
    return PartialDate(int(found[1])) if found else None


def appeared(notes: Sequence[str]) -> tuple[Venue | None, list[str]]:
    """The venue that one of the notes beside a paper names and nothing else, and the other notes.

    >>> appeared(["Pages: 3", "ICML 2024 (Oral)"])[1]
    ['Pages: 3']
    """
    told = ((at, _place(note)) for at, note in enumerate(notes))
    at, place = next(((at, place) for at, place in told if place), (len(notes), None))
    return place, [*notes[:at], *notes[at + 1 :]]


def may_tell_print(note: str) -> bool:
    """Whether a note begins as those do that tell where a paper appeared.

    >>> may_tell_print("In Proceedings of Bells"), may_tell_print("Bells and towers")
    (True, False)
    """
    return len(note) <= _LONGEST and _IN_PRINT.match(note) is not None


def _place(note: str) -> Venue | None:
    bare = note.removeprefix(VENUE)
    place = None if _SIGNS.search(bare) else venue(bare)
    if place and place.known and place.name:
        return place
    if may_tell_print(bare):
        from readlist.formats._references.appearance import appearance  # noqa: PLC0415  weights are read for it

        place = appearance(bare)
        if place:
            return place
    return Venue(_YEAR_LAST.sub("", bare).rstrip("."), year(bare)) if bare != note else None


def addresses(notes: Sequence[str]) -> tuple[str, ...]:
    """The addresses that the notes beside a paper tell."""
    return tuple(url for note in notes for url in find_urls(note))


def remark(notes: Iterable[str]) -> str | None:
    """What is left of the notes beside a paper, for which a record has no place."""
    told = (find_doi, find_urls, identifier, date)
    return "; ".join(note for note in notes if not any(tell(note) for tell in told)) or None
