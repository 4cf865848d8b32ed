"""A paper as the JSON object of the contract, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readlist.formats._json.members import EMPTY, person
from readlist.formats._people import parted
from readlist.formats._record import NO_PAPER, NO_TITLE
from readlist.model.dates import PartialDate
from readlist.model.identifiers import Arxiv, find_doi, normalize_arxiv, whole_doi
from readlist.model.names import Name
from readlist.model.paper import UNTOUCHED, Attachment, EntryType, Paper, Record, Source, Status
from readlist.model.regex import regex
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SAYS_MUCH = frozenset({"title", "authors", "names", "abstract", "doi", "arxiv"})
"""Members one of which makes an object a record."""

_HIGHEST_PRIORITY = 3
_NAME_PARTS = frozenset(Name._fields)


def read_object(found: Mapping[str, Any], notation: str, lines: tuple[int, int]) -> Record | Paper:
    """The record in an object; a Paper where it tells of a reading state; ValueError where there is none.

    What is unknown or cannot be kept where it stands is kept as text in ``extra``.
    """
    return with_state(_record(found, notation, lines), found)


def with_state(record: Record, found: Mapping[str, Any]) -> Record | Paper:
    """The record, as a Paper where an object tells of its reading."""
    state = states_of(found)
    return Paper(record=record, **state) if state else record


def states_of(found: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a Paper beside its record that an object tells."""
    return {name: known for name, read in _STATES.items() if (known := read(found.get(name))) is not None}


def fields_of(found: Mapping[str, Any], passed: set[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of a Record and the extra fields that an object tells, without the members to be passed over."""
    values: dict[str, Any] = {}
    extra = _texts(found.get("extra") or {})
    for key, value in found.items():
        if value in EMPTY or key == "extra" or key in passed or (key == "id" and isinstance(value, int)):
            continue
        known = _READERS[key](value) if key in _READERS else None
        if known is None:
            extra[clean(key)] = _as_text(value)
        else:
            values[key] = known
    values["authors"] = values.pop("names", None) or values.get("authors", ())
    arxiv = values.pop("arxiv", None)
    if arxiv:
        values |= {"arxiv": arxiv.id, "arxiv_version": values.get("arxiv_version") or arxiv.version}
    return values, extra


def _record(found: Mapping[str, Any], notation: str, lines: tuple[int, int]) -> Record:
    values, extra = fields_of(found, set(states_of(found)))
    known = {key for key, value in values.items() if value}
    if not known & SAYS_MUCH and "url" not in known and "authors_complete" not in found:
        raise ValueError(NO_PAPER)
    year = values.pop("year", None)
    values.pop("source", None)
    values.setdefault("date", PartialDate.checked(year) if year else None)
    doubts = values.pop("doubts", ()) or (() if "title" in values else (NO_TITLE,))
    return Record(**values | {"doubts": doubts, "extra": extra}, source=Source("", notation, lines))


def _text(value: Any) -> str | None:
    if isinstance(value, dict | list | bool):
        raise ValueError(f"{json.dumps(value)[:40]} is no text")  # noqa: TRY004  one kind of error for one bad line
    return None if value is None else clean(str(value)).strip() or None


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


def _names(value: Any) -> tuple[Name, ...] | None:
    """The people that are told of; None where some of them are told in another way."""
    items = value if isinstance(value, list) else parted(value) if isinstance(value, str) else [value]
    told = [item for item in items if (any(item.values()) if isinstance(item, dict) else item)]
    names = tuple(name for name in map(_name, told) if name and any(name))
    return names if len(names) == len(told) else None


def _name(value: Any) -> Name | None:
    if isinstance(value, dict):
        if not value.keys() <= _NAME_PARTS:
            known = person(value)
            return Name.parse(known.literal) if known and known.literal else known
        return Name(**{part: _line(value.get(part) or "") or "" for part in Name._fields})
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
    return whole_doi(text) or find_doi(text) or (text if text.startswith("10.") else None) if text else None


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


def _known_text(value: Any) -> str | None:
    return clean(value).rstrip() or None if isinstance(value, str) else None


def _tags(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        return None
    return _list(value)


def _day(value: Any) -> str | None:
    date = PartialDate.parse(value) if isinstance(value, str) else None
    return str(date) if date and date.day else None


_STATES: dict[str, Callable[[Any], Any]] = {
    "status": lambda value: next((known for known in Status if known == value), None),
    "starred": lambda value: value if isinstance(value, bool) else None,
    "priority": lambda value: value if type(value) is int and 0 <= value <= _HIGHEST_PRIORITY else None,
    "tags": _tags,
    "note": _known_text,
    "added": _known_text,
    "changed": _known_text,
    "snoozed": _day,
}


MEMBERS = frozenset((*_READERS, *_STATES, "extra"))
"""What the members of a paper are called."""


def written_json(value: Any, *, ascii: bool = False) -> str:  # noqa: A002 - the word of the option
    """The value as JSON on one line."""
    return unmelted(json.dumps(value, ensure_ascii=ascii))


def unmelted(text: str) -> str:
    r"""Written JSON in which no accent melts into the escape that stands before it.

    >>> print(unmelted('"' + chr(92) + "n" + chr(0x303) + '"'))
    "\n\u0303"
    """
    if text.isascii() or "\\" not in text:
        return text
    return _AFTER_ESCAPE.sub(lambda mark: f"\\u{ord(mark[0]):04x}", text)


_AFTER_ESCAPE = regex(r"(?<=\\[nrtbf])[\u0300-\u036f]")  # as the tilde that would make ñ of the n of a line feed


def written_object(paper: Paper) -> dict[str, Any]:
    """The members of a paper in the order of the contract; the reading state where there is one to tell."""
    record = paper.record
    source = record.source
    fields: dict[str, Any] = {
        "title": record.title,
        "authors": [name.display for name in record.authors],
        "names": name_parts(record.authors),
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
        "editors": name_parts(record.editors),
        "attachments": [attachment._asdict() for attachment in record.attachments],
        "extra": dict(record.extra),
        "citekey": record.citekey,
        "doubts": record.doubts,
        "source": {"name": source.name, "format": source.format, "lines": source.lines} if source else None,
    }
    return fields | {name: getattr(paper, name) for name in _STATE} if has_state(paper) else fields


def has_state(paper: Paper) -> bool:
    """Whether a paper is in a library, or its reading state is told by the source that it comes from."""
    return bool(paper.state != UNTOUCHED or paper.added or paper.changed or paper.id is not None)


_STATE = ("id", *_STATES)


def name_parts(names: Iterable[Name]) -> list[dict[str, str | None]]:
    """Names as objects with their parts."""
    return [
        {
            "family": family or None,
            "given": given or None,
            "particle": particle or None,
            "suffix": suffix or None,
            "literal": literal or None,
        }
        for family, given, particle, suffix, literal in names
    ]
