"""Tables of papers: which column tells what, by the names that exporters and people of several tongues give it."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from readlist.formats._arxiv import CATEGORIES
from readlist.formats._bibtex.single import record_in
from readlist.formats._citations import CITATION, cited_in
from readlist.formats._json.members import without_markup
from readlist.formats._json.record import with_state
from readlist.formats._kinds import SHOWN
from readlist.formats._paper_links import doi_of
from readlist.formats._people import people
from readlist.formats._record import NO_PAPER, make_record, page_range, tells_of_a_paper
from readlist.formats._tables.column_names import TELLING, folded, kind_of, member_field, rank
from readlist.formats._tables.listed import listed, people_told, text_told
from readlist.formats._tables.of_arxiv import settle
from readlist.formats._tables.one_author import joined
from readlist.formats._tables.own import is_own, read_row
from readlist.formats._tables.people import closed, named
from readlist.formats._tables.rows import DELIMITERS, Row, rows, split, unguarded
from readlist.formats._tagged.values import addresses as addresses_in
from readlist.formats._tagged.values import date as date_of
from readlist.formats._tagged.values import volume
from readlist.formats._venues import kind_of as kind_of_venue
from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_arxiv, find_doi, find_urls
from readlist.model.identity import merge
from readlist.model.latex import decode_commands
from readlist.model.paper import Attachment, EntryType, Paper, Problem, Record, Status
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_HEADER_WITHIN = 20  # lines from the beginning
_KINDS_OF_VENUES = frozenset(("conference", "journal", "workshop", "preprint", "thesis"))  # and no name of one
_LISTS = frozenset(("affiliations", "categories", "keywords", "urls", "tags", "attachments"))
_PEOPLE = frozenset(("authors", "editors"))
_ADDRESSES = frozenset(("url", "urls", "attachments"))
_NUMBERS = frozenset(("year", "month", "day", "volume", "number", "pages", "first_page", "last_page"))
_SEPARATOR = regex(r"\s{0,9}[;|]\s{0,9}")
_COMMA = regex(r"\s{0,9}[,;|]\s{0,9}(?![^()]{0,100}\))")
_YES = frozenset("true yes y 1 x ja oui sí si *".split())
_NAME_OF_PAPER = frozenset(("name", "paper", "paper title", "article", "publication title"))
_SEVERAL = frozenset(
    ("entry_type", "date", "doi", "venue", "number", "keywords", "attachments")
)  # of which the first column that tells anything counts
_NOTHING = regex(r"\[no [\w ]{1,40} (?:available|listed)\]|nan|null|none|n/?a|\[\]|\{\}|[-–—]{1,3}", re.IGNORECASE)
_BETWEEN_NOTES = regex(r"(?<=>); (?=<)")  # in Zotero's cell for all notes of a paper
_OBJECT = regex(r"\{[^{}\"]{0,80}\"|\{'")  # of JSON or Python
_NUMBERED = regex(r"\s?\(\d{1,20}\)")  # authors, by Scopus
# Behind the names of people; in other letters their names stand there once more.
_PLACE = regex(
    r"\s?\(([A-Za-zÀ-ɏ][^()]{1,120}?)\s?\)(?=\s?[*†‡]?\s?(?:[;,|]|\Z))",
    re.IGNORECASE,
)
_OF_PUBMED = {"Description": "authors", "Details": "citation"}
_ROLES = frozenset("ed eds editor editors hrsg".split())
_DIGIT = regex(r"\d")
_IN_PROCEEDINGS = frozenset(("booktitle", "proceedingstitle"))  # no article of a journal stands
_JOURNALS = tuple("journal periodical zeitschrift revue revista rivista czasopismo журнал 期刊 掲載誌 저널".split())
_OF_PAGES = regex(r"\A(?:S|pp?|pags?|págs?|стр|с)\.\s?(?=[A-Za-z]?\d)", re.IGNORECASE)
_ONLY_YEAR = regex(r"\W*\d{4}\W*")
_NO = frozenset("false no n 0 nein non".split())
_NOTE_LINE = regex(r"(?P<name>citation key|arxiv)\s{0,9}:\s*(?P<value>\S+)[^\n]*", re.IGNORECASE)


class Cell(NamedTuple):
    """What stands under a column, and the field that the column tells or None."""

    column: str
    field: str | None
    text: str


_MANY = 4  # columns that papers have


class Header(NamedTuple):
    """The first row of a table: its line (from 1), its columns, and for each the field that it tells or None."""

    line: int
    columns: list[str]
    fields: list[str | None]

    @property
    def known(self) -> int:
        """How many columns tell a field."""
        return sum(field is not None for field in self.fields)

    @property
    def likeness(self) -> float:
        """How surely a table with these columns is one of papers."""
        if is_own(self.columns):
            return 1.0
        return 0.85 if self.known * 3 > len(self.columns) or self.known > _MANY else 0.6


def find_header(text: str, delimiter: str) -> Header | None:
    """The header of a table of papers in the beginning of a text; None where there is none."""
    for number, line in enumerate(text[:200_000].split("\n")[:_HEADER_WITHIN], start=1):
        if delimiter in line and len(line) < 20_000 and not line.startswith("|"):
            columns = [squeeze(cell) for cell in split(line, delimiter)]
            header = Header(number, columns, _fields(columns))
            fields = set(header.fields)
            if "title" in fields and len(fields & TELLING) > 1 and sum(map(_is_long, columns)) * 4 <= len(columns):
                return header
    return None


def _is_long(column: str) -> bool:
    """Whether what stands in place of the name of a column is more than names seldom are."""
    return len(column) > 60


def _fields(columns: Sequence[str]) -> list[str | None]:
    """The field of each column; of several for the same one that counts which is called so, or else the first."""
    told = [member_field(column) for column in columns]
    first = {field: _first_of(field, told, columns) for field in set(told)}
    fields = [field if field in _SEVERAL or first[field] == at else None for at, field in enumerate(told)]
    if "ShortDetails" in columns:  # as PubMed named what it exported once
        fields = [_OF_PUBMED.get(column, field) for column, field in zip(columns, fields, strict=True)]
    named = next((at for at, column in enumerate(columns) if column.casefold() in _NAME_OF_PAPER), None)
    if "title" not in fields and named is not None:
        fields[named] = "title"
    return fields


def _first_of(field: str | None, told: Sequence[str | None], columns: Sequence[str]) -> int:
    """The column that counts for a field."""
    places = (at for at, known in enumerate(told) if known == field)
    return min(places, key=lambda at: rank(columns[at]))


def read_table(text: str, notation: str, delimiter: str, *, headed: bool = True) -> Iterator[Record | Paper | Problem]:
    """The papers of a table, and a problem for each row that tells of none; ``headed`` ones may have a heading."""
    header = find_header(text, delimiter)
    if header is None:
        yield Problem((1, 1), "no row names the columns, one of them the title", text[:SHOWN].partition("\n")[0])
        return
    yield from _before(text, header, delimiter, headed=headed)
    told = (row for row in rows(text, delimiter, header.line + 1) if not _repeats(row, header))
    if is_own(header.columns):
        yield from (row if isinstance(row, Problem) else read_row(row, header.columns, notation) for row in told)
        return
    for row in joined(closed(told, header.fields), header.columns, header.fields):
        yield row if isinstance(row, Problem) else _paper(row, header, notation, delimiter)


def _repeats(row: Row | Problem, header: Header) -> bool:
    """Whether a row names the columns again, as further tables below the first do."""
    return isinstance(row, Row) and [cell.strip() for cell in row.cells] == [name.strip() for name in header.columns]


def _before(text: str, header: Header, delimiter: str, *, headed: bool) -> Iterator[Problem]:
    """The rows before the header, whatever parts their cells; what is no row there may be the heading of the table."""
    for row in rows("\n".join(text.split("\n", header.line)[: header.line - 1]), delimiter):
        if isinstance(row, Problem):
            yield row
            continue
        shown = delimiter.join(row.cells)
        filled = max(sum(map(bool, split(shown, other))) for other in DELIMITERS)
        is_cut = any(cell.count('"') % 2 for cell in row.cells)
        if is_cut or not headed or filled >= _MANY or filled * 2 > len(header.columns):
            yield Problem(row.lines, "a row before the names of the columns", shown[:SHOWN])


def _paper(row: Row, header: Header, notation: str, delimiter: str) -> Record | Paper | Problem:
    shown = delimiter.join(row.cells)[:SHOWN]
    if len(row.cells) > len(header.columns) and any(row.cells[len(header.columns) :]):
        return Problem(row.lines, f"{len(row.cells)} cells under {len(header.columns)} columns", shown)
    cells = map(Cell, header.columns, header.fields, map(_bare, row.cells))
    return paper_of(sorted(cells, key=lambda cell: rank(cell.column)), notation, row.lines, shown)


def _bare(cell: str) -> str:
    """A cell without what spreadsheets and BibTeX need around it."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1]
    braced = text[:1] == "{" and text[-1:] == "}" and "{" not in text[1:] and not _OBJECT.match(text)
    return text[1:-1] if braced else unguarded(text)


