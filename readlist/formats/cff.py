"""CITATION.cff: how a piece of software or a dataset is to be cited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._json.members import Members, text_of
from readlist.formats._json.objects import Located
from readlist.formats._kinds import Evidence, Found, Reader
from readlist.formats._record import make_record, of_paper, page_range
from readlist.formats._yaml import documents
from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_doi
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_VERSION = regex(r"^[\"']?cff-version[\"']?[ \t]*:", re.MULTILINE)
_CITED = ("preferred-citation", "references")
_ABOUT_THE_FILE = ("cff-version", "message")
_KINDS = {
    "article": EntryType.ARTICLE,
    "magazine-article": EntryType.ARTICLE,
    "newspaper-article": EntryType.ARTICLE,
    "conference-paper": EntryType.CONFERENCE,
    "proceedings": EntryType.BOOK,
    "conference": EntryType.BOOK,
    "book": EntryType.BOOK,
    "edited-work": EntryType.BOOK,
    "thesis": EntryType.THESIS,
    "report": EntryType.REPORT,
    "standard": EntryType.REPORT,
    "data": EntryType.DATASET,
    "dataset": EntryType.DATASET,
    "database": EntryType.DATASET,
    "software": EntryType.SOFTWARE,
    "software-code": EntryType.SOFTWARE,
    "software-container": EntryType.SOFTWARE,
    "software-executable": EntryType.SOFTWARE,
    "software-virtual-machine": EntryType.SOFTWARE,
    "website": EntryType.WEB,
    "blog": EntryType.WEB,
    "unpublished": EntryType.MISC,
    "generic": EntryType.MISC,
}
_PROCEEDINGS = frozenset(("conference", "proceedings"))  # of which a paper has authors, and pages or a meeting
_CODE = ("repository-code", "repository", "repository-artifact")


def recognize(text: str) -> float:
    """How surely a text is a CITATION.cff."""
    return 1.0 if _VERSION.search(text[:20_000]) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names are not glued here
    """The record of the work itself, then those of the works that are to be cited with it or in its place."""
    for top in documents(text):
        if isinstance(top, Problem):
            yield top
            continue
        own = {name: value for name, value in top.found.value.items() if name not in (*_CITED, *_ABOUT_THE_FILE)}
        yield _found(Located(top.found.lines, own), EntryType.SOFTWARE)
        for item in top.items(*_CITED):
            if isinstance(item.value, dict):
                yield _found(item, EntryType.MISC)
            elif item.value:
                yield Problem(item.lines, "no reference", str(item.value)[:500])


def _found(found: Located, kind: EntryType) -> Found:
    return of_paper(_record(found, kind), found)


def _record(found: Located, kind: EntryType) -> Record:
    members = Members(found.value)
    told = text_of(found.value.get("type"))
    kind = _KINDS.get(told, kind)
    if told in _PROCEEDINGS and members.peek("authors") and (members.peek("start") or members.peek("conference")):
        kind = EntryType.CONFERENCE
    if told in _KINDS:
        members.drop("type")
    if kind is EntryType.THESIS and "master" in text_of(found.value.get("thesis-type")).casefold():
        kind = EntryType.MASTERS_THESIS
    authors, editors = members.objects("authors"), members.objects("editors")
    venue = members.text("journal") or members.text("booktitle", "collection-title") or _name_of(members, "conference")
    if kind in {EntryType.THESIS, EntryType.MASTERS_THESIS, EntryType.REPORT} and not venue:
        venue = _name_of(members, "institution")
    publisher = _name_of(members, "publisher")
    identifiers = _identifiers(members)
    code = members.text(*_CODE[:1]) or members.text("repository")
    return make_record(
        "cff",
        found.lines,
        title=members.text("title"),
        authors=_names(authors),
        affiliations=[text_of(author.get("affiliation")) for author in authors],
        date=_date(members),
        entry_type=kind,
        venue=venue,
        volume=members.text("volume"),
        number=members.text("issue", "number") if kind is EntryType.ARTICLE else members.text("number", "issue"),
        pages=page_range(members.text("start"), members.text("end")) or members.text("pages"),
        publisher=publisher,
        abstract=members.prose("abstract"),
        doi=members.text("doi") or next((doi for text in identifiers if (doi := find_doi(text))), None),
        arxiv=next((text for text in identifiers if "arxiv" in text.casefold()), None),
        keywords=members.texts("keywords"),
        url=members.text("url"),
        code=code,
        editors=_names(editors),
        extra=members.left(),
    )


def _names(found: Sequence[Mapping[str, object]]) -> list[Name]:
    """The names of persons, in their parts, and of entities."""
    names = []
    for item in found:
        family, given, particle, suffix, name, alias = (
            " ".join(text_of(item.get(part)).split())
            for part in ("family-names", "given-names", "name-particle", "name-suffix", "name", "alias")
        )
        if family and (given or particle or suffix):
            names.append(Name(family, given, particle, suffix))
        elif whole := family or name or given or alias:
            names.append(Name(literal=whole))
    return names


def _name_of(members: Members, name: str) -> str | None:
    """The name of an entity, or of the first of a list."""
    found = members.objects(name)
    return text_of(found[0].get("name")) if found else members.text(name)


def _identifiers(members: Members) -> list[str]:
    """What the identifiers say, which stay: they tell more than one value."""
    found = members.peek("identifiers")
    return [text_of(item.get("value")) for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _date(members: Members) -> PartialDate | None:
    """The date of release or publication, or else the year with its month."""
    for name in ("date-released", "date-published", "issue-date"):
        if date := PartialDate.find(text_of(members.peek(name))):
            members.drop(name)
            return date
    parts = [members.text(name) for name in ("year", "month")]
    return PartialDate.parse("-".join(filter(None, parts))) or PartialDate.parse(parts[0] or "")


READER = Reader("cff", "CITATION.cff", recognize, read)
