"""PubMed's results as text: its page as pasted, and its lists of citations and of abstracts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._citations import CITATION
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, joined, numbered, outside, where
from readlist.formats._record import make_record
from readlist.formats._references.entries import likeness, without_mark
from readlist.formats._tagged.values import indexed_title, pages, people
from readlist.model.identifiers import find_doi
from readlist.model.paper import EntryType, Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.names import Name
    from readlist.model.paper import Record

NAME = "pubmed_text"
_WIDEST = 100  # letters of a line in paragraphs that are wrapped

_PMID = regex(r"\bPMID: ?(\d{1,9})")
_PMCID = regex(r"\bPMC ?ID: ?(PMC\d{1,9})|\b(PMC\d{4,9})\b")
_NUMBER = regex(r"(?P<number>\d{1,6})[.:] (?=\S)")
_AUTHOR = regex(r"[^\W\d][\w'’. -]{0,60} [^\W\d_a-z]{1,5}(?: (?:Jr|Sr|II|III|IV|2nd|3rd))?")
_MARKS = regex(r"(?:\(#?\w{1,3}\))+|[#*†‡§]")
_BUTTONS = regex(r"\d{1,6}|Cite|Share|Cite Share|Item in Clipboard|Select .{0,20}|Show (?:more|less).{0,20}")
_PLACES = "Author information:"
_BEFORE_PLACE = regex(r"\s{0,3}\(\d{1,3}\)\s?")
_LANGUAGE = regex(r"\[Article in [^\[\]]{2,80}\]")  # below the title of a translated one
_PREPRINT = " [Preprint]"  # behind the name of a server
_END_OF_ABSTRACT = regex(
    r"©|Copyright|DOI:|PMCID:|PMID:|Conflict of interest|Keywords?:|Publication Types?:|Comment in|Trial registration",
    re.IGNORECASE,
)


class _Citation(NamedTuple):
    """The parts of a record as text: authors, title, and the found citation of its journal."""

    authors: str
    title: str
    journal: re.Match[str]
    abstract: str = ""
    places: str = ""


def recognize(text: str) -> float:
    """How sure a cleaned text is such a list: PMIDs behind citations, and no entries or references without them."""
    if text.lstrip().startswith("<"):
        return 0.0
    lines = numbered(text[:SAMPLE])
    ends = _ends(lines)
    cited = sum(_citation(lines[start:end]) is not None for start, end in pairwise([0, *ends]))
    starts = sum(_NUMBER.match(line.text) is not None for line in lines)
    others = sum(_is_reference(line.text) for line in lines)
    alone = max(starts - len(ends), others) <= 0.2 * len(ends) + 1
    return 1.0 if cited and cited >= 0.8 * len(ends) and alone else 0.0


def _is_reference(text: str) -> bool:
    """Whether a line is a whole reference without a PMID."""
    mark, reference = without_mark(text)
    whole = bool(mark) or reference.endswith(".")
    return whole and not ("PMID" in text or CITATION.match(reference)) and likeness(reference) == 1


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The records in their order, each of which ends with its PMID."""
    lines = numbered(text)
    pieces = [lines[start:end] for start, end in pairwise([0, *_ends(lines), len(lines)])]
    firsts = [*map(_start, pieces[:-1]), len(pieces[-1])]
    yield from outside(pieces[0][: firsts[0]])
    for piece, first, following, after in zip(pieces, firsts, pieces[1:], firsts[1:], strict=False):
        record = piece[first:]
        citation = _citation(piece)
        if citation is None:
            yield Problem(where(record), "no citation before this PMID", "\n".join(line.text for line in record))
            yield from outside(following[:after])
        else:
            shown = () if _NUMBER.match(record[0].text) else following[:after]
            yield _record(record, citation, [line for line in shown if not _BUTTONS.fullmatch(line.text[:40])])
            yield from outside(following[len(shown) : after])


def _ends(lines: Sequence[Line]) -> list[int]:
    """The positions after the lines that records end with; a PMID may stand on the line after its label."""
    befores = ("", *(line.text for line in lines))
    return [
        at + 1
        for at, (before, line) in enumerate(zip(befores, lines, strict=False))
        if _PMID.search(line.text) or (before.endswith("PMID:") and line.text[0].isdigit())
    ]