def paper_of(cells: Iterable[Cell], notation: str, lines: tuple[int, int], shown: str) -> Record | Paper | Problem:
    """The paper that some cells tell of; a Paper where they tell of a reading state; a problem where of nothing."""
    values: dict[str, Any] = {}
    extra: dict[str, str] = {}
    columns: dict[str | None, str] = {}
    for column, field, cell in cells:
        if not cell:
            continue
        text = _told(field, cell.strip())
        columns.setdefault(field, column)
        if text and (field == "title" or _NOTHING.fullmatch(text) is None):
            told = "entry_type" if field == "venue" and text.casefold() in _KINDS_OF_VENUES else field
            places = _places(text) if told in _PEOPLE else ()
            placed = not places or (told == "authors" and values.setdefault("affiliations", places) == places)
            known = _value(told, text) if told else None
            if known is None or values.setdefault(told or "", known) != known or told == "citation" or not placed:
                name = column or "column"
                extra[name] = "; ".join(filter(None, (extra.get(name), text)))
    values = _of_citation(values.get("citation", "")) | values
    _settle_place(values)
    extra |= _told_in_note(values.get("extra", ""), values)
    settle(values, extra, columns.get("note", ""))
    values.setdefault("entry_type", _kind_by_column(columns.get("venue", ""), values))
    if values["entry_type"] is EntryType.ARTICLE and folded(columns.get("venue", "")) in _IN_PROCEEDINGS:
        values["entry_type"] = EntryType.CONFERENCE
    record = _record(values, extra, notation, lines)
    if "bibtex" in values:
        record = merge(record, values["bibtex"])
    if not tells_of_a_paper(record):
        return Problem(lines, NO_PAPER, shown)
    return with_state(record, values | {"tags": list(values["tags"])} if "tags" in values else values)


