"""DBLP's XML (dblp.org/faq): records, a person's page, the hits of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Reader
from readlist.formats._record import make_record, papers_in, venue_and_publisher
from readlist.formats._xml import begins, elements
from readlist.model.identifiers import find_doi
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.formats._xml import Element
    from readlist.model.paper import Record

NAME = "dblp_xml"
# The elements of records, and the types of hits in the answer to a search.
_KINDS = {
    "article": EntryType.ARTICLE,
    "inproceedings": EntryType.CONFERENCE,
    "proceedings": EntryType.BOOK,
    "book": EntryType.BOOK,
    "incollection": EntryType.CHAPTER,
    "phdthesis": EntryType.THESIS,
    "mastersthesis": EntryType.MASTERS_THESIS,
    "data": EntryType.DATASET,
    "www": EntryType.WEB,
    "Journal Articles": EntryType.ARTICLE,
    "Informal and Other Publications": EntryType.ARTICLE,
    "Conference and Workshop Papers": EntryType.CONFERENCE,
    "Editorship": EntryType.BOOK,
    "Books and Theses": EntryType.BOOK,
    "Parts in Books or Collections": EntryType.CHAPTER,
    "Data and Artifacts": EntryType.DATASET,
}
_ELEMENTS = (
    "article",
    "inproceedings",
    "proceedings",
    "book",
    "incollection",
    "phdthesis",
    "mastersthesis",
    "data",
    "www",
    "info",
)
_KNOWN = """
    author authors editor title pages year month booktitle journal venue volume number publisher school ee url doi key
    type
""".split()


def recognize(text: str) -> float:
    """How sure a cleaned text is DBLP's XML."""
    tags = r"<(?:dblp\w{0,20}|result|r|info|article|inproceedings|incollection|phdthesis|book|proceedings)[\s>]"
    return begins(text, tags, r"\bkey=\"(?:conf|journals|books|phd|series|reference|tr|data)/|<url>https?://dblp\.")


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The records in the order of the text; the home pages of people are none."""
    found = elements(text, *_ELEMENTS)
    return papers_in((item for item in found if isinstance(item, Problem) or not _is_of_a_person(item)), _record)


def _is_of_a_person(item: Element) -> bool:
    return item.name == "www" and item.attributes.get("key", "").startswith("homepages/")


def _record(item: Element) -> Record:
    kind = _KINDS.get(item.get("type") if item.name == "info" else item.name, EntryType.MISC)
    told = item.get("booktitle") or item.get("journal") or item.get("venue")
    if kind is EntryType.BOOK:
        told = ""
    venue, publisher = venue_and_publisher(kind, told, item.get("school") or item.get("publisher"))
    volume = item.get("volume")
    preprint = volume if volume.startswith("abs/") else ""
    links = [link for link in (*item.every("ee"), *item.every("url")) if link.startswith(("http:", "https:"))]
    key = item.attributes.get("key") or item.get("key")
    return make_record(
        NAME,
        item.lines,
        title=item.get("title").removesuffix("."),
        authors=_people([*item.all("author"), *item.all("authors", "author")]),
        editors=_people(item.all("editor")),
        date=f"{item.get('month')} {item.get('year')}",
        entry_type=kind,
        venue=venue,
        volume=None if preprint else volume,
        number=item.get("number"),
        pages=item.get("pages"),
        publisher=publisher,
        doi=item.get("doi") or next(filter(find_doi, links), None),
        arxiv=preprint.removeprefix("abs/") or None,
        addresses=links,
        citekey=f"DBLP:{key}" if key else None,
        extra={
            **item.others(*_KNOWN),
            "booktitle": item.get("booktitle") if kind is EntryType.BOOK else None,
            "url": next((text for text in item.every("url") if text not in links), None),
            "orcid": "; ".join(
                f"{author.line} {author.attributes['orcid']}"
                for author in item.all("author")
                if "orcid" in author.attributes
            ),
            **{name: text for name, text in item.attributes.items() if name not in {"key", "mdate"}},
        },
    )


def _people(people: Iterator[Element] | list[Element]) -> list[Name]:
    return [Name.parse(person.line) for person in people if person.line]


READER = Reader(NAME, "DBLP XML", recognize, read)
