"""A labelled reference as a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._record import make_record
from readlist.formats._reference_authors import Authors, authors
from readlist.formats._reference_chunks import chunks
from readlist.formats._reference_labels import labeled
from readlist.formats._reference_mending import mended
from readlist.formats._venues import kind_of
from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_arxiv, find_doi, find_urls
from readlist.model.paper import EntryType, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readlist.formats._reference_chunks import Chunk
    from readlist.formats._reference_list import Entry
    from readlist.model.names import Name

UNCERTAIN = "the title was told from a plain reference and may be cut wrongly"
_SURE = 30  # tenths of log-odds from which a title's extent is believed

_QUOTES = """ “”"„«»‘’'`《》"""
_LEADS = regex(r"\A(?:(?:In|in|IN|Dans|dans)\b\s?:?\s*){1,3}")
_NUMBERS = regex(
    r"(?P<volume>[A-Z]?\d{1,6}(?:\s?[-–/]\s?\d{1,6})?|[IVXLCivxlc]{1,7}\b)?(?:\s?\(\s?(?P<issue>[^()]{1,24}?)\s?\)|\.(?P<dotted>\d{1,5}))?"
    r"(?:(?:\s?:|(?<=\))\s?,)\s?(?P<pages>[A-Za-z]{0,2}\d[\w.]{0,9}(?:\s?[-‐-―−]+\s?\w{1,9})?\+?))?"
)
_VOLUME = regex(r"\W*(?:[Vv]ol(?:umes?|s)?|Bd|Band|[Tt]om[eo]?|v|[Тт]|Jg)\b\.?\s*")
_APART = regex(r",\s|;\s?|\s(?=\()|(?<=\d)\.?\s(?=[Nn№Вв])")  # between volume, issue and pages
_ISSUE = regex(r"(?:(?:[Nn]o|[Nn]r|[Nn]um(?:ber|mer)?|[Ii]ssue|[Hh]eft|n|[Вв]ып)\b|[Nn][°º]|№)")
_WORD = regex(r"(?:[^\W\d_]{1,8}[.°º]?|№)\s*")
_PAGES = regex(r"[A-Za-z]{0,2}\d[\w.]{0,9}(?:\s?[-‐-―−]+\s?[A-Za-z]?\d{1,9})?\+?")
_EDITION = regex(
    r"[\s,.;(]+(?P<edition>\d{1,2}(?:st|nd|rd|th|\.)? ?(?:ed|edn|edition|Aufl|Auflage)|[Rr]ev\. ed)\.?\)?\Z"
)
_ABBREVIATED = regex(
    r"\b(?:[^\W\d_]|al|ed|eds|Jr|Inc|Co|Ltd|U\.S|U\.K)\Z|[A-Z][a-z]{0,6}\. [^.]{0,60}\b[A-Z][a-z]{1,6}\Z"
)
_LEADS_TO_LINK = regex(
    r"\W{0,4}(?:online\W{0,4})?(?:(?:available|retrieved|accessed)?\W{0,4}(?:online)?\W{0,4}(?:at|from)?|url|doi)\W{0,4}",
    re.IGNORECASE,
)
_KEY = regex(r"\[[^\W\d_]")
_SAME = regex(r"\s*[_—–-]{2,30}\s*[.,]?\s*")
_TYPES = tuple(
    (regex(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\b(?:master\W{0,2}s?|m\.? ?sc?\.?|diploma|bachelor\W{0,2}s?)\sthesis", EntryType.MASTERS_THESIS),
        (r"\[D\]|\bthesis\b|\bdissertation\b|\bdiss\.", EntryType.THESIS),
        (r"\[R\]|\b(?:tech(?:nical|\.)? rep|research report|working paper|RFC \d)", EntryType.REPORT),
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


def record(entry: Entry, before: Record | None) -> Record:
    """The record of a reference; a dash stands for the authors of the reference before it."""
    text, *_ = whole = mended(entry.text)
    parts = _parts(text)
    names = _names(parts, text, before)
    volume, number, pages = _numbers(parts)
    title, edition = _title(parts.first("title"))
    venues, publishers = parts.all("venue"), parts.all("publisher")
    if volume and publishers and not venues:  # only periodicals have volumes without anything that they are in
        venues, publishers = publishers[:1], publishers[1:]
    elif venues and publishers and not (volume or title):  # what is published by itself has a title
        title, *venues = venues
    links = [url for url in find_urls(text) if "doi.org/" not in url]
    editors = [name for held in parts.texts.get("editor", ()) for name in _editors(held)]
    kind = _type(parts, text, venues, volume)
    return make_record(
        "references",
        entry.lines,
        title=title,
        authors=() if names.editors else names.names,
        authors_complete=names.complete,
        editors=(*(names.names if names.editors else ()), *editors),
        date=whole.dated(_date(parts)),
        entry_type=kind,
        venue=next(iter(venues), None),
        volume=volume if kind is not EntryType.WEB else None,
        number=number,
        pages=pages,
        publisher=", ".join(publishers),
        doi=find_doi(text),
        arxiv=find_arxiv(text),
        url=next(iter(links), None),
        urls=links,
        categories=(whole.category,),
        extra=_extra(parts, edition, venues[1:], entry.mark) | whole.extra,
        doubts=(UNCERTAIN,) if title and parts.margin < _SURE else (),
    )


def _extra(parts: _Parts, edition: str, series: Sequence[str], mark: str) -> dict[str, str]:
    """What has no place in a record."""
    return {
        "edition": edition,
        "series": "; ".join(series),
        "place": ", ".join(parts.all("place")),
        "note": "; ".join(parts.all("other", "note")),
        "label": mark.strip("[]") if _KEY.match(mark) else "",
    }


def _parts(text: str) -> _Parts:
    found = chunks(text)
    if not found:
        return _Parts({}, 0)
    told, margin = labeled(found)
    labels = _settled(found, told)
    texts: dict[str, list[str]] = {}
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and labels[end] == labels[at]:
            end += 1
        texts.setdefault(labels[at], []).append(_stretch(text, found[at:end]))
        at = end
    return _Parts(texts, margin)


def _settled(found: Sequence[Chunk], told: Sequence[str]) -> list[str]:
    """The labels, those that what a chunk is contradicts set right."""
    labels = [
        _OF_KIND.get(chunk.kind, label) if label in _BEHIND else label for chunk, label in zip(found, told, strict=True)
    ]
    years = [at for at, chunk in enumerate(found) if chunk.kind == "year" and labels[at] in {*_BEHIND, "date"}]
    spans = [at for at, chunk in enumerate(found) if chunk.kind == "years" and labels[at] in {*_BEHIND, "date"}]
    if years and "date" not in labels and "date before" not in labels:
        labels[years[-1]] = "date"
    if years and spans and "pages" not in labels and spans[-1] < years[-1]:  # pages may look like years
        labels[spans[-1]] = "pages"
    return labels


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


def _title(text: str) -> tuple[str, str]:
    """The title in a text without quotes, and the edition that is told behind it."""
    text = text.strip()
    if text.startswith(("“", '"', "„", "«", "‘", "《")) or (text[:1] == "'" and text.rstrip(",. ").endswith("'")):
        inner = text.strip(_QUOTES).rstrip(",")
        if not any(sign in inner for sign in '“”"„«»'):
            text = inner
    text = _tidy(text)
    if edition := _EDITION.search(text):
        return text[: edition.start()], edition["edition"]
    return (text[:-1] if text.endswith(".") and not text.endswith("..") else text), ""


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
    return authors(re.sub(r"^[\s(]*(?:edited by|edd?s?\.?(?: by)?|in:?)\s+", "", text, flags=re.IGNORECASE)).names


def _numbers(parts: _Parts) -> tuple[str, str, str]:
    """Volume, issue and pages."""
    volume = number = ""
    told = [found[0] for text in parts.texts.get("pages", ()) if (found := _PAGES.search(text))]
    pages = next((text for text in told if not text.isalnum()), told[0] if told else "")
    for text in parts.texts.get("volume", ()):
        rest = _VOLUME.sub("", text.strip(" ,;:."), count=1)
        for piece in (rest,) if _NUMBERS.fullmatch(rest) else _APART.split(rest):
            if _ISSUE.match(piece):
                number = number or _WORD.sub("", piece, count=1).strip(" .")
            elif found := _NUMBERS.match(_VOLUME.sub("", piece, count=1)):
                issue = found["issue"] or found["dotted"]
                figures = (found["volume"], issue) if not volume else (None, issue or found["volume"])
                volume = volume or figures[0] or ""
                number = number or figures[1] or ""
                pages = pages or found["pages"] or ""
    return volume, _WORD.sub("", number, count=1) if _ISSUE.match(number) else number, pages


def _date(parts: _Parts) -> PartialDate | None:
    labels = ("date before", "date", "venue", "volume", "note", "publisher")
    told = (PartialDate.find(held) for label in labels for held in parts.texts.get(label, ()))
    return next(filter(None, told), None)


def _type(parts: _Parts, text: str, venues: Sequence[str], volume: str) -> EntryType | None:
    rest = text.replace(parts.first("title"), " ")
    for pattern, kind in _TYPES:
        if pattern.search(rest):
            return kind
    if venues:
        led = _LEADS.match(parts.first("venue")) is not None
        if parts.texts.get("editor") or (led and parts.texts.get("publisher")):
            return EntryType.CHAPTER
        met = led or kind_of(venues[0]) is EntryType.CONFERENCE
        return EntryType.CONFERENCE if met and not volume else EntryType.ARTICLE
    if parts.texts.get("publisher") or parts.texts.get("place"):
        return EntryType.BOOK
    return EntryType.WEB if parts.texts.get("link") and find_arxiv(text) is None and find_doi(text) is None else None