def _places(people: str) -> tuple[str, ...]:
    """What stands in brackets behind names and does not say what these people did."""
    return tuple(place for place in dict.fromkeys(_PLACE.findall(people)) if folded(place) not in _ROLES)


def _told(field: str | None, text: str) -> str:
    """What a cell says: a list in the notation of a program as names or words; no number where it is unknown."""
    if field in _NUMBERS and not text.strip("0"):
        return ""
    if field in _ADDRESSES and _OBJECT.match(text):
        return "; ".join(find_urls(text))
    if field is None or not text.startswith("[") or (found := listed(text)) == text:
        return text
    return people_told(found) if field in _PEOPLE else text_told(found)


def _settle_place(values: dict[str, Any]) -> None:
    """Tell apart what stands where a paper was published, or what it is about, and is more than that."""
    venue = values.get("venue", "")
    if venue.startswith(("http://", "https://")) and " " not in venue:
        address = values.pop("venue")
        if values.setdefault("url", address) != address:
            values["urls"] = (*values.get("urls", ()), address)
    elif (
        _DIGIT.search(venue)
        and find_arxiv(venue) is None
        and not values.keys() & {"volume", "number", "pages", "first_page"}
    ):
        told = cited_in(venue)
        if values.keys() & {"date", "year"}:
            told.pop("date", None)
        values |= told
    about = values.get("categories", ())
    if "entry_type" not in values and len(about) == 1 and about[0].casefold() in _KINDS_OF_VENUES:
        values["entry_type"] = kind_of(about[0])
        del values["categories"]


def _kind_by_column(column: str, values: Mapping[str, Any]) -> EntryType | None:
    """The kind of publication that the venue, or its column, tells by its name."""
    if not values.get("venue"):
        return None
    named = "" if "/" in column else folded(column)
    if named.startswith(("conference", "booktitle", "proceedings")):
        return EntryType.CONFERENCE
    if values.get("volume") or named.startswith(_JOURNALS):
        return EntryType.ARTICLE
    return kind_of_venue(values["venue"])


def _value(field: str, text: str) -> Any:
    """What a cell tells of a field; None where it is something else."""
    if field in _PEOPLE:
        bare = _PLACE.sub("", _NUMBERED.sub("", without_markup(text) or ""))
        return people(named(decode_commands(bare)))
    if field in _LISTS:
        return tuple(part for part in map(squeeze, _parts(text, field)) if part not in {"", "NA"})
    if field in _READ:
        return _READ[field](text)
    return text


