"""JSON lines: one record an object, nothing lost either way."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from readlist.formats._kinds import Evidence, Reader, WriteOptions, Writer
from readlist.model.dates import PartialDate
from readlist.model.identifiers import Arxiv, find_doi, normalize_arxiv
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Problem, Record, Source
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_SEEN = 20  # lines looked at to recognize the notation
_SHOWN = 500  # letters of a bad line in its problem
_DIGITS = 4300  # of the longest number that Python reads
_SAYS_MUCH = frozenset({"title", "authors", "names", "abstract", "doi", "arxiv"})
_LIBRARY_KEYS = frozenset({"id", "status", "starred", "priority", "tags", "note", "added", "changed"})
_AUTHORS = re.compile(r"\s*;\s*|,? and ")
_EMPTY: tuple[Any, ...] = (None, "", [], {})


def recognize(text: str) -> float:
    """How surely a text is records in JSON, one a line."""
    lines = [line for line in text[: 1 << 20].split("\n")[:_SEEN] if line.strip()]
    return sum(map(_is_record, lines)) / len(lines) if lines else 0.0


def _is_record(line: str) -> bool:
    if not line.lstrip().startswith("{"):
        return False
    try:
        return not _SAYS_MUCH.isdisjoint(_object(line))
    except (ValueError, RecursionError):
        return False


def read(text: str, evidence: Evidence) -> Iterator[Record | Problem]:  # noqa: ARG001  names are not glued here
    """The records of a text, and a problem for each line that is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _record(_object(line), number)
            except json.JSONDecodeError as error:
                yield Problem((number, number), f"no JSON: {error.msg}", line[:_SHOWN])
            except ValueError as error:
                yield Problem((number, number), str(error), line[:_SHOWN])
            except RecursionError:
                yield Problem((number, number), "nested too deeply", line[:_SHOWN])


def _object(line: str) -> dict[str, Any]:
    """The JSON object in a line; ValueError where there is none."""
    found = json.loads(line, parse_constant=_refused, parse_int=_integer)
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004  one kind of error for one bad line
    return found


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def _record(found: dict[str, Any], number: int) -> Record:
    """The record in an object; what is unknown or cannot be kept where it stands is kept as text in ``extra``."""
    values: dict[str, Any] = {}
    extra = _texts(found.get("extra") or {})
    for key, value in found.items():
        if value in _EMPTY or (key in _PASSED and not _is_foreign_id(key, value)):
            continue
        known = _READERS[key](value) if key in _READERS else None
        if known is None:
            extra[clean(key)] = _as_text(value)
        else:
            values[key] = known
    if values.keys().isdisjoint(_SAYS_MUCH) and "url" not in values:
        raise ValueError("no title, author, abstract or identifier")
    values["authors"] = values.pop("names", None) or values.get("authors", ())
    arxiv = values.pop("arxiv", None)
    if arxiv:
        values |= {"arxiv": arxiv.id, "arxiv_version": values.get("arxiv_version") or arxiv.version}
    year = values.pop("year", None)
    values.pop("source", None)
    values.setdefault("date", PartialDate.checked(year) if year else None)
    doubts = values.pop("doubts", ()) or (() if "title" in values else ("no title",))
    return Record(**values | {"doubts": doubts, "extra": extra}, source=_source(number))


def _is_foreign_id(key: str, value: Any) -> bool:
    """Whether this is the identifier of another collection: our own ids are numbers."""
    return key == "id" and not isinstance(value, int)


def _source(number: int) -> Source:
    return Source("", "jsonl", (number, number))


def _text(value: Any) -> str | None:
    if isinstance(value, dict | list | bool):
        raise ValueError(f"{json.dumps(value)[:40]} is no text")  # noqa: TRY004  one kind of error for one bad line
    return clean(str(value)).strip() or None


def _as_text(value: Any) -> str:
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _texts(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {"extra": _as_text(value)}
    return {clean(key): _as_text(held) for key, held in value.items()}


def _line(value: Any) -> str | None:
    return squeeze(_text(value) or "") or None


def _list(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(_line, items)))


def _names(value: Any) -> tuple[Name, ...]:
    items = value if isinstance(value, list) else _parted(value) if isinstance(value, str) else [value]
    return tuple(name for item in items if (name := _name(item)) is not None)


def _parted(names: str) -> list[str]:
    """Names in one text: parted by semicolons, "and", and commas between whole names."""
    found: list[str] = []
    for item in _AUTHORS.split(names):
        whole = item.split(", ")
        found += whole if all(" " in name for name in whole) else [item]
    return found


def _name(value: Any) -> Name | None:
    if isinstance(value, dict):
        parts = {part: _line(value.get(part) or "") or "" for part in Name._fields}
        if any(parts.values()):
            return Name(**parts)
        value = value.get("name") or ""
    text = _line(value)
    return Name.parse(text) if text else None


def _date(value: Any) -> PartialDate | None:
    return PartialDate.parse(str(value)) if value else None


def _number(value: Any) -> int | None:
    return int(value) if str(value).isdecimal() and len(str(value)) < 10 else None


def _entry_type(value: Any) -> EntryType | None:
    return next((known for known in EntryType if known == value), None)


def _doi(value: Any) -> str | None:
    text = _line(value)
    return find_doi(text) or (text if text.startswith("10.") else None) if text else None


def _arxiv(value: Any) -> Arxiv | None:
    text = _line(value)
    return normalize_arxiv(text) if text else None


def _attachments(value: Any) -> tuple[Attachment, ...]:
    items = value if isinstance(value, list) else [value]
    parts = (item if isinstance(item, dict) else {"path": item} for item in items)
    return tuple(Attachment(path, _line(item.get("type")) or "") for item in parts if (path := _line(item.get("path"))))


def _code(value: Any) -> bool | str | None:
    return value if isinstance(value, bool) else _line(value)


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
    "doi": _doi,
    "arxiv": _arxiv,
    "arxiv_version": _number,
    "categories": _list,
    "keywords": _list,
    "url": _line,
    "urls": _list,
    "code": _code,
    "editors": _names,
    "attachments": _attachments,
    "citekey": _line,
    "doubts": _list,
    # These two repeat what is known, unless they are something else.
    "year": _number,
    "source": lambda value: value if isinstance(value, dict) else None,
}
_PASSED = _LIBRARY_KEYS | {"extra"}


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
        "attachments": [attachment._asdict() for attachment in record.attachments],
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
