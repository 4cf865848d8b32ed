"""The members of an object from JSON or YAML, taken by name whatever they hold; what nobody takes is left as text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from readlist.model.names import PARTICLES, SUFFIXES, Name
from readlist.model.regex import regex
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

EMPTY: tuple[Any, ...] = (None, "", [], {})
"""What tells nothing."""


def text_of(value: Any) -> str:
    """A text or number as text; empty for anything else.

    >>> text_of(1.0), text_of(" a "), text_of(True), text_of(None)
    ('1', ' a ', '', '')
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value if isinstance(value, str) else str(value) if type(value) in {int, float} else ""


def texts_of(value: Any) -> list[str]:
    """The texts in a list of texts, or the one text."""
    items = value if isinstance(value, list) else [value]
    return [text for item in items if (text := text_of(item).strip())]


class Members:
    """An object's members; each way to take one leaves it where it is of another kind than is asked for."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._left = {name: value for name, value in found.items() if value not in EMPTY}

    def text(self, *names: str) -> str | None:
        """The first text or number of these members; others that say the same are taken too."""
        found = None
        for name in names:
            text = squeeze(text_of(self._left.get(name)))
            if text and found in {None, text}:
                found = text
                del self._left[name]
        return found

    def prose(self, *names: str) -> str | None:
        """The first text of these members with its line ends."""
        for name in names:
            if text := text_of(self._left.get(name)).strip():
                del self._left[name]
                return text
        return None

    def texts(self, name: str) -> list[str]:
        """The texts in a list, or a single text."""
        value = self._left.get(name)
        if isinstance(value, list) and not all(map(text_of, value)):
            return []
        found = texts_of(value)
        if found:
            del self._left[name]
        return found

    def first(self, name: str) -> str | None:
        """The first text in a list, or a single text; the others of the list stay."""
        return self._one(name, 0)

    def last(self, name: str) -> str | None:
        """The last text in a list, or a single text; the others of the list stay."""
        return self._one(name, -1)

    def _one(self, name: str, at: int) -> str | None:
        found = self.texts(name)
        text = squeeze(found.pop(at)) if found else None
        if found:
            self._left[name] = found
        return text

    def members(self, name: str) -> Members:
        """The members of an object inside; what is taken of them is taken here."""
        value = self._left.get(name)
        if not isinstance(value, dict):
            return Members({})
        inside = Members(value)
        self._left[name] = inside._left
        return inside

    def objects(self, name: str) -> list[dict[str, Any]]:
        """The objects in a list of objects, or a single one."""
        value = self._left.get(name)
        given = [item for item in value if item is not None] if isinstance(value, list) else [value]
        found = [item for item in given if isinstance(item, dict)]
        if not found or len(found) < len(given):
            return []
        del self._left[name]
        return found

    def peek(self, name: str) -> Any:
        """A member as it is; it stays."""
        return self._left.get(name)

    def drop(self, *names: str) -> None:
        """Take members that repeat what is known."""
        for name in names:
            self._left.pop(name, None)

    def put(self, name: str, value: Any) -> None:
        """Leave a member in another form."""
        self._left[name] = value

    def left(self) -> dict[str, str]:
        """What nobody took, as texts; several values joined by "; "."""
        return dict(_flat(self._left))


def _flat(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in found.items():
        if value not in EMPTY:
            yield squeeze(clean(str(name))), as_text(value)


def as_text(value: Any) -> str:
    """Any value as text: a text as it is, a list of texts joined by "; ", anything else as JSON."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list) and value and all(map(text_of, value)):
        return clean("; ".join(map(text_of, value)))
    return clean(json.dumps(value, ensure_ascii=False, default=str))


def person(found: Mapping[str, Any]) -> Name | None:
    """The name in an object with the name's parts, as CSL, Crossref and others call them; None where there is none.

    >>> person({"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der"}).display
    'Laurens van der Maaten'
    >>> person({"first": "Ada", "middle": ["B.", "van", "der"], "last": "Moon", "suffix": ""}).particle
    'van der'
    """
    family, given = _part(found, "family", "lastName", "last"), _part(found, "given", "firstName", "first")
    given, between = _without_particle([given, *texts_of(found.get("middle"))])
    whole = _part(found, "literal", "name", "display_name", "fullname", "full_name", "author_name")
    if not family:
        return Name(literal=whole or given) if whole or given else None
    given, suffix = _without_suffix(given, _part(found, "suffix"))
    particle = " ".join(
        filter(None, (_part(found, "dropping-particle"), _part(found, "non-dropping-particle"), between))
    )
    if not particle and given and family.split(" ")[0] in PARTICLES and "," not in family:
        return Name.parse(f"{family}, {given}")._replace(suffix=suffix)
    return Name(family, given, particle, suffix) if given or particle or suffix else Name(literal=family)


def people(found: Iterable[Mapping[str, Any]]) -> tuple[Name, ...]:
    """The names in objects with their parts."""
    return tuple(filter(None, map(person, found)))


def _without_particle(given: list[str]) -> tuple[str, str]:
    """Given names in parts, and the particle among the last ones."""
    count = next((n for n, word in enumerate(reversed(given)) if word not in PARTICLES), len(given))
    return " ".join(filter(None, given[: len(given) - count])), " ".join(given[len(given) - count :])


def _without_suffix(given: str, suffix: str) -> tuple[str, str]:
    before, comma, behind = given.rpartition(", ")
    return (before, behind) if comma and not suffix and behind.casefold() in SUFFIXES else (given, suffix)


def _part(found: Mapping[str, Any], *names: str) -> str:
    return next((text for name in names if (text := squeeze(clean(text_of(found.get(name)))))), "")


_BLOCK = regex(r"</?(?:jats:)?(?:p|sec|title|list-item)(?:\s[^<>]{0,500})?/?>|<br\s{0,9}/?>", re.IGNORECASE)
_TAG = regex(
    r"</?(?:jats:|mml:)?(?:italic|bold|underline|monospace|roman|ext-link|xref|inline-formula|list|i|b|u|a|em|strong"
    r"|sub|sup|sc|scp|span|div|tt|small|h[1-6]|math|mrow|mi|mo|mn|mtext|msub|msup|mstyle)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def without_markup(text: str | None) -> str | None:
    """A text without the markup of JATS, HTML and CSL's rich text; blocks of it on lines of their own.

    >>> without_markup("<jats:p>Of <jats:italic>E. coli</jats:italic> &amp; a &lt; b</jats:p>")
    'Of E. coli & a < b'
    """
    if not text or ("<" not in text and "&" not in text):
        return text
    from html import unescape  # noqa: PLC0415  a large table, seldom needed

    bare = _TAG.sub("", _BLOCK.sub("\n", text)) if "<" in text else text
    return "\n".join(filter(None, map(str.strip, unescape(bare).split("\n"))))
