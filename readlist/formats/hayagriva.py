"""Hayagriva's YAML, the bibliographies of Typst (github.com/typst/hayagriva): works by key, in what holds them."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from readlist.formats._json.members import Members, text_of
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._record import ISSUED, in_one, make_record, of_paper, venue_and_publisher
from readlist.formats._yaml import KEYED, as_object, documents
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readlist.formats._json.objects import Located
    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "hayagriva"
_TOLD = regex(r"^ {1,8}(?:title|parent|author|editor):", re.MULTILINE)
_WORK = regex(r"^(?=[^\s#-][^\n]{0,200}:[ \t]*$)", re.MULTILINE)
_MASTERS = regex(r"master|diplom|bachelor", re.IGNORECASE)
_KINDS = {
    "article": EntryType.ARTICLE,
    "chapter": EntryType.CHAPTER,
    "anthos": EntryType.CHAPTER,
    "entry": EntryType.CHAPTER,
    "report": EntryType.REPORT,
    "thesis": EntryType.THESIS,
    "book": EntryType.BOOK,
    "anthology": EntryType.BOOK,
    "proceedings": EntryType.BOOK,
    "reference": EntryType.BOOK,
    "repository": EntryType.SOFTWARE,
    "web": EntryType.WEB,
    "blog": EntryType.WEB,
    "post": EntryType.WEB,
    "thread": EntryType.WEB,
}
_ARTICLES_IN = {
    "proceedings": EntryType.CONFERENCE,
    "conference": EntryType.CONFERENCE,
    "anthology": EntryType.CHAPTER,
    "book": EntryType.CHAPTER,
    "repository": EntryType.PREPRINT,
    "blog": EntryType.WEB,
    "web": EntryType.WEB,
}

_KNOWN = """
    type title author editor date parent publisher organization issue volume page-range pages doi url serial-number
    abstract location
""".split()
_DEEPEST = 5  # works in one another


def recognize(text: str) -> float:
    """How surely a text is such YAML."""
    sample = text[:SAMPLE]
    return 0.97 if KEYED.search(sample) and _TOLD.search(sample) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The works in the order of the text, each by itself where the whole is no YAML."""
    works = list(_works(text))
    if any(isinstance(work, Problem) for _, work in works):
        parts = _WORK.split(text)
        above = accumulate((part.count("\n") for part in parts[:-1]), initial=0)
        works = [
            (key, work._replace(lines=(work.lines[0] + count, work.lines[1] + count)))
            for count, part in zip(above, parts, strict=True)
            if part.strip()
            for key, work in _works(part.rstrip())
        ]
    for key, work in works:
        yield work if isinstance(work, Problem) else of_paper(_record(key, work), work)


def _works(text: str) -> Iterator[tuple[str, Located | Problem]]:
    """The works of a text by their keys, a problem for a part that is none."""
    for top in documents(text):
        if isinstance(top, Problem):
            yield "", top
        else:
            yield from ((key, as_object(work)) for key, work in top.named())


def _record(key: str, work: Located) -> Record:
    own, *whole = chain = list(_chain(work.value))
    kind = _kind(own, whole)
    title, numbers = _said(own.get("title")), _numbers(own)
    # A part of a book that has no title is cited by that of the book.
    hosts = whole if title else whole[1:]
    told = own if title or not whole else whole[0]
    issued_by = [_first(chain, name) for name in ("publisher", "organization")]
    by_school = issued_by[1] or issued_by[0] if kind in ISSUED else issued_by[0] or issued_by[1]
    venue, publisher = venue_and_publisher(kind, _first(hosts, "title"), by_school)
    numbered = [own] if kind is EntryType.BOOK else [*whole, own]
    return make_record(
        NAME,
        work.lines,
        title=_first([told], "title"),
        authors=_people(told.get("author")),
        editors=[*_people(own.get("editor")), *(name for host in whole[:1] for name in _people(host.get("editor")))],
        date=_first(chain, "date").lstrip("~ "),
        entry_type=kind,
        venue=venue,
        volume=_first(numbered, "volume"),
        number=_first(numbered, "issue"),
        pages=_first([own], "page-range", "pages"),
        publisher=publisher,
        abstract=text_of(own.get("abstract")).strip(),
        doi=_first([own], "doi") or numbers.pop("doi", None),
        arxiv=numbers.pop("arxiv", None),
        url=_first(chain, "url"),
        citekey=key,
        extra={
            **Members({name: held for name, held in own.items() if name not in _KNOWN}).left(),
            **numbers,
            "location": _first(chain, "location"),
            "series": in_one(_said(host.get("title")) for host in hosts[1:]),
            "urldate": _accessed(own),
            "publisher": in_one(text for text in issued_by if text not in {venue, publisher}),
        },
    )


def _chain(work: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A work, and in turn the first with a title that it is part of."""
    found: Any = work
    for _ in range(_DEEPEST):
        yield {name.casefold(): value for name, value in found.items()}
        parents = found.get("parent")
        listed = [part for part in (parents if isinstance(parents, list) else [parents]) if isinstance(part, dict)]
        if not listed:
            return
        found = next((part for part in listed if part.get("title")), listed[0])


def _kind(own: Mapping[str, Any], whole: list[dict[str, Any]]) -> EntryType:
    told = text_of(own.get("type")).casefold()
    kind = _KINDS.get(told, EntryType.MISC)
    if kind is EntryType.ARTICLE and whole:
        return _ARTICLES_IN.get(text_of(whole[0].get("type")).casefold(), kind)
    return EntryType.MASTERS_THESIS if kind is EntryType.THESIS and _MASTERS.search(_said(own.get("genre"))) else kind


def _said(value: Any) -> str:
    """What a value says that may tell beside it how it is written, or where its publisher is."""
    if isinstance(value, dict):
        value = value.get("value") or value.get("name")
    return text_of(value).replace("{", "").replace("}", "").strip()


def _first(parts: Iterable[Mapping[str, Any]], *names: str) -> str:
    """The first that the works say under one of some names."""
    return next((text for part in parts for name in names if (text := _said(part.get(name)))), "")


def _people(value: Any) -> Iterator[Name]:
    """The persons in a list, or the one; a name without a comma is whole."""
    for person in value if isinstance(value, list) else [value]:
        if isinstance(person, dict):
            family, given, prefix, suffix, alias = (
                text_of(person.get(part)) for part in ("name", "given-name", "prefix", "suffix", "alias")
            )
            yield Name(family, given, prefix, suffix) if family and given else Name(literal=family or alias)
        elif text := text_of(person).strip():
            yield Name.parse(text) if "," in text else Name(literal=text)


def _numbers(own: Mapping[str, Any]) -> dict[str, str]:
    """The identifiers by their kind."""
    told = own.get("serial-number")
    if isinstance(told, dict):
        return {name.casefold(): text for name, value in told.items() if (text := text_of(value).strip())}
    return {"serial-number": text} if (text := text_of(told).strip()) else {}


def _accessed(own: Mapping[str, Any]) -> str:
    url = own.get("url")
    return text_of(url.get("date")) if isinstance(url, dict) else ""


READER = Reader(NAME, "Hayagriva (YAML of Typst)", recognize, read)