def _parts(text: str, field: str) -> list[str]:
    """The items of a list; the commas of a place stand within it, and so do those of a list told with semicolons."""
    if "\n" in text and field in {"keywords", "tags"}:
        return text.split("\n")
    parted = _SEPARATOR if ";" in text or "|" in text or field == "affiliations" else _COMMA
    if field == "categories" and CATEGORIES.fullmatch(text) and not text.isalpha():
        return text.split()
    return [part.lstrip("*") if field == "keywords" else part for part in parted.split(text)]


def _flag(text: str) -> bool | None:
    return True if text.casefold() in _YES else False if text.casefold() in _NO else None


_READ: Mapping[str, Any] = {
    "entry_type": kind_of,
    "full_authors": lambda text: people(_NUMBERED.sub("", text)),
    "status": lambda text: next((known for known in Status if known == text.casefold()), None),
    "starred": _flag,
    "volume": volume,
    "priority": lambda text: int(text) if text in {"0", "1", "2", "3"} else None,
    "bibtex": record_in,
    "pages": lambda text: _OF_PAGES.sub("", text),
    "code": lambda text: flag if (flag := _flag(text)) is not None else next(iter(find_urls(text)), text),
    "note": lambda text: without_markup(_BETWEEN_NOTES.sub("\n", text)),
}


def _record(values: dict[str, Any], extra: dict[str, str], notation: str, lines: tuple[int, int]) -> Record:
    names, complete = values.get("full_authors") or values.get("authors") or ((), True)
    files, addresses = values.get("attachments", ()), values.get("urls", ())
    address, *others = _addresses(values.get("url", "")) or addresses[:1] or ("",)
    pages = values.get("pages") or page_range(values.get("first_page"), values.get("last_page"))
    article = values.get("article_number")
    return make_record(
        notation,
        lines,
        title=decode_commands(without_markup(values.get("title")) or ""),
        authors=names,
        authors_complete=complete,
        affiliations=values.get("affiliations", ()),
        date=_date(values, extra),
        entry_type=values.get("entry_type"),
        venue=decode_commands(values.get("venue", "")),
        volume=values.get("volume"),
        number=values.get("number"),
        pages=pages or article,
        publisher=values.get("publisher"),
        abstract=without_markup(values.get("abstract")),
        doi=values.get("doi") or doi_of(address) or find_doi(extra.get("id", "")),
        arxiv=values.get("arxiv"),
        categories=values.get("categories", ()),
        keywords=values.get("keywords", ()),
        url=address,
        urls=(*others, *chain.from_iterable(map(_addresses, addresses))),
        code=values.get("code"),
        editors=(values.get("editors") or ((), True))[0],
        attachments=map(Attachment.at, files),
        citekey=values.get("citekey"),
        extra={**extra, "article-number": article if pages not in {"", article} else None},
    )


def _of_citation(text: str) -> dict[str, str]:
    """What a citation like "J Bees. 2021 Jun;12(3):101-117. doi: 10.1000/1" tells of where and when."""
    found = CITATION.match(text)
    told = {**(found.groupdict() if found else {}), "doi": find_doi(text)}
    if not told.get("volume"):
        told.pop("venue", None)  # which may be an author
    return {name: part for name, part in told.items() if part}


def _addresses(text: str) -> tuple[str, ...]:
    """The web addresses between the blanks of a text; one without any is kept as it is."""
    text = text.replace(";http", " http")
    return tuple(addresses_in(text)) or (text,) if " " in text else (text,) if text else ()


def _date(values: Mapping[str, Any], extra: dict[str, str]) -> PartialDate | None:
    """The date in a column, or the year in another with what that column, or those of month and day, say of the day."""
    date, year, month, day = map(values.get, ("date", "year", "month", "day"))
    parts = "-".join(filter(None, (year, month, day)))
    spoken = parts if parts.replace("-", "").isdecimal() else parts.replace("-", " ")
    found = date_of(year or date, date, spoken if month else None)
    told = PartialDate.find(date) if date else None
    if date and (told is None or told[:1] != (found or told)[:1] or not (told.month or _ONLY_YEAR.fullmatch(date))):
        extra["date"] = date
    for name in ("year", "month", "day"):
        if name in values and (found is None or getattr(found, name) is None):
            extra[name] = values[name]
    return found


def _told_in_note(text: str, values: dict[str, Any]) -> dict[str, str]:
    """The rest of Zotero's field for whatever has no field, of which some lines tell of one."""
    rest = []
    for line in text.split("\n"):
        found = _NOTE_LINE.match(line)
        if found:
            values.setdefault(found["name"].casefold().replace("citation key", "citekey"), found["value"])
        else:
            rest.append(line)
    kept = "\n".join(rest).strip()
    return {"Extra": kept} if kept else {}
