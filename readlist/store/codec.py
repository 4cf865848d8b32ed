"""Records and papers as rows: which column holds which field, and how a value is written in it."""

from __future__ import annotations

import json
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType, Paper, Record, Source, Status
from readlist.model.text import fingerprint, fold
from readlist.store.relations import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

Stored = str | int | None
Column = tuple[str, Stored]
"""A column and what stands in it."""
_Value = TypeVar("_Value", Record, Paper)


_REMEMBERED = 1 << 14  # texts that are asked for several times in one import
_STATUSES = {str(status): status for status in Status}
_decode = json.JSONDecoder().raw_decode
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _load(text: str) -> Any:
    """The value in our own JSON, which has no blanks around it."""
    return _decode(text)[0]


def _dump_names(names: Sequence[Name]) -> str:
    return f"[{','.join(map(_dump_name, names))}]"


@lru_cache(_REMEMBERED)
def _dump_name(name: Name) -> str:
    """A name without the empty parts at its end."""
    parts = list(name)
    while parts and not parts[-1]:
        parts.pop()
    return _dump(parts)


def _load_names(text: str) -> tuple[Name, ...]:
    return () if text == "[]" else tuple([Name(*parts) for parts in _load(text)])


def _dump_list(values: Sequence[str | int]) -> str:
    return _dump(list(values)) if values else "[]"


def _load_list(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(_load(text))


def _dump_attachments(attachments: Sequence[Attachment]) -> str:
    return _dump([list(attachment) for attachment in attachments]) if attachments else "[]"


def _load_attachments(text: str) -> tuple[Attachment, ...]:
    return () if text == "[]" else tuple([Attachment(*parts) for parts in _load(text)])


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
    return {} if text == "{}" else _load(text)


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
    "attachments": (_dump_attachments, _load_attachments),
    "extra": (_dump_extra, _load_extra),
    "doubts": _LIST,
}
_in_columns = attrgetter(*RECORD_COLUMNS)
_WRITTEN = [(at, write) for at, (write, _) in enumerate(RECORD_COLUMNS.values()) if write is not _same]
READING_COLUMNS: dict[str, Codec] = {
    "present": (int, bool),
    "status": (str, Status),
    "starred": (int, bool),
    "priority": _PLAIN,
    "citekey": _PLAIN,
    "note": _PLAIN,
    "snoozed": _PLAIN,
}
DERIVED_COLUMNS = ("year", "title_folded", "authors_folded", "title_print", "abstract_print")
SOURCES_OF_DERIVED = frozenset({"title", "authors", "date", "abstract"})


LISTS = frozenset({"tags", *RELATIONS})
"""The fields that are lists in tables of their own; in the journal they are JSON."""


def write_value(field: str, value: Any) -> Stored:
    """A field's value as it stands in its column."""
    if field in LISTS:
        return _dump_list(value)
    columns = READING_COLUMNS if field in READING_COLUMNS else RECORD_COLUMNS
    return columns[field][0](value)


def read_tags(stored: Stored) -> tuple[str, ...]:
    """The tags in a journal value."""
    return _load_list(str(stored))


def record_row(record: Record) -> list[Stored]:
    """The values of RECORD_COLUMNS, in their order."""
    values = list(_in_columns(record))
    for at, write in _WRITTEN:
        values[at] = write(values[at])
    return values


def derived_row(record: Record) -> list[Stored]:
    """The values of DERIVED_COLUMNS, in their order."""
    return [
        record.year,
        fold(record.title or ""),
        fold(" ".join(name.display for name in record.authors)),
        title_print(record),
        abstract_print(record),
    ]


def title_print(record: Record) -> int | None:
    """The fingerprint by which papers of the same title are found."""
    return fingerprint(record.title) if record.title else None


def abstract_print(record: Record) -> int | None:
    """The fingerprint by which papers of the same abstract are found: that of its beginning, which a cut one shares."""
    return _beginning_print(record.abstract[:600]) if record.abstract else None


@lru_cache(_REMEMBERED)
def _beginning_print(beginning: str) -> int:
    return fingerprint(fold(beginning)[:200])


def identity_columns(record: Record) -> list[Column]:
    """The columns by which the same paper is found, with what a record has in them."""
    values = {
        "doi": record.doi,
        "arxiv": record.arxiv,
        "title_print": title_print(record),
        "abstract_print": abstract_print(record),
    }
    return [(column, value) for column, value in values.items() if value is not None]


class Known(NamedTuple):
    """Values of columns that some paper of a library has, with those of ``print``, which some passage has."""

    values: frozenset[Column]

    def has(self, columns: Iterable[Column]) -> bool:
        """Whether some paper may be the same as a record that has these."""
        return not self.values.isdisjoint(columns)

    def told(self, words: int) -> bool:
        """Whether lines with this fingerprint told of a paper before."""
        return ("print", words) in self.values


class Selection(NamedTuple):
    """A statement that selects papers, with the fields of the record that it fills; the others keep their defaults."""

    sql: str
    names: tuple[str, ...]
    readers: tuple[tuple[str, Callable[[Any], Any]], ...]

    def paper(self, row: Sequence[Any], tags: tuple[str, ...] = (), source: Source | None = None) -> Paper:
        """The paper of a row of the statement, with its tags and source."""
        id_, status, starred, priority, citekey, added, changed, note, snoozed = row[:9]
        values = dict(zip(self.names, row[9:], strict=True))
        for name, read in self.readers:
            values[name] = read(values[name])
        record = _made(Record, {"extra": {}, **values, "citekey": citekey, "source": source})
        state = {"id": id_, "status": _STATUSES[status], "starred": bool(starred), "priority": priority}
        texts = {"tags": tags, "note": note, "snoozed": snoozed, "added": added, "changed": changed}
        return _made(Paper, {"record": record, **state, **texts})


def _made(kind: type[_Value], values: dict[str, Any]) -> _Value:
    """A frozen value; its constructor would set each field by itself, which is most of the cost of a long list."""
    made = object.__new__(kind)
    made.__dict__.update(values)
    return made


def selection(fields: Container[str] | None = None) -> Selection:
    """The selection of papers with all fields of their records, or with some; a heading can always be made."""
    chosen = [name for name in RECORD_COLUMNS if fields is None or name in fields or name == "abstract"]
    columns = [f"p.{name}" for name in chosen]
    if fields is not None and "abstract" not in fields:
        columns[chosen.index("abstract")] = "CASE WHEN p.title IS NULL THEN p.abstract END"
    sql = ", ".join(
        ("SELECT r.paper, r.status, r.starred, r.priority, r.citekey, r.added, r.changed, r.note, r.snoozed", *columns)
    )
    readers = tuple((name, read) for name in chosen if (read := RECORD_COLUMNS[name][1]) is not _same)
    return Selection(f"{sql} FROM reading r JOIN paper p ON p.id = r.paper", tuple(chosen), readers)


WHOLE = selection()