def _start(piece: Sequence[Line]) -> int:
    """Where the record begins that a piece ends with: at its number, or at the title above its citation."""
    number = next((at for at, line in enumerate(piece) if _NUMBER.match(line.text)), None)
    if number is not None:
        return number
    if CITATION.search(_PMID.split(piece[-1].text)[0]):
        return len(piece) - 1
    return max(0, len(piece) - (4 if len(piece) > 3 and _are_authors(piece[-3].text) else 3))


def _citation(piece: Sequence[Line]) -> _Citation | None:
    """What the lines that end with a PMID cite."""
    lines = piece[_start(piece) :]
    number = _NUMBER.match(lines[0].text)
    if number is None and len(lines) > 1:
        journal = CITATION.match(lines[-2].text)
        authors = lines[1].text if len(lines) == 4 else ""
        return _Citation(authors, lines[0].text, journal) if journal else None
    first = lines[0].text[number.end() if number else 0 :]
    journal = CITATION.match(first)
    if journal and len(lines) > 2:
        return _with_abstract(lines, journal)
    text = _PMID.split(f"{first} {joined(lines[1:])}")[0]
    journal = CITATION.search(text)
    if journal is None:
        return None
    head = text[: journal.start()].strip()
    authors, stop, title = head.partition(". ")
    if authors.endswith("et al") or (stop and _are_authors(authors)):
        return _Citation(authors, title, journal)
    return _Citation("", head, journal)


def _with_abstract(lines: Sequence[Line], journal: re.Match[str]) -> _Citation | None:
    """The citation above title, authors and abstract, which are parted by blank lines or not wrapped."""
    paragraphs: list[list[Line]] = []
    squeezed = lines[-1].number - lines[0].number < len(lines) and max(len(line.text) for line in lines) > _WIDEST
    for line, before in zip(lines[:-1], (None, *lines), strict=False):
        apart = squeezed and not _BEFORE_PLACE.match(line.text)
        if before is None or apart or line.number > before.number + 1:
            paragraphs.append([])
        paragraphs[-1].append(line)
    texts = [joined(paragraph) for paragraph in paragraphs]
    whole = CITATION.match(texts[0].partition(" ")[2])
    told = [text for text in texts[1:] if not _LANGUAGE.fullmatch(text)]
    title, authors, *others = [*told, "", ""][: max(3, len(told))]
    if not _are_authors(authors):
        others, authors = [authors, *others], ""
    places = next((text for text in others if text.startswith(_PLACES)), "")
    prose = [text for text in others if not text.startswith(_PLACES)]
    end = next((at for at, text in enumerate(prose) if _END_OF_ABSTRACT.match(text)), len(prose))
    abstract = "\n".join(filter(None, prose[:end]))
    return _Citation(authors, title, whole or journal, abstract, places.removeprefix(_PLACES))


def _are_authors(text: str) -> bool:
    parts = [part for part in re.split(r"[,;] ", _MARKS.sub("", text).rstrip(" .")) if part not in {"et al", "..."}]
    named = sum(_AUTHOR.fullmatch(part.strip()) is not None for part in parts)
    return bool(parts) and named >= 0.6 * len(parts)


def _authors(text: str) -> tuple[Name, ...]:
    bare = re.sub(r",? et al\Z", "", _MARKS.sub("", text).rstrip(" ."))
    return tuple(people([re.sub(r"[,;] ", "; ", bare)]))


def _record(lines: Sequence[Line], citation: _Citation, snippet: Sequence[Line]) -> Record:
    text = joined(lines)
    held = citation.journal.groupdict()
    pmid = _PMID.search(lines[-1].text) or _PMID.search(text)
    pmcid = _PMCID.search(lines[-1].text) or _PMCID.search(text)
    return make_record(
        NAME,
        where((*lines, *snippet)),
        title=indexed_title(citation.title),
        authors=_authors(citation.authors),
        authors_complete=not citation.authors.rstrip(" .").endswith("et al"),
        affiliations=_BEFORE_PLACE.split(citation.places),
        date=held["date"],
        entry_type=EntryType.PREPRINT if held["venue"].endswith(_PREPRINT) else EntryType.ARTICLE,
        venue=held["venue"].removesuffix(_PREPRINT),
        volume=held["volume"],
        number=held["number"],
        pages=pages(held["pages"]),
        abstract=citation.abstract,
        doi=find_doi(text),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid[1]}/" if pmid else None,
        extra={
            "PMID": pmid[1] if pmid else None,
            "PMCID": (pmcid[1] or pmcid[2]) if pmcid else None,
            "snippet": joined(snippet),
        },
    )


READER = Reader(NAME, "PubMed page or list", recognize, read)
