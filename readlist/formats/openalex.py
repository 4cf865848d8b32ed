"""OpenAlex's JSON: pages of works, groups of them, single works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readlist.formats._json.members import Members, text_of, without_markup
from readlist.formats._json.objects import Located, objects, sample
from readlist.formats._kinds import Evidence, Found, Reader
from readlist.formats._record import in_one, make_record, page_range, papers_in
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENVELOPES = frozenset(("results",))
_MARK = regex(r'"https?:\\?/\\?/openalex\.org\\?/W\d|"abstract_inverted_index"\s*:')
_OWN_MEMBER = regex(
    r'"(?:abstract_inverted_index|authorships|biblio|cited_by_count|display_name|primary_location|publication_year)"\s*:'
)
_WORDS = 100_000  # of the longest abstract
_KINDS = {
    "journal-article": EntryType.ARTICLE,
    "proceedings-article": EntryType.CONFERENCE,
    "posted-content": EntryType.PREPRINT,
    "article": EntryType.ARTICLE,
    "review": EntryType.ARTICLE,
    "editorial": EntryType.ARTICLE,
    "letter": EntryType.ARTICLE,
    "preprint": EntryType.PREPRINT,
    "dissertation": EntryType.THESIS,
    "report": EntryType.REPORT,
    "standard": EntryType.REPORT,
    "book": EntryType.BOOK,
    "monograph": EntryType.BOOK,
    "book-chapter": EntryType.CHAPTER,
    "reference-entry": EntryType.CHAPTER,
    "dataset": EntryType.DATASET,
    "software": EntryType.SOFTWARE,
}


def recognize(text: str) -> float:
    """How surely a text is what OpenAlex answers."""
    beginning = sample(text)
    if _MARK.search(beginning) is None or ('"id"' not in beginning and '"display_name"' not in beginning):
        return 0.0
    return 1.0 if _OWN_MEMBER.search(beginning) else 0.5  # others keep OpenAlex's numbers of papers, too


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names are not glued here
    """The records of a text, and a problem for each object that is none."""
    return papers_in(objects(text, _ENVELOPES), _record)


def _record(found: Located) -> Record:
    members = Members(found.value)
    authors = members.objects("authorships")
    place = _member(members.peek("primary_location")) or _member(members.peek("host_venue"))
    source = _member(place.get("source")) or place
    biblio = members.members("biblio")
    kind = _kind(members, source)
    file = text_of(place.get("pdf_url")) or text_of(_member(members.peek("best_oa_location")).get("pdf_url"))
    doi = members.text("doi") or text_of(_member(members.peek("ids")).get("doi"))
    landing = text_of(place.get("landing_page_url")) or text_of(place.get("url"))
    abstract = _abstract(members)
    return make_record(
        "openalex",
        found.lines,
        title=without_markup(members.text("title", "display_name")),
        authors=[name for author in authors if (name := _author(author))],
        authors_complete=members.peek("is_authors_truncated") is not True,
        affiliations=[name for author in authors for name in _institutions(author)],
        date=_date(members),
        entry_type=kind,
        venue=text_of(source.get("display_name")),
        volume=biblio.text("volume"),
        number=biblio.text("issue"),
        pages=page_range(biblio.text("first_page"), biblio.text("last_page")),
        publisher=text_of(source.get("host_organization_name")) or text_of(source.get("publisher")),
        abstract=abstract,
        doi=doi,
        arxiv=landing if "arxiv.org/" in landing else None,
        keywords=list(_keywords(members)),
        url=landing or members.text("id"),
        attachments=[Attachment(file, "pdf")] if file else (),
        extra=members.left() | {"ORCID": in_one(map(_identifier, authors))},
    )


def _member(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _author(found: dict[str, Any]) -> Name | None:
    name = text_of(_member(found.get("author")).get("display_name")) or text_of(found.get("raw_author_name"))
    return Name.parse(name) if name.strip() else None


def _identifier(found: dict[str, Any]) -> str:
    """The identifier of an author with the name it is of."""
    name, number = _author(found), text_of(_member(found.get("author")).get("orcid"))
    return f"{name.display} {number}" if name and number else ""


def _institutions(found: dict[str, Any]) -> list[str]:
    told = Members(found)
    known = [text_of(institution.get("display_name")) for institution in told.objects("institutions")]
    return known or told.texts("raw_affiliation_strings") or told.texts("raw_affiliation_string")


def _date(members: Members) -> PartialDate | None:
    date = PartialDate.parse(text_of(members.peek("publication_date")))
    year = PartialDate.parse(text_of(members.peek("publication_year")))
    if date:
        members.drop("publication_date")
    if year and (date is None or date.year == year.year):
        members.drop("publication_year")
    return date or year


def _kind(members: Members, source: dict[str, Any]) -> EntryType | None:
    told = [text_of(members.peek(name)) for name in ("type_crossref", "type")]
    kind = next((_KINDS[name] for name in told if name in _KINDS), None)
    if kind is EntryType.ARTICLE and source.get("type") == "conference":
        return EntryType.CONFERENCE
    if kind is EntryType.ARTICLE and source.get("type") == "repository":
        return EntryType.PREPRINT
    return kind


def _abstract(members: Members) -> str | None:
    """The abstract, of which each word is told with the places where it stands."""
    index = members.peek("abstract_inverted_index")
    if not isinstance(index, dict):
        return None
    words = {
        place: word
        for word, places in index.items()
        for place in (places if isinstance(places, list) else ())
        if type(place) is int and 0 <= place < _WORDS
    }
    members.drop("abstract_inverted_index")
    return without_markup(" ".join(word for _, word in sorted(words.items()))) or None


def _keywords(members: Members) -> Iterator[str]:
    for keyword in members.objects("keywords"):
        yield text_of(keyword.get("display_name")) or text_of(keyword.get("keyword"))


READER = Reader("openalex", "OpenAlex's JSON", recognize, read)
