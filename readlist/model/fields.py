"""What lists show of a paper: one row a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readlist.model.latex import plain
from readlist.model.paper import Paper, Status

if TYPE_CHECKING:
    from collections.abc import Callable

GLYPHS: dict[Status, tuple[str, str]] = {
    Status.INBOX: ("○", "."),
    Status.LATER: ("◷", "l"),
    Status.READING: ("◉", "r"),
    Status.SKIMMED: ("●", "s"),
    Status.READ: ("✓", "+"),
    Status.DROPPED: ("✕", "x"),
}
"""How a status is drawn: a sign, and what stands for it where there is only ASCII."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted: a key of SORTABLE, and whether from the other end."""

    field: str = "added"
    reverse: bool = False


SORTABLE = ("added", "title", "author", "year", "status", "priority", "changed")


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its label, its width in cells (0: all that is left), and its text for a paper."""

    label: str
    width: int
    text: Callable[[Paper], str]


def first_author(paper: Paper) -> str:
    """The family name of the first author, with a plus where there are more."""
    authors = paper.record.authors
    if not authors:
        return ""
    more = len(authors) > 1 or not paper.record.authors_complete
    return plain(authors[0].short) + ("+" if more else "")


FIELDS: dict[str, Field] = {
    "id": Field("id", 6, lambda paper: str(paper.id or "")),
    "key": Field("key", 24, lambda paper: paper.record.citekey or ""),
    "status": Field("status", 8, lambda paper: paper.status),
    "starred": Field("*", 1, lambda paper: "*" if paper.starred else ""),
    "priority": Field("prio", 4, lambda paper: "+" * paper.priority),
    "title": Field("title", 0, lambda paper: plain(paper.record.heading)),
    "author": Field("author", 16, first_author),
    "authors": Field("authors", 40, lambda paper: plain(", ".join(name.display for name in paper.record.authors))),
    "year": Field("year", 4, lambda paper: str(paper.record.year or "")),
    "venue": Field("venue", 16, lambda paper: plain(paper.record.venue or "")),
    "category": Field("cat", 6, lambda paper: (paper.record.categories or ("",))[0]),
    "tags": Field("tags", 16, lambda paper: " ".join(f"#{tag}" for tag in paper.tags)),
    "doi": Field("doi", 24, lambda paper: paper.record.doi or ""),
    "arxiv": Field("arxiv", 12, lambda paper: paper.record.arxiv or ""),
    "url": Field("url", 32, lambda paper: paper.record.url or ""),
    "note": Field("note", 40, lambda paper: paper.note or ""),
    "added": Field("added", 10, lambda paper: (paper.added or "")[:10]),
    "doubts": Field("doubts", 24, lambda paper: "; ".join(paper.record.doubts)),
}
