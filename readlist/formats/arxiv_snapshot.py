"""arXiv's metadata snapshot: one object a line, millions of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from readlist.formats._arxiv import authors, submitted
from readlist.formats._json import load, numbered_lines, sample
from readlist.formats._kinds import Evidence, Reader
from readlist.formats._members import Members, text_of
from readlist.formats._record import make_record, tells_of_a_paper
from readlist.formats._xml import paragraphs
from readlist.model.dates import MONTHS, PartialDate
from readlist.model.identifiers import Arxiv, arxiv_link, find_urls, normalize_arxiv
from readlist.model.latex import decode
from readlist.model.names import PARTICLES, Name
from readlist.model.paper import EntryType, Problem, Record
from readlist.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SHOWN = 500  # letters of a bad line in its problem
_MARK = re.compile(r'"(?:authors_parsed|update_date|submitter)"\s?:')
_ALSO = re.compile(r'"(?:versions|categories|journal-ref|report-no)"\s?:')
_CREATED = re.compile(r"[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) ")
_AS_NUMBER = re.compile(r"(\d{3,4})\.(\d{1,5})")


def recognize(text: str) -> float:
    """How surely a text is the snapshot, or a part of it."""
    beginning = sample(text)
    return 0.98 if _MARK.search(beginning) and _ALSO.search(beginning) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Problem]:
    """The records of a text, and a problem for each line that is none."""
    return stream((text,), evidence)


def stream(blocks: Iterable[str], evidence: Evidence) -> Iterator[Record | Problem]:  # noqa: ARG001  names are not glued
    """The same for a text in blocks of whole lines."""
    for number, line in numbered_lines(blocks):
        if line := line.strip().strip("[],"):
            try:
                record = _record(load(line), (number, number))
            except ValueError as error:
                yield Problem((number, number), str(error), line[:_SHOWN])
            else:
                known = tells_of_a_paper(record)
                yield record if known else Problem((number, number), "no title, author or identifier", line[:_SHOWN])


def _record(found: dict[str, Any], lines: tuple[int, int]) -> Record:
    members = Members(found)
    arxiv = _identifier(members)
    names, affiliations, complete = _authors(members)
    title, comments = members.text("title") or "", text_of(members.peek("comments"))
    return make_record(
        "arxiv_snapshot",
        lines,
        title=decode(title) if "\\" in title else title,
        authors=names,
        authors_complete=complete,
        affiliations=affiliations,
        date=_first_version(members) or PartialDate.find(text_of(found.get("update_date"))) or _month(arxiv),
        entry_type=EntryType.PREPRINT,
        venue=members.text("journal-ref", "journal_ref"),
        abstract=paragraphs(members.prose("abstract") or ""),
        doi=members.text("doi"),
        arxiv=arxiv,
        categories=[category for text in members.texts("categories") for category in text.replace(",", " ").split()],
        url=arxiv_link(arxiv.id) if arxiv else None,
        urls=find_urls(clean(comments)),
        extra=members.left(),
    )


def _identifier(members: Members) -> Arxiv | None:
    """The identifier; one that a program took for a number gets its noughts back."""
    told = members.peek("id")
    number = _AS_NUMBER.fullmatch(text_of(told)) if isinstance(told, float) else None
    text = f"{number[1]:0>4}.{number[2]:0<{5 if int(number[1]) > 1412 else 4}}" if number else text_of(told)
    arxiv = normalize_arxiv(text)
    if arxiv:
        members.drop("id")
    return arxiv


def _month(arxiv: Arxiv | None) -> PartialDate | None:
    return submitted(arxiv.id) if arxiv else None


def _authors(members: Members) -> tuple[Sequence[Name], Sequence[str], bool]:
    """Names, affiliations, and whether the list is complete: as arXiv has parsed them, else from the text."""
    parsed = members.peek("authors_parsed")
    if not isinstance(parsed, list) or not all(_is_parsed(item) for item in parsed):
        return authors(members.text("authors") or "")
    members.drop("authors_parsed", "authors")
    names: list[Name] = []
    affiliations: list[str] = []
    for family, given, *others in parsed:
        names.append(_name(_text(family), _text(given), _text(others[0]) if others else ""))
        affiliations += map(_text, others[1:])
    return names, affiliations, True


def _is_parsed(item: Any) -> bool:
    return isinstance(item, list) and len(item) > 1 and all(isinstance(part, str) for part in item) and any(item)


def _text(part: str) -> str:
    return decode(clean(part)) if "\\" in part or not part.isascii() or "{" in part else part.strip()


def _name(family: str, given: str, suffix: str) -> Name:
    if not given:
        return Name(literal=family)
    if " " in family and family.partition(" ")[0] in PARTICLES:
        return Name.parse(f"{family}, {given}")._replace(suffix=suffix)
    return Name(family, given, "", suffix)


def _first_version(members: Members) -> PartialDate | None:
    """When the first version was sent in; the versions stay, one after the other, as text."""
    versions = members.objects("versions")
    if not versions:
        return None
    found = _CREATED.match(text_of(versions[0].get("created")))
    members.put("versions", [" ".join(map(text_of, version.values())) for version in versions])
    if found is None or found[2].casefold() not in MONTHS:
        return PartialDate.find(text_of(versions[0].get("created")))
    return PartialDate.checked(int(found[3]), MONTHS.index(found[2].casefold()) + 1, int(found[1]))


READER = Reader("arxiv_snapshot", "arXiv's metadata snapshot (JSON lines)", recognize, read, stream)
