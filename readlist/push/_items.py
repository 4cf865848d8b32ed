"""Papers as the items that Zotero's connector takes (its schema's item types and fields)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from readlist.model.identifiers import arxiv_link, doi_link
from readlist.model.paper import EntryType, Status
from readlist.model.residue import plain
from readlist.model.text import first_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.model.names import Name
    from readlist.model.paper import Paper, Record


class _Kind(NamedTuple):
    """An item type: its field for each of ours that it has."""

    name: str
    fields: dict[str, str]


_PAGED = {"volume": "volume", "pages": "pages"}
_KINDS = {
    EntryType.PREPRINT: _Kind("preprint", {"doi": "DOI", "number": "archiveID"}),
    EntryType.ARTICLE: _Kind(
        "journalArticle", {**_PAGED, "venue": "publicationTitle", "number": "issue", "doi": "DOI"}
    ),
    EntryType.CONFERENCE: _Kind(
        "conferencePaper", {**_PAGED, "venue": "proceedingsTitle", "publisher": "publisher", "doi": "DOI"}
    ),
    EntryType.THESIS: _Kind("thesis", {"venue": "university"}),
    EntryType.MASTERS_THESIS: _Kind("thesis", {"venue": "university"}),
    EntryType.REPORT: _Kind("report", {"venue": "institution", "number": "reportNumber", "pages": "pages"}),
    EntryType.BOOK: _Kind("book", {"venue": "series", "volume": "volume", "publisher": "publisher"}),
    EntryType.CHAPTER: _Kind("bookSection", {**_PAGED, "venue": "bookTitle", "publisher": "publisher"}),
    EntryType.DATASET: _Kind("dataset", {"doi": "DOI", "publisher": "repository"}),
    EntryType.SOFTWARE: _Kind("computerProgram", {"publisher": "company"}),
    EntryType.WEB: _Kind("webpage", {"venue": "websiteTitle"}),
    EntryType.MISC: _Kind("document", {"publisher": "publisher"}),
}
_THESIS_TYPES = {EntryType.THESIS: "PhD thesis", EntryType.MASTERS_THESIS: "Master's thesis"}
# How each of ours that an item type has no field for is named in "Extra", where Zotero finds it again.
_EXTRA = {"doi": "DOI", "venue": "Publication Title", "volume": "Volume", "number": "Number", "pages": "Pages"}


def item(paper: Paper) -> dict[str, Any]:
    """The item for a paper, with its tags, its note and what has no field in ``extra``."""
    record = paper.record
    kind = _KINDS[record.entry_type]
    known = {name: plain(text) for name in (*_EXTRA, "publisher") if (text := getattr(record, name))}
    if record.entry_type is EntryType.PREPRINT:
        known |= _of_preprint(record)
    fields = {kind.fields[name]: text for name, text in known.items() if name in kind.fields}
    rest = [f"{_EXTRA[name]}: {text}" for name, text in known.items() if name in _EXTRA and name not in kind.fields]
    return {
        "itemType": kind.name,
        "title": plain(record.title or "") or f"[untitled] {first_words(plain(record.abstract or ''))}",
        "creators": [*_creators(record.authors, "author"), *_creators(record.editors, "editor")],
        "abstractNote": plain(record.abstract or ""),
        "date": str(record.date or ""),
        "url": _address(record),
        "extra": "\n".join((*rest, *_extra(paper))),
        "tags": [{"tag": tag} for tag in _tags(paper)],
        "notes": [{"note": _html(paper.note)}] if paper.note else [],
        "attachments": [],
        **fields,
        **({"repository": "arXiv", "libraryCatalog": "arXiv.org"} if kind.name == "preprint" and record.arxiv else {}),
        **({"thesisType": _THESIS_TYPES[record.entry_type]} if record.entry_type in _THESIS_TYPES else {}),
    }


def _of_preprint(record: Record) -> dict[str, str]:
    if record.arxiv is None:
        return {}
    return {"number": f"arXiv:{record.arxiv}", "doi": record.doi or f"10.48550/arXiv.{record.arxiv}"}


def _creators(names: Sequence[Name], role: str) -> Iterator[dict[str, Any]]:
    for name in names:
        if name.literal or not name.given:
            yield {"lastName": name.display, "fieldMode": 1, "creatorType": role}
        else:
            given = ", ".join(filter(None, (name.given, name.suffix)))
            yield {"firstName": given, "lastName": name.short, "creatorType": role}


def _address(record: Record) -> str:
    if record.url or not (record.arxiv or record.doi):
        return record.url or ""
    return arxiv_link(record.arxiv) if record.arxiv else doi_link(record.doi or "")


def _extra(paper: Paper) -> Iterator[str]:
    record = paper.record
    if record.citekey:
        yield f"Citation Key: {record.citekey}"
    if record.arxiv:
        yield f"arXiv: {record.arxiv}" + (f" [{record.categories[0]}]" if record.categories else "")
    if isinstance(record.code, str):
        yield f"Code: {record.code}"
    if not record.authors_complete:
        yield "Authors: incomplete"


def _tags(paper: Paper) -> Iterator[str]:
    yield from dict.fromkeys((*paper.tags, *paper.record.keywords))
    if paper.status is not Status.INBOX:
        yield f"status/{paper.status}"


def _html(note: str) -> str:
    """A note as Zotero keeps it: paragraphs, what looks like markup escaped."""
    paragraphs = filter(None, (part.strip() for part in note.split("\n\n")))
    return "".join(f"<p>{escape(part).replace(chr(10), '<br/>')}</p>" for part in paragraphs)
