"""The sources that Word keeps for its citations: Sources.xml, and the same in a document's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Reader
from readlist.formats._record import gathered, in_one, make_record, papers_in, venue_and_publisher
from readlist.formats._xml import NOTHING, begins, elements
from readlist.model.identifiers import find_doi, find_urls
from readlist.model.names import Name
from readlist.model.paper import EntryType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.formats._xml import Element
    from readlist.model.paper import Record

NAME = "word"
_KINDS = {
    "journalarticle": EntryType.ARTICLE,
    "articleinaperiodical": EntryType.ARTICLE,
    "conferenceproceedings": EntryType.CONFERENCE,
    "booksection": EntryType.CHAPTER,
    "book": EntryType.BOOK,
    "report": EntryType.REPORT,
    "internetsite": EntryType.WEB,
    "documentfrominternetsite": EntryType.WEB,
}
_AUTHORS = ("Author", "Inventor", "Artist", "Director", "Interviewee", "Composer", "Performer")
_EDITORS = ("Editor", "BookAuthor")
_VENUES = "JournalName PeriodicalTitle BookTitle ConferenceName PublicationTitle InternetSiteTitle".split()
_KNOWN = """
    SourceType Tag Title Author Year Month Day Volume Issue Pages Publisher Institution URL DOI ThesisType
    BIBTEX_Abstract BIBTEX_KeyWords LCID Guid RefOrder
""".split()


def recognize(text: str) -> float:
    """How sure a cleaned text is XML with Word's sources."""
    return begins(text, r"officeDocument/(?:2006/)?bibliography", r"<(?:\w{1,20}:)?Source[\s>]")


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The sources in the order of the text."""
    return papers_in(elements(text, "Source"), _record)


def _record(item: Element) -> Record:
    kind = _kind(item)
    people = item.first("Author") or NOTHING
    venues = [(name, title) for name in _VENUES if (title := item.get(name))]
    issued_by = item.get("Institution") or item.get("Publisher")
    venue, publisher = venue_and_publisher(kind, venues[0][1] if venues else None, issued_by)
    return make_record(
        NAME,
        item.lines,
        title=item.get("Title"),
        authors=[name for role in _AUTHORS for name in _people(people, role)],
        editors=[name for role in _EDITORS for name in _people(people, role)],
        date=_date(item),
        entry_type=kind,
        venue=venue,
        volume=item.get("Volume"),
        number=item.get("Issue"),
        pages=item.get("Pages"),
        publisher=publisher,
        abstract=item.get("BIBTEX_Abstract"),
        doi=item.get("DOI") or find_doi(item.get("StandardNumber")),
        keywords=[word.strip() for word in item.get("BIBTEX_KeyWords").split(";")],
        addresses=find_urls(item.get("URL")),
        citekey=item.get("Tag"),
        extra={
            **item.others(*_KNOWN, *_VENUES),
            **gathered(venues[1:]),
            "ThesisType": item.get("ThesisType"),
            "Publisher": in_one(text for text in (item.get("Publisher"),) if text not in {venue, publisher}),
        },
    )


def _kind(item: Element) -> EntryType:
    """The type of a source; Word has one type for reports and theses."""
    thesis = item.get("ThesisType").casefold()
    if "master" in thesis or "diplom" in thesis:
        return EntryType.MASTERS_THESIS
    if "thesis" in thesis or "dissertation" in thesis or "phd" in thesis:
        return EntryType.THESIS
    return _KINDS.get(item.get("SourceType").casefold(), EntryType.MISC)


def _people(people: Element, role: str) -> Iterator[Name]:
    """The persons in a role, or the organization."""
    for group in people.all(role):
        for person in group.all("NameList", "Person"):
            given = " ".join(filter(None, map(person.get, ("First", "Middle"))))
            yield Name.of_parts(person.get("Last"), given)
        if organization := group.get("Corporate"):
            yield Name(literal=organization)


def _date(item: Element) -> str:
    year, month, day = map(item.get, ("Year", "Month", "Day"))
    if not month.isdecimal():
        return " ".join(filter(None, (day, month, year)))
    return "-".join(f"{part:0>2}" for part in (year, month, day) if part)


READER = Reader(NAME, "Word's sources", recognize, read)
