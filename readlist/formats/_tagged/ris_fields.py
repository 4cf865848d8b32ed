"""What the tags of RIS mean, whichever program wrote them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._reading import Told, paper_of, told_by
from readlist.formats._record import ISSUED, make_record, venue_and_publisher
from readlist.formats._tagged.values import (
    YEAR,
    date,
    goes_on,
    is_markup,
    keywords,
    known,
    links,
    note_text,
    pages,
    people,
    plain,
    volume,
)
from readlist.model import citekey
from readlist.model.identifiers import DOI_ADDRESS, find_arxiv, find_doi
from readlist.model.paper import Attachment, EntryType, Paper, Record
from readlist.model.regex import regex
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._tagged.entries import Field, Tags
    from readlist.model.dates import PartialDate
    from readlist.model.identifiers import Arxiv

PREPRINT = "Preprint"
MASTERS_THESIS = "Master's thesis"

# Reference types by what they are; those that are nothing more exact are not named in ``extra`` either.
TYPES = {
    **dict.fromkeys("JOUR EJOUR JFULL MGZN NEWS INPR ABST".split(), EntryType.ARTICLE),
    **dict.fromkeys("CONF CPAPER SLIDE".split(), EntryType.CONFERENCE),
    **dict.fromkeys("BOOK EBOOK EDBOOK SER CLSWK".split(), EntryType.BOOK),
    **dict.fromkeys("CHAP ECHAP ENCYC DICT".split(), EntryType.CHAPTER),
    **dict.fromkeys("RPRT GOVDOC STAND GRNT".split(), EntryType.REPORT),
    **dict.fromkeys("DATA DBASE AGGR".split(), EntryType.DATASET),
    **dict.fromkeys("ELEC WEB BLOG ICOMM MULTI".split(), EntryType.WEB),
    "THES": EntryType.THESIS,
    "COMP": EntryType.SOFTWARE,
    "UNPD": EntryType.MISC,
    "GEN": EntryType.MISC,
}
_EXACT = frozenset("JOUR CONF CPAPER BOOK CHAP RPRT DATA ELEC THES COMP UNPD GEN".split())
_IN_SERIES = {  # what a paper is whose type is that of the series it stands in, as Scopus gives it
    "conference paper": EntryType.CONFERENCE,
    "book chapter": EntryType.CHAPTER,
    "article": EntryType.ARTICLE,
    "review": EntryType.ARTICLE,
}
_CONTAINERS = ("BT", "T2", "JF", "JO", "JA", "J2")
SCHOOL = regex(r"universi|hochschule|college|pol[iy]te[ck]|of technology|école|университет|大学", re.IGNORECASE)
_NOT_WRAPPED = 100  # letters of a line
_DATE_OF_JSTOR = "Full publication date:"
_MANY = 3  # commas, more than stand in a name
_FILE_TYPES = frozenset("pdf ps eps djvu epub html htm txt doc docx png jpg jpeg".split())
_SCREENING = regex(r"ASReview_\w{1,30}", re.IGNORECASE)
_MASTERS = regex(r"\b(?:master|m\.?\s?sc|m\.?a\b|m\.?phil|magister|diplom)", re.IGNORECASE)
_CATEGORIES = regex(r"arXiv:\S{1,40}\s\[([\w., -]{1,300})\]", re.IGNORECASE)
_FILE_TYPE = regex(r"\.(\w{2,5})(?:[?#].{0,200})?\Z")
_BEFORE_DOI = regex(rf"doi:? ?|{DOI_ADDRESS}", re.IGNORECASE)
_PDF = regex(r"://.{1,500}/(pdf)/")
_KEY = regex(r"(?!10\.|https?:|doi:)[^A-Za-z]{0,63}[A-Za-z]", re.IGNORECASE)


def record(tags: Tags, lines: tuple[int, int]) -> Record | Paper:
    """What a record in RIS tells; a paper where it tells of a reading state."""
    told = told_by(keywords(found.lines for found in tags.fields("KW", "DE", "KY")))
    notes, screened = _notes(tags)
    return paper_of(_record(tags, lines, told), told, tags=screened, note="\n\n".join(notes))


def _notes(tags: Tags) -> tuple[list[str], list[str]]:
    """The user's notes, which are HTML as Zotero's are, and the labels that screening programs leave there."""
    notes = [clean(note_text(found.text)).strip() for found in tags.fields("N1", where=_is_users)]
    screened = [note for note in notes if _SCREENING.fullmatch(note)]
    return [note for note in notes if note and note not in screened], screened


def _is_users(found: Field) -> bool:
    return is_markup(found.text) or _SCREENING.fullmatch(found.text) is not None


def _record(tags: Tags, lines: tuple[int, int], told: Told) -> Record:
    kind, extra = _kind(tags)
    authors, editors = _people(tags, kind)
    title, venue, publisher = _title_and_place(tags, kind)
    arxiv, categories = _arxiv(tags)
    url, urls, attachments = _links(tags)
    return make_record(
        "ris",
        lines,
        title=title,
        authors=list(people(authors)),
        authors_complete=told.authors_complete and not goes_on(authors),
        editors=list(people(editors)),
        affiliations=list(_affiliations(tags)),
        date=_date(tags, extra),
        entry_type=kind,
        venue=venue,
        volume=volume(tags.one("VL", "VO")),
        number=known(tags.one("IS", "CP", "NO", *(("M1",) if kind is EntryType.REPORT else ()))),
        pages=pages(tags.one("SP"), tags.one("EP")) or pages(tags.one("C7", "AR", "PG")),
        publisher=None if kind in ISSUED and publisher == venue else publisher,
        abstract=plain(tags.one("AB", "N2")),
        doi=_doi(tags),
        arxiv=arxiv,
        categories=categories,
        keywords=told.keywords,
        url=url,
        urls=urls,
        attachments=attachments,
        citekey=_key(tags),
        extra=tags.left() | extra,
    )


def _affiliations(tags: Tags) -> Iterator[str]:
    """Places, one a field, several between semicolons, or one a line where lines are too long to be wrapped ones."""
    for found in tags.fields("AD"):
        wrapped = max(map(len, found.lines)) < _NOT_WRAPPED
        for line in [found.text] if wrapped else found.lines:
            yield from line.split(" ; ")


def _title_and_place(tags: Tags, kind: EntryType) -> tuple[str | None, str | None, str | None]:
    """The title, the venue and the publisher; of a thesis the university, beside which T2 names a part of it."""
    title = plain(tags.one("TI", "T1", "CT") or tags.one(*(("BT",) if kind is EntryType.BOOK else ())))
    if plain(tags.peek("ST")) == title:  # as EndNote repeats it
        tags.one("ST")
    publisher = plain(tags.one("PB", "PU"))
    at_school = kind in ISSUED and SCHOOL.search(publisher or "") and not SCHOOL.search(tags.peek("T2"))
    if at_school and title and tags.peek("T2")[:1].islower():  # as Pure goes on with the title
        title = f"{title}: {plain(tags.one('T2'))}"
    place = publisher if at_school else plain(tags.one(*_venue_tags(tags, kind)))
    return title, *venue_and_publisher(kind, place, publisher)


def _kind(tags: Tags) -> tuple[EntryType, dict[str, str]]:
    """What kind of publication it is, and the type as the source has it where that is more exact."""
    code = tags.peek("TY").upper()
    tags.every("TY")
    kind = TYPES.get(code, EntryType.MISC) if code or not tags.peek("JF", "JO", "JA") else EntryType.ARTICLE
    work = tags.peek("M3", "U3")
    if kind is EntryType.THESIS and _MASTERS.match(work):
        kind = EntryType.MASTERS_THESIS
    elif code == "SER":
        kind = _IN_SERIES.get(work.casefold(), kind)
    elif kind in {EntryType.MISC, EntryType.WEB} and work.casefold() == PREPRINT.casefold():
        kind = EntryType.PREPRINT
    if work in {PREPRINT, MASTERS_THESIS}:
        tags.one("M3")
    return kind, {} if code in _EXACT or not code else {"TY": code}


def _people(tags: Tags, kind: EntryType) -> tuple[list[str], list[str]]:
    """Authors and editors; the second authors of a book are its editors where it stands in a series."""
    authors = tags.every("AU", "A1")
    if tags.peek("TY") == "EDBOOK":
        return [], authors
    if tags.peek("TY") == "PAT":  # whose second author is who holds it
        return authors, []
    editors = tags.every("ED")
    second = [found.text for found in tags.fields("A2", where=lambda found: found.text.count(",") < _MANY)]
    if kind is not EntryType.BOOK:
        return authors, editors + second
    editors += tags.every("A3")
    return (authors, second + editors) if tags.peek("T2", "T3") or not authors else (authors + second, editors)


def _venue_tags(tags: Tags, kind: EntryType) -> tuple[str, ...]:
    """Where the name of the journal, proceedings, book or series stands, the full one first."""
    if kind is EntryType.BOOK:
        return ("T2", "T3", "JF")
    if kind is EntryType.CONFERENCE:
        # Zotero and Scopus name the proceedings in C3, Web of Science an affiliation, which it repeats.
        return (*(("C3",) if tags.count("C3") == 1 and not tags.peek("AN").startswith("WOS") else ()), *_CONTAINERS)
    return _CONTAINERS if kind is EntryType.CHAPTER else ("JF", "T2", "JO", "JA", "J1", "J2", "BT", "SO")


def _date(tags: Tags, extra: dict[str, str]) -> PartialDate | None:
    days = tags.every("DA")  # that of the issue, where publishers tell in Y1 when a paper was first to be seen
    year = tags.peek("PY") or next(filter(YEAR.search, days), tags.peek("Y1", "YR"))
    texts = days + tags.every("PY", "Y1", "YR")
    texts += [custom for custom in [tags.peek("C1")] if custom.startswith(_DATE_OF_JSTOR)]
    found = date(year, *texts)
    if left := [text for text in texts if found is None or (YEAR.search(text) and str(found.year) not in text)]:
        extra["DA"] = "; ".join(left)
    return found


def _doi(tags: Tags) -> str | None:
    """The DOI in its own tag, or in one of those that older exporters put it in."""
    places = (tags.peek(tag) for tag in ("M3", "L3", "N1", "ID", "UR"))
    told = tags.one("DO", "DI") or next((place for place in places if find_doi(place) and not is_markup(place)), None)
    own = _bare_doi(find_doi(told or "") or told or "")
    tags.fields("N1", "M3", "L3", "ID", where=lambda found: _bare_doi(found.text) == own)
    return told


def _bare_doi(text: str) -> str:
    return _BEFORE_DOI.sub("", squeeze(text), count=1).casefold()


def _arxiv(tags: Tags) -> tuple[Arxiv | None, list[str]]:
    """The arXiv identifier told by the accession number or a link, and the categories behind it."""
    number = tags.peek("AN")
    found = find_arxiv(number)
    if found is None:
        custom = tags.peek("C1")  # where the Astrophysics Data System writes "eprint: arXiv:2101.00001"
        places = [tags.peek("L1"), tags.peek("L2"), custom if custom.startswith("eprint:") else ""]
        return next(filter(None, map(find_arxiv, places)), None), []
    tags.one("AN")
    listed = _CATEGORIES.search(number)
    return found, listed[1].split(", ") if listed else []


def _links(tags: Tags) -> tuple[str | None, list[str], list[Attachment]]:
    """The address of the paper, further ones, and files."""
    # Libraries lead to the paper by way of themselves in LK.
    own, further = [*links(tags, "UR"), *links(tags, "LK")], links(tags, "L2")
    files = dict.fromkeys(map(squeeze, tags.every("L1", "L2", "L4")))
    return next(iter(own), None), [*own[1:], *further], [Attachment(path, _file_type(path)) for path in files]


def _file_type(path: str) -> str:
    found = _FILE_TYPE.search(path) or _PDF.search(path)
    return found[1].casefold() if found and found[1].casefold() in _FILE_TYPES else ""


def _key(tags: Tags) -> str | None:
    """The citation key, where the identifier looks like one."""
    own = tags.peek("ID")
    return tags.one("ID") if citekey.is_valid(own) and _KEY.match(own) else None
