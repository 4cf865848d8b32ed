"""Where a paper was published, as the parts of a reference tell it, and what kind of publication it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._record import ISSUED, venue_and_publisher
from readlist.formats._references.parts import LEADS
from readlist.formats._references.words import KINDS
from readlist.formats._venues import kind_of
from readlist.model.identifiers import find_arxiv, find_doi
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._references.parts import Parts

_PERIODICAL = regex(
    r"\bProc(?:\.|eedings)\s(?:of\s)?(?:the\s)?(?:[\w.-]{1,20}\s){0,4}(?:Soc|Acad|Endow|Inst)", re.IGNORECASE
)
_AT_SCHOOL = regex(
    r"(?P<what>[^,]{0,40}\b(?:[Tt]hesis|[Dd]issertation|[Dd]iss\.?|[Tt]esis|[Tt]hèse|\w{4,9}arbeit)), "
    r"(?P<school>[^\W\d_a-z].{3,100})"
)
_ARXIV = regex(r"arxiv(?:\.org)?(?: e-?prints?| preprints?)?|preprint", re.IGNORECASE)
_HOUSES = frozenset(("PMLR", "IEEE", "ACM", "AAAI Press", "Springer", "CEUR-WS"))
_PLACES = ("venue", "publisher")
_TYPES = tuple(
    (regex(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\btes(?:is|e|i) de (?:maestr|mestrado|máster|magíster|licenciatura)", EntryType.MASTERS_THESIS),
        (r"\b(?:master\W{0,2}s?|m\.? ?sc?\.?|diploma|bachelor\W{0,2}s?)\sthesis", EntryType.MASTERS_THESIS),
        (r"\b(?:Diplom|Master|Magister|Bachelor)arbeit\b", EntryType.MASTERS_THESIS),
        (r"\[D\]|\bthesis\b|\bdissertation\b|\bdiss\.|\btesis\b|\bthèse\b|\btese\b|\bдис(?:с|\.)", EntryType.THESIS),
        (r"\[R\]|\b(?:tech(?:nical|\.)? rep|research report|working paper|RFC \d)", EntryType.REPORT),
        (r"\b(?:bio|med|chem)rxiv\b|\barxiv preprint\b", EntryType.PREPRINT),
        (r"\[C\]|\b(?:proc(?:eed|\.)|conf(?:erence|\.)|workshop|symp(?:osium|\.)|meeting)", EntryType.CONFERENCE),
    )
)


class Place(NamedTuple):
    """Where a paper was published, and its title, which may have to be told by that."""

    title: str
    venue: str | None
    volume: str
    series: Sequence[str]
    publisher: str
    kind: EntryType | None


def place_of(parts: Parts, text: str, title: str, volume: str, *, alone: bool, book: bool) -> Place:
    """The place of publication; ``alone`` says that there is neither an issue nor pages, ``book`` that it is a book."""
    venues, publishers = ([name for name in parts.all(label) if not _ARXIV.fullmatch(name)] for label in _PLACES)
    placed = bool(parts.texts.get("place"))
    if (
        volume and publishers and not (venues or placed)
    ):  # only periodicals have volumes without anything that they are in
        venues, publishers = publishers[:1], publishers[1:]
    elif venues and publishers and not title and (placed or not volume):  # what is published by itself has a title
        title, *venues = venues
    title = "" if _ARXIV.fullmatch(title) else title
    led = LEADS.match(parts.first("venue")) is not None
    in_house = venues[1:] and venues[-1] in _HOUSES
    by_itself = venues and alone and not (volume or led) and (book or _names_house(venues[-1], placed=placed))
    if not publishers and (in_house or by_itself):
        publishers = [venues.pop()]
    venue, series, publisher = next(iter(venues), None), venues[1:], ", ".join(publishers)
    within = led or parts.texts.get("editor")
    if title and venue and publishers and (placed or volume) and alone and not within and kind_of(venue) is None:
        named = f"{venue.removeprefix('of ')} {volume}".strip()
        return Place(title, None, "", [named, *series], publisher, EntryType.BOOK)
    archived = find_arxiv(text) is not None or any(map(_ARXIV.fullmatch, parts.all(*_PLACES, "note")))
    preprint = archived and not (venue or publisher)
    kind = EntryType.PREPRINT if preprint else _type(parts, text, venues, volume)
    return Place(title, venue, volume, series, publisher, kind or (EntryType.BOOK if by_itself else None))


def _names_house(venue: str, *, placed: bool) -> bool:
    """Whether what seems to be a venue may be a publisher: in some place, or with a last word of such."""
    named = placed or "publisher" in KINDS.get(venue.rsplit(maxsplit=1)[-1].casefold().rstrip("."), ())
    return named and kind_of(venue) is None


def with_school(parts: Parts, place: Place) -> Place:
    """The place of a thesis, with the school that a publisher or a note tells: "Ph.D. dissertation, Univ. of Oak"."""
    if place.kind not in ISSUED or place.kind is EntryType.REPORT:
        return place
    for notes in (parts.texts.get("note", []), parts.texts.get("other", [])):
        for at, note in enumerate(notes):
            if found := _AT_SCHOOL.fullmatch(note.strip(" ,.")):
                notes[at] = found["what"]
                school = ", ".join(filter(None, (found["school"], place.venue, place.publisher)))
                return place._replace(venue=school, publisher="")
    venue, publisher = venue_and_publisher(place.kind, place.venue, place.publisher)
    return place._replace(venue=venue, publisher=publisher or "")


def _type(parts: Parts, text: str, venues: Sequence[str], volume: str) -> EntryType | None:
    title = parts.first("title")
    rest = text.replace(title, " ") if title else text
    led = LEADS.match(parts.first("venue")) is not None
    for pattern, kind in _TYPES:
        if pattern.search(rest):
            named = venues[0] if kind is EntryType.CONFERENCE and venues and not led else ""
            periodical = kind_of(named) is EntryType.ARTICLE or (volume and _PERIODICAL.match(named))
            return EntryType.ARTICLE if periodical else kind
    if venues:
        if parts.texts.get("editor") or (led and parts.texts.get("publisher")):
            return EntryType.CHAPTER
        met = (led and not volume) or kind_of(venues[0]) is EntryType.CONFERENCE
        return EntryType.CONFERENCE if met else EntryType.ARTICLE
    if parts.texts.get("publisher") or parts.texts.get("place"):
        quoted = parts.first("title").startswith(("“", '"'))
        house = any("publisher" in KINDS.get(word.casefold(), ()) for word in parts.first("publisher").split())
        return None if quoted and not house else EntryType.BOOK
    return EntryType.WEB if parts.texts.get("link") and find_arxiv(text) is None and find_doi(text) is None else None
