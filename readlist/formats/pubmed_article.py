"""PubMed's page of one article as pasted, or several such pages: journal, citation, title, authors, PMID, abstract."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from readlist.formats._citations import CITATION
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, joined, numbered, outside, where
from readlist.formats._record import make_record
from readlist.formats._tagged.values import pages
from readlist.model.identifiers import find_doi
from readlist.model.names import Name
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "pubmed_article"
_HEAD = 40  # lines from the journal to the PMID

_CITED = regex(r"(?:.{2,150} )?\. (?:1[89]|20)\d\d\b.{0,200}")
_REST = regex(r"(?:doi:|Online ahead of print|eCollection|Epub|Print\b).{0,200}", re.IGNORECASE)
_VOLUME = regex(r"(\. (?:1[89]|20)\d\d[A-Za-z\d ]{0,12}):(?=\d{1,5}:)")
_PMID = regex(r"PMID: ?(?P<pmid>\d{1,9})\b.{0,200}")
_PMCID = regex(r"\bPMC\d{3,9}\b")
_ID = regex(r"(?:PMC?ID|DOI):? ?\S{0,80}(?: Free (?:PMC )?article)?|Free (?:PMC )?article")
_HEADING = regex(rf"(?:(?:{_ID.pattern}) ){{0,5}}Abstract(?: |\Z)")
_NONE = regex(r"No abstract available\W?", re.IGNORECASE)
_MARKS = regex(r"(?:\s{0,2}(?:\d{1,3}(?!\d)|[*†‡§#])){1,12}(?=\s?(?:[,;]|\Z))")
_PLACES = regex(r"(?:Collapse|Expand|\+ expand)? ?Affiliations?(?: (?:Collapse|Expand))?|\+ expand|Expand|Collapse")
_PLACE = regex(r"\d{1,3} ?(?=[^\W\d])")
_KEYWORDS = regex(r"Keywords?: ?(?P<keywords>.{2,1000})")
_END = regex(
    r"Keywords?:.*|©.*|Copyright .*|PubMed Disclaimer|Conflict of interest.*|Figures|Similar articles|Cited by"
    r"|References|LinkOut.*|Publication types|MeSH terms|Comment in|Trial registration.*|Grants and funding",
    re.IGNORECASE,
)


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: a citation that begins with a full stop, and a PMID below."""
    return 0.97 if _starts(numbered(text[:SAMPLE])) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The articles of the pages in their order."""
    lines = numbered(text)
    starts = _starts(lines)
    yield from outside(lines[: starts[0]] if starts else lines)
    for start, end in pairwise([*starts, len(lines)]):
        record, last = _article(lines[start:end])
        yield record
        yield from outside(lines[start + last : end])


def _starts(lines: Sequence[Line]) -> list[int]:
    """The positions of the journals: above a line that goes on with a full stop and the year, before a PMID."""
    return [
        at
        for at in range(len(lines) - 1)
        if _CITED.fullmatch(lines[at + 1].text[:400])
        and lines[at + 1].text.startswith(".")
        and any(_PMID.fullmatch(line.text[:300]) for line in lines[at + 2 : at + _HEAD])
    ]


def _abstract(lines: Sequence[Line], at: int) -> tuple[str, int]:
    """The abstract whose heading begins the line there, and the position behind it; nothing where there is none.

    Without a heading it ends at the keywords.
    """
    end = next((below for below in range(at, len(lines)) if _END.fullmatch(lines[below].text)), len(lines))
    heading = _HEADING.match(lines[at].text) if at < len(lines) else None
    if heading is None and not (end < len(lines) and _KEYWORDS.fullmatch(lines[end].text)):
        return "", at
    text = "\n".join(line.text for line in lines[at:end])[heading.end() if heading else 0 :].strip()
    return "" if _NONE.fullmatch(text) else text, end


def _article(lines: Sequence[Line]) -> tuple[Record, int]:
    """The article whose journal is the first line, and the position behind what tells of it."""
    title = next((at for at in range(2, len(lines)) if not _REST.match(lines[at].text)), len(lines))
    cited = _VOLUME.sub(r"\1;", lines[0].text + joined(lines[1:title]), 1)
    pmid = next((at for at in range(title, len(lines)) if _PMID.fullmatch(lines[at].text[:300])), len(lines))
    numbers = range(pmid, len(lines))
    below = next((at for at in numbers if _HEADING.match(lines[at].text) or not _ID.match(lines[at].text)), len(lines))
    abstract, end = _abstract(lines, below)
    keywords = _KEYWORDS.fullmatch(lines[end].text) if end < len(lines) else None
    last = end + (keywords is not None)
    people = lines[title + 1].text if title + 1 < pmid and not _PLACES.fullmatch(lines[title + 1].text) else ""
    places = [line.text for line in lines[title + 2 : pmid] if _PLACE.match(line.text)]
    journal = CITATION.match(cited)
    held = journal.groupdict() if journal else {}
    identifiers = joined([line for line in lines[pmid : below + 1] if _ID.match(line.text)])
    number = _PMID.match(identifiers)
    pmcid = _PMCID.search(identifiers)
    record = make_record(
        NAME,
        where(lines[:last]),
        title=joined(lines[title : min(title + 1, pmid)]).removesuffix("."),
        authors=[Name.parse(name.strip()) for name in _MARKS.sub("", people).split(",") if name.strip()],
        affiliations=[_PLACE.sub("", place, 1) for place in places],
        date=held.get("date"),
        entry_type=EntryType.ARTICLE,
        venue=held.get("venue") or lines[0].text,
        volume=held.get("volume"),
        number=held.get("number"),
        pages=pages(held.get("pages")),
        abstract=abstract,
        keywords=keywords["keywords"].rstrip(".").split("; ") if keywords else (),
        doi=find_doi(f"{cited} {identifiers}"),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{number['pmid']}/" if number else None,
        extra={"PMID": number["pmid"] if number else None, "PMCID": pmcid[0] if pmcid else None},
    )
    return record, last


READER = Reader(NAME, "PubMed page of one article", recognize, read)
