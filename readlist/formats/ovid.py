"""Exports of Ovid: with tags, or with the names of the fields on lines of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE, Evidence, Found, Reader
from readlist.formats._record import ISSUED, make_record
from readlist.formats._tagged.entries import Layout, entries, read_entries, tagged_as
from readlist.formats._tagged.ovid_source import Source, parsed
from readlist.formats._tagged.values import date, goes_on, indexed_title, keywords, kind_named, pages, person, plain
from readlist.model.identifiers import find_urls
from readlist.model.paper import EntryType
from readlist.model.regex import regex
from readlist.model.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._tagged.entries import Tags
    from readlist.model.names import Name
    from readlist.model.paper import Record

_NUMBER = regex(r"<\s?\d{1,7}\s?\.?\s?>")
_NUMBERED = regex(r"^<\s?\d{1,7}\s?\.?\s?>[ \t]*$", re.MULTILINE)
_FIELD = regex(r"^ ?(?:VN|DB|AN|UI|TI|AU) {1,3}- {1,3}\S", re.MULTILINE)
_SPELLED_FIELD = regex(r"^(?:Accession Number|Unique Identifier|Title|Authors?)[ \t]*\n[ \t]+\S", re.MULTILINE)
_VENDOR = regex(r"^ ?VN {1,3}- {1,3}Ovid", re.MULTILINE)
_TAG = regex(r" ?([A-Z][A-Z0-9]{1,5}) {1,3}-(?: (.*)|)")
_NAMED = regex(r"[A-Z][A-Za-z&/()'-]{0,30}(?: [A-Za-z&/()'-]{1,30}){0,7}")
_TAGS_OF_NAMES = {
    "title": "TI",
    "original title": "TT",
    "author": "AU",
    "authors": "AU",
    "author(s)": "AU",
    "authors full name": "FA",
    "author full name": "FA",
    "full author name": "FA",
    "corporate author": "CA",
    "editor": "ED",
    "editors": "ED",
    "book editor": "ED",
    "institution": "IN",
    "source": "SO",
    "journal": "JN",
    "journal name": "JN",
    "abstract": "AB",
    "author keywords": "KW",
    "keyword": "KW",
    "keywords": "KW",
    "key words": "KW",
    "keyword heading": "KW",
    "subject headings": "SH",
    "mesh subject headings": "MH",
    "publication type": "PT",
    "document type": "PT",
    "publisher": "PU",
    "publisher information": "PU",
    "year of publication": "YR",
    "publication year": "YR",
    "publication date": "YR",
    "date of publication": "DP",
    "volume": "VO",
    "issue": "IP",
    "page": "PG",
    "pages": "PG",
    "doi number": "DO",
    "doi": "DO",
    "digital object identifier": "DO",
    "link to the ovid full text or citation": "XL",
    "url": "UR",
}
_TYPES = (
    (EntryType.CHAPTER, regex(r"(?:book )?chapter")),
    (EntryType.THESIS, regex(r"dissertation|thesis")),
    (EntryType.CONFERENCE, regex(r"conference|proceeding|meeting|congress")),
    (EntryType.BOOK, regex(r"(?:authored |edited )?book\b|text/reference|monograph|drug reference")),
    (EntryType.REPORT, regex(r"report$|technical report")),
    (EntryType.PREPRINT, regex(r"preprint")),
    (EntryType.ARTICLE, regex(r"article|journal|review|letter|editorial|note|original|case report")),
)

_KEYWORDS = (("KW",), ("ID",), ("DE",), ("MH", "SH"))  # each in one way: a field a word, or all in one field
# What Ovid puts behind a name: affiliation marks, degrees, addresses in brackets.
_BRACKETS = regex(r"\s?[\[(][^\[\]()]{0,500}[\])]")
_MARKS = regex(
    r"[\s,]{1,4}(?:\d{1,3}|[*+#^~|]{1,4}|\[\w{1,3}\])"
    r"(?:(?:[\s,]{1,2}|(?<=[*+#^~|]))\d{1,3}|[\s,]{0,2}[*+#^~|]){0,20}\Z"
    r"|[*+#]{1,4}\Z|(?<=[a-z.])\d{1,3}\Z"
)
_DEGREES = regex(
    r"(?:,?\s(?:M\.?D|Ph\.?\s?D|M\.?Sc|B\.?Sc|M\.?S|B\.?S|B\.?A|M\.?A|M\.?P\.?H|R\.?N|Dr\.?P\.?H|D\.?O|D\.?D\.?S|Ed\.?D|Psy\.?D"
    r"|Pharm\.?D|MBBS|FRCP|FRCS|FACSM?|FACP|FAAN|FAHA|MBA|DVM|DPhil|ScD|BSN|MSN|DNP|MBChB)\b\.?){1,6}\Z"
)
_PLACE = regex(r"\A\(\d{1,3}\)\s?")
_INITIAL = regex(r"(?:\A|[\s.-])[A-Z]\.\Z|\b(?:Jr|Sr)\.\Z")
_NEXT_NAME = regex(r"\.\s{1,4}(?=[^\s,.][^,.]{0,40}, )")
_SHORT_NAMES = regex(r"(?:[^\s.,;][^.,;]{0,60} [A-Z]{1,4}\.\s{0,3}){2,}")
_IN_BRACKETS = regex(r"\[([^\[\]]{1,80})\]")
# What it puts behind a title.
_KIND = regex(r"(?:(?<=[.?!])\s{0,3}|\s{2,3})((?:\[[A-Z\d][\w ,/&-]{2,60}\]\.?\s?){1,3})\Z")


def recognize(text: str) -> float:
    """How surely a text is an export of Ovid."""
    sample = text[:SAMPLE]
    if _VENDOR.search(sample):
        return 0.98
    return 0.98 if _NUMBERED.search(sample) and (_FIELD.search(sample) or _SPELLED_FIELD.search(sample)) else 0.0


def _name(line: str) -> tuple[str, str] | None:
    """The name of a field on a line of its own: what it holds is indented below it."""
    name = line.rstrip()
    return (_TAGS_OF_NAMES.get(name.casefold(), name), "") if _NAMED.fullmatch(name) else None


_TELLS = frozenset({"TI", "AU"})
_TAGGED = Layout(tag=tagged_as(_TAG), tells=_TELLS, number=_NUMBER, numbered=True)
_SPELLED = Layout(tag=_name, tells=_TELLS, number=_NUMBER, numbered=True)


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The records of a text, and a problem for each that tells of no paper."""
    layout = _TAGGED if _FIELD.search(text[:SAMPLE]) else _SPELLED
    return read_entries(entries(text.split("\n"), layout), _record)


