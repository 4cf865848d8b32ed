"""Tables of papers as our writers write them: a column a field, and the check that they read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readlist.errors import ExportError
from readlist.formats._columns import read_table, whole_name
from readlist.formats._json_record import written_object
from readlist.formats._table import written_row
from readlist.model.paper import Paper, Problem, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS = tuple(
    """
    citekey title authors authors_complete affiliations date entry_type venue volume number pages publisher abstract doi
    arxiv arxiv_version categories keywords url urls code editors attachments status starred priority tags note doubts
    extra
    """.split()
)
"""The fields that a table holds, named as in our JSON lines."""

_HINT = "Write JSON lines, which hold everything."
_PEOPLE = ("authors", "editors")
_STATE: dict[str, Any] = {"status": "inbox", "starred": False, "priority": 0, "tags": (), "note": None}


def write_table(papers: Iterable[Paper], delimiter: str) -> Iterator[str]:
    """The header, then a row a paper."""
    yield written_row(COLUMNS, delimiter)
    for paper in papers:
        yield written_row(_cells(paper, delimiter), delimiter)


def _cells(paper: Paper, delimiter: str) -> list[str]:
    """The cells of a paper: in a form for people where it reads back, else as JSON."""
    fields = _fields(paper)
    plain = {name: _plain(paper, name, fields[name]) for name in COLUMNS}
    back = _read_back(plain, delimiter)
    return [
        plain[name]
        if back.get(name) == fields[name] or not isinstance(fields[name], list | tuple | dict)
        else json.dumps(fields[name], ensure_ascii=False)
        for name in COLUMNS
    ]


def _fields(paper: Paper) -> dict[str, Any]:
    found = {**_STATE, **written_object(paper)}
    return found | {"authors": found["names"]}


def _read_back(cells: dict[str, str], delimiter: str) -> dict[str, Any]:
    text = written_row(COLUMNS, delimiter) + written_row((cells[name] for name in COLUMNS), delimiter)
    found = next(read_table(text, "csv", delimiter), None)
    if found is None or isinstance(found, Problem):
        return {}
    return _fields(found if isinstance(found, Paper) else Paper(record=found))


def _plain(paper: Paper, name: str, value: Any) -> str:
    if name in _PEOPLE:
        names = paper.record.authors if name == "authors" else paper.record.editors
        return "; ".join(map(whole_name, names))
    if name == "attachments":
        return "; ".join(attachment.path for attachment in paper.record.attachments)
    if name == "extra":
        return json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(value)
    return str(value) if value is not None else ""


def verify_table(text: str, papers: Iterable[Paper], delimiter: str) -> None:
    """Nothing where a written table reads back as the papers; ExportError names the first that does not."""
    found = read_table(text, "csv", delimiter)
    for paper in papers:
        back = next(found, None)
        if back is None or isinstance(back, Problem) or _content(back) != _content(paper):
            raise ExportError(f"the table does not read back: {paper.record.heading!r}", _HINT)
    if next(found, None) is not None:
        raise ExportError("the table does not read back: it holds more rows than papers", _HINT)


def _content(found: Record | Paper) -> dict[str, Any]:
    fields = _fields(found if isinstance(found, Paper) else Paper(record=found))
    return {name: fields[name] for name in COLUMNS}
