"""Crossref's XML (data.crossref.org/reports/help/schema_doc): what content negotiation, queries and deposits give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Reader
from readlist.formats._record import in_one, make_record, of_paper, page_range, venue_and_publisher, with_subtitle
from readlist.formats._xml import NOTHING, Element, begins, elements
from readlist.model.identifiers import find_arxiv
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "crossref_xml"

# The elements that papers stand in, the name of those that are a paper in it, and its type.
_WORKS = {
    "journal": ("journal_article", EntryType.ARTICLE),
    "conference": ("conference_paper", EntryType.CONFERENCE),
    "book": ("content_item", EntryType.CHAPTER),
    "report-paper": ("content_item", EntryType.REPORT),
    "standard": ("content_item", EntryType.REPORT),
    "database": ("dataset", EntryType.DATASET),
    "dissertation": ("", EntryType.THESIS),
    "posted_content": ("", EntryType.PREPRINT),
    "peer_review": ("", EntryType.MISC),
    "pending_publication": ("", EntryType.MISC),
}
# Where there are none, the whole is what is told of.
_WHOLES = {"book": EntryType.BOOK, "conference": EntryType.CONFERENCE, "journal": EntryType.MISC}
_KNOWN_OF_WORK = """
    titles contributors publication_date posted_date approval_date pages doi_data abstract publisher_item volume issue
    publisher item_number citation_list keywords group_title component_list institution person_name organization
""".split()
_KNOWN_OF_WHOLE = "titles contributors publication_date publisher volume full_title proceedings_title doi_data".split()


def recognize(text: str) -> float:
    """How sure a cleaned text is Crossref's XML."""
    envelopes = r"<(?:\w{1,20}:)?(?:doi_records?|crossref_result|doi_batch)[\s>]|crossref\.org/[xq]schema"
    return begins(text, rf"{envelopes}|<crossref(?:\s[^<>]{{0,300}})?>\s{{0,40}}<")


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The works in the order of the text; where Crossref tells of an error instead, a problem."""
    for item in elements(text, *_WORKS, "error"):
        if isinstance(item, Problem):
            yield item
        elif item.name == "error":
            yield Problem(item.lines, f"Crossref's message: {item.line or 'an error'}", item.line)
        else:
            yield from _records(item)


def _records(item: Element) -> Iterator[Found]:
    name, kind = _WORKS[item.name]
    whole = next((child for child in item.children if child.name.endswith("_metadata") and _named(child)), item)
    works = list(item.all(name)) if name else []
    if not works:
        works, kind = [whole], _WHOLES.get(item.name, kind)
    for work in works:
        lines = work.lines if len(works) > 1 else item.lines
        yield of_paper(_record(item, whole, work, kind, lines), work)


def _named(metadata: Element) -> bool:
    return any(metadata.first(*path) for path in (("titles",), ("full_title",), ("proceedings_title",)))


def _record(item: Element, whole: Element, work: Element, kind: EntryType, lines: tuple[int, int]) -> Record:
    """The record of a work; ``whole`` tells of the journal, book or proceedings that it is in, or is the work."""
    issue = item.first("journal_issue") or NOTHING
    institution = work.get("institution", "institution_name") or work.get("institution", "institution_department")
    inside = whole is not work
    authors, editors = _people(work, "author"), _people(work, "editor")
    server = institution if item.name == "posted_content" else ""
    publisher_told = whole.get("publisher", "publisher_name") or ("" if server else institution)
    venue, publisher = venue_and_publisher(kind, _title(whole) if inside else server, publisher_told)
    return make_record(
        NAME,
        lines,
        title=_title(work),
        authors=authors,
        affiliations=[place for person in work.within("person_name") for place in _places(person)],
        editors=[*editors, *(_people(whole, "editor") if inside else ())],
        date=_date(work) or _date(issue) or _date(whole),
        entry_type=kind,
        venue=venue,
        volume=issue.get("journal_volume", "volume") or whole.get("volume") or work.get("volume"),
        number=issue.get("issue"),
        pages=_pages(work),
        publisher=publisher,
        abstract=_abstract(work),
        doi=work.get("doi_data", "doi"),
        arxiv=next(filter(find_arxiv, work.every("publisher_item", "identifier")), None),
        keywords=work.every("keywords", "keyword"),
        url=work.get("doi_data", "resource"),
        extra=_other_fields(item, whole, work),
    )


def _other_fields(item: Element, whole: Element, work: Element) -> dict[str, str | None]:
    """What has no place in a record, by Crossref's names of the elements."""
    event = item.first("event_metadata") or NOTHING
    people = list(work.within("person_name"))
    numbers = (*work.every("publisher_item", "item_number"), *work.every("item_number"))
    return {
        **work.others(*_KNOWN_OF_WORK),
        **(whole.others(*_KNOWN_OF_WHOLE) if whole is not work else {}),
        **event.others("conference_date"),
        "conference_date": _event_date(event),
        "contributors": "; ".join(name.display for name in _people(work, "")),
        "ORCID": "; ".join(
            f"{_name(person).display} {number}" for person in people for number in person.every("ORCID")
        ),
        "original_language_title": work.get("titles", "original_language_title"),
        "group_title": work.get("group_title"),
        "publisher_place": whole.get("publisher", "publisher_place"),
        "item_number": in_one(numbers),
    }


