"""arXiv's metadata snapshot: one object a line, millions of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from readlist.formats._arxiv import authors, submitted
from readlist.formats._journal_reference import published
from readlist.formats._json.members import as_text
from readlist.formats._json.objects import load, numbered_lines, sample
from readlist.formats._kinds import SHOWN, Evidence, Reader
from readlist.formats._record import NO_PAPER, NO_TITLE, tells_of_a_paper
from readlist.formats._xml import paragraphs
from readlist.model.dates import MONTHS, PartialDate
from readlist.model.identifiers import Arxiv, arxiv_link, find_doi, find_urls, normalize_arxiv
from readlist.model.latex import decode_commands
from readlist.model.names import PARTICLES, Name
from readlist.model.paper import EntryType, Problem, Record, Source
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_REMEMBERED = 1 << 14  # people who write one paper write others, and papers come by days
_MOST_LINES = 100_000  # of an object
_MARK = regex(r'"(?:authors_parsed|update_date|submitter)"\s?:')
_ALSO = regex(r'"(?:versions|categories|journal-ref|report-no)"\s?:')
_CREATED = regex(r"[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) ")
_MONTHS = {name.capitalize(): number for number, name in enumerate(MONTHS, start=1)}
_AS_NUMBER = regex(r"(\d{3,4})\.(\d{1,5})")
_LAST_OF_FOUR_DIGITS = 1412  # the month whose identifiers were the last to have four digits behind the point
_TAKEN = frozenset(
    ("id", "title", "authors", "authors_parsed", "abstract", "categories", "journal-ref", "doi", "versions")
)


def recognize(text: str) -> float:
    """How surely a text is the snapshot, or a part of it."""
    beginning = sample(text)
    return 0.98 if _MARK.search(beginning) and _ALSO.search(beginning) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Problem]:
    """The records of a text, and a problem for each line that is none."""
    return stream((text,), evidence)


def stream(blocks: Iterable[str], evidence: Evidence) -> Iterator[Record | Problem]:  # noqa: ARG001  names are not glued
    """The same for a text in blocks of whole lines."""
    for lines, text in _objects(blocks):
        try:
            record = _record(load(text), lines)
        except ValueError as error:
            yield Problem(lines, str(error), text[:SHOWN])
        else:
            yield record if tells_of_a_paper(record) else Problem(lines, NO_PAPER, text[:SHOWN])


def _objects(blocks: Iterable[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """The texts of the objects with their first and last line: one a line, or between lines that are a bracket."""
    held: list[str] = []
    ends = ""
    for number, line in numbered_lines(blocks):
        if held:
            held.append(line)
            if line.rstrip(" ,]") == ends or len(held) == _MOST_LINES:
                yield (number - len(held) + 1, number), "\n".join(held).rstrip(" ,]")
                held = []
        elif text := line.strip().strip("[],"):
            if text == "{":
                held, ends = [text], line.replace("[", " ").rstrip()[:-1] + "}"
            else:
                yield (number, number), text
    if held:
        yield (number - len(held) + 1, number), "\n".join(held)


def _record(found: dict[str, Any], lines: tuple[int, int]) -> Record:
    """The record of a paper.

    The snapshot is large and regular, so it is read without the detours that other notations need.
    """
    texts = {name: value for name, value in found.items() if type(value) is str}
    get = texts.get
    arxiv = _identifier(found.get("id"))
    names, affiliations, complete = _authors(found.get("authors_parsed"), get("authors", ""))
    title, told = _line(get("title", "")), _line(get("journal-ref", ""))
    place = published(told, title)
    comments, abstract = get("comments", ""), get("abstract", "")
    doi = find_doi(get("doi", ""))
    created = _first_version(found.get("versions"))
    return Record.of(
        {
            "title": title or None,
            "authors": tuple(names),
            "authors_complete": complete,
            "affiliations": tuple(dict.fromkeys(filter(None, affiliations))),
            "date": created or PartialDate.find(get("update_date", "")) or (submitted(arxiv.id) if arxiv else None),
            "entry_type": EntryType.PREPRINT,
            "venue": place.venue or None,
            "volume": place.volume or None,
            "number": place.number or None,
            "pages": place.pages or None,
            "abstract": _paragraphs(abstract) or None,
            "doi": doi,
            "arxiv": arxiv.id if arxiv else None,
            "arxiv_version": arxiv.version if arxiv else None,
            "categories": tuple(get("categories", "").split()),
            "url": arxiv_link(arxiv.id) if arxiv else None,
            "urls": find_urls(f"{comments}\n{abstract}") if "/" in comments or "/" in abstract else (),
            "extra": _extra(found, texts, doi=doi, arxiv=arxiv)
            | ({"journal-ref": told} if told != place.venue else {}),
            "doubts": () if title else (NO_TITLE,),
            "source": Source("", "arxiv_snapshot", lines),
        }
    )


def _extra(found: dict[str, Any], texts: dict[str, str], *, doi: str | None, arxiv: Arxiv | None) -> dict[str, str]:
    """What has no field, as text; what was not understood is among it."""
    extra = {name: _line(text) for name, text in texts.items() if name not in _TAKEN and text}
    for name, value in found.items():
        if name == "versions" and isinstance(value, list):
            extra[name] = "; ".join(map(_version, value))
        elif name not in texts and name not in _TAKEN and value not in (None, [], {}):
            extra[name] = as_text(value)
    if (told := texts.get("doi", "")) and (doi is None or " " in told.strip()):
        extra["doi"] = told
    if arxiv is None and found.get("id"):
        extra["id"] = as_text(found["id"])
    return extra


def _version(found: Any) -> str:
    if not isinstance(found, dict):
        return as_text(found)
    texts = [value for value in found.values() if isinstance(value, str)]
    return " ".join(texts)


def _line(text: str) -> str:
    """A text on one line, its TeX decoded."""
    if "\n" in text or "  " in text or "\t" in text or text != text.strip():
        text = squeeze(text)
    return decode_commands(text)


def _paragraphs(text: str) -> str:
    """An abstract without the breaks of its lines; almost all are a single paragraph."""
    whole = text.strip()
    if "\n " in whole or "\n\n" in whole or "\n\t" in whole:
        return paragraphs(text)
    return whole.replace("\n", " ")


def _identifier(told: Any) -> Arxiv | None:
    """The identifier; one that a program took for a number gets its noughts back."""
    number = _AS_NUMBER.fullmatch(str(told)) if isinstance(told, float) else None
    if number:
        told = f"{number[1]:0>4}.{number[2]:0<{5 if int(number[1]) > _LAST_OF_FOUR_DIGITS else 4}}"
    return normalize_arxiv(told) if isinstance(told, str) else None


def _authors(parsed: Any, text: str) -> tuple[Sequence[Name], Sequence[str], bool]:
    """Names, affiliations, and whether the list is complete: as arXiv has parsed them, else from the text."""
    names: list[Name] = []
    affiliations: list[str] = []
    for item in parsed if isinstance(parsed, list) else ():
        try:
            found = _person(*item) if type(item) is list else None
        except TypeError:  # lists in it
            found = None
        if found is None:
            return authors(text)
        if item[0] == ":":  # behind the name of a collaboration
            continue
        names.append(found[0])
        affiliations += found[1:]
    return (names, affiliations, True) if names else authors(text)


@lru_cache(_REMEMBERED)
def _person(*parts: Any) -> tuple[Any, ...] | None:
    """A name and the affiliations that stand behind its three parts; None where these are no texts."""
    if len(parts) < 2 or {*map(type, parts)} != {str}:
        return None
    family, given, *others = map(_line, parts)
    return _name(family, given, *others[:1]), *others[1:]


def _name(family: str, given: str, suffix: str = "") -> Name:
    if not given:
        return Name(literal=family)
    if " " in family and family.partition(" ")[0] in PARTICLES:
        return Name.parse(f"{family}, {given}")._replace(suffix=suffix)
    return Name(family, given, "", suffix)


def _first_version(versions: Any) -> PartialDate | None:
    """When the first version was sent in."""
    first = versions[0] if isinstance(versions, list) and versions else None
    created = first.get("created") if isinstance(first, dict) else None
    if not isinstance(created, str):
        return None
    found = _CREATED.match(created)
    return _day(*found.groups()) if found is not None and found[2] in _MONTHS else PartialDate.find(created)


@lru_cache(_REMEMBERED)
def _day(day: str, month: str, year: str) -> PartialDate | None:
    return PartialDate.checked(int(year), _MONTHS[month], int(day))


READER = Reader("arxiv_snapshot", "arXiv's metadata snapshot (JSON lines)", recognize, read, stream, by_line=True)
