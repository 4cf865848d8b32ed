"""What a paper is in BibTeX: the type of its entry, and its fields in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from readlist.formats._bibtex.names import names_people
from readlist.formats._bibtex.text import heading, tells_pages, tidy, tidy_paragraphs
from readlist.formats._bibtex.types import finer_type, type_told
from readlist.formats._bibtex.values import Field, Pen
from readlist.formats._facts import day_of, fact_of
from readlist.formats._reading import parted_words
from readlist.model.dates import MONTHS
from readlist.model.identifiers import DOI_ADDRESS, arxiv_link
from readlist.model.paper import EntryType, Status
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.model.paper import Paper, Record


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a consumer understands.

    ``others``: "and others" where a list of authors goes on, else the keyword ``authors-incomplete``;
    ``eprinttype``: names the archive a second time, as Zotero and biblatex know it;
    ``reading``: what concerns the user (status, note) and what no style prints (code, affiliations);
    ``special``: JabRef's fields for priority and star;
    ``sort_key``: a key to sort by where nobody is named;
    ``biblatex``: the entry types, fields and dates of biblatex.
    """

    others: bool = False
    eprinttype: bool = True
    reading: bool = True
    special: bool = False
    sort_key: bool = False
    biblatex: bool = False


DIALECTS = {
    "zotero": Dialect(),
    "jabref": Dialect(special=True),
    "latex": Dialect(others=True, eprinttype=False, reading=False, sort_key=True),
}
BIBLATEX = {preset: replace(dialect, biblatex=True, sort_key=False) for preset, dialect in DIALECTS.items()}

_MISC = {EntryType.PREPRINT, EntryType.DATASET, EntryType.SOFTWARE, EntryType.WEB}  # Zotero throws @dataset away
_UNPUBLISHED = _MISC | {EntryType.MISC}
_VENUES = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
    "book": "series",
    "misc": "howpublished",
}
_BIBLATEX_TYPES = {
    EntryType.PREPRINT: "online",
    EntryType.WEB: "online",
    EntryType.THESIS: "thesis",
    EntryType.MASTERS_THESIS: "thesis",
    EntryType.REPORT: "report",
}
_BIBLATEX_VENUES = {
    "article": "journaltitle",
    "thesis": "institution",
    "report": "institution",
    "online": "organization",
    "dataset": "organization",
    "software": "organization",
}
_TYPED_BY_VENUE = {EntryType.ARTICLE, EntryType.CONFERENCE, EntryType.BOOK}  # styles print no other type of them
_THESIS_TYPES = {EntryType.THESIS: "phdthesis", EntryType.MASTERS_THESIS: "mathesis", EntryType.REPORT: "techreport"}
_ARXIV_VENUE = regex(r"\s*(?:arxiv\b|corr\s*\Z|computing research repository)", re.IGNORECASE)
_ARXIV_CATEGORY = regex(r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]{2,20})?\Z")
_DOI_LINK = regex(rf"\s*(?:{DOI_ADDRESS}|doi:)\s*", re.IGNORECASE)
_DASH = regex(r"(?<=\w)\s?(?:-{1,3}|[‐‑–—−])\s?(?=\w)")
_OTHER_KEY = regex(r"[^\s\"#%'(),={}\\~]{1,200}")
_NOT_IN_KEYWORD = regex(r"[\s,;{}]+")
_NOT_IN_NAME = regex(r"[^a-z0-9_-]+")

# Fields of other programs that mean nothing, or do harm, away from their file, and those that other fields replace.
_NEVER = frozenset(
    """
    crossref xref xdata entryset related relatedtype relatedstring ids options execute groups owner timestamp
    date year month day journaltitle eprint eprinttype eprintclass archiveprefix primaryclass
    readstatus priority ranking keywords annote annotation abstract key
    """.split()
)
_VERBATIM = frozenset(("file", "pdf", "path"))


def entry_type(record: Record, dialect: Dialect) -> str:
    """The type of a record's entry: the source's own where the dialect has it; what styles do not know is ``misc``."""
    return finer_type(record, biblatex=dialect.biblatex) or _plain_type(record, dialect)