def _title(work: Element) -> str:
    """The title with its subtitle, of whatever kind the work is."""
    titles = work.first("titles") or NOTHING
    title, subtitle = titles.get("title"), titles.get("subtitle")
    if not title:
        title = work.get("full_title") or work.get("proceedings_title") or titles.get("original_language_title")
    return with_subtitle(title, subtitle)


def _people(work: Element, role: str) -> list[Name]:
    """The contributors of a role; without a role given those who are neither authors nor editors."""
    groups = (*work.all("contributors"), *(work,) * (work.first("contributors") is None))
    found = []
    for group in groups:
        for person in group.children:
            if person.name not in {"person_name", "organization"}:
                continue
            told = person.attributes.get("contributor_role", "author")
            if told == role or (not role and told not in {"author", "editor"}):
                found.append(_name(person))
    return [name for name in found if name.display]


def _name(person: Element) -> Name:
    if person.name == "organization":
        return Name(literal=person.line)
    return Name.of_parts(person.get("surname"), person.get("given_name"), person.get("suffix"))


def _places(person: Element) -> list[str]:
    names = ("affiliations", "institution", "institution_name")
    return [*person.every("affiliation"), *person.every(*names)]


def _date(owner: Element) -> str:
    """The date of print, or else the first of any other kind."""
    names = ("publication_date", "posted_date", "approval_date")
    dates = [date for name in names for date in owner.all(name)]
    date = next(
        (date for date in dates if date.attributes.get("media_type") == "print"), dates[0] if dates else NOTHING
    )
    return "-".join(filter(None, (date.get("year"), date.get("month"), date.get("day"))))


def _event_date(event: Element) -> str:
    """The days of a conference, which stand in the text or in attributes."""
    date = event.first("conference_date") or NOTHING
    ends = (
        "-".join(filter(None, (date.attributes.get(f"{end}_{unit}") for unit in ("year", "month", "day"))))
        for end in ("start", "end")
    )
    return date.line or "/".join(filter(None, ends))


def _pages(work: Element) -> str:
    pages = work.first("pages") or NOTHING
    ends, others = page_range(pages.get("first_page"), pages.get("last_page")), pages.get("other_pages")
    numbers = (item for item in work.all("publisher_item", "item_number"))
    number = next((item.line for item in numbers if item.attributes.get("item_number_type") == "article_number"), "")
    return ", ".join(filter(None, (ends, others))) or number


def _abstract(work: Element) -> str:
    """The paragraphs of the first abstract, those of its sections with their headings."""
    abstract = work.first("abstract") or NOTHING
    found: list[str] = []
    heading = ""
    for part in (*abstract.within("title", "p"), *((abstract,) if not any(abstract.within("p")) else ())):
        if part.name == "title":
            heading = "" if part.line.casefold().strip(" .:") in {"abstract", "summary"} else part.line
        elif part.line:
            found.append(f"{heading.rstrip(':. ')}: {part.line}" if heading else part.line)
            heading = ""
    return "\n".join(found)


READER = Reader(NAME, "Crossref XML", recognize, read)
