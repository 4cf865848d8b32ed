"""EndNote's XML, which other reference managers export too: a list of records with styled text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import Reader
from readlist.formats._reading import paper_of, told_by
from readlist.formats._record import make_record, papers_in, venue_and_publisher
from readlist.formats._tagged.values import keywords as listed
from readlist.formats._tagged.values import pages
from readlist.formats._xml import Element, begins, elements
from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_urls
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Status
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "endnote_xml"

# EndNote's types of references by name, and by number for files that have no names.
_TYPES = {
    "journal article": EntryType.ARTICLE,
    "electronic article": EntryType.ARTICLE,
    "magazine article": EntryType.ARTICLE,
    "newspaper article": EntryType.ARTICLE,
    "conference paper": EntryType.CONFERENCE,
    "conference proceedings": EntryType.CONFERENCE,
    "book": EntryType.BOOK,
    "edited book": EntryType.BOOK,
    "electronic book": EntryType.BOOK,
    "book section": EntryType.CHAPTER,
    "electronic book section": EntryType.CHAPTER,
    "encyclopedia": EntryType.CHAPTER,
    "thesis": EntryType.THESIS,
    "report": EntryType.REPORT,
    "government document": EntryType.REPORT,
    "computer program": EntryType.SOFTWARE,
    "dataset": EntryType.DATASET,
    "web page": EntryType.WEB,
    "blog": EntryType.WEB,
    "electronic source": EntryType.WEB,
    "preprint": EntryType.PREPRINT,
}
_NUMBERED = {
    "17": "journal article",
    "43": "electronic article",
    "19": "magazine article",
    "23": "newspaper article",
    "47": "conference paper",
    "10": "conference proceedings",
    "6": "book",
    "28": "edited book",
    "44": "electronic book",
    "5": "book section",
    "60": "electronic book section",
    "53": "encyclopedia",
    "32": "thesis",
    "27": "report",
    "46": "government document",
    "9": "computer program",
    "59": "dataset",
    "12": "web page",
    "56": "blog",
    "16": "electronic source",
}
_WHOLE = frozenset((EntryType.BOOK, EntryType.THESIS, EntryType.REPORT))  # their second title is that of a series
_STATUSES = {
    "unread": Status.INBOX,
    "to read": Status.LATER,
    "reading": Status.READING,
    "skimmed": Status.SKIMMED,
    "read": Status.READ,
}
_STATUS = regex(r"(?:(?:read(?:ing)?[ _-]?)?status\s?[:=]\s?)?(.{1,20})", re.IGNORECASE)
_OTHERS = regex(r"(?:et\.? al\.?|and others|others),?", re.IGNORECASE)
_KEY = regex(r"(?=.*[^\W\d])[^\s,{}%#\\]{1,100}")
_ARTICLES = frozenset(("journal article", "electronic article"))
_PLACES_OF_FILES = "pdf-urls image-urls text-urls".split()
_KNOWN = """
    database source-app foreign-keys ref-type contributors titles periodical alt-periodical pages volume number issue
    keywords dates publisher electronic-resource-num abstract label research-notes read-status urls auth-address
""".split()


def recognize(text: str) -> float:
    """How sure a cleaned text is EndNote's XML."""
    return begins(text, r"<records?[\s>]", r"<(?:ref-type|source-app|rec-number)[\s>]")


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The records in the order of the text; those with research notes or a reading status as papers."""
    return papers_in(elements(text, "record"), _paper)


def _paper(item: Element) -> Record | Paper:
    told = told_by(listed([text] for text in item.every("keywords", "keyword")))
    told = told._replace(status=next((status for _, status in _statuses(item)), told.status))
    return paper_of(_record(item, told.keywords), told, note=_lines(item.first("research-notes")))


def _record(item: Element, keywords: tuple[str, ...]) -> Record:
    name = _kind_name(item)
    kind = _TYPES.get(name) or _TYPES.get(item.get("work-type").casefold(), EntryType.MISC)
    authors, complete = _people(item, "authors")
    editors, _ = _people(item, "secondary-authors")
    if name == "edited book":
        authors, editors = [], authors + editors
    told = (
        item.get("periodical", "full-title"),
        item.get("titles", "secondary-title"),
        item.get("titles", "alt-title"),
    )
    venue, publisher = venue_and_publisher(
        kind, None if kind in _WHOLE else next(filter(None, told), None), item.get("publisher")
    )
    links = [link for address in _addresses(item) for link in find_urls(address)]
    return make_record(
        NAME,
        item.lines,
        title=item.get("titles", "title"),
        authors=authors,
        authors_complete=complete,
        affiliations=_lines(item.first("auth-address")).split("\n"),
        editors=editors,
        date=_date(item),
        entry_type=kind,
        venue=venue,
        volume=item.get("volume"),
        number=item.get("number") or item.get("issue"),
        pages=_pages(item),
        publisher=publisher,
        abstract=_lines(item.first("abstract")),
        doi=item.get("electronic-resource-num"),
        keywords=keywords,
        addresses=links,
        attachments=_attachments(item),
        citekey=item.get("label") if _KEY.fullmatch(item.get("label")) else None,
        extra=_other_fields(item, venue),
    )


def _kind_name(item: Element) -> str:
    """The name of EndNote's type of reference in small letters; empty where it is no type of ours."""
    told = item.first("ref-type")
    name = told.attributes.get("name", "").casefold() if told else ""
    return name if name in _TYPES else _NUMBERED.get(item.get("ref-type"), "")


