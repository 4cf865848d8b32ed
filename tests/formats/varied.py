"""A library of varied papers, made from the sample of real proceedings: every type, state and field occurs often."""

from __future__ import annotations

import gzip
import itertools
import json
from typing import TYPE_CHECKING, Any

from readlist.model import citekey
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Record, Status

if TYPE_CHECKING:
    from pathlib import Path

STEP = 75  # papers of the sample that lie between two that are taken: 2,000 are spread over all of it

_TYPES = tuple(EntryType)
_STATUSES = tuple(Status)
_TAGS = (("vision/ssl",), (), ("to discuss", "#1 & more"), ("übersicht", "a_b"), ())
_NOTES = ("Compare with 50% of A&B.\n\n- a list\n- with `code` & $5", None, None)


def varied(shared: Path, count: int) -> list[Paper]:
    """That many papers, each with a citation key."""
    with gzip.open(shared / "data" / "acl.jsonl.gz", "rt", encoding="utf-8") as lines:
        chosen = itertools.islice(lines, 0, count * STEP, STEP)
        return list(citekey.assign(_paper(json.loads(line), number) for number, line in enumerate(chosen)))


def _paper(row: dict[str, Any], number: int) -> Paper:
    kind = _TYPES[number % len(_TYPES)]
    return Paper(
        record=Record(
            title=row["title"],
            authors=tuple(Name.parse(author) for author in row["authors"] if author.strip()) or (Name("Ng", "Ana"),),
            authors_complete=number % 11 > 0,
            date=PartialDate.checked(
                int(row["year"] or 2000 + number % 26), *((1 + number % 12, 1 + number % 28)[: number % 3])
            ),
            entry_type=kind,
            abstract=row["abstract"] or None,
            doi=row["doi"] or (f"10.1000/a_b({number})<c>;2-#" if number % 5 == 0 else None),
            url=row["url"] or f"https://example.org/p?id={number}&q=50%25_#~x",
            keywords=("language & speech",) if number % 4 == 0 else (),
            affiliations=("Universität A", "B & C Labs") if number % 6 == 0 else (),
            code=f"https://example.org/code_{number}" if number % 8 == 0 else None,
            attachments=(Attachment(f"papers/{number}; a:b_c.pdf", "pdf"),) if number % 7 == 0 else (),
            **_where(row, kind, number),
        ),
        status=_STATUSES[number % len(_STATUSES)],
        starred=number % 9 == 0,
        priority=number % 4,
        tags=_TAGS[number % len(_TAGS)],
        note=_NOTES[number % len(_NOTES)],
    )


def _where(row: dict[str, Any], kind: EntryType, number: int) -> dict[str, Any]:
    """Where a paper appeared, as far as its type has a place for it."""
    if kind is EntryType.PREPRINT:
        return {"arxiv": f"23{1 + number % 12:02d}.{number % 100000:05d}", "categories": ("cs.CL", "cs.LG")}
    printed: dict[str, Any] = {"venue": row["venue"] or "Proceedings of A & B", "pages": row["pages"] or None}
    if kind is EntryType.ARTICLE:
        return printed | {"volume": str(number % 40 + 1), "number": str(number % 6 + 1)}
    if kind in {EntryType.BOOK, EntryType.CHAPTER}:
        return printed | {"publisher": "Example & Sons", "editors": (Name("Ng", "Ana"),) * (kind is EntryType.CHAPTER)}
    if kind is EntryType.REPORT:
        return {"venue": "Example & Sons", "number": str(number)}
    if kind is EntryType.CONFERENCE:
        return printed | ({"publisher": "Example & Sons"} if number % 2 else {})
    return {"venue": printed["venue"]}
