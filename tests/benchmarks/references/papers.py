"""Papers as CSL objects: titles, people, years and conferences of ACL's list, all else drawn by chance."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from readlist.model.names import Name
from readlist.model.text import clean
from tests.conftest import SAMPLES

Paper = Mapping[str, Any]

# How often a kind of paper is drawn, and what it has: "page" always, "?issue" at times.
_KINDS = {
    "paper-conference": (36, "container-title page ?publisher ?publisher-place ?editor ?DOI"),
    "article-journal": (36, "container-title volume ?issue page ?DOI"),
    "book": (10, "publisher publisher-place ?edition"),
    "chapter": (9, "container-title editor page publisher publisher-place ?DOI"),
    "thesis": (4, "publisher genre"),
    "report": (3, "publisher genre"),
    "article": (5, "publisher URL"),
}
_GENRES = {"thesis": "PhD thesis", "report": "Technical report"}
_UNIVERSITIES = (
    "Stanford University",
    "University of California, Berkeley",
    "ETH Zurich",
    "Université Paris-Sud",
    "MIT",
)
_BOOKS = ("Handbook of ", "Advances in ", "The Oxford Companion to ", "Perspectives on ", "Essays on ", "")
_PAGES = re.compile(r"(\d+)\D+(\d+)")


@cache
def labelled() -> Sequence[tuple[str, Mapping[str, Sequence[str]]]]:
    """The references that people have labelled: each with the texts of its parts."""
    held: list[tuple[str, Mapping[str, Sequence[str]]]] = []
    for name in ("anystyle_gold.txt", "grobid_citations.txt"):
        text, parts = (SAMPLES / "data" / "reference_lists" / f"{name}{end}" for end in ("", ".expected.json"))
        lines = [line for line in clean(text.read_text("utf-8")).split("\n") if line.strip()]
        held += zip(lines, json.loads(parts.read_text("utf-8")), strict=True)
    return held


@cache
def _told(*fields: str) -> Sequence[str]:
    """Names of journals, publishers, places: what people have labelled as such."""
    return sorted(
        {text.strip(" ,.:;()") for _, parts in labelled() for field in fields for text in parts.get(field, ())}
    )


@cache
def _rows() -> Sequence[Mapping[str, Any]]:
    with gzip.open(SAMPLES / "data" / "acl.jsonl.gz", "rt", encoding="utf-8") as lines:
        held = [row for row in map(json.loads, lines) if row["authors"] and row["year"] and len(row["title"]) > 5]
    Random(1).shuffle(held)
    return held


def papers(count: int, *, held_out: bool, seed: int) -> list[Paper]:
    """So many papers; the titles and people of those held out for measuring are in none of the others."""
    random = Random(seed)
    cut = len(_rows()) * 4 // 5
    rows = _rows()[cut:] if held_out else _rows()[:cut]
    return [{"id": f"x{number}", **_paper(random.choice(rows), random.choice(rows), random)} for number in range(count)]


def _paper(row: Mapping[str, Any], other: Mapping[str, Any], random: Random) -> Paper:
    (kind,) = random.choices(list(_KINDS), [often for often, _ in _KINDS.values()])
    words = row["title"].replace('"', "'").rstrip(".").split()
    journal = random.choice(_told("journal", "title:j"))
    book = random.choice(_BOOKS) + " ".join(other["title"].split()[:6]).rstrip(":,")
    meeting = row["venue"].upper() if row["venue"].islower() else row["venue"]
    pages = _PAGES.fullmatch(row.get("pages") or "")
    first = random.randint(1, 2400)
    houses = {"article": ("arXiv",), "thesis": _UNIVERSITIES, "report": _UNIVERSITIES}
    drawn = {
        "container-title": {"chapter": book, "paper-conference": meeting or journal}.get(kind, journal),
        "volume": str(random.randint(1, random.choice((60, 500)))),
        "issue": str(random.randint(1, 12)),
        "page": f"{pages[1]}-{pages[2]}" if pages else f"{first}-{first + random.randint(1, 30)}",
        "publisher": random.choice(houses.get(kind, _told("publisher"))),
        "publisher-place": random.choice(_told("location")),
        "editor": list(map(_person, other["authors"][:2])),
        "edition": "2",
        "genre": _GENRES.get(kind),
        "URL": f"http://arxiv.org/abs/{random.randint(8, 24):02}{random.randint(1, 12):02}.{random.randint(10000, 99999)}",
        "DOI": row.get("doi") or f"10.{random.randint(1000, 9999)}/j.{random.randint(1000, 99999)}",
    }
    fields = [field.strip("?") for field in _KINDS[kind][1].split() if field[0] != "?" or random.random() < 0.5]
    return {
        "type": kind,
        "title": " ".join(words[: 4 if random.random() < (0.5 if kind == "book" else 0.1) else None]).rstrip(":,;-"),
        "author": list(map(_person, row["authors"])),
        "issued": {"date-parts": [[random.randint(1890, 2025) if random.random() < 0.15 else int(row["year"])]]},
    } | {field: drawn[field] for field in fields}


def _person(told: str) -> dict[str, str]:
    name = Name.parse(told)
    return {"family": f"{name.particle} {name.family}{name.literal}".strip(), "given": name.given}
