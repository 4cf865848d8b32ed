"""XML of papers from whatever source: elements whose parts are plainly named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._column_names import PAPERS, TELLING, field_of, folded
from readlist.formats._columns import Cell, paper_of
from readlist.formats._kinds import Evidence, Reader
from readlist.formats._xml import elements, paragraphs
from readlist.model.paper import Paper, Problem, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._xml import Element

NAME = "xml"
_SAMPLE = 20_000  # letters that a text is known by
_RECORDS = "article doc document entry hit item paper publication rec record reference resource result row source work"
_RECORD = regex(rf"<(?:[\w.-]{{1,40}}:)?({_RECORDS.replace(' ', '|')})[\s>]", re.IGNORECASE)
_NAME = regex(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})[\s>]")
_PAGE = regex(r"<(?:html|head|body|div|rss|channel)[\s>]|<!doctype\s{1,9}html", re.IGNORECASE)
# What EBSCO, Europe PMC, JATS and Word name otherwise than tables do.
_FIELDS = {
    "abstracttext": "abstract",
    "atl": "title",
    "aug": "authors",
    "authorlist": "authors",
    "contribgroup": "authors",
    "fpage": "first_page",
    "iid": "number",
    "journalname": "venue",
    "jtl": "venue",
    "lpage": "last_page",
    "periodicaltitle": "venue",
    "ppf": "first_page",
    "sourcetype": "entry_type",
    "tag": "citekey",
    "vid": "volume",
    "yearofpublication": "year",
}
_HOSTS = frozenset(("journal", "container", "host"))  # whose title is that of the venue
_PASSED = frozenset(("back", "body", "reflist", "references", "referencelist", "citations", "relateditem"))
_FAMILIES = frozenset(("last", "lastname", "surname", "family", "familyname", "keyname"))
_GIVEN = frozenset(("first", "firstname", "forename", "forenames", "given", "givenname", "givennames", "middle"))
_WHOLE = frozenset(("name", "fullname", "creatorname", "displayname"))
_WEAK = ("authorString", "source")  # other elements of the same field are believed first
_SHOWN = 500  # letters of a passage in its problem


def recognize(text: str) -> float:
    """How surely a text is XML of papers whose parts say what they are."""
    sample = text[:_SAMPLE]
    if not sample.lstrip().startswith("<") or _PAGE.search(sample) or not _RECORD.search(sample):
        return 0.0
    fields = {_field(name) for name in _NAME.findall(sample)}
    return 0.6 if "title" in fields and len(fields & TELLING) > 1 and fields & PAPERS else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Paper | Problem]:  # noqa: ARG001  names are not glued here
    """The papers in the order of the text, and a problem for each element that tells of none."""
    found = _RECORD.search(text)
    for element in elements(text, found[1] if found else "record"):
        if isinstance(element, Problem):
            yield element
        else:
            cells = sorted(_cells(element), key=lambda cell: cell.column in _WEAK)
            yield paper_of(cells, NAME, element.lines, element.line[:_SHOWN])


def _field(name: str) -> str | None:
    return _FIELDS.get(folded(name)) or field_of(name)


def _cells(element: Element) -> Iterator[Cell]:
    """The elements below one as cells of a table, those of several values as one."""
    told: dict[tuple[str, str | None], list[str]] = {}
    for name, field, texts in _told(element):
        told.setdefault((name, field), []).extend(texts)
    for (name, field), texts in told.items():
        yield Cell(name, field, _joined(field, texts))


def _joined(field: str | None, texts: list[str]) -> str:
    """Several texts of a field as a cell of a table has them."""
    if field == "title":
        return texts[0]
    if field in {"authors", "editors"}:
        return " ".join(f"{text};" for text in texts)
    return ("\n" if field == "abstract" else "; ").join(texts)


def _told(element: Element) -> Iterator[tuple[str, str | None, list[str]]]:
    """What each element below one tells: its name, the field, and texts; the nearest come first."""
    deeper = []
    for child in element.children:
        field = "doi" if "doi" in map(str.casefold, child.attributes.values()) else _field(child.name)
        if field == "title" and folded(element.name) in _HOSTS:
            field = "venue"
        roles = {_field(inner.name) for inner in child.children} if field == "authors" else set()
        if "editors" in roles:
            deeper.append(child)
        elif field in {"authors", "editors"} and (names := list(_people(child))):
            yield child.name, field, names
        elif "year" in child.attributes:
            parts = map(child.attributes.get, ("year", "month", "day"))
            yield child.name, "date", ["-".join(filter(None, parts))]
        elif field == "abstract":
            yield child.name, field, [_prose(child)]
        elif child.is_text and child.line:
            yield child.name, field, [child.line]
        elif folded(child.name) not in _PASSED:
            deeper.append(child)
    for child in deeper:
        yield from _told(child)


def _prose(element: Element) -> str:
    """The paragraphs of an element."""
    if element.is_text:
        return paragraphs(element.content)
    return "\n".join(filter(None, map(_prose, element.children)))


def _people(element: Element) -> Iterator[str]:
    """The names in an element: of one person in parts or as a whole, or of several."""
    parts = {
        kind: [child.line for child in element.children if folded(child.name) in kind] for kind in (_FAMILIES, _GIVEN)
    }
    whole = next((child for child in element.children if folded(child.name) in _WHOLE), None)
    if element.is_text:
        yield element.line
    elif parts[_FAMILIES]:
        yield ", ".join(filter(None, (parts[_FAMILIES][0], " ".join(parts[_GIVEN]))))
    elif whole is not None:
        yield from _people(whole)
    else:
        for child in element.children:
            yield from _people(child)


READER = Reader(
    NAME, "XML whose parts are plainly named (Europe PMC, EBSCO, DataCite, JATS, Word and others)", recognize, read
)
