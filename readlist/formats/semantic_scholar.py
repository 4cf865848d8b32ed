"""Semantic Scholar's JSON: pages, batches, papers, citations and references, with whatever fields were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._json.members import Members, people, text_of
from readlist.formats._json.objects import Located, objects, sample
from readlist.formats._kinds import Evidence, Reader
from readlist.formats._record import make_record
from readlist.formats._scholar import entry_type
from readlist.formats._tagged.values import pages
from readlist.formats._venues import kind_of
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Problem, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ENVELOPES = frozenset(("data", "recommendedPapers", "papers"))
_INSIDE = ("citedPaper", "citingPaper", "paper")
_PAPER = regex(r'"(?:paperId|corpusId|corpusid|CorpusId)"\s*:')
_OLD_PAPER = regex(r'"(?:inCitations|outCitations|s2Url|s2PdfUrl|s2_url|inbound_citations|mag_field_of_study)"\s*:')
_KINDS = {
    "JournalArticle": EntryType.ARTICLE,
    "Conference": EntryType.CONFERENCE,
    "Book": EntryType.BOOK,
    "BookSection": EntryType.CHAPTER,
    "Dataset": EntryType.DATASET,
}
_KIND_OF_VENUE = {"journal": EntryType.ARTICLE, "conference": EntryType.CONFERENCE}
_ARXIV = "abs/"  # what volumes of arXiv's begin with
_FIRST_OF_ALL = ("Conference", "BookSection", "Dataset")  # what is the kind even where others are told too


class _Journal(NamedTuple):
    """What a paper is in, another name that is told, and the identifier that stands in place of a volume of arXiv's."""

    venue: str
    volume: str
    pages: str
    others: Mapping[str, str]
    arxiv: str = ""


def recognize(text: str) -> float:
    """How surely a text is what Semantic Scholar's interface answers."""
    beginning = sample(text)
    if _PAPER.search(beginning):
        return 0.97
    return 0.95 if len(set(_OLD_PAPER.findall(beginning))) > 1 else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Problem]:  # noqa: ARG001  names are not glued here
    """The records of a text; a paper of which nothing but its number is told is one with a doubt."""
    for found in objects(text, _ENVELOPES):
        if isinstance(found, Problem):
            yield found
            continue
        paper = next((paper for name in _INSIDE if isinstance(paper := found.value.get(name), dict)), found.value)
        record = _record(found, paper)
        known = record.title or record.authors or _number(paper)
        yield record if known else Problem(found.lines, "no title, author or number", found.listed)


def _number(paper: dict[str, object]) -> str:
    return next(
        (text for name in ("paperId", "paper_id", "corpusId", "corpusid", "id") if (text := text_of(paper.get(name)))),
        "",
    )


def _record(found: Located, paper: dict[str, object]) -> Record:
    members = Members(paper)
    numbers = _numbers(members)
    in_journal = any(map(text_of, map(members.peek, ("journal", "journalName"))))
    journal = _journal(members)
    authors = members.objects("authors")
    file = members.members("openAccessPdf").text("url") or members.text("s2PdfUrl") or members.first("pdfUrls")
    members.drop("corpusId")
    around = {name: value for name, value in found.value.items() if paper is not found.value and value is not paper}
    return make_record(
        "semantic_scholar",
        found.lines,
        title=members.text("title"),
        authors=_authors(authors),
        affiliations=[place for author in authors for place in Members(author).texts("affiliations")],
        date=_date(members),
        entry_type=_kind(members, journal) or (EntryType.ARTICLE if in_journal else None),
        venue=journal.venue,
        volume=journal.volume,
        pages=pages(journal.pages),
        abstract=members.prose("abstract", "paperAbstract"),
        doi=numbers.text("DOI") or members.text("doi"),
        arxiv=numbers.text("ArXiv", "arXiv") or members.text("arxivId", "arxiv_id") or journal.arxiv,
        keywords=list(_fields(members)),
        url=members.text("url", "s2Url", "s2_url"),
        attachments=[Attachment(file, "pdf")] if file else (),
        extra=Members(around).left() | members.left() | {**journal.others},
    )


def _numbers(members: Members) -> Members:
    return members.members("externalIds" if members.peek("externalIds") else "externalids")


def _journal(members: Members) -> _Journal:
    """The name is that of the journal whose volume is told, but for a paper of a conference, whose venue it is."""
    inside = members.members("journal")
    told, venue = inside.text("name") or members.text("journalName", "journal") or "", members.text("venue") or ""
    volume = inside.text("volume") or members.text("journalVolume") or ""
    pages = inside.text("pages") or members.text("journalPages") or ""
    if volume.startswith(_ARXIV):
        return _Journal(venue or told, "", pages, {}, volume.removeprefix(_ARXIV))
    if told and volume and told != venue and "Conference" not in _types(members):
        return _Journal(told, volume, pages, {"venue": venue})
    return _Journal(venue or told, volume, pages, {"journal": told} if venue and told != venue else {})


def _authors(found: list[dict[str, object]]) -> tuple[Name, ...]:
    """The names, each told as one text."""
    return tuple(Name.parse(name.display) if name.literal else name for name in people(found))


def _date(members: Members) -> PartialDate | None:
    date = PartialDate.parse(text_of(members.peek("publicationDate") or members.peek("publicationdate")))
    year = PartialDate.parse(text_of(members.peek("year")))
    if date:
        members.drop("publicationDate", "publicationdate")
    if year and (date is None or date.year == year.year):
        members.drop("year")
    return date or year


def _kind(members: Members, journal: _Journal) -> EntryType | None:
    """The kind that the types of a paper tell, or else the kind of its venue; a paper of proceedings is no book."""
    told = _types(members)
    best = next((kind for kind in (*_FIRST_OF_ALL, *told) if kind in told and kind in _KINDS), None)
    if best not in {None, "Book"}:
        return _KINDS[best]
    venue = members.peek("publicationVenue")
    of_venue = _KIND_OF_VENUE.get(text_of(venue.get("type"))) if isinstance(venue, dict) else None
    of_venue = of_venue or entry_type(journal.venue) or kind_of(journal.venue)
    return EntryType.BOOK if best and of_venue is not EntryType.CONFERENCE else of_venue


def _types(members: Members) -> list[str]:
    types = members.peek("publicationTypes")
    return [kind for kind in types if isinstance(kind, str)] if isinstance(types, list) else []


def _fields(members: Members) -> Iterator[str]:
    yield from (*members.texts("fieldsOfStudy"), *members.texts("mag_field_of_study"))
    for field in members.objects("s2FieldsOfStudy") or members.objects("s2fieldsofstudy"):
        yield text_of(field.get("category"))


READER = Reader("semantic_scholar", "Semantic Scholar's JSON", recognize, read)
