"""Crossref's JSON: a page of works, a single work, one a line, or the answer of content negotiation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._csl import date_of
from readlist.formats._json.members import Members, people, person, text_of, without_markup
from readlist.formats._json.objects import Located, objects, sample
from readlist.formats._kinds import Evidence, Found, Reader
from readlist.formats._record import in_one, make_record, papers_in, venue_and_publisher, with_subtitle
from readlist.model.paper import Attachment, EntryType, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.model.dates import PartialDate
    from readlist.model.names import Name

_ENVELOPES = frozenset(("message", "items"))
_ANSWER = regex(r'"message-type"\s*:')
_MARK = regex(
    r'"(?:is-referenced-by-count|references?-count|content-domain|deposited|short-container-title|published-print'
    r'|published-online|DOI)"\s*:'
)
_SURE_MARK = regex(r'"(?:is-referenced-by-count|reference-count|content-domain)"\s*:|"indexed"\s*:\s*\{\s*"date-')
_HEADING = regex(r"\A\s*<(?:jats:)?title>\s*(?:abstract|summary)\s*</(?:jats:)?title>", re.IGNORECASE)
_DATES = ("issued", "published", "published-print", "published-online", "posted", "approved", "created")
_KINDS = {
    "journal-article": EntryType.ARTICLE,
    "article-journal": EntryType.ARTICLE,
    "proceedings-article": EntryType.CONFERENCE,
    "paper-conference": EntryType.CONFERENCE,
    "posted-content": EntryType.PREPRINT,
    "article": EntryType.PREPRINT,
    "dissertation": EntryType.THESIS,
    "thesis": EntryType.THESIS,
    "report-component": EntryType.REPORT,
    "report": EntryType.REPORT,
    "report-series": EntryType.REPORT,
    "standard": EntryType.REPORT,
    "book": EntryType.BOOK,
    "monograph": EntryType.BOOK,
    "edited-book": EntryType.BOOK,
    "reference-book": EntryType.BOOK,
    "book-set": EntryType.BOOK,
    "book-series": EntryType.BOOK,
    "proceedings": EntryType.BOOK,
    "book-chapter": EntryType.CHAPTER,
    "book-section": EntryType.CHAPTER,
    "book-part": EntryType.CHAPTER,
    "book-track": EntryType.CHAPTER,
    "chapter": EntryType.CHAPTER,
    "reference-entry": EntryType.CHAPTER,
    "dataset": EntryType.DATASET,
    "database": EntryType.DATASET,
    "software": EntryType.SOFTWARE,
}


def recognize(text: str) -> float:
    """How surely a text is what Crossref's interface answers."""
    beginning = sample(text)
    if _ANSWER.search(beginning) and '"message"' in beginning:
        return 1.0
    return 1.0 if _SURE_MARK.search(beginning) and _MARK.search(beginning) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names are not glued here
    """The records of a text, and a problem for each object that is none."""
    return papers_in(objects(text, _ENVELOPES), _record)


def _record(found: Located) -> Record:
    members = Members(found.value)
    authors = members.objects("author")
    kind = _KINDS.get(text_of(found.value.get("type")))
    if kind:
        members.drop("type")
    title, publisher = _title(members), members.text("publisher")
    # The title of a book stands behind that of its series.
    venue = members.last("container-title") if kind is EntryType.CHAPTER else members.first("container-title")
    venue = venue or members.first("short-container-title") or _institution(members)
    venue, publisher = venue_and_publisher(kind, venue, publisher)
    venue = venue or members.members("event").text("name")
    arxiv = text_of(found.value.get("arxiv"))
    return make_record(
        "crossref",
        found.lines,
        title=title,
        authors=_people(authors),
        affiliations=[_affiliation(place) for author in authors for place in Members(author).objects("affiliation")],
        date=_date(members),
        entry_type=kind,
        venue=without_markup(venue),
        volume=members.text("volume"),
        number=members.text("issue"),
        pages=members.text("page", "article-number"),
        publisher=publisher,
        abstract=_abstract(members),
        doi=members.text("DOI"),
        arxiv=arxiv,
        keywords=members.texts("subject"),
        url=members.text("URL"),
        editors=_people(members.objects("editor")),
        attachments=_files(members),
        extra=members.left() | {"ORCID": in_one(_identifiers(authors))},
    )


def _abstract(members: Members) -> str | None:
    """The abstract without its heading."""
    return without_markup(_HEADING.sub("", members.prose("abstract") or "", count=1)) or None


def _title(members: Members) -> str | None:
    """The title with its subtitle, or else the one in the paper's own language."""
    title, subtitle = without_markup(members.first("title")), without_markup(members.first("subtitle"))
    if title is None:
        return without_markup(members.first("original-title"))
    return with_subtitle(title, subtitle or "")


def _people(found: list[dict[str, object]]) -> tuple[Name, ...]:
    """The names in the order of the list, the one marked as the first in front."""
    return people(sorted(found, key=lambda author: author.get("sequence") != "first"))


def _identifiers(authors: list[dict[str, object]]) -> Iterator[str]:
    """The identifiers of authors, each with the name it is of."""
    for author in authors:
        if (number := text_of(author.get("ORCID"))) and (name := person(author)):
            yield f"{name.display} {number}"


def _institution(members: Members) -> str | None:
    """The university, or the server of preprints, that published a work; the rest that is told of it stays."""
    found = Members({"institution": members.peek("institution")}).objects("institution")
    return text_of(found[0].get("name")) or None if found else None


def _affiliation(place: dict[str, object]) -> str:
    return text_of(place.get("name"))


def _date(members: Members) -> PartialDate | None:
    """The date of publication: the first known; each date that says the same is told by it."""
    found = None
    for name in _DATES:
        date, complete = date_of(members.peek(name))
        found = found or date
        if complete and date == found:
            members.drop(name)
    return found


def _files(members: Members) -> list[Attachment]:
    """The files that the work links to as PDF."""
    links = (link for link in Members({"link": members.peek("link")}).objects("link"))
    files = (text_of(link.get("URL")) for link in links if link.get("content-type") == "application/pdf")
    return [Attachment(path, "pdf") for path in dict.fromkeys(files) if path]


READER = Reader("crossref", "Crossref's JSON (works, content negotiation)", recognize, read)
