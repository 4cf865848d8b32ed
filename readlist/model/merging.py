"""What a paper keeps where others turned out to be the same one: each field from one of them, or from all."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from readlist.errors import NotFound
from readlist.model.identity import joined_attachments
from readlist.model.paper import EntryType, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readlist.model.paper import Paper

_TOGETHER = {
    "title": ("title", "doubts"),
    "authors": ("authors", "authors_complete"),
    "arxiv": ("arxiv", "arxiv_version"),
}
"""Fields of papers that only make sense together, by the one that decides on them."""
_VAGUE = {"entry_type": EntryType.MISC, "status": Status.INBOX}


def _distinct(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


def _distinct_words(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Each word once, whatever its case, as it is spelled first."""
    words: dict[str, str] = {}
    for word in chain.from_iterable(lists):
        words.setdefault(word.casefold(), word)
    return tuple(words.values())


_JOINS: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "categories": _distinct,
    "keywords": _distinct_words,
    "attachments": lambda lists: joined_attachments(*lists),
    "extra": lambda extras: {name: text for extra in reversed(extras) for name, text in extra.items()},
    "tags": _distinct_words,
    "starred": any,
    "priority": max,
    "note": lambda notes: "\n\n".join(dict.fromkeys(filter(None, notes))) or None,
}
JOINED = frozenset({*_JOINS, "urls"})
"""The fields that are kept of all papers, unless one of them is chosen."""
MERGED = (
    "title", "authors", "date", "entry_type", "venue", "volume", "number", "pages", "publisher", "editors",
    "affiliations", "doi", "arxiv", "url", "urls", "code", "categories", "keywords", "abstract", "attachments", "extra",
    "citekey", "status", "snoozed", "starred", "priority", "tags", "note",
)  # fmt: skip
"""The fields that can be chosen, in the order in which people read them."""


def value_of(paper: Paper, field: str) -> Any:
    """A field of a paper or of its record."""
    return getattr(paper if hasattr(paper, field) else paper.record, field)


def is_known(paper: Paper, field: str) -> bool:
    """Whether a paper says something in a field."""
    value = value_of(paper, field)
    return value is not None and value not in ("", (), {}) and value != _VAGUE.get(field)


def merged(papers: Sequence[Paper], chosen: Mapping[str, int]) -> dict[str, Any]:
    """The values of the fields of the first paper once it has taken in the others.

    ``chosen`` tells for fields of MERGED which paper's value is taken, by its id. Else it is joined, or the first one
    that says something. NotFound for a field that cannot be chosen.
    """
    unknown = [field for field in chosen if field not in MERGED]
    if unknown:
        raise NotFound(f"no field named {unknown[0]!r} can be chosen", f"Known: {', '.join(MERGED)}.")
    values: dict[str, Any] = {}
    for field in MERGED:
        if field in JOINED and field not in chosen:
            values[field] = _joined(papers, field)
        else:
            source = _source(papers, field, chosen.get(field))
            values |= {name: value_of(source, name) for name in _TOGETHER.get(field, (field,))}
    if "urls" not in chosen:
        values["urls"] = tuple(further for further in values["urls"] if further != values["url"])
    return values


def _joined(papers: Sequence[Paper], field: str) -> Any:
    if field == "urls":
        return _distinct([(*filter(None, [paper.record.url]), *paper.record.urls) for paper in papers])
    return _JOINS[field]([value_of(paper, field) for paper in papers])


def _source(papers: Sequence[Paper], field: str, chosen: int | None) -> Paper:
    """The paper whose value a field takes."""
    wanted = (paper for paper in papers if (is_known(paper, field) if chosen is None else paper.id == chosen))
    return next(wanted, papers[0])
