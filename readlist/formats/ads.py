"""The tagged abstracts of the Astrophysics Data System: refer's tags, several of which mean something else here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE
from readlist.formats._record import make_record
from readlist.formats._tagged.entries import Layout, tagged_as, tagged_reader
from readlist.formats._tagged.values import BIBCODE, links, pages, people, plain
from readlist.model.identifiers import find_arxiv, find_doi
from readlist.model.paper import EntryType
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from readlist.formats._tagged.entries import Tags
    from readlist.model.paper import Record

_TAG = regex(r"%([A-Za-z])(?:[ \t]+(.*)|)")
_ABOVE = regex(r"Retrieved \d{1,7} abstracts, starting with number \d{1,7}\..{0,80}|Query Results from .{1,80}")
_MONTH = regex(r"(\d\d)/(\d{4})")
# What follows the name of the journal in the line that says where a paper stands.
_BEHIND_VENUE = regex(
    r",\s(?=(?:vol(?:ume)?|issue|no|pp?|id|article|record|ed(?:s|ited by)?|eprint|in press)\b|(?:id|arXiv:)\S*\d|\d)",
    re.IGNORECASE,
)
_ISSUE = regex(r"\b(?:Issue|no\.) (\w{1,12}(?:-\w{1,12})?)", re.IGNORECASE)
_PLACES = regex(r"(?:\A|\)[,;]?\s{0,3})[A-Z]{2}\(|\)\s*\Z")
_THESIS = regex(r"(?:Ph\.?\s?D\.?|Master'?s|M\.?Sc?\.?) Thesis,? ", re.IGNORECASE)
_COMMA = regex(r",\s")
_EMAIL = regex(r";?\s?<EMAIL>[^<>]{0,300}</EMAIL>", re.IGNORECASE)
# Lines are broken behind hyphens too.
_BROKEN = regex(r"(?<=\w-) (?=\w)(?!(?:and|or|to)\b)")

# What a bibliographic code says between the year and the page.
_KINDS = (
    (EntryType.THESIS, regex(r"PhDT")),
    (EntryType.MASTERS_THESIS, regex(r"MsT")),
    (EntryType.PREPRINT, regex(r"arXiv|astro\.ph|(?:hep|cond|gr|quant|nucl|math|physics)\.")),
    (EntryType.CONFERENCE, regex(r".{5}conf|.{5}meet|.{5}proc")),
    (EntryType.BOOK, regex(r".{5}book")),
    (EntryType.REPORT, regex(r".{5}rept")),
    (EntryType.SOFTWARE, regex(r".{5}soft")),
    (EntryType.DATASET, regex(r".{5}data|yCat")),
)


def recognize(text: str) -> float:
    """How surely a text has abstracts of ADS: a line of one holds its bibliographic code."""
    return 0.97 if BIBCODE.search(text[:SAMPLE]) else 0.0


_LAYOUT = Layout(tag=tagged_as(_TAG), tells=frozenset({"T", "A"}), first=frozenset({"R"}), number=_ABOVE)


def _record(tags: Tags, lines: tuple[int, int]) -> Record:
    code = squeeze(tags.one("R") or "")
    place, identifiers = squeeze(plain(tags.one("J")) or ""), tags.peek("Y")
    first, last = tags.one("P"), tags.one("L")
    kind = next((kind for kind, mark in _KINDS if mark.match(code[4:])), EntryType.ARTICLE)
    venue = _THESIS.sub("", _BEHIND_VENUE.split(place, maxsplit=1)[0])
    issue = _ISSUE.search(place)
    addresses = links(tags, "U")
    return make_record(
        "ads",
        lines,
        title=_BROKEN.sub("", plain(tags.one("T")) or ""),
        authors=people(tags.every("A")),
        editors=people(tags.every("a")),
        affiliations=[place for text in tags.every("F") for place in _PLACES.split(_EMAIL.sub("", plain(text) or ""))],
        date=_MONTH.sub(r"\2-\1", tags.one("D") or "").removesuffix("-00") or code[:4],
        entry_type=EntryType.CHAPTER if kind is EntryType.BOOK and first else kind,
        venue=venue,
        volume=tags.one("V"),
        number=issue[1] if issue else None,
        pages=pages(first, last),
        abstract=_BROKEN.sub("", plain(tags.one("B")) or ""),
        doi=find_doi(identifiers),
        arxiv=find_arxiv(identifiers),
        keywords=[word for text in tags.every("K") for word in _COMMA.split(text)],
        addresses=addresses,
        extra={"bibcode": code, "%J": place if place != venue else None, **_others(tags)},
    )


def _others(tags: Tags) -> dict[str, str]:
    """What is left by its tag, but for the identifiers and which services know of the paper."""
    return {f"%{tag}": text for tag, text in tags.left().items() if tag not in {"I", "Y"}}


READER = tagged_reader("ads", "Astrophysics Data System, tagged", recognize, _LAYOUT, _record)