def _record(tags: Tags, lines: tuple[int, int]) -> Record:
    types = tags.every("PT", "DT")
    listed = tags.lines("FA") or tags.lines("AU")
    year, source = tags.one("YR"), tags.peek("SO", "BT")
    said = parsed(source) if source else Source()
    has_source = bool(tags.peek("SO") or tags.peek("TI"))
    title, kind = _title(tags.one("TI", "BT"))
    is_part = has_source and fold(said.venue or "") != fold(title or "")
    entry_type = kind_named(_TYPES, [*types, kind]) or EntryType.ARTICLE
    places = [_PLACE.sub("", line) for line in tags.lines("IN")]
    school = _school(places, listed) if entry_type in ISSUED else None
    urls = [address for text in (*tags.every("UR"), tags.peek("IU", "JL")) for address in find_urls(text)]
    return make_record(
        "ovid",
        lines,
        title=title,
        authors=list(_people(listed)),
        authors_complete=not goes_on(listed),
        editors=[*_people(tags.lines("ED")), *said.editors],
        affiliations=places,
        date=date(year, tags.peek("DP"), str(said.date or ""), tags.peek("Status")) or year,
        entry_type=entry_type,
        venue=school or plain(tags.one("JN", "JT")) or (said.venue if is_part else None),
        volume=tags.one("VO", "VI") or said.volume,
        number=tags.one("IP") or said.number,
        pages=pages(tags.one("PG")) or said.pages,
        publisher=tags.one("PU", "PB", "PI"),
        abstract=plain(tags.one("AB")),
        doi=tags.one("DO", "DI"),
        keywords=_keywords(tags),
        addresses=urls,
        extra={"PT": "; ".join(types), **({"title type": kind} if kind else {}), **tags.left()},
    )


def _title(text: str | None) -> tuple[str | None, str]:
    """The title, and what stands in brackets behind it: what kind of text it is."""
    title = (text or "").strip()
    found = _KIND.search(title)
    kind = "; ".join(_IN_BRACKETS.findall(found[1])) if found else ""
    return indexed_title(title[: found.start()] if found else title), kind


def _school(places: list[str], listed: list[str]) -> str | None:
    """The place of the only author, whose name may stand before it: who wrote a thesis studied there."""
    if len(places) != 1 or len(listed) != 1:
        return None
    name, _, place = places[0].partition(": ")
    return place if name.rstrip(".") == listed[0].rstrip(".") else places[0]


def _keywords(tags: Tags) -> list[str]:
    """Keywords; descriptors with a colon in them are taxonomic and stay as they are."""
    groups = (tags.fields(*names, where=lambda found: ":" not in found.text) for names in _KEYWORDS)
    return [word.rstrip(".") for group in groups for word in keywords(field.lines for field in group)]


def _people(lines: list[str]) -> Iterator[Name]:
    """The persons on some lines, between semicolons or each with a full stop behind the initials."""
    for line in lines:
        named = _BRACKETS.sub("", line)
        parted = ". " if _SHORT_NAMES.fullmatch(named) else ";"
        parts = _NEXT_NAME.split(named) if ";" not in named and named.count(",") > 1 else named.split(parted)
        for part in parts:
            if (bare := _bare(part)) and not goes_on([bare]):
                yield person(bare)


def _bare(name: str) -> str:
    """A name without marks of affiliations and degrees.

    >>> [_bare(name) for name in ("Ng, Ana MD, PhD 1,2,+", "LI, Bo.", "Do, Edward S. *", "Wu, MA")]
    ['Ng, Ana', 'LI, Bo', 'Do, Edward S.', 'Wu, MA']
    """
    name = _MARKS.sub("", squeeze(name).rstrip(" ,;"))
    without = _DEGREES.sub("", name)
    name = without if "," in without else name
    return name if _INITIAL.search(name) else name.rstrip(".").strip()


READER = Reader("ovid", "Ovid", recognize, read)
