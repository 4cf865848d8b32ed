"""What tables and objects tell of papers on arXiv by the names that arXiv has for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from readlist.formats._arxiv import submitted
from readlist.formats._journal_reference import published
from readlist.formats._tables.column_names import folded
from readlist.model.identifiers import Arxiv, arxiv_link, find_doi, find_urls, normalize_arxiv
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

_OF_ANY = frozenset(("id", "paperid", "entryid", "identifier"))
_OF_SEVERAL = frozenset(("externalids", "identifiers", "otherids"))  # of an object, each by its name
_BY_NAME = regex(r"(?:\A|\W)ArXiv['\"]: ['\"]([^'\"]{4,40})['\"]", re.IGNORECASE)
_OF_AUTHORS = frozenset(("comment", "comments"))  # and no note of the user's


def settle(values: MutableMapping[str, Any], extra: MutableMapping[str, str], note: str) -> None:
    """Give what is told by arXiv's names to the fields that it is of; ``note`` names the column of the note."""
    _settle_reference(values, extra)
    _settle_identifiers(values, extra)
    arxiv = _identifier(values, extra)
    if arxiv is None:
        return
    values["arxiv"] = arxiv
    if "url" not in values or ("://" not in values["url"] and _whole(values["url"]) == arxiv.id):
        values["url"] = arxiv_link(arxiv.id)
    for name in [name for name, text in extra.items() if folded(name) in _OF_ANY and _whole(text) == arxiv.id]:
        del extra[name]
    if folded(note) in _OF_AUTHORS and "note" in values:
        extra[note] = values.pop("note")
        values["urls"] = (*values.get("urls", ()), *find_urls(extra[note]))
    if not values.keys() & {"date", "year"}:
        values["date"] = extra.get("created") or str(submitted(arxiv.id) or "")


def _identifier(values: MutableMapping[str, Any], extra: MutableMapping[str, str]) -> Arxiv | None:
    """The identifier in a column of its own, which may hold something else, or of any identifiers, or an address."""
    told = values.pop("arxiv", "")
    if told and normalize_arxiv(told) is None:
        extra["arxiv"] = told
        if told.startswith(("http://", "https://")):
            values.setdefault("url", told)
    of_any = (text for name, text in extra.items() if folded(name) in _OF_ANY and _whole(text))
    links = (values.get("url", ""), *values.get("urls", ()), *values.get("attachments", ()))
    return next(filter(None, map(normalize_arxiv, (told, *of_any, *links))), None)


def _settle_identifiers(values: MutableMapping[str, Any], extra: Mapping[str, str]) -> None:
    """Find the DOI and arXiv's identifier among those in an object."""
    for text in [text for name, text in extra.items() if folded(name) in _OF_SEVERAL]:
        if doi := find_doi(text):
            values.setdefault("doi", doi)
        if found := _BY_NAME.search(text):
            values.setdefault("arxiv", found[1])


def _whole(text: str) -> str | None:
    """The identifier of arXiv's that a text is, or leads to, without its version."""
    found = None if " " in text else normalize_arxiv(text)
    return found.id if found else None


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
