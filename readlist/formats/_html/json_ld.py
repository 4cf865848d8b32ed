"""JSON-LD with the words of schema.org: the papers that a script tells of."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from readlist.formats._kinds import SHOWN
from readlist.formats._record import NO_PAPER, make_record, page_range, tells_of_a_paper
from readlist.model.identifiers import find_arxiv
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from readlist.model.paper import Record

PAPER = r"\"@type\"\s{0,9}:\s{0,9}\[?\s{0,9}\"(?:Medical)?(?:ScholarlyArticle|Thesis|Report|Chapter)\""
"""What a paper is known by, as a regular expression for any case."""

_TYPES = {
    "ScholarlyArticle": EntryType.ARTICLE,
    "MedicalScholarlyArticle": EntryType.ARTICLE,
    "PublicationIssue": EntryType.ARTICLE,
    "Thesis": EntryType.THESIS,
    "Report": EntryType.REPORT,
    "Chapter": EntryType.CHAPTER,
    "Book": EntryType.BOOK,
    "Dataset": EntryType.DATASET,
    "Article": EntryType.ARTICLE,
    "TechArticle": EntryType.ARTICLE,
}
LIKE_A_PAPER = regex(
    rf"{PAPER}|\"(?:headline|pageStart|pageEnd|pagination|volumeNumber|issueNumber)\"\s{{0,9}}:", re.IGNORECASE
)
"""What tells of a paper where its kind is unknown."""
_DEEPEST = 30  # levels that are looked at


def papers(script: str, notation: str, lines: tuple[int, int]) -> Iterator[Record | Problem]:
    """The papers in a script of JSON-LD; a Problem where it is no JSON, or would tell of some and does not."""
    try:
        found = json.loads(script)
    except (ValueError, RecursionError) as error:
        yield Problem(lines, f"broken JSON-LD: {error}", script.strip()[:SHOWN])
        return
    told = [record for node in _nodes(found, 0) if tells_of_a_paper(record := _of_node(node, notation, lines))]
    yield from told
    if not told and LIKE_A_PAPER.search(script):
        yield Problem(lines, NO_PAPER, script.strip()[:SHOWN])


def _nodes(found: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects that are papers, however deep; what is within a paper is no other."""
    if depth > _DEEPEST:
        return
    if isinstance(found, dict):
        if _kind(found):
            yield found
        else:
            for held in found.values():
                yield from _nodes(held, depth + 1)
    elif isinstance(found, list):
        for held in found:
            yield from _nodes(held, depth + 1)


def _kind(node: Mapping[str, Any]) -> EntryType | None:
    return next((_TYPES[kind] for kind in _texts(node.get("@type")) if kind in _TYPES), None)


def _of_node(node: Mapping[str, Any], notation: str, lines: tuple[int, int]) -> Record:
    within = _containers(node.get("isPartOf"))
    links = [link for name in ("sameAs", "identifier", "url", "@id") for link in _texts(node.get(name))]
    words = [word for text in _texts(node.get("keywords")) for word in text.split(",")]
    return make_record(
        notation,
        lines,
        title=_text(node.get("headline")) or _text(node.get("name")),
        authors=[name for held in _list(node.get("author") or node.get("creator")) if (name := _person(held)).display],
        date=_text(node.get("datePublished") or node.get("dateCreated")),
        entry_type=_kind(node),
        venue=within.get("name") or _text(node.get("publication")),
        volume=_text(node.get("volumeNumber")) or within.get("volumeNumber"),
        number=_text(node.get("issueNumber")) or within.get("issueNumber"),
        pages=page_range(_text(node.get("pageStart")), _text(node.get("pageEnd"))) or _text(node.get("pagination")),
        publisher=_text(node.get("publisher")),
        abstract=_text(node.get("abstract")) or _text(node.get("description")),
        doi=next((link for link in links if "10." in link and "arxiv" not in link.casefold()), None),
        arxiv=next(filter(find_arxiv, links), None),
        url=next((link for link in reversed(links) if link.startswith("http")), None),
        keywords=words,
    )


def _containers(found: Any) -> dict[str, str]:
    """Name, volume and issue of what a paper is part of; an issue is part of a volume of a journal."""
    told: dict[str, str] = {}
    for _ in range(4):
        node = next(iter(_list(found)), None)
        if not isinstance(node, dict):
            return told | ({"name": node} if isinstance(node, str) and "name" not in told else {})
        told = {key: text for key in ("volumeNumber", "issueNumber", "name") if (text := _text(node.get(key)))} | told
        if "name" in told and "isPartOf" in node and "Periodical" not in _texts(node.get("@type")):
            told.pop("name")
        found = node.get("isPartOf")
    return told


def _person(held: Any) -> Name:
    if isinstance(held, dict) and (family := _text(held.get("familyName"))):
        return Name(family, _text(held.get("givenName")) or "")
    return Name.parse(_text(held) or "")


def _list(held: Any) -> list[Any]:
    return held if isinstance(held, list) else [] if held is None else [held]


def _text(held: Any) -> str | None:
    """The text of a value, of its first one, or the name or value of an object."""
    for one in _list(held):
        value = (
            (one.get("name") or one.get("value") or one.get("@value") or one.get("@id"))
            if isinstance(one, dict)
            else one
        )
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None


def _texts(held: Any) -> list[str]:
    return [text for one in _list(held) if (text := _text(one))]
