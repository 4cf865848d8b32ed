"""Bibliographic fields as people type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from readlist.errors import NotFound, ReadlistError
from readlist.model import citekey
from readlist.model.dates import PartialDate
from readlist.model.identifiers import Arxiv, normalize_arxiv, normalize_doi
from readlist.model.names import Name
from readlist.model.paper import Attachment, EntryType
from readlist.model.regex import regex
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_Value = TypeVar("_Value")


def _authors(text: str) -> tuple[Name, ...]:
    text = _AND_OTHERS.sub("", text)
    parts = text.split(";") if ";" in text else text.split(" and ")
    return tuple(Name.parse(part) for part in parts if part.strip())


def _date(text: str) -> PartialDate:
    return _checked(PartialDate.parse(text), text, "a date", "Write 2023, 2023-06 or 2023-06-01.")


def _doi(text: str) -> str:
    return _checked(normalize_doi(text), text, "a DOI", "A DOI begins with 10. and has a slash.")


def _arxiv(text: str) -> Arxiv:
    return _checked(normalize_arxiv(text), text, "an arXiv identifier", "Write 2301.00001 or hep-th/9901001.")


def _key(text: str) -> str:
    good = text if citekey.is_valid(text) else None
    return _checked(
        good, text, "a citation key", "Use letters, digits and : _ . / + -, beginning with a letter or digit."
    )


def _type(text: str) -> EntryType:
    good = next((kind for kind in EntryType if text.lower() in {kind.value, kind.name.lower()}), None)
    return _checked(good, text, "an entry type", f"Known: {', '.join(EntryType)}.")


def _checked(value: _Value | None, text: str, what: str, hint: str) -> _Value:
    if value is None:
        raise ReadlistError(f"{text!r} is not {what}", hint)
    return value


def _list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(";"))))


def _attachments(text: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(path) for path in _BETWEEN_FILES.split(text) if path)


_PARSERS: dict[str, Callable[[str], Any]] = {
    "title": str,
    "authors": _authors,
    "date": _date,
    "doi": _doi,
    "arxiv": _arxiv,
    "citekey": _key,
    "entry_type": _type,
    "venue": str,
    "volume": str,
    "number": str,
    "pages": str,
    "publisher": str,
    "abstract": str,
    "url": str,
    "affiliations": _list,
    "categories": _list,
    "keywords": _list,
    "attachments": _attachments,
}
_BETWEEN_FILES = regex(r"(?:;(?:\s+|\Z))+")  # a semicolon alone may stand in the name of a file
_AND_OTHERS = regex(r"(?:^|[;,]? )(?:et al\.?|and others)$", re.IGNORECASE)
_LISTS = frozenset({"authors", "affiliations", "categories", "keywords", "attachments"})
ALIASES = {"year": "date", "author": "authors", "key": "citekey", "type": "entry_type"}


def parsed_fields(values: Mapping[str, str]) -> dict[str, Any]:
    """The values of fields from text: authors as "Given Family; Given Family", lists parted by semicolons.

    An empty text means that there is no value. Raises NotFound for an unknown field, ReadlistError for a bad value.

    >>> parsed_fields({"authors": "Ada Moon; Bo Li; et al."})["authors_complete"]
    False
    """
    parsed: dict[str, Any] = {}
    for name, text in values.items():
        field = ALIASES.get(name, name)
        if field not in _PARSERS:
            raise NotFound(f"no field named {name!r} can be edited", f"Known: {', '.join(sorted(_PARSERS))}.")
        cleaned = squeeze(clean(text))
        parsed[field] = _PARSERS[field](cleaned) if cleaned else () if field in _LISTS else None
        if field == "entry_type":
            parsed[field] = parsed[field] or EntryType.MISC
        if field == "arxiv":
            parsed["arxiv"], parsed["arxiv_version"] = parsed["arxiv"] or (None, None)
        if field == "authors":
            parsed["authors_complete"] = _AND_OTHERS.search(cleaned) is None
    return parsed
