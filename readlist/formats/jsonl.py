"""JSON lines: one record an object, nothing lost either way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readlist.formats._kinds import Evidence, Reader, WriteOptions, Writer
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Problem, Record, Source
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_SEEN = 20  # lines looked at to recognise the notation
_SAYS_MUCH = frozenset({"title", "authors", "names", "abstract", "doi", "arxiv"})
_LIBRARY_KEYS = frozenset({"id", "status", "starred", "priority", "tags", "note", "added", "changed"})


def recognize(text: str) -> float:
    """How surely a text is records in JSON, one a line."""
    lines = [line for line in text[: 1 << 20].split("\n")[:_SEEN] if line.strip()]
    good = sum(_is_record(line) for line in lines)
    return good / len(lines) if good else 0.0


def _is_record(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        return bool(_SAYS_MUCH & _object(line).keys()) and "source" in _object(line)
    except ValueError:
        return False


def read(text: str, evidence: Evidence) -> Iterator[Record | Problem]:  # noqa: ARG001  names are not glued here
    """The records of a text, and a problem for each line that is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _record(_object(line), number)
        except ValueError as error:
            yield Problem((number, number), str(error), line[:500])


def _object(line: str) -> dict[str, Any]:
    """The JSON object in a line; ValueError where there is none."""
    try:
        found = json.loads(line, parse_constant=_refused)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004  one kind of error for one bad line
    return found


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _record(found: dict[str, Any], number: int) -> Record:
    values = {name: read(found[name]) for name, read in _READERS.items() if found.get(name) not in (None, "", [])}
    if not values.keys() & _SAYS_MUCH and "url" not in values:
        raise ValueError("no title, author, abstract or identifier")
    names = values.pop("names", None) or values.get("authors") or ()
    date = values.get("date") or _date(found.get("year"))
    extra = {key: _as_text(value) for key, value in found.items() if key not in _KNOWN and value not in (None, "", [])}
    doubts = values.pop("doubts", ()) or (() if values.get("title") else ("no title",))
    values |= {"authors": names, "date": date, "doubts": doubts, "extra": {**values.get("extra", {}), **extra}}
    return Record(**values, source=Source("", "jsonl", (number, number)))


def _text(value: Any) -> str | None:
    if isinstance(value, dict | list | bool):
        raise ValueError(f"{json.dumps(value)[:40]} is no text")  # noqa: TRY004  one kind of error for one bad line
    return clean(str(value)).strip() or None


def _as_text(value: Any) -> str:
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _line(value: Any) -> str | None:
    return squeeze(_text(value) or "") or None


def _list(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(_line, items)))


def _names(value: Any) -> tuple[Name, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(name for item in items if (name := _name(item)) is not None)


def _name(value: Any) -> Name | None:
    if isinstance(value, dict):
        parts = {part: _line(value.get(part) or "") or "" for part in Name._fields}
        return Name(**parts) if any(parts.values()) else None
    text = _line(value)
    return Name.parse(text) if text else None


def _date(value: Any) -> PartialDate | None:
    return PartialDate.parse(str(value)) if value else None


def _number(value: Any) -> int | None:
    return int(value) if str(value).isdecimal() and len(str(value)) < 10 else None


def _entry_type(value: Any) -> EntryType:
    return EntryType(value) if value in set(EntryType) else EntryType.MISC


def _code(value: Any) -> bool | str | None:
    return value if isinstance(value, bool) else _line(value)


def _extra(value: Any) -> dict[str, str]:
    return {str(clean(key)): _as_text(held) for key, held in value.items()} if isinstance(value, dict) else {}


_READERS: dict[str, Callable[[Any], Any]] = {
    "title": _line,
    "authors": _names,
    "names": _names,
    "authors_complete": lambda value: value is not False,
    "affiliations": _list,
    "date": _date,
    "entry_type": _entry_type,
    "venue": _line,
    "volume": _line,
    "number": _line,
    "pages": _line,
    "publisher": _line,
    "abstract": _text,
    "doi": _line,
    "arxiv": _line,
    "arxiv_version": _number,
    "categories": _list,
    "keywords": _list,
    "url": _line,
    "urls": _list,
    "code": _code,
    "editors": _names,
    "extra": _extra,
    "citekey": _line,
    "doubts": _list,
}
_KNOWN = _READERS.keys() | _LIBRARY_KEYS | {"year", "source"}


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:  # noqa: ARG001  there is one way to write it
    """Each paper as an object in a line of its own."""
    for paper in papers:
        yield json.dumps(_written(paper), ensure_ascii=False) + "\n"


def _written(paper: Paper) -> dict[str, Any]:
    record = paper.record
    source = record.source
    fields: dict[str, Any] = {
        "title": record.title,
        "authors": [name.display for name in record.authors],
        "names": _name_parts(record.authors),
        "authors_complete": record.authors_complete,
        "affiliations": record.affiliations,
        "date": str(record.date) if record.date else None,
        "year": record.year,
        "entry_type": record.entry_type,
        "venue": record.venue,
        "volume": record.volume,
        "number": record.number,
        "pages": record.pages,
        "publisher": record.publisher,
        "abstract": record.abstract,
        "doi": record.doi,
        "arxiv": record.arxiv,
        "arxiv_version": record.arxiv_version,
        "categories": record.categories,
        "keywords": record.keywords,
        "url": record.url,
        "urls": record.urls,
        "code": record.code,
        "editors": _name_parts(record.editors),
        "extra": dict(record.extra),
        "citekey": record.citekey,
        "doubts": record.doubts,
        "source": {"name": source.name, "format": source.format, "lines": source.lines} if source else None,
    }
    return fields if paper.id is None else fields | {name: getattr(paper, name) for name in _STATE}


_STATE = ("id", "status", "starred", "priority", "tags", "note", "added", "changed")


def _name_parts(names: Sequence[Name]) -> list[dict[str, str | None]]:
    return [{part: value or None for part, value in name._asdict().items()} for name in names]


READER = Reader("jsonl", "JSON lines of readlist's own records", recognize, read)
WRITER = Writer("jsonl", "JSON lines: everything that is known, nothing lost", ".jsonl", write)
