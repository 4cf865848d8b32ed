"""EndNote's tagged format (.enw), which is refer's and bibIX's with more tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE
from readlist.formats._reading import Told, paper_of, told_by
from readlist.formats._record import make_record, venue_and_publisher
from readlist.formats._tagged.entries import Layout, tagged_as, tagged_reader
from readlist.formats._tagged.values import (
    BIBCODE,
    abstract,
    date,
    goes_on,
    keywords,
    kind_named,
    links,
    note_text,
    pages,
    people,
    plain,
)
from readlist.model import citekey
from readlist.model.identifiers import find_doi
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType
from readlist.model.regex import regex
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from readlist.formats._tagged.entries import Tags
    from readlist.model.paper import Paper, Record

_SIGNS = r"[A-Z0-9@!#$&*()+=?^<>\[\]~'\"_:;|-]"
_MARK = regex(r"^%[0ATDJBE][ \t]{1,4}\S", re.MULTILINE)
_TWO = regex(rf"^%{_SIGNS}[ \t]{{1,4}}\S.{{0,2000}}\n%{_SIGNS}(?:[ \t]|$)", re.MULTILINE)
_TAG = regex(rf"%({_SIGNS})(?:[ \t]+(.*)|)")

_TYPES = (
    (EntryType.CONFERENCE, regex(r"conference|proceedings")),
    (EntryType.CHAPTER, regex(r"(?:electronic )?book section|book chapter|encyclopedia|dictionary")),
    (EntryType.BOOK, regex(r"book|edited book|electronic book|classical|serial")),
    (EntryType.MASTERS_THESIS, regex(r"master")),
    (EntryType.THESIS, regex(r"thesis|dissertation|ph\.?d")),
    (EntryType.REPORT, regex(r"report|government|standard|grant")),
    (EntryType.PREPRINT, regex(r"preprint")),
    (EntryType.DATASET, regex(r"data ?set|online database|aggregated")),
    (EntryType.SOFTWARE, regex(r"computer program|software")),
    (EntryType.WEB, regex(r"web page|blog|electronic source|online multimedia|internet")),
    (EntryType.ARTICLE, regex(r"journal|magazine|newspaper|electronic article|article|in press")),
)
_CONTAINED = {EntryType.CONFERENCE, EntryType.CHAPTER}
_THESES = {EntryType.THESIS, EntryType.MASTERS_THESIS}  # of which the third author is an advisor
_MASTERS = regex(r".{0,200}(?:\bmaster|\bm\.?s\.?c|硕士)", re.DOTALL)
_PROCEEDINGS = regex(r"\b(?:proceedings|conference|symposium|workshop)\b", re.IGNORECASE)
_PLACES = regex(r";{2,9}|；|;(?=[^\x00-\x7F]|\s{0,9}\Z)")  # between addresses, by CNKI


def recognize(text: str) -> float:
    """How surely a text is in EndNote's or refer's format."""
    sample = text[:SAMPLE]
    if BIBCODE.search(sample):
        return 0.0
    return 0.96 if _MARK.search(sample) and _TWO.search(sample) else 0.0


_LAYOUT = Layout(
    tag=tagged_as(_TAG),
    tells=frozenset({"T", "A"}),
    first=frozenset({"0"}),
    late=True,
    # Classic refer has no types: there an empty line parts the records.
    parts=lambda began, tag: began != "0",  # noqa: ARG005
)


def _record(tags: Tags, lines: tuple[int, int]) -> Record | Paper:
    told = told_by(keywords(found.lines for found in tags.fields("K")))
    note = clean(note_text("\n\n".join(tags.every("<")))).strip()
    made = _publication(tags, lines, told)
    return paper_of(made, told, note=note)


def _publication(tags: Tags, lines: tuple[int, int], told: Told) -> Record:
    kind, name = _kind(tags)
    authors, year = tags.every("A"), tags.one("D")
    addresses = links(tags, "U")
    number = tags.peek("R")
    files = dict.fromkeys(map(squeeze, tags.every(">")))
    # The ACL Anthology and bibutils name the proceedings as a series.
    venues = ("B", "J", "S") if kind in _CONTAINED else ("J", "B")
    venue, publisher = venue_and_publisher(kind, plain(tags.one(*venues)), plain(tags.one("I")))
    return make_record(
        "refer",
        lines,
        title=plain(tags.one("T")),
        authors=[*people(authors), *(Name(literal=squeeze(group)) for group in tags.every("Q"))],
        authors_complete=told.authors_complete and not goes_on(authors),
        editors=list(people(tags.every("E", *(() if kind in _THESES else ("Y",))))),
        affiliations=[place for text in tags.every("+") for place in _PLACES.split(text)],
        date=date(year, tags.peek("8")) or year,
        entry_type=kind,
        venue=venue,
        volume=tags.one("V"),
        number=tags.one("N"),
        pages=pages(tags.one("P", "&")),
        publisher=publisher,
        abstract=abstract(tags.one("X")),
        doi=tags.one("R") if find_doi(number) else next(filter(find_doi, addresses), None),
        keywords=told.keywords,
        addresses=addresses,
        attachments=map(Attachment.at, files),
        citekey=tags.one("F") if citekey.is_valid(tags.peek("F")) and find_doi(tags.peek("F")) is None else None,
        extra={"%0": name, **{f"%{tag}": text for tag, text in tags.left().items()}},
    )


def _kind(tags: Tags) -> tuple[EntryType, str]:
    """What kind of publication it is, and its type in the words of the source; refer's says where it was published."""
    name = squeeze(tags.one("0") or "")
    named = " ".join((name, tags.peek("9"))).strip().casefold()
    kind = kind_named(_TYPES, [named])
    if kind is EntryType.THESIS and _MASTERS.match(named):
        return EntryType.MASTERS_THESIS, name
    book = tags.peek("B")
    if kind is None and (tags.peek("J") or (book and tags.peek("N") and not tags.peek("I"))):
        return EntryType.ARTICLE, name
    if kind is None and book:
        return EntryType.CONFERENCE if _PROCEEDINGS.search(book) else EntryType.CHAPTER, name
    return kind or (EntryType.BOOK if not name and tags.peek("I") else EntryType.MISC), name


READER = tagged_reader("refer", "EndNote (.enw), refer", recognize, _LAYOUT, _record)