def _plain_type(record: Record, dialect: Dialect) -> str:
    kind = record.entry_type
    if kind is EntryType.ARTICLE and _is_only_on_arxiv(record):
        kind = EntryType.PREPRINT
    if dialect.biblatex:
        return _BIBLATEX_TYPES.get(kind, kind.value)
    return "misc" if kind in _MISC else kind.value


def _is_only_on_arxiv(record: Record) -> bool:
    return record.arxiv is not None and record.venue is not None and _ARXIV_VENUE.match(record.venue) is not None


def fields(paper: Paper, dialect: Dialect, *, ascii: bool) -> list[Field]:  # noqa: A002 - the word of the option
    """The fields of a paper's entry in their order, only those with a value."""
    pen = Pen(ascii)
    record = paper.record
    known = list(
        chain(
            pen.verbatim("ids", _other_keys(record, ascii=ascii)) if dialect.biblatex else (),
            pen.title("title", heading(record)),
            _people(record, dialect, pen),
            _publication(record, dialect, pen),
            _identifiers(record, dialect, pen),
            pen.texts("keywords", _keywords(paper, dialect), ", "),
            pen.files("file", record.attachments) if dialect.reading else (),
            _reading(paper, dialect, pen),
            pen.text("abstract", tidy_paragraphs(record.abstract)),
            pen.lines("annote", paper.note or "") if dialect.reading else (),
        )
    )
    if not record.extra:
        return known
    used = {field.name for field in known}
    if finer_type(record, biblatex=dialect.biblatex):
        used.add("entry_type")
    return [*known, *_extra(record, dialect, pen, used)]


def _other_keys(record: Record, *, ascii: bool) -> str:  # noqa: A002 - as above
    """The keys that an entry had before, as far as biber takes them."""
    keys = (key.strip() for key in record.extra.get("ids", "").replace(";", ",").split(","))
    taken = (key for key in keys if _OTHER_KEY.fullmatch(key) and (key.isascii() or not ascii))
    return ", ".join(key for key in taken if key != record.citekey)


def _people(record: Record, dialect: Dialect, pen: Pen) -> Iterator[Field]:
    yield from pen.names("author", record.authors, others=dialect.others and not record.authors_complete)
    yield from pen.names("editor", record.editors)
    if dialect.sort_key and not record.authors and not record.editors:
        yield from pen.verbatim("key", record.citekey or "")
    if dialect.reading:
        yield from pen.texts("affiliation", _affiliations(record), "; ")


def _affiliations(record: Record) -> list[str]:
    """The affiliations, each once, without semicolons, which stand between them; one that tells people has some."""
    texts = list(dict.fromkeys(filter(None, map(tidy, record.affiliations))))
    if len(texts) == 1 and names_people(texts[0]):
        return texts
    return [text.replace(";", ",") for text in texts]


def _publication(record: Record, dialect: Dialect, pen: Pen) -> Iterator[Field]:
    venue, publisher = tidy(record.venue), tidy(record.publisher)
    kind = _plain_type(record, dialect)
    name = (_BIBLATEX_VENUES if dialect.biblatex else _VENUES).get(kind) or _VENUES[kind]
    if entry_type(record, dialect) == "manual":
        name = "organization"
    if name in {"school", "institution"} and not venue:
        venue, publisher = publisher, ""
    if dialect.biblatex and entry_type(record, dialect) in {"thesis", "report"}:
        yield from pen.text("type", tidy(_type_told(record)) or _THESIS_TYPES[record.entry_type])
    if not _is_only_on_arxiv(record):
        yield from pen.title(name, venue) if name == "booktitle" else pen.text(name, venue)
    yield from pen.text("volume", tidy(record.volume))
    yield from pen.text("number", tidy(record.number))
    pages = tidy(record.pages)
    yield from pen.pages("pages", ", ".join(map(_range, pages.split(", "))) if tells_pages(pages) else "")
    yield from pen.text("publisher", publisher)
    if record.date and dialect.biblatex:
        yield from pen.text("date", str(record.date))
    elif record.date:
        yield from pen.text("year", str(record.date.year))
        if record.date.month:
            yield from pen.macro("month", MONTHS[record.date.month - 1])


