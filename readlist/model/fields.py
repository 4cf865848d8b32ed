"""What lists show of a paper: one row a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.model.paper import Status
from readlist.model.residue import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from readlist.model.paper import Paper

GLYPHS: dict[Status, tuple[str, str]] = {
    Status.INBOX: ("○", "."),
    Status.LATER: ("◷", "l"),
    Status.READING: ("◉", "r"),
    Status.SKIMMED: ("●", "s"),
    Status.READ: ("✓", "+"),
    Status.DROPPED: ("✕", "x"),
}
"""How a status is drawn: a sign, and what stands for it where there is only ASCII."""


class Order(NamedTuple):
    """How a list is sorted: a key of SORTABLE, and whether from the other end."""

    field: str = "added"
    reverse: bool = False


SORTABLE = ("added", "title", "author", "year", "status", "priority", "changed", "next")
"""``next`` is what to read next: by priority, the starred ones of each first, then the oldest."""


class Field(NamedTuple):
    """A column: its label, its width in cells (0: all that is left), its text for a paper, the fields that needs."""

    label: str
    width: int
    text: Callable[[Paper], str]
    needs: tuple[str, ...] = ()


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
    "title": Field("title", 0, lambda paper: plain(paper.record.heading), ("title",)),
    "author": Field("author", 16, first_author, ("authors", "authors_complete")),
    "authors": Field(
        "authors", 40, lambda paper: plain(", ".join(n.display for n in paper.record.authors)), ("authors",)
    ),
    "year": Field("year", 4, lambda paper: str(paper.record.year or ""), ("date",)),
    "venue": Field("venue", 16, lambda paper: plain(paper.record.venue or ""), ("venue",)),
    "category": Field("cat", 6, lambda paper: (paper.record.categories or ("",))[0], ("categories",)),
    "tags": Field("tags", 16, lambda paper: " ".join(f"#{tag}" for tag in paper.tags), ("tags",)),
    "doi": Field("doi", 24, lambda paper: paper.record.doi or "", ("doi",)),
    "arxiv": Field("arxiv", 12, lambda paper: paper.record.arxiv or "", ("arxiv",)),
    "url": Field("url", 32, lambda paper: paper.record.url or "", ("url",)),
    "note": Field("note", 40, lambda paper: paper.note or ""),
    "added": Field("added", 10, lambda paper: (paper.added or "")[:10]),
    "doubts": Field("doubts", 24, lambda paper: "; ".join(paper.record.doubts), ("doubts",)),
}
