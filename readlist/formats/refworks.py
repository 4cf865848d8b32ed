"""RefWorks' tagged format, as RefWorks and Chinese databases write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE, Evidence, Found, Reader
from readlist.formats._reading import paper_of, told_by
from readlist.formats._record import make_record, venue_and_publisher
from readlist.formats._tagged.entries import Layout, entries, read_entries
from readlist.formats._tagged.values import (
    abstract,
    date,
    goes_on,
    keywords,
    kind_named,
    links,
    pages,
    people,
    plain,
)
from readlist.model.identifiers import find_doi
from readlist.model.paper import EntryType
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._tagged.entries import Tags
    from readlist.model.paper import Paper, Record

_BEGINNING = regex(r"^[ \t]{0,4}RT[ \t]{1,4}[A-Z][A-Za-z]", re.MULTILINE)
_FIELD = regex(r"^[ \t]{0,4}(?:SR|ID|A1|T1|JF|JO|YR|FD|K1|AB|LK|UL)[ \t]{1,4}\S", re.MULTILINE)
# What RefWorks writes above the records: the meaning of its tags, and more.
_LEGEND = regex(
    r"\s{0,9}Refworks Export Tagged Format\n(?:(?![A-Z][A-Z0-9] [^=]).{0,300}\n){0,200}?BEGIN EXPORTED REFERENCES(?=\n)"
)
_TAG = regex(r"[ \t]{0,4}([A-Za-z][A-Za-z0-9]{1,2})(?:[ \t]{1,8}(.*)|)")
# Words of two letters begin wrapped lines too.
_KNOWN = frozenset(
    """
    A1 A2 A3 A4 A5 A6 AB AD AN AU AV BT CL CN CR CT DB DO DS ED ER FD FN FO GR ID IN IP IS JF JO K1 KW LA LC LK LL
    NO NV OL OP OT PA PB PM PN PP PU RD RM RN RP RT SE SF SL SM SN SP SR ST SV T1 T2 T3 TA TI UL UR
    U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 VO WP WT WV YR
    """.split()
)
_TYPES = (
    (EntryType.CONFERENCE, regex(r"conference|proceedings")),
    (EntryType.CHAPTER, regex(r"book, section|book section|book chapter")),
    (EntryType.BOOK, regex(r"book|monograph")),
    (EntryType.MASTERS_THESIS, regex(r"master")),
    (EntryType.THESIS, regex(r"dissertation|thesis|doctoral")),
    (EntryType.REPORT, regex(r"report|grant")),
    (EntryType.PREPRINT, regex(r"preprint")),
    (EntryType.DATASET, regex(r"data ?set")),
    (EntryType.SOFTWARE, regex(r"computer|software")),
    (EntryType.WEB, regex(r"web|online|blog")),
    (EntryType.ARTICLE, regex(r"journal|magazine|newspaper|abstract|article")),
)


def recognize(text: str) -> float:
    """How surely a text is in RefWorks' format."""
    sample = text[:SAMPLE]
    return 0.97 if _BEGINNING.search(sample) and _FIELD.search(sample) else 0.0


def _tag(line: str) -> tuple[str, str] | None:
    found = _TAG.fullmatch(line)
    # In small letters only what no sentence begins with.
    if found is None or found[1].upper() not in _KNOWN or (found[1][:1].islower() and found[1] not in _SMALL):
        return None
    return found[1].upper(), found[2] or ""


_SMALL = frozenset(
    {tag.lower() for tag in _KNOWN if tag[1].isdigit()} | {"vo", "rt", "yr", "jf", "sr", "ul", "lk", "fd"}
)
_LAYOUT = Layout(tag=_tag, tells=frozenset({"T1", "A1"}), first=frozenset({"RT"}), last=frozenset({"ER"}))


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The records of a text, and a problem for each that tells of no paper."""
    legend = _LEGEND.match(text)
    if legend is not None:
        text = "\n" * text.count("\n", 0, legend.end()) + text[legend.end() :]
    return read_entries(entries(text.split("\n"), _LAYOUT), _record)


def _record(tags: Tags, lines: tuple[int, int]) -> Record | Paper:
    told = told_by(keywords(found.lines for found in tags.fields("K1", "KW")))
    kind, name = _kind(tags)
    authors = tags.every("A1", "AU")
    editors, year = tags.every("A2"), tags.one("YR")
    first, last = tags.one("SP"), tags.one("OP")
    addresses = links(tags, "UL", "UR", "LK")
    venues = ("JF", "T2", "JO", "BT") if kind is EntryType.ARTICLE else ("T2", "BT", "JF", "JO")
    venue, publisher = venue_and_publisher(kind, plain(tags.one(*venues)), plain(tags.one("PB")))
    made = make_record(
        "refworks",
        lines,
        title=plain(tags.one("T1", "TI")),
        authors=list(people(authors)),
        authors_complete=told.authors_complete and not goes_on(authors),
        editors=list(people(editors)),
        affiliations=[part for text in tags.every("AD") for part in text.split(";")],
        date=date(year, tags.peek("FD")) or year,
        entry_type=kind,
        venue=venue,
        volume=tags.one("VO"),
        number=tags.one("IS"),
        pages=pages(first, (last or "").strip("- ")),
        publisher=publisher,
        abstract=abstract(tags.one("AB")),
        doi=tags.one("DO") or next(filter(find_doi, addresses), None),
        keywords=told.keywords,
        addresses=addresses,
        extra={"RT": name, **tags.left()},
    )
    return paper_of(made, told)


def _kind(tags: Tags) -> tuple[EntryType, str]:
    """What kind of publication it is, and its type in the words of the source."""
    name = squeeze(tags.one("RT") or "")
    return kind_named(_TYPES, [name]) or EntryType.MISC, name


READER = Reader("refworks", "RefWorks' tagged format", recognize, read)
