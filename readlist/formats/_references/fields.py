"""A labelled reference as a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._record import ISSUED, make_record, venue_and_publisher
from readlist.formats._references.authors import Authors, authors
from readlist.formats._references.chunks import chunks
from readlist.formats._references.labels import labeled
from readlist.formats._references.mending import mended
from readlist.formats._references.untitled import untitled
from readlist.formats._references.words import KINDS
from readlist.formats._venues import kind_of
from readlist.model.dates import MONTH_WORD, PartialDate
from readlist.model.identifiers import find_arxiv, find_doi, find_urls
from readlist.model.paper import EntryType, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readlist.formats._references.chunks import Chunk
    from readlist.formats._references.entries import Entry
    from readlist.model.names import Name

UNCERTAIN = "the title was told from a plain reference and may be cut wrongly"
_SURE = 30  # tenths of log-odds from which a title's extent is believed

_LEADS = regex(r"\A(?:(?:In|in|IN|Dans|dans)\b\s?:?\s*){1,3}")
_NUMBERS = regex(
    r"(?P<volume>[A-Z]?\d{1,6}(?:\s?[-–/]\s?\d{1,6})?|[IVXLCivxlc]{1,7}\b)?(?:\s?\(\s?(?P<issue>[^()]{1,24}?)\s?\)|\.(?P<dotted>\d{1,5}))?"
    r"(?:(?:\s?:|(?<=\))\s?,)\s?(?P<pages>[A-Za-z]{0,2}\d[\w.]{0,9}(?:\s?[-‐-―−]+\s?\w{1,9})?\+?))?"
)
_VOLUME = regex(r"\W*(?:[Vv]ol(?:umes?|s)?|Bd|Band|[Tt]om[eo]?|v|[Тт]|Jg)\b\.?\s*")
_APART = regex(r",\s|;\s?|\s(?=\()|(?<=\d)\.?\s(?=[Nn№Вв])")  # between volume, issue and pages
_ISSUE = regex(r"(?:(?:[Nn]o|[Nn]r|[Nn]um(?:ber|mer)?|[Ii]ssue|[Hh]eft|n|[Вв]ып)\b|[Nn][°º]|№)")
_WORD = regex(r"(?:[^\W\d_]{1,8}[.°º]?|№)\s*")
_PAGES = regex(r"[A-Za-z]{0,2}\d[\w.]{0,9}(?:\s?[-‐-―−]+\s?[A-Za-z]?\d{1,9}(?:\.e\d{1,3})?)?\+?")
_EDITION = regex(
    r"[\s,.;(]+(?P<edition>\d{1,2}(?:st|nd|rd|th|\.)? ?(?:ed|edn|edition|Aufl|Auflage)|[Rr]ev\. ed)\.?\)?\Z"
)
_VOLUME_LAST = regex(r"[.,]\s+[Vv]ol(?:\.|ume)\s(?P<volume>\d{1,4}|[IVXLC]{1,6})\Z")
_EDITED_LAST = regex(r"(?<=[.?!”\"’])\s+[Ee]d(?:ited|s?\.) by (?P<editors>(?:[^.;]|(?<=\b[A-Z])\.){3,200})\.?\Z")
_PAIRS = {"“": '”"', '"': '"”', "„": "“”", "«": "»", "‘": "’", "'": "'’", "《": "》"}
_ABBREVIATED = regex(
    r"\b(?:[^\W\d_]|al|ed|eds|Jr|Inc|Co|Ltd|U\.S|U\.K)\Z|[A-Z][a-z]{0,6}\. [^.]{0,60}\b[A-Z][a-z]{1,6}\Z"
)
_LEADS_TO_LINK = regex(
    r"\W{0,4}(?:online\W{0,4})?(?:(?:available|retrieved|accessed|recuperado|dispon[ií]\w{2,4}|verfügbar|dostupné|режим)?"
    r"\W{0,4}(?:online)?\W{0,4}(?:at|from|de|en|em|unter|z|доступа)?|url|doi)\W{0,4}",
    re.IGNORECASE,
)
_PERIODICAL = regex(
    r"\bProc(?:\.|eedings)\s(?:of\s)?(?:the\s)?(?:[\w.-]{1,20}\s){0,4}(?:Soc|Acad|Endow|Inst)", re.IGNORECASE
)
_MONTH = regex(rf"{MONTH_WORD}\.?")
_YEAR = regex(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_SHORT_WORD = 5  # letters of what a name of a journal begins with where it is abbreviated
_EDITION_ALONE = regex(r"\d{1,2}(?:st|nd|rd|th) ed(?:\.|n\.?|ition)?")
_AT_SCHOOL = regex(r"(?P<what>[^,]{0,40}\b(?:[Tt]hesis|[Dd]issertation|[Dd]iss\.?)), (?P<school>[^\W\d_a-z].{3,100})")
_ARXIV = regex(r"arxiv(?:\.org)?(?: e-?prints?| preprints?)?|preprint", re.IGNORECASE)
_HOUSES = frozenset(("PMLR", "IEEE", "ACM", "AAAI Press", "Springer", "CEUR-WS"))
_PLACES = ("venue", "publisher")
_KEY = regex(r"\[[^\W\d_]")
_SAME = regex(r"\s*[_—–-]{2,30}\s*[.,]?\s*")
_TYPES = tuple(
    (regex(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\btes(?:is|e|i) de (?:maestr|mestrado|máster|magíster|licenciatura)", EntryType.MASTERS_THESIS),
        (r"\b(?:master\W{0,2}s?|m\.? ?sc?\.?|diploma|bachelor\W{0,2}s?)\sthesis", EntryType.MASTERS_THESIS),
        (r"\[D\]|\bthesis\b|\bdissertation\b|\bdiss\.|\btesis\b|\bthèse\b|\btese\b|\bдис(?:с|\.)", EntryType.THESIS),
        (r"\[R\]|\b(?:tech(?:nical|\.)? rep|research report|working paper|RFC \d)", EntryType.REPORT),
        (r"\b(?:bio|med|chem)rxiv\b|\barxiv preprint\b", EntryType.PREPRINT),
        (r"\[C\]|\b(?:proc(?:eed|\.)|conf(?:erence|\.)|workshop|symp(?:osium|\.)|meeting)", EntryType.CONFERENCE),
    )
)


# What behind a title cannot be anything else.
_OF_KIND = {"issue": "volume", "volume": "volume", "pages": "pages", "link": "link"}
_BEHIND = frozenset(("venue", "volume", "pages", "publisher", "place", "link", "note"))


class _Parts(NamedTuple):
    """The texts of a reference by label, in order, and how far its title is ahead of any other."""

    texts: Mapping[str, list[str]]
    margin: int

    def first(self, label: str) -> str:
        return next(iter(self.texts.get(label, ())), "")

    def all(self, *labels: str) -> list[str]:
        """The texts of some labels without the marks around them and the words that lead to them."""
        held = (_tidy(_LEADS.sub("", text)) for label in labels for text in self.texts.get(label, ()))
        return [text for text in held if text and not _LEADS_TO_LINK.fullmatch(text)]


class _Title(NamedTuple):
    """A title without quotes, whether it had some, and what is told behind it: editors, edition and volume."""

    text: str
    quoted: bool
    editors: str
    edition: str
    volume: str


def record(entry: Entry, before: Record | None) -> Record:
    """The record of a reference; a dash stands for the authors of the reference before it."""
    text, *_ = whole = mended(entry.text)
    if bare := untitled(text):
        return _untitled(entry, text, bare, whole.extra)
    parts = _parts(text)
    names = _names(parts, text, before)
    groups = authors(whole.extra.pop("group", "")).names
    told = _title(parts.first("title"))
    volume, number, pages = _numbers(parts, text)
    place = _school(parts, _place(parts, text, told.text, volume, alone=not (number or pages)))
    date = whole.dated(_date(parts))
    if date and not date.month and _MONTH.fullmatch(number):
        date, number = PartialDate.find(f"{number} {date.year}"), ""
    links = [url for url in find_urls(text) if "doi.org/" not in url]
    series = (*place.series, whole.extra.get("series", ""))
    editors = [name for held in (*parts.texts.get("editor", ()), told.editors) for name in _editors(held)]
    return make_record(
        "references",
        entry.lines,
        title=place.title,
        authors=(*(() if names.editors else names.names), *groups),
        authors_complete=names.complete,
        editors=(*(names.names if names.editors else ()), *editors),
        date=date,
        entry_type=place.kind,
        venue=place.venue,
        volume=(place.volume or told.volume) if place.kind is not EntryType.WEB else None,
        number=number,
        pages=pages,
        publisher=place.publisher,
        doi=find_doi(text),
        arxiv=find_arxiv(text),
        addresses=links,
        categories=(whole.category,),
        extra=_extra(parts, told.edition, entry.mark) | whole.extra | {"series": "; ".join(filter(None, series))},
        doubts=(UNCERTAIN,) if place.title and parts.margin < _SURE and not told.quoted else (),
    )


def _untitled(entry: Entry, text: str, told: Mapping[str, str], extra: Mapping[str, str]) -> Record:
    """The record of a reference that names no title."""
    names = authors(told["authors"])
    return make_record(
        "references",
        entry.lines,
        authors=names.names,
        authors_complete=names.complete,
        date=PartialDate.find(told["year"]),
        entry_type=EntryType.ARTICLE,
        venue=told["venue"],
        volume=told["volume"],
        number=told["number"],
        pages=told["pages"],
        doi=find_doi(text),
        extra=extra,
    )


class _Place(NamedTuple):
    """Where a paper was published, and its title, which may have to be told by that."""

    title: str
    venue: str | None
    volume: str
    series: Sequence[str]
    publisher: str
    kind: EntryType | None


def _place(parts: _Parts, text: str, title: str, volume: str, *, alone: bool) -> _Place:
    """The place of publication; ``alone`` says that there is neither an issue nor pages."""
    venues, publishers = ([name for name in parts.all(label) if not _ARXIV.fullmatch(name)] for label in _PLACES)
    if volume and publishers and not venues:  # only periodicals have volumes without anything that they are in
        venues, publishers = publishers[:1], publishers[1:]
    elif venues and publishers and not (volume or title):  # what is published by itself has a title
        title, *venues = venues
    if venues[1:] and venues[-1] in _HOUSES and not publishers:
        publishers = [venues.pop()]
    venue, series, publisher = next(iter(venues), None), venues[1:], ", ".join(publishers)
    within = parts.texts.get("editor") or _LEADS.match(parts.first("venue"))
    if title and venue and publishers and parts.texts.get("place") and alone and not within and kind_of(venue) is None:
        named = f"{venue.removeprefix('of ')} {volume}".strip()
        return _Place(title, None, "", [named, *series], publisher, EntryType.BOOK)
    return _Place(title, venue, volume, series, publisher, _type(parts, text, venues, volume))


def _school(parts: _Parts, place: _Place) -> _Place:
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


def _extra(parts: _Parts, edition: str, mark: str) -> dict[str, str]:
    """What has no place in a record."""
    notes = parts.all("other", "note")
    editions = [edition, *filter(_EDITION_ALONE.fullmatch, notes)]
    return {
        "edition": next(filter(None, editions), ""),
        "place": ", ".join(parts.all("place")),
        "note": "; ".join(note for note in notes if note not in editions),
        "label": mark.strip("[]") if _KEY.match(mark) else "",
    }


def _parts(text: str) -> _Parts:
    found = chunks(text)
    if not found:
        return _Parts({}, 0)
    told, margin = labeled(found)
    labels = _settled(text, found, told)
    texts: dict[str, list[str]] = {}
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and labels[end] == labels[at]:
            end += 1
        texts.setdefault(labels[at], []).append(_stretch(text, found[at:end]))
        at = end
    return _Parts(texts, margin)


def _settled(text: str, found: Sequence[Chunk], told: Sequence[str]) -> list[str]:
    """The labels, those that what a chunk is contradicts set right."""
    labels = [
        _OF_KIND.get(chunk.kind, label) if label in _BEHIND else label for chunk, label in zip(found, told, strict=True)
    ]
    for at, chunk in enumerate(found[:-1]):  # "2019 Guidelines for …", where another year follows
        leads = chunk.kind == "year" and not chunk.after and not chunk.before.endswith("(")
        if leads and labels[at : at + 2] == ["date before", "title"] and _YEAR.search(text, chunk.end):
            labels[at] = "title"
    for at, chunk in enumerate(found[1:-1], 1):  # "…, Adv. Energy Mater. 4"
        short = len(chunk.words) == 1 and chunk.words[0].istitle() and len(chunk.words[0]) <= _SHORT_WORD
        parted = chunk.before.endswith(",") and chunk.after == "."
        if short and parted and labels[at - 1 : at + 2] == ["title", "title", "venue"]:
            labels[at] = "venue"
    _name_book(found, labels)
    years = [at for at, chunk in enumerate(found) if chunk.kind == "year" and labels[at] in {*_BEHIND, "date"}]
    spans = [at for at, chunk in enumerate(found) if chunk.kind == "years" and labels[at] in {*_BEHIND, "date"}]
    if years and "date" not in labels and "date before" not in labels:
        labels[years[-1]] = "date"
    if years and spans and "pages" not in labels and spans[-1] < years[-1]:  # pages may look like years
        labels[spans[-1]] = "pages"
    return labels


def _name_book(found: Sequence[Chunk], labels: list[str]) -> None:
    """Label the book that nothing is taken for: it stands behind its editors, "in: A. Bell (Eds.), Oak: A Reader"."""
    role = next((at for at, chunk in enumerate(found) if chunk.kind == "role" and labels[at] == "editor"), len(found))
    named = any(label == "venue" for label, chunk in zip(labels, found, strict=True) if len(chunk.words[0]) > len("in"))
    end = next((at for at in range(role + 1, len(found)) if found[at].after.endswith((",", "."))), role)
    if not named and end > role and found[role].after.endswith(",") and found[end].kind == "word":
        labels[role + 1 : end + 1] = ["venue"] * (end - role)


def _stretch(text: str, found: Sequence[Chunk]) -> str:
    """The text of some chunks with the signs behind the last that belong to it."""
    start, end = found[0].start, found[-1].end
    held = text[start:end]
    last = found[-1].after[:1]
    if last in {"?", "!"} or (last == "." and _ABBREVIATED.search(held)):
        held = text[start : end + 1] if text[end : end + 1] == last else held + last
    if held.count("(") > held.count(")"):
        held += ")"
    if found[0].before.endswith("(") and held.count(")") > held.count("("):
        held = "(" + held
    return held


def _title(text: str) -> _Title:
    """The title in a text, without quotes, and what is told behind it."""
    held = {"editors": "", "edition": "", "volume": ""}
    text = text.strip()
    quoted = _unquoted(text) != text and text.count(" ") > 1
    for name, sign in (("editors", _EDITED_LAST), ("edition", _EDITION), ("volume", _VOLUME_LAST)):
        if found := sign.search(text):
            text, held[name] = text[: found.start()], found[name]
        text = _tidy(_unquoted(text))
    return _Title(text[:-1] if text.endswith(".") and not text.endswith("..") else text, quoted, **held)


def _unquoted(text: str) -> str:
    """The text without the quotes around it, where they are one pair.

    >>> _unquoted("‘The “Oak” of Old’,"), _unquoted("“Oak” and “Birch”")
    ('The “Oak” of Old', '“Oak” and “Birch”')
    """
    closing = _PAIRS.get(text[:1], "")
    inner = text.rstrip(" ,.;:")
    if not closing or inner[-1] not in closing or any(sign in inner[1:-1] for sign in closing + text[0] if sign != "’"):
        return text
    return inner[1:-1].rstrip(" ,")


def _tidy(text: str) -> str:
    text = text.strip(" ,;:")
    if text.endswith(".") and not _ABBREVIATED.search(text[:-1]):
        text = text[:-1]
    return text.removesuffix("()").strip(" ,;:")


def _names(parts: _Parts, text: str, before: Record | None) -> Authors:
    given = " ".join(parts.texts.get("author", ()))
    if before is not None and _SAME.match(text):
        rest = authors(_SAME.sub("", given)) if _SAME.match(given) else authors(given)
        return Authors((*(before.authors or before.editors), *rest.names), before.authors_complete, not before.authors)
    return authors(given)


def _editors(text: str) -> tuple[Name, ...]:
    return authors(re.sub(r"^[\s(]*(?:edited by|edd?s?\.?(?: by)?|in:?|en|em)\s+", "", text, flags=re.IGNORECASE)).names


def _numbers(parts: _Parts, text: str) -> tuple[str, str, str]:
    """Volume, issue and pages of the reference with this text."""
    volume = number = further = ""
    told = [found[0] for held in parts.texts.get("pages", ()) if (found := _PAGES.search(held))]
    pages = next((text for text in told if not text.isalnum()), told[0] if told else "")
    apart = bool(pages)  # so that a number behind a colon is an issue: "131:6 (2021), 17-29"
    for held in parts.texts.get("volume", ()):
        rest = _VOLUME.sub("", held.strip(" ,;:."), count=1)
        for piece in (rest,) if _NUMBERS.fullmatch(rest) else _APART.split(rest):
            if _ISSUE.match(piece):
                number = number or _WORD.sub("", piece, count=1).strip(" .")
            elif found := _NUMBERS.match(_VOLUME.sub("", piece, count=1)):
                issue = found["issue"] or found["dotted"]
                further = further or (found["volume"] or "" if volume and not issue else "")
                volume = volume or found["volume"] or ""
                number = number or issue or (apart and found["pages"]) or ""
                pages = pages or found["pages"] or ""
    if further and not pages and re.search(rf"\d{{4}}\)[,:]?\s?{re.escape(further)}\b", text):  # "38 (1999) 1113"
        pages, further = further, ""
    number = number or further
    number = _WORD.sub("", number, count=1) if _ISSUE.match(number) else number
    return volume, number, pages.replace("--", "–").replace("– ", "–")


def _date(parts: _Parts) -> PartialDate | None:
    labels = ("date before", "date", "venue", "volume", "note", "publisher")
    told = (PartialDate.find(held) for label in labels for held in parts.texts.get(label, ()))
    return next(filter(None, told), None)


def _type(parts: _Parts, text: str, venues: Sequence[str], volume: str) -> EntryType | None:
    rest = text.replace(parts.first("title"), " ")
    led = _LEADS.match(parts.first("venue")) is not None
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
