"""What tables and objects tell of papers on arXiv by the names that arXiv has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readlist.formats._arxiv import submitted
from readlist.formats._journal_reference import published
from readlist.formats._tables.column_names import folded
from readlist.model.identifiers import arxiv_link, find_arxiv, find_urls, normalize_arxiv
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_NUMBERED = frozenset(("id", "paperid", "entryid", "identifier"))
_NUMBER = regex(r"(?:arXiv:)?(?:\d{4}\.\d{4,5}|[a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?")
_OF_AUTHORS = frozenset(("comment", "comments"))  # and no note of the user's


def settle(values: MutableMapping[str, Any], extra: MutableMapping[str, str], note: str) -> None:
    """Give what is told by arXiv's names to the fields that it is of; ``note`` names the column of the note."""
    _settle_reference(values, extra)
    numbered = next((n for n, text in extra.items() if folded(n) in _NUMBERED and _NUMBER.fullmatch(text)), "")
    told = extra.pop(numbered, "")
    places = (
        values.get("arxiv") or told,
        values.get("url", ""),
        *values.get("urls", ()),
        *values.get("attachments", ()),
    )
    arxiv = next(filter(None, (normalize_arxiv(place) or find_arxiv(place) for place in places if place)), None)
    if arxiv is None:
        return
    values.setdefault("arxiv", told or None)
    values.setdefault("url", arxiv_link(arxiv.id))
    if folded(note) in _OF_AUTHORS and "note" in values:
        extra[note] = values.pop("note")
        values["urls"] = (*values.get("urls", ()), *find_urls(extra[note]))
    if not values.keys() & {"date", "year"}:
        values["date"] = extra.get("created") or str(submitted(arxiv.id) or "")


def _settle_reference(values: MutableMapping[str, Any], extra: MutableMapping[str, str]) -> None:
    """Part a reference to a journal, whose parts may be told beside it; it is of a preprint that came out there."""
    told = values.get("journal_ref", "")
    place = published(told, values.get("title", ""))
    for name, text in place._asdict().items():
        if text:
            values.setdefault(name, text)
    if told:
        values.setdefault("entry_type", EntryType.PREPRINT)
    if told and values["venue"] != told:
        extra["journal_ref"] = told
