"""Tables of papers as our writers write them, a column a field: written, read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readlist.formats._json.objects import load
from readlist.formats._json.record import name_parts, read_object, written_json, written_object
from readlist.formats._kinds import SHOWN
from readlist.formats._read_back import check_read_back
from readlist.formats._tables.rows import Row, rows, split, unguarded, written_row
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import UNTOUCHED, Paper, Problem, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COLUMNS = tuple(
    """
    citekey title authors authors_complete affiliations date entry_type venue volume number pages publisher abstract doi
    arxiv arxiv_version categories keywords url urls code editors attachments status starred priority tags note snoozed
    doubts extra
    """.split()
)
"""The fields that a table holds, named as in our JSON lines."""

_MARK = "authors_complete"  # a column that nobody else has
_PEOPLE = frozenset(("authors", "editors"))
_LISTS = frozenset(("affiliations", "categories", "keywords", "urls", "tags", "doubts", "attachments"))
_AS_JSON = _PEOPLE | _LISTS | {"extra", "code"}
_FLAGS = {"yes": True, "no": False}
_FLAGGED = frozenset(("authors_complete", "starred", "code"))
_NUMBERS = frozenset(("arxiv_version", "priority"))


def is_own(columns: Sequence[str]) -> bool:
    """Whether a table with these columns is one of ours."""
    return _MARK in columns


def write_table(papers: Iterable[Paper], delimiter: str) -> Iterator[str]:
    """The header, then a row a paper."""
    yield written_row(COLUMNS, delimiter)
    for paper in papers:
        fields = _fields(paper)
        yield written_row((_cell(name, fields[name]) for name in COLUMNS), delimiter)


def _fields(paper: Paper) -> dict[str, Any]:
    found = {**UNTOUCHED._asdict(), **written_object(paper)}
    return {name: _listed(found["names"] if name == "authors" else found[name]) for name in COLUMNS}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _cell(name: str, value: Any) -> str:
    """The value in a form for people where it reads back, else as JSON."""
    plain = _plain(name, value)
    return plain if name not in _AS_JSON or _value(name, plain) == value else written_json(value)


def _plain(name: str, value: Any) -> str:
    if value is None or value == {}:
        return ""
    if name in _PEOPLE:
        return "; ".join(_whole(Name(**{part: text or "" for part, text in parts.items()})) for parts in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _whole(name: Name) -> str:
    """A name as it stands in a list of names: "van der Maaten, Laurens"."""
    family = " ".join(filter(None, (name.particle, name.family)))
    return name.literal or ", ".join(filter(None, (family, name.suffix, name.given)))


def _value(name: str, cell: str) -> Any:
    """What a cell says, as it stands in an object of JSON."""
    if name in _AS_JSON and cell[:1] in ("[", "{", '"'):
        try:
            return load(f'{{"cell": {cell}}}')["cell"]
        except (ValueError, KeyError):
            return cell
    if name in _PEOPLE:
        return name_parts(map(Name.parse, _parts(cell)))
    if name in _LISTS:
        return _parts(cell)
    return _simple_value(name, cell)


def _simple_value(name: str, cell: str) -> Any:
    if name in _FLAGGED:
        return _FLAGS.get(cell, cell or None)
    if name in _NUMBERS and cell.isdecimal() and len(cell) < 4:
        return int(cell)
    if name == "date" and PartialDate.parse(cell) is None:
        cell = str(PartialDate.find(cell) or cell)
    return cell or ({} if name == "extra" else None)


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("; ") if part]


def read_row(row: Row, columns: Sequence[str], notation: str) -> Record | Paper | Problem:
    """The paper in a row of a table of ours; columns that are not ours are kept as extra fields."""
    cells = {name: unguarded(cell) for name, cell in zip(columns, row.cells, strict=False)}
    found = {name: cell if name == "note" else _value(name, cell.strip()) for name, cell in cells.items()}
    try:
        return read_object({_MARK: True} | found, notation, row.lines)
    except ValueError as error:
        return Problem(row.lines, str(error), " ".join(row.cells)[:SHOWN])


def verify_table(text: str, papers: Iterable[Paper], delimiter: str) -> None:
    """Nothing where a written table reads back as the papers; ExportError names the first that does not."""
    columns = split(text.partition("\n")[0], delimiter)
    found = (read_row(row, columns, "csv") if isinstance(row, Row) else row for row in rows(text, delimiter, 2))
    check_read_back("table", found, papers, _fields)
