"""Records and papers as rows: which column holds which field, and how a value is written in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Record, Source, Status
from readlist.model.query import folded_authors
from readlist.model.text import fingerprint, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Stored = str | int | None


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _dump_names(names: Sequence[Name]) -> str:
    return _dump([_trimmed(name) for name in names]) if names else "[]"


def _trimmed(name: Name) -> list[str]:
    parts = list(name)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _load_names(text: str) -> tuple[Name, ...]:
    return () if text == "[]" else tuple(Name(*parts) for parts in json.loads(text))


def _dump_list(values: Sequence[str]) -> str:
    return _dump(list(values)) if values else "[]"


def _load_list(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _dump_code(code: bool | str | None) -> str | None:  # noqa: FBT001  a field that may be an address
    return code if isinstance(code, str) or code is None else ("yes" if code else "no")


def _load_code(text: str | None) -> bool | str | None:
    return {"yes": True, "no": False}.get(text, text) if text else None


def _dump_date(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _load_date(text: str | None) -> PartialDate | None:
    return PartialDate(*map(int, text.split("-"))) if text else None


def _dump_extra(extra: Mapping[str, str]) -> str:
    return _dump(dict(extra)) if extra else "{}"


def _load_extra(text: str) -> dict[str, str]:
    return {} if text == "{}" else json.loads(text)


def _same(value: Any) -> Any:
    return value


Codec = tuple["Callable[[Any], Stored]", "Callable[[Any], Any]"]
_LIST: Codec = (_dump_list, _load_list)
_NAMES: Codec = (_dump_names, _load_names)
_PLAIN: Codec = (_same, _same)

RECORD_COLUMNS: dict[str, Codec] = {
    "title": _PLAIN,
    "authors": _NAMES,
    "authors_complete": (int, bool),
    "affiliations": _LIST,
    "date": (_dump_date, _load_date),
    "entry_type": (str, EntryType),
    "venue": _PLAIN,
    "volume": _PLAIN,
    "number": _PLAIN,
    "pages": _PLAIN,
    "publisher": _PLAIN,
    "abstract": _PLAIN,
    "doi": _PLAIN,
    "arxiv": _PLAIN,
    "arxiv_version": _PLAIN,
    "categories": _LIST,
    "keywords": _LIST,
    "url": _PLAIN,
    "urls": _LIST,
    "code": (_dump_code, _load_code),
    "editors": _NAMES,
    "extra": (_dump_extra, _load_extra),
    "doubts": _LIST,
}
READING_COLUMNS: dict[str, Codec] = {
    "present": (int, bool),
    "status": (str, Status),
    "starred": (int, bool),
    "priority": _PLAIN,
    "citekey": _PLAIN,
    "note": _PLAIN,
}
DERIVED_COLUMNS = ("year", "title_folded", "authors_folded", "title_print", "abstract_print")
SOURCES_OF_DERIVED = frozenset({"title", "authors", "date", "abstract"})


def write_value(field: str, value: Any) -> Stored:
    """A field's value as it stands in its column."""
    if field == "tags":
        return _dump_list(value)
    columns = READING_COLUMNS if field in READING_COLUMNS else RECORD_COLUMNS
    return columns[field][0](value)


def read_tags(stored: Stored) -> tuple[str, ...]:
    """The tags in a journal value."""
    return _load_list(str(stored))


def record_row(record: Record) -> list[Stored]:
    """The values of RECORD_COLUMNS, in their order."""
    return [write(getattr(record, name)) for name, (write, _) in RECORD_COLUMNS.items()]


def derived_row(record: Record) -> list[Stored]:
    """The values of DERIVED_COLUMNS, in their order."""
    return [
        record.year,
        fold(record.title or ""),
        folded_authors(record.authors),
        title_print(record),
        abstract_print(record),
    ]


def title_print(record: Record) -> int | None:
    """The fingerprint by which papers of the same title are found."""
    return fingerprint(record.title) if record.title else None


def abstract_print(record: Record) -> int | None:
    """The fingerprint by which papers of the same abstract are found: that of its beginning, which a cut one shares."""
    return fingerprint(fold(record.abstract[:600])[:200]) if record.abstract else None


PAPER_SELECT = (
    "SELECT r.paper, r.status, r.starred, r.priority, r.citekey, r.added, r.changed, r.note, "
    + ", ".join(f"p.{name}" for name in RECORD_COLUMNS)
    + " FROM reading r JOIN paper p ON p.id = r.paper"
)
_READERS = tuple((name, read) for name, (_, read) in RECORD_COLUMNS.items())


def paper_from_row(row: Sequence[Any], tags: tuple[str, ...], source: Source | None) -> Paper:
    """The paper of a row of PAPER_SELECT with its tags and source."""
    id_, status, starred, priority, citekey, added, changed, note = row[:8]
    values = {name: read(value) for (name, read), value in zip(_READERS, row[8:], strict=True)}
    return Paper(
        record=Record(**values, citekey=citekey, source=source),
        id=id_,
        status=Status(status),
        starred=bool(starred),
        priority=priority,
        tags=tags,
        note=note,
        added=added,
        changed=changed,
    )
