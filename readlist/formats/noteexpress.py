"""NoteExpress' tagged format and CNKI's own (E-Study), as Chinese databases write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE
from readlist.formats._record import make_record, venue_and_publisher
from readlist.formats._tagged.entries import Layout, tagged_reader
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
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from readlist.formats._tagged.entries import Tags
    from readlist.model.paper import Record

_MARKS = (regex(r"^\{Reference Type\} ?[:：]", re.MULTILINE), regex(r"^\{Title\} ?[:：]", re.MULTILINE))
_DOUBLE = regex(r"^Title-[^\x00-\x7F]{1,9}[:：]", re.MULTILINE)
_TAG = regex(
    r"\{(?P<braced>[^{}]{1,60})\} ?[:：] ?(?P<of_braced>.*)"
    r"|(?:(?P<double>[A-Z]\w{2,20})-[^\x00-\x7F]{1,9}|(?P<first>DataType))[:：] ?(?P<of_double>.*)"
)
_PLACES = regex(r"[;；]{1,9}")
_TYPES = (
    (EntryType.CONFERENCE, regex(r"conference|.{0,9}会议")),
    (EntryType.MASTERS_THESIS, regex(r"master|.{0,9}硕士")),
    (EntryType.THESIS, regex(r"thesis|dissertation|.{0,9}(?:博士|学位论文)")),
    (EntryType.CHAPTER, regex(r"book section")),
    (EntryType.BOOK, regex(r"book|图书")),
    (EntryType.REPORT, regex(r"report|standard|.{0,9}(?:标准|成果)")),
    (EntryType.WEB, regex(r"web page|electronic source")),
    (EntryType.ARTICLE, regex(r"journal|newspaper|magazine|.{0,9}(?:期刊|报纸|辑刊)")),
)


def recognize(text: str) -> float:
    """How surely a text is in NoteExpress' format, or in the one whose tags are English and Chinese."""
    sample = text[:SAMPLE]
    return 0.97 if all(mark.search(sample) for mark in _MARKS) or _DOUBLE.search(sample) else 0.0


def _tag(line: str) -> tuple[str, str] | None:
    found = _TAG.fullmatch(line.strip())
    if found is None:
        return None
    return found["braced"] or found["double"] or found["first"], found["of_braced"] or found["of_double"] or ""


_LAYOUT = Layout(
    tag=_tag,
    tells=frozenset({"Title", "Author"}),
    first=frozenset({"Reference Type", "DataType"}),
    parts=lambda began, tag: tag == began,
)


def _record(tags: Tags, lines: tuple[int, int]) -> Record:
    kind = _kind(tags)
    authors = tags.every("Author")
    year, day = tags.one("Year"), tags.one("Date", "PubTime")
    addresses = links(tags, "URL", "Link")
    told = plain(tags.one("Journal", "Source", "Tertiary Title", "Secondary Title"))
    venue, publisher = venue_and_publisher(kind, told, plain(tags.one("Publisher")))
    return make_record(
        "noteexpress",
        lines,
        title=plain(tags.one("Title")),
        authors=list(people(authors)),
        authors_complete=not goes_on(authors),
        affiliations=[place for text in tags.every("Author Address", "Organ") for place in _PLACES.split(text)],
        date=date(year, day) or year or day,
        entry_type=kind,
        venue=venue,
        volume=tags.one("Volume", "Roll"),
        number=tags.one("Issue", "Period"),
        pages=pages(tags.one("Pages", "Page")),
        publisher=publisher,
        abstract=abstract(tags.one("Abstract", "Summary")),
        doi=tags.one("DOI"),
        keywords=keywords([found.text] for found in tags.fields("Keywords", "Keyword")),
        addresses=addresses,
        extra=tags.left(),
    )


def _kind(tags: Tags) -> EntryType:
    """What kind of publication it is, by its type, or by the database it is from."""
    names = [tags.peek("Reference Type"), tags.peek("SrcDatabase")]
    kind = kind_named(_TYPES, names) or EntryType.MISC
    work = kind_named(_TYPES, [tags.peek("Type of Work")])
    return work if kind is EntryType.THESIS and work is EntryType.MASTERS_THESIS else kind


READER = tagged_reader("noteexpress", "NoteExpress, CNKI E-Study", recognize, _LAYOUT, _record)
