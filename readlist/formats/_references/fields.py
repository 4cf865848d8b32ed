"""A labelled reference as a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._record import make_record
from readlist.formats._references.authors import Authors, authors
from readlist.formats._references.mending import Mended, mended
from readlist.formats._references.parts import Parts, parts_of, tidy
from readlist.formats._references.places import place_of, with_school
from readlist.formats._references.untitled import untitled
from readlist.model.dates import MONTH_WORD, PartialDate
from readlist.model.identifiers import find_arxiv, find_doi, find_urls
from readlist.model.paper import EntryType, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readlist.formats._references.entries import Entry
    from readlist.model.names import Name

UNCERTAIN = "the title was told from a plain reference and may be cut wrongly"
_SURE = 30  # tenths of log-odds from which a title's extent is believed

_NUMBERS = regex(
    r"(?P<volume>[A-Z]?\d{1,6}(?!\d)(?:\s?[-–/]\s?\d{1,6})?|[IVXLCivxlc]{1,7}\b)?(?:\s?\(\s?(?P<issue>[^()]{1,24}?)\s?\)|\.(?P<dotted>\d{1,5}))?"
    r"(?:(?:\s?:|(?<=\))\s?,)\s?(?P<pages>[A-Za-z]{0,2}\d[\w.]{0,9}(?:\s?[-‐-―−]+\s?\w{1,9})?\+?))?"
)
_VOLUME = regex(r"\W*(?:[Vv]ol(?:umes?|s)?|Bd|Band|[Tt]om[eo]?|v|[Тт]|Jg)\b\.?\s*")
_APART = regex(r",\s|;\s?|\s(?=\()|(?<=\d)\.?\s(?=[Nn№Вв])")  # between volume, issue and pages
_ISSUE = regex(r"(?:(?:[Nn]o|[Nn]r|[Nn]um(?:ber|mer)?|[Ii]ssue|[Hh]eft|n|[Вв]ып)\b|[Nn][°º]|№)")
_OF_ARTICLE = regex(r"[A-Za-z]{2,4}\d{3,9}|\d{7,9}")  # its number, where others have pages: "eaav0693"
_OF_SEVERAL = regex(r"\d{4} (?=\((?:1[5-9]|20)\d\d\))")  # a number before the year: "4(43), 1686 (2019)"
_MOST_FIGURES = 2  # of most issues
_WORD = regex(r"(?:[^\W\d_]{1,8}[.°º]?|№)\s*")
_PAGES = regex(
    r"\d{1,5}:\d{1,5}[-–]{1,2}\d{1,5}:\d{1,5}|[A-Za-z]{0,4}\d[\w.]{0,9}(?:\s?[-‐-―−]+\s?[A-Za-z]?\d{1,9}(?:\.e\d{1,3})?)?\+?"
)
_EDITION = regex(
    r"[\s,.;(]+(?P<edition>\d{1,2}(?:st|nd|rd|th|\.)? ?(?:ed|edn|edition|Aufl|Auflage)|[Rr]ev\. ed)\.?\)?\Z"
)
_VOLUME_LAST = regex(r"[.,]\s+[Vv]ol(?:\.|ume)\s(?P<volume>\d{1,4}|[IVXLC]{1,6})\Z")
_EDITED_LAST = regex(r"(?<=[.?!”\"’])\s+[Ee]d(?:ited|s?\.) by (?P<editors>(?:[^.;]|(?<=\b[A-Z])\.){3,200})\.?\Z")
_PAIRS = {"“": '”"', '"': '"”', "„": "“”", "«": "»", "‘": "’", "'": "'’", "《": "》"}
_MONTH = regex(rf"{MONTH_WORD}\.?")
_EDITION_ALONE = regex(r"\d{1,2}(?:st|nd|rd|th) ed(?:\.|n\.?|ition)?")
_KEY = regex(r"\[[^\W\d_]")
_SAME = regex(r"\s*[_—–-]{2,30}\s*[.,]?\s*")


class _Title(NamedTuple):
    """A title without quotes, whether it had some, and what is told behind it: editors, edition and volume."""

    text: str
    quoted: bool
    editors: str
    edition: str
    volume: str


def record(entry: Entry, before: Record | None) -> Record:
    """The record of a reference; a dash stands for the authors of the reference before it."""
    text, cut, *_ = whole = mended(entry.text)
    if bare := untitled(text):
        return _untitled(entry, bare, whole)
    parts = parts_of(text, cut)
    names = _names(parts, text, before)
    groups = authors(whole.extra.pop("group", "")).names
    told = _title(parts.first("title"))
    volume, number, pages = _numbers(parts, text)
    book = bool(whole.extra.get("edition") or told.edition) or "[M]" in text
    place = with_school(parts, place_of(parts, text, told.text, volume, alone=not (number or pages), book=book))
    date = whole.dated(_date(parts))
    if date and place.volume == f"{date.year % 100:02}" and not (number or pages) and (place.venue or "").isupper():
        place = place._replace(volume="", kind=EntryType.CONFERENCE)  # "POPL 82"
    if date and not date.month and _MONTH.fullmatch(number):
        date, number = PartialDate.find(f"{number} {date.year}"), ""
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
        addresses=_addresses(text),
        categories=(whole.category,),
        extra=_extra(parts, told.edition, entry.mark) | whole.extra | {"series": "; ".join(filter(None, series))},
        doubts=(UNCERTAIN,) if place.title and parts.margin < _SURE and not told.quoted else (),
    )


def _untitled(entry: Entry, told: Mapping[str, str], whole: Mended) -> Record:
    """The record of a reference that names no title."""
    text, extra = whole.text, whole.extra
    names = authors(told["authors"])
    groups = authors(extra.pop("group", "")).names
    return make_record(
        "references",
        entry.lines,
        authors=(*names.names, *groups),
        authors_complete=names.complete,
        date=whole.dated(PartialDate.find(told["year"] or text)),
        entry_type=EntryType.ARTICLE if told["venue"] else EntryType.PREPRINT,
        venue=told["venue"],
        volume=told["volume"],
        number=told["number"],
        pages=told["pages"],
        doi=find_doi(text),
        arxiv=find_arxiv(text),
        addresses=_addresses(text),
        categories=(whole.category,),
        extra=extra,
    )


def _addresses(text: str) -> list[str]:
    return [url for url in find_urls(text) if "doi.org/" not in url]


def _extra(parts: Parts, edition: str, mark: str) -> dict[str, str]:
    """What has no place in a record."""
    notes = parts.all("other", "note")
    editions = [edition, *filter(_EDITION_ALONE.fullmatch, notes)]
    return {
        "edition": next(filter(None, editions), ""),
        "place": ", ".join(parts.all("place")),
        "note": "; ".join(note for note in notes if note not in editions),
        "label": mark.strip("[]") if _KEY.match(mark) else "",
    }


def _title(text: str) -> _Title:
    """The title in a text, without quotes, and what is told behind it."""
    held = {"editors": "", "edition": "", "volume": ""}
    text = text.strip()
    quoted = _unquoted(text) != text and text.count(" ") > 1
    for name, sign in (("editors", _EDITED_LAST), ("edition", _EDITION), ("volume", _VOLUME_LAST)):
        if found := sign.search(text):
            text, held[name] = text[: found.start()], found[name]
        text = tidy(_unquoted(text))
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


def _names(parts: Parts, text: str, before: Record | None) -> Authors:
    given = " ".join(parts.texts.get("author", ()))
    if before is not None and _SAME.match(text):
        rest = authors(_SAME.sub("", given)) if _SAME.match(given) else authors(given)
        return Authors((*(before.authors or before.editors), *rest.names), before.authors_complete, not before.authors)
    return authors(given)


def _editors(text: str) -> tuple[Name, ...]:
    return authors(re.sub(r"^[\s(]*(?:edited by|edd?s?\.?(?: by)?|in:?|en|em)\s+", "", text, flags=re.IGNORECASE)).names


def _numbers(parts: Parts, text: str) -> tuple[str, str, str]:
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
            elif _OF_ARTICLE.fullmatch(piece):
                pages = pages or piece
            elif found := _NUMBERS.match(_VOLUME.sub("", piece, count=1)):
                issue = found["issue"] or found["dotted"]
                further = further or (found["volume"] or "" if volume and not issue else "")
                volume = volume or found["volume"] or ""
                number = number or issue or (apart and found["pages"]) or ""
                pages = pages or found["pages"] or ""
    # "38 (1999) 1113", "38, 1113 (1999)", or more figures than an issue has
    of_page = rf"\d{{4}}\)[,:]?\s?{re.escape(further)}\b|, {re.escape(further)} \(\d{{4}}\)"
    dated = bool(parts.texts.get("date before"))  # so that no year stands between volume and page
    if further and not pages and (dated or len(further) > _MOST_FIGURES or re.search(of_page, text)):
        pages, further = further, ""
    number = number or further
    number = _WORD.sub("", number, count=1) if _ISSUE.match(number) else number
    return volume, number, pages.replace("--", "–").replace("– ", "–")


def _date(parts: Parts) -> PartialDate | None:
    labels = ("date before", "date", "venue", "volume", "note", "publisher")
    texts = [held for label in labels for held in parts.texts.get(label, ())]
    told = (PartialDate.find(_OF_SEVERAL.sub("", held)) for held in texts)
    return next(filter(None, told), None)