def _type_told(record: Record) -> str:
    """What a thesis or report is in the words of its source, unless they would make it another one."""
    told = record.extra.get("type", "")
    plain = EntryType.REPORT if record.entry_type is EntryType.REPORT else EntryType.THESIS
    return told if type_told(plain, told) is record.entry_type else ""


def _range(pages: str) -> str:
    """Pages with an en dash where there is one dash; article numbers like 12-3-1 stay."""
    return _DASH.sub("–", pages) if len(_DASH.findall(pages)) == 1 else pages


def _identifiers(record: Record, dialect: Dialect, pen: Pen) -> Iterator[Field]:
    arxiv = record.arxiv
    doi = _DOI_LINK.sub("", record.doi or "", count=1)
    published = record.entry_type not in _UNPUBLISHED and (tidy(record.venue) or tidy(record.publisher))
    if arxiv and not doi and (not published or _is_only_on_arxiv(record)):
        doi = f"10.48550/arXiv.{arxiv}"
    yield from pen.address("doi", doi)
    yield from pen.address("url", record.url or (arxiv_link(arxiv) if arxiv else None))
    if arxiv:
        yield from pen.address("eprint", arxiv)
        yield from () if dialect.biblatex else pen.text("archiveprefix", "arXiv")
    if record.categories and _ARXIV_CATEGORY.match(record.categories[0]):
        yield from pen.text("eprintclass" if dialect.biblatex else "primaryclass", record.categories[0])
    if arxiv and (dialect.eprinttype or dialect.biblatex):
        yield from pen.text("eprinttype", "arxiv")
    if dialect.biblatex and entry_type(record, dialect) == "online" and arxiv:
        yield from pen.text("pubstate", "prepublished")


def _keywords(paper: Paper, dialect: Dialect) -> Iterable[str]:
    """Tags, the publisher's keywords and what importers can only keep as a keyword, each once."""
    words: Iterable[str] = (*paper.tags, *paper.record.keywords)
    if dialect.reading:
        words = parted_words(replace(paper, starred=False, priority=0) if dialect.special else paper)
    tidied = (_NOT_IN_KEYWORD.sub(" ", tidy(word)).strip() for word in words)
    return dict.fromkeys(filter(None, tidied))


def _reading(paper: Paper, dialect: Dialect, pen: Pen) -> Iterator[Field]:
    if dialect.reading and paper.status in {Status.READ, Status.SKIMMED}:
        yield from pen.text("readstatus", paper.status)
    if dialect.special and paper.priority:
        yield from pen.text("priority", f"prio{4 - paper.priority}")  # JabRef's first priority is the highest
    if dialect.special and paper.starred:
        yield from pen.text("ranking", "rank5")
    if dialect.reading and isinstance(paper.record.code, str):
        yield from pen.address("code", paper.record.code)


def _extra(record: Record, dialect: Dialect, pen: Pen, used: set[str]) -> Iterator[Field]:
    """What some source had and a record has no field for, under a name that the dialect knows, or a legal one."""
    for given, text in record.extra.items():
        name = next((name for name in _names(given, text, record, dialect) if name not in used | _NEVER), "")
        if name:
            used.add(name)
            value = str(day_of(text) or text) if name == "urldate" else text
            yield from pen.verbatim(name, value) if name in _VERBATIM else pen.text(name, tidy(value))


def _names(given: str, text: str, record: Record, dialect: Dialect) -> Iterator[str]:
    """The names that a field may have, the best first."""
    fact = fact_of(given, text)
    is_meant = {"urldate": day_of(text), "type": record.entry_type not in _TYPED_BY_VENUE}
    if fact and is_meant.get(fact.bibtex, True):
        yield "location" if dialect.biblatex and fact.bibtex == "address" else fact.bibtex
        is_told = record.entry_type in _THESIS_TYPES and _type_told(record)
        if dialect.biblatex and fact.bibtex == "type" and not is_told:
            yield "entrysubtype"
    yield _NOT_IN_NAME.sub("-", given.casefold().replace("%", "endnote-")).lstrip("-_0123456789").rstrip("-_")