def _other_fields(item: Element, venue: str | None) -> dict[str, str | None]:
    """What has no place in a record, by EndNote's names of the fields, unless it repeats the venue."""
    found = item.others(*_KNOWN, *(name for name, _ in _statuses(item)))
    groups = {
        "contributors": "authors secondary-authors",
        "titles": "title",
        "periodical": "",
        "dates": "year pub-dates",
    }
    for group, known in groups.items():
        for owner in item.all(group):
            found |= owner.others(*known.split())
    kind, date, issue, label = item.first("ref-type"), _date(item), item.get("issue"), item.get("label")
    return {
        **{name: text for name, text in found.items() if text != venue},
        "year": None if date else item.get("dates", "year"),
        "date": None if date and date.month else "; ".join(item.every("dates", "pub-dates", "date")),
        "issue": issue if issue != item.get("number") and item.get("number") else None,
        "ref-type": kind.attributes.get("name") or kind.line if kind and not _kind_name(item) else None,
        "label": None if _KEY.fullmatch(label) else label,
        "related-urls": "; ".join(address for address in _addresses(item) if not find_urls(address)),
    }


def _statuses(item: Element) -> Iterator[tuple[str, Status]]:
    """The fields of one's own that hold a reading status, and which."""
    for field in item.children:
        if field.name.startswith("custom") or field.name == "read-status":
            told = _STATUS.fullmatch(field.line)
            if told and told[1].casefold() in _STATUSES:
                yield field.name, _STATUSES[told[1].casefold()]


def _people(item: Element, group: str) -> tuple[list[Name], bool]:
    """The names of a group of people, and whether they are all."""
    found: list[Name] = []
    complete = True
    for person in item.all("contributors", group, "author"):
        text = person.line
        parts = person.attributes
        if _OTHERS.fullmatch(text):
            complete = False
        elif text.endswith(","):  # EndNote's way to say that a name is one whole
            found.append(Name(literal=text.rstrip(", ")))
        elif text:
            found.append(Name.parse(text))
        elif "last-name" in parts or "corp-name" in parts:
            given = " ".join(filter(None, (parts.get("first-name"), parts.get("middle-initial"))))
            found.append(Name.of_parts(parts.get("last-name") or parts["corp-name"], given, parts.get("suffix", "")))
    return found, complete


def _date(item: Element) -> PartialDate | None:
    """The date of the year's field, to the day where the other field agrees."""
    year, day = item.get("dates", "year"), item.get("dates", "pub-dates", "date")
    told = PartialDate.find(year)
    full = PartialDate.find(day) or (PartialDate.find(f"{day} {told.year}") if told else None)
    return full if told is None or (full and full.year == told.year and not told.month) else told


def _pages(item: Element) -> str | None:
    """The pages, or the number that an article has in place of them, which EndNote keeps apart."""
    told = item.first("pages")
    found = told and (pages(told.line) or pages(told.attributes.get("start"), told.attributes.get("end")))
    return found or (item.get("custom7") or item.get("section") if _kind_name(item) in _ARTICLES else None)


def _groups(item: Element) -> list[Element]:
    return [group for urls in item.all("urls") for group in urls.children]


def _addresses(item: Element) -> list[str]:
    """The addresses of a reference, as they are written, without its files."""
    groups = (group for group in _groups(item) if group.name not in _PLACES_OF_FILES)
    return [address for group in groups for address in group.every("url")]


def _attachments(item: Element) -> list[Attachment]:
    return [
        Attachment.at(path) for group in _groups(item) if group.name in _PLACES_OF_FILES for path in group.every("url")
    ]


def _lines(field: Element | None) -> str:
    """A text whose lines EndNote ends with carriage returns; other breaks are those of the XML."""
    content = field.content if field else ""
    return "\n".join(filter(None, (" ".join(line.split()) for line in content.split("\r"))))


READER = Reader(NAME, "EndNote XML", recognize, read)
