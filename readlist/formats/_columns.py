"""Tables of papers: which column tells what, by the names that exporters and people of several tongues give it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from readlist.formats._citations import CITATION
from readlist.formats._column_names import TELLING, field_of, folded, kind_of
from readlist.formats._json_record import with_state
from readlist.formats._members import without_markup
from readlist.formats._own_table import is_own, read_row
from readlist.formats._people import people
from readlist.formats._record import NO_PAPER, make_record, tells_of_a_paper
from readlist.formats._table import Row, rows, split, unguarded
from readlist.formats._tagged_values import date as date_of
from readlist.model.dates import PartialDate
from readlist.model.paper import Attachment, EntryType, Paper, Problem, Record, Status
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_HEADER_WITHIN = 20  # lines from the beginning
_SHOWN = 500  # letters of a bad row in its problem
_LISTS = frozenset(("affiliations", "categories", "keywords", "urls", "tags", "attachments"))
_PEOPLE = frozenset(("authors", "editors"))
_SEPARATOR = regex(r"\s{0,9}[;|]\s{0,9}")
_COMMA = regex(r"\s{0,9}[,;|]\s{0,9}")
_YES = frozenset("true yes y 1 x ja oui sí si *".split())
_SEVERAL = frozenset(("entry_type", "date", "doi"))  # of which the first column that tells anything counts
_NOTHING = regex(r"\[no [\w ]{1,40} available\]|nan|null|none|n/?a", re.IGNORECASE)
_BETWEEN_NOTES = regex(r"(?<=>); (?=<)")  # in Zotero's cell for all notes of a paper
_NUMBERED = regex(r"\s?\(\d{1,20}\)")  # authors, by Scopus
_GLUED = regex(r"(?<!\bMc|\bDe|\bLe|\bLa|\bDi|\bDu)(?<!\bMac|\bVan|\bDel)(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
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
            if "title" in fields and len(fields & TELLING) > 1 and all(len(column) <= 60 for column in columns):
                return header
    return None


def _fields(columns: Sequence[str]) -> list[str | None]:
    """The field of each column; of several for the same one the first counts, unless each may be told its own way."""
    fields: list[str | None] = []
    for column in columns:
        field = field_of(column)
        fields.append(field if field not in fields or field in _SEVERAL else None)
    if "title" not in fields and "Name" in columns:
        fields[columns.index("Name")] = "title"
    return fields


def read_table(text: str, notation: str, delimiter: str) -> Iterator[Record | Paper | Problem]:
    """The papers of a table, and a problem for each row that tells of none."""
    header = find_header(text, delimiter)
    if header is None:
        yield Problem((1, 1), "no row names the columns, one of them the title", text[:_SHOWN].partition("\n")[0])
        return
    yield from _before(text, header, delimiter)
    for row in rows(text, delimiter, header.line + 1):
        if isinstance(row, Problem):
            yield row
        elif is_own(header.columns):
            yield read_row(row, header.columns, notation)
        else:
            yield _paper(row, header, notation, delimiter)


def _before(text: str, header: Header, delimiter: str) -> Iterator[Problem]:
    """The rows before the header; what is no row there is the heading of the table."""
    for row in rows("\n".join(text.split("\n", header.line)[: header.line - 1]), delimiter):
        filled = sum(map(bool, row.cells)) if isinstance(row, Row) else 0
        if isinstance(row, Row) and (filled > _MANY or filled * 2 > len(header.columns)):
            yield Problem(row.lines, "a row before the names of the columns", delimiter.join(row.cells)[:_SHOWN])
        elif isinstance(row, Problem):
            yield row


def _paper(row: Row, header: Header, notation: str, delimiter: str) -> Record | Paper | Problem:
    shown = delimiter.join(row.cells)[:_SHOWN]
    if len(row.cells) > len(header.columns) and any(row.cells[len(header.columns) :]):
        return Problem(row.lines, f"{len(row.cells)} cells under {len(header.columns)} columns", shown)
    cells = map(Cell, header.columns, header.fields, map(unguarded, row.cells))
    return paper_of(cells, notation, row.lines, shown)


def paper_of(cells: Iterable[Cell], notation: str, lines: tuple[int, int], shown: str) -> Record | Paper | Problem:
    """The paper that some cells tell of; a Paper where they tell of a reading state; a problem where of nothing."""
    values: dict[str, Any] = {}
    extra: dict[str, str] = {}
    columns: dict[str | None, str] = {}
    for column, field, cell in cells:
        text = cell.strip()
        columns.setdefault(field, column)
        if text and (field == "title" or _NOTHING.fullmatch(text) is None):
            known = _value(field, text) if field else None
            if known is None or values.setdefault(field or "", known) != known or field == "citation":
                extra[column or "column"] = text
    values.setdefault("entry_type", _kind_by_column(columns.get("venue", ""), values))
    record = _record(values, extra, notation, lines)
    if not tells_of_a_paper(record):
        return Problem(lines, NO_PAPER, shown)
    return with_state(record, values | {"tags": list(values["tags"])} if "tags" in values else values)


def _kind_by_column(column: str, values: Mapping[str, Any]) -> EntryType | None:
    """The kind of publication that the column of the venue tells by its name."""
    if not values.get("venue"):
        return None
    if folded(column).startswith(("conference", "booktitle", "proceedings")):
        return EntryType.CONFERENCE
    return EntryType.ARTICLE if values.get("volume") or folded(column).startswith("journal") else None


def _value(field: str, text: str) -> Any:
    """What a cell tells of a field; None where it is something else."""
    if field in _PEOPLE:
        return people(_parted(_NUMBERED.sub("", text)))
    if field in _LISTS:
        return tuple(filter(None, map(squeeze, _parts(text))))
    if field in _READ:
        return _READ[field](text)
    return text


def _parted(names: str) -> str:
    """Names that an exporter put together without anything between them, with semicolons.

    >>> _parted("Ada MoonBen J. McCallCee Lark"), _parted("Yann LeCun")
    ('Ada Moon; Ben J. McCall; Cee Lark', 'Yann LeCun')
    """
    parts = _GLUED.split(names)
    apart = len(parts) > 1 and not re.search("[,;|&]", names) and all(" " in part.strip() for part in parts)
    return "; ".join(parts) if apart else names


def _parts(text: str) -> list[str]:
    return (_SEPARATOR if ";" in text or "|" in text else _COMMA).split(text)


def _flag(text: str) -> bool | None:
    return True if text.casefold() in _YES else False if text.casefold() in _NO else None


_READ: Mapping[str, Any] = {
    "entry_type": kind_of,
    "full_authors": lambda text: people(_NUMBERED.sub("", text)),
    "status": lambda text: next((known for known in Status if known == text.casefold()), None),
    "starred": _flag,
    "priority": lambda text: int(text) if text in {"0", "1", "2", "3"} else None,
    "code": lambda text: flag if (flag := _flag(text)) is not None else text,
    "note": lambda text: without_markup(_BETWEEN_NOTES.sub("\n", text)),
}


def _record(values: dict[str, Any], extra: dict[str, str], notation: str, lines: tuple[int, int]) -> Record:
    extra |= _told_in_note(values.get("extra", ""), values)
    names, complete = values.get("full_authors") or values.get("authors") or ((), True)
    values = _of_citation(values.get("citation", "")) | values
    first, last = values.get("first_page"), values.get("last_page")
    return make_record(
        notation,
        lines,
        title=without_markup(values.get("title")),
        authors=names,
        authors_complete=complete,
        affiliations=values.get("affiliations", ()),
        date=_date(values.get("date"), values.get("year"), extra),
        entry_type=values.get("entry_type"),
        venue=values.get("venue"),
        volume=values.get("volume"),
        number=values.get("number"),
        pages=values.get("pages")
        or "-".join(dict.fromkeys(filter(None, (first, last))))
        or values.get("article_number"),
        publisher=values.get("publisher"),
        abstract=without_markup(values.get("abstract")),
        doi=values.get("doi"),
        arxiv=values.get("arxiv"),
        categories=values.get("categories", ()),
        keywords=values.get("keywords", ()),
        url=values.get("url"),
        urls=values.get("urls", ()),
        code=values.get("code"),
        editors=(values.get("editors") or ((), True))[0],
        attachments=tuple(map(_attachment, values.get("attachments", ()))),
        citekey=values.get("citekey"),
        extra=extra,
    )


def _of_citation(text: str) -> dict[str, str]:
    """What a citation like "J Bees. 2021 Jun;12(3):101-117." tells of volume, issue and pages."""
    found = CITATION.match(text)
    told = found.groupdict() if found else {}
    return {name: told[name] for name in ("volume", "number", "pages") if told.get(name)}


def _date(date: str | None, year: str | None, extra: dict[str, str]) -> PartialDate | None:
    """The date in a column, or the year in another with what that column says of the day."""
    if date and PartialDate.find(date) is None:
        extra["date"] = date
    return date_of(year or date, date)


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


def _attachment(path: str) -> Attachment:
    return Attachment(path, "pdf" if path.casefold().endswith(".pdf") else "")
