"""XML of papers from whatever source: elements whose parts are plainly named."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE, SHOWN, Evidence, Reader
from readlist.formats._people import as_catalogued
from readlist.formats._tables.column_names import PAPERS, TELLING, folded, member_field, rank
from readlist.formats._tables.columns import Cell, paper_of
from readlist.formats._xml import elements, paragraphs
from readlist.model.paper import Paper, Problem, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._xml import Element

NAME = "xml"
_RECORDS = "|".join(
    """
    article doc docsum document documentsummary entry hit item paper publication rec record reference resource result
    row source work
    """.split()
)
# One that begins with another holds several of these.
_RECORD = regex(
    rf"<(?:[\w.-]{{1,40}}:)?({_RECORDS})(?:\s[^<>]{{0,2000}})?>(?!\s{{0,200}}<(?:[\w.-]{{1,40}}:)?(?:{_RECORDS})[\s>])",
    re.IGNORECASE,
)
_CALLED = frozenset("arr date int item str".split())  # parts of all kinds, in answers of indexes and of PubMed
_NAME = regex(
    rf"<(?:[\w.-]{{1,40}}:)?(?:(?:{'|'.join(sorted(_CALLED))}) name=\"([\w.-]{{1,40}})\"|([a-z][\w.-]{{0,40}})[\s>])",
    re.IGNORECASE,
)
_PAGE = regex(r"<(?:html|head|body|div|rss|channel)[\s>]|<!doctype\s{1,9}html", re.IGNORECASE)
# What EBSCO, Europe PMC and Primo name otherwise than tables do.
_FIELDS = {
    "affiliationname": "affiliations",
    "atl": "title",
    "aug": "authors",
    "creationdate": "date",
    "iid": "number",
    "journalname": "venue",
    "jtl": "venue",
    "ppf": "first_page",
    "publishername": "publisher",
    "vid": "volume",
    "yearofpublication": "year",
}
_HOSTS = frozenset(("journal", "container", "host"))  # whose title is that of the venue
_PASSED = frozenset(
    "back bibliography body citations floats referencelist references reflist relateditem sections tail".split()
)
_FAMILIES = frozenset(("last", "lastname", "surname", "family", "familyname", "keyname"))
_GIVEN = frozenset(("first", "firstname", "forename", "forenames", "given", "givenname", "givennames", "middle"))
_WHOLE = frozenset(("name", "fullname", "creatorname", "displayname"))
_BESIDE = frozenset("address aff affiliation bio contribid email label orcid role xref".split())  # persons
_EDITOR = "editor"
_OF_DATE = frozenset(("year", "month", "day", "season"))
_LISTS = frozenset(("affiliations", "categories", "keywords"))
_SEVERAL = _LISTS | {"authors", "editors", "abstract", "urls", "attachments", None}
_HEADINGS = frozenset(("abstract", "summary", "keywords"))
_HEADED = frozenset(("title", "sectiontitle", "heading"))


def recognize(text: str) -> float:
    """How surely a text is XML of papers whose parts say what they are."""
    sample = text[:SAMPLE]
    if not sample.lstrip().startswith("<") or _PAGE.search(sample) or not _RECORD.search(sample):
        return 0.0
    fields = {_field(called or name) for called, name in _NAME.findall(sample)}
    return 0.6 if "title" in fields and len(fields & TELLING) > 1 and fields & PAPERS else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Paper | Problem]:  # noqa: ARG001  names are not glued here
    """The papers in the order of the text, and a problem for each element that tells of none."""
    found = _RECORD.search(text)
    for element in elements(text, found[1] if found else "record"):
        if isinstance(element, Problem):
            yield element
        else:
            _call_by_attribute(element)
            cells = sorted(_cells(element), key=lambda cell: rank(cell.column))
            yield paper_of(cells, NAME, element.lines, element.line[:SHOWN])


@lru_cache(maxsize=1000)
def _field(name: str) -> str | None:
    return _FIELDS.get(folded(name)) or member_field(name)


def _call_by_attribute(record: Element) -> None:
    """Give parts the names that their attributes say, where they have others than themselves for all kinds of parts."""
    for part in record.within():
        if part.name.casefold() in _CALLED:
            part.name = part.attributes.get("name") or part.attributes.get("Name") or part.name


def _cells(element: Element) -> Iterator[Cell]:
    """The elements below one as cells of a table, those of several values as one."""
    told: dict[tuple[str, str | None], list[str]] = {}
    for name, field, texts in _told(element):
        told.setdefault((name, field), []).extend(texts)
    for (name, field), texts in told.items():
        several = field in _SEVERAL
        yield Cell(name, field, _joined(field, texts) if several else texts[0])
        if not several and len(texts) > 1:
            yield Cell(name, None, "; ".join(texts[1:]))


def _joined(field: str | None, texts: list[str]) -> str:
    """Several texts of a field as a cell of a table has them."""
    if field in {"authors", "editors", "affiliations"}:
        return " ".join(f"{text};" for text in texts)
    return ("\n" if field == "abstract" else "; ").join(texts)


def _told(element: Element) -> Iterator[tuple[str, str | None, list[str]]]:
    """What each element below one tells: its name, the field, and texts; the nearest come first."""
    deeper = []
    for child in element.children:
        if _is_heading(child):
            continue
        field = _field_in(child, element)
        roles = {_field(inner.name) for inner in child.children} if field == "authors" else set()
        yield from _beside(child, field)
        if "editors" in roles:
            deeper.append(child)
        elif field in {"authors", "editors"} and (names := list(_people(child))):
            yield child.name, field, names
        elif parts := _parts_of_date(child):
            yield child.name, "date", [("-" if "".join(parts).isdecimal() else " ").join(parts)]
        elif field == "abstract":
            yield child.name, field, [_prose(child)]
        elif child.is_text and (line := child.line):
            yield child.name, field, [line]
        elif folded(child.name) not in _PASSED:
            deeper.append(child)
    for child in deeper:
        yield from _told(child)


def _field_in(child: Element, element: Element) -> str | None:
    """The field that an element tells by its name, its kind, or the element that it stands in."""
    if child.attributes and "doi" in map(str.casefold, child.attributes.values()):
        return "doi"
    field, outer = _field(child.name), _field(element.name)
    if field == "title" and folded(element.name) in _HOSTS:
        return "venue"
    if field == "authors" and _is_editor(child):
        return "editors"
    return outer if outer in _LISTS and (field is None or child.name == "text") else field


def _beside(element: Element, field: str | None) -> Iterator[tuple[str, str, list[str]]]:
    """What an element tells beside its field: the kind of a publication, the editors among people."""
    if "resourceTypeGeneral" in element.attributes:
        yield element.name, "entry_type", [element.attributes["resourceTypeGeneral"]]
    if field == "authors":
        editors = [name for person in element.children if _is_editor(person) for name in _people(person)]
        yield element.name, "editors", editors


def _is_editor(person: Element) -> bool:
    return _EDITOR in person.attributes.values()


def _parts_of_date(element: Element) -> list[str]:
    """Year, month and day that an element has as attributes or elements, as far as they are told."""
    alone = all(child.name in _OF_DATE for child in element.children)
    if not (alone and element.children) and "year" not in element.attributes:
        return []
    told = (element.attributes.get(name) or (alone and element.get(name)) or "" for name in ("year", "month", "day"))
    year, *others = (text.strip() for text in told)
    return [year, *(f"{text:0>2}" for text in others if text)] if year else []


def _prose(element: Element) -> str:
    """The paragraphs of an element, without the heading that says what it is."""
    if element.is_text:
        return "" if _is_heading(element) else paragraphs(element.content)
    return "\n".join(filter(None, map(_prose, element.children)))


def _is_heading(element: Element) -> bool:
    """Whether an element only says what it stands above."""
    return folded(element.name) in _HEADED and folded(element.line) in _HEADINGS


def _people(element: Element) -> Iterator[str]:
    """The names in an element: of one person in parts or as a whole, or of several."""
    parts = {
        kind: [child.line for child in element.children if folded(child.name) in kind] for kind in (_FAMILIES, _GIVEN)
    }
    whole = next((child for child in element.children if folded(child.name) in _WHOLE), None)
    if folded(element.name) == "etal":
        yield "et al."
    elif element.is_text:
        yield as_catalogued(element.line.partition("$$")[0].strip())  # behind the sign Primo repeats the name
    elif parts[_FAMILIES]:
        yield ", ".join(filter(None, (parts[_FAMILIES][0], " ".join(parts[_GIVEN]))))
    elif whole is not None:
        yield from _people(whole)
    else:
        for child in element.children:
            if folded(child.name) not in _BESIDE and not _is_editor(child):
                yield from _people(child)


READER = Reader(NAME, "XML whose parts are plainly named (Europe PMC, EBSCO and others)", recognize, read)
