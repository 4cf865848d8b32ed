"""Answers of archives in the protocol OAI-PMH: records in Dublin Core, and in arXiv's own notations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._arxiv import authors as listed_authors
from readlist.formats._journal_reference import published
from readlist.formats._kinds import Reader
from readlist.formats._record import make_record, of_paper, venue_and_publisher
from readlist.formats._xml import begins, elements, paragraphs
from readlist.model.identifiers import arxiv_link, find_arxiv, find_doi, find_urls
from readlist.model.latex import decode
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.formats._xml import Element
    from readlist.model.paper import Record

NAME = "oai_pmh"
_OF_ARXIV = ("arXiv", "arXivRaw", "arXivOld")
_KNOWN_OF_ARXIV = "id title authors abstract categories doi journal-ref created version".split()
_KNOWN_OF_CORE = "title creator subject description date identifier publisher".split()
# Words in Dublin Core's types, as repositories write them; the first that fits counts.
_KINDS = (
    ("master", EntryType.MASTERS_THESIS),
    ("thesis", EntryType.THESIS),
    ("preprint", EntryType.PREPRINT),
    ("conference", EntryType.CONFERENCE),
    ("article", EntryType.ARTICLE),
    ("report", EntryType.REPORT),
    ("bookpart", EntryType.CHAPTER),
    ("book", EntryType.BOOK),
    ("dataset", EntryType.DATASET),
    ("software", EntryType.SOFTWARE),
)


def recognize(text: str) -> float:
    """How sure a cleaned text is such an answer, or a record of one."""
    return begins(
        text, r"<OAI-PMH[\s>]|<header[\s>]", r"<(?:\w{1,20}:)?(?:arXiv(?:Raw|Old)?|dc)[\s>]|<error\b[^<>]{0,80}\bcode="
    )


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The records in the order of the text; a message of the archive is a problem."""
    for item in elements(text, "record", "error"):
        if isinstance(item, Problem):
            yield item
            continue
        metadata = item.first("metadata")
        inside = metadata.children[0] if metadata and metadata.children else None
        header = item.first("header")
        if item.name == "error":
            yield Problem(item.lines, f"the archive's message: {item.line or item.attributes.get('code')}", item.line)
        elif header and header.attributes.get("status") == "deleted":
            yield Problem(item.lines, "a record that was deleted from the archive", item.listed)
        elif inside is None or inside.name not in {*_OF_ARXIV, "dc"}:
            yield Problem(item.lines, "no metadata that can be read", item.listed)
        else:
            of_kind = _of_arxiv if inside.name in _OF_ARXIV else _of_core
            yield of_paper(of_kind(item, inside), item)


def _of_arxiv(item: Element, paper: Element) -> Record:
    title, abstract = paper.get("title"), paper.first("abstract")
    people = paper.first("authors")
    listed = listed_authors(people.line) if people and not people.children else None
    structured = list(paper.all("authors", "author"))
    names = [
        Name.of_parts(person.get("keyname"), person.get("forenames"), person.get("suffix")) for person in structured
    ]
    identifier, told = paper.get("id"), paper.get("journal-ref")
    place = published(told, title)
    versions = [version.attributes.get("version", "") for version in paper.all("version")]
    return make_record(
        NAME,
        item.lines,
        title=decode(title) if "\\" in title else title,
        authors=listed.names if listed else names,
        authors_complete=listed is None or listed.complete,
        affiliations=listed.affiliations if listed else paper.every("authors", "author", "affiliation"),
        date=paper.get("created") or paper.get("version", "date"),
        entry_type=EntryType.PREPRINT,
        **place._asdict(),
        abstract=paragraphs(abstract.content) if abstract else None,
        doi=paper.get("doi"),
        arxiv=f"arXiv:{identifier}{versions[-1] if versions else ''}",
        categories=paper.get("categories").split(),
        url=arxiv_link(identifier) if identifier else None,
        urls=find_urls(paper.get("comments")),
        extra={**paper.others(*_KNOWN_OF_ARXIV), "journal-ref": told if told != place.venue else None},
    )


def _of_core(item: Element, paper: Element) -> Record:
    identifiers = [*paper.every("identifier"), item.get("header", "identifier").replace("oai:arXiv.org:", "arXiv:")]
    links = [link for text in identifiers for link in find_urls(text)]
    kinds = " ".join(paper.every("type")).casefold().replace("doctoral", "")
    descriptions = paper.every("description")
    comments = [text for text in descriptions if text.startswith("Comment:")]  # as arXiv marks them
    dates = sorted(paper.every("date"))
    doi = next(filter(None, map(find_doi, identifiers)), None)
    kind = next((kind for word, kind in _KINDS if word in kinds), None)
    venue, publisher = venue_and_publisher(kind, None, paper.get("publisher"))
    return make_record(
        NAME,
        item.lines,
        title=paper.get("title"),
        authors=map(Name.parse, paper.every("creator")),
        date=dates[0] if dates else None,
        entry_type=kind,
        venue=venue,
        publisher=publisher,
        abstract="\n".join(text for text in descriptions if text not in comments),
        doi=doi,
        arxiv=next(filter(find_arxiv, identifiers), None),
        keywords=paper.every("subject"),
        addresses=links,
        extra={
            **paper.others(*_KNOWN_OF_CORE),
            "title": "; ".join(paper.every("title")[1:]),
            "date": "; ".join(dates[1:]),
            "comment": "; ".join(comments),
            "identifier": "; ".join(
                text for text in identifiers if not (find_urls(text) or find_doi(text) or find_arxiv(text))
            ),
        },
    )


READER = Reader(NAME, "OAI-PMH (Dublin Core, arXiv)", recognize, read)
