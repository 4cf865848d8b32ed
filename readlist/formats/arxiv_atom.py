"""arXiv's Atom feed, the answer of its API (info.arxiv.org/help/api): papers, or a message of what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._arxiv import CATEGORIES
from readlist.formats._journal_reference import published
from readlist.formats._kinds import Reader
from readlist.formats._record import make_record, of_paper
from readlist.formats._xml import begins, elements, paragraphs
from readlist.model.identifiers import find_urls, normalize_arxiv
from readlist.model.latex import decode
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.formats._xml import Element
    from readlist.model.paper import Record

NAME = "arxiv_atom"
_COLON = ":"  # stands among the names, behind that of a collaboration
_KNOWN = "id title summary author category doi journal_ref published link".split()


def recognize(text: str) -> float:
    """How sure a cleaned text is a feed, or an entry of one, whose identifiers are arXiv's addresses."""
    return begins(
        text,
        r"<(?:\w{1,20}:)?(?:feed|entry)\b",
        r"<(?:\w{1,20}:)?id(?:\s[^<>]{1,200})?>\s{0,40}https?://(?:export\.|www\.)?arxiv\.org/",
    )


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers in the order of the feed; an error that the API tells of is a problem."""
    for entry in elements(text, "entry"):
        if isinstance(entry, Problem):
            yield entry
        elif "/api/errors" in entry.get("id"):
            yield Problem(entry.lines, f"arXiv's message: {entry.get('summary') or 'an error'}", entry.get("id"))
        else:
            yield of_paper(_record(entry), entry)


def _record(entry: Element) -> Record:
    title, summary = entry.get("title"), entry.first("summary")
    told = entry.get("journal_ref")
    place = published(told, title)
    address = entry.get("id")
    primary = [category.attributes.get("term", "") for category in entry.all("primary_category")]
    others = [category.attributes.get("term", "") for category in entry.all("category")]
    links = [link.attributes for link in entry.all("link")]
    return make_record(
        NAME,
        entry.lines,
        title=decode(title) if "\\" in title else title,
        authors=[Name.parse(name) for name in entry.every("author", "name") if name != _COLON],
        affiliations=entry.every("author", "affiliation"),
        date=entry.get("published") or entry.get("updated"),
        entry_type=EntryType.PREPRINT,
        **place._asdict(),
        abstract=paragraphs(summary.content) if summary else None,
        doi=entry.get("doi"),
        arxiv=normalize_arxiv(address),
        categories=[*primary, *(other for other in others if CATEGORIES.fullmatch(other))],
        url=next((link.get("href") for link in links if link.get("rel") == "alternate"), address),
        urls=find_urls(entry.get("comment")),
        extra={
            **entry.others(*_KNOWN),
            "classes": "; ".join(other for other in others if not CATEGORIES.fullmatch(other)),
            "journal_ref": told if told != place.venue else None,
        },
    )


READER = Reader(NAME, "arXiv API feed (Atom)", recognize, read)
