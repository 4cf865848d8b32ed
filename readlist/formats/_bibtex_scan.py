r"""BibTeX's own grammar: entries, their keys and fields, values as they stand in the file.

Braces are matched as BibTeX does, which knows no backslash: ``\{`` opens a group. Everything outside of entries is a
comment. An entry that cannot be read is a Problem; reading goes on at the next entry that begins a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readlist.model.paper import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(r"^[^\S\n]*@\s*([A-Za-z]+)\s*\{\s*([^\s,{}]*)\s*(?=[,}])", re.MULTILINE)
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_WORD = re.compile(r"[^\s\"#%'(),={}]+")
_END = re.compile(r"[\s,]*\}")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_QUOTE = re.compile(r'[{}"]')


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is written: type and field names in lower case, values without their delimiters."""

    type: str
    key: str
    fields: tuple[tuple[str, str], ...]
    line: int


class _Malformed(Exception):
    """What is wrong with an entry."""


def scan(text: str) -> Iterator[Entry | Problem]:
    """The entries of a text, and a Problem for each that breaks off, in order; lines count from 1."""
    place, line, counted = 0, 1, 0
    damaged = False  # after a first fault no value reaches into the next entry, or each fault would cost the whole rest
    while start := _START.search(text, place):
        line += text.count("\n", counted, start.start())
        counted = start.start()
        try:
            fields, place = _fields(text, start.end(), _next(text, start.end()) if damaged else len(text))
            yield Entry(start[1].lower(), start[2], fields, line)
        except _Malformed as fault:
            damaged = True
            place = _next(text, start.end())
            passage = text[counted:place].rstrip()
            yield Problem((line, line + passage.count("\n")), str(fault), passage)


def _next(text: str, place: int) -> int:
    found = _START.search(text, place)
    return found.start() if found else len(text)


def _fields(text: str, place: int, limit: int) -> tuple[tuple[tuple[str, str], ...], int]:
    """The fields from the comma after the key on, and the place behind the entry, which ends before ``limit``."""
    fields = []
    while found := _FIELD.match(text, place, limit):
        value, place = _value(text, found.end(), limit)
        fields.append((found[1].lower(), value))
    end = _END.match(text, place, limit)
    if end is None:
        raise _Malformed("the entry does not end with a brace")
    return tuple(fields), end.end()


def _value(text: str, place: int, limit: int) -> tuple[str, int]:
    """The value at a place without its delimiters, and the place behind it."""
    opening = text[place : place + 1]
    if opening == "{":
        end = _closing(text, place + 1, limit)
        return text[place + 1 : end], end + 1
    if opening == '"':
        end = _quoted(text, place + 1, limit)
        return text[place + 1 : end], end + 1
    word = _WORD.match(text, place, limit)
    if word is None:
        raise _Malformed("a field has no value")
    return word[0], word.end()


def _closing(text: str, start: int, limit: int) -> int:
    """The place of the brace that closes a group whose content begins at ``start``."""
    end = text.find("}", start, limit)
    if end >= 0 and text.find("{", start, end) < 0:
        return end
    depth = 1
    for brace in _BRACE.finditer(text, start, limit):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    raise _Malformed("a brace is not closed")


def _quoted(text: str, start: int, limit: int) -> int:
    """The place of the quotation mark, outside of all braces, that ends a value beginning at ``start``."""
    depth = 0
    for sign in _BRACE_OR_QUOTE.finditer(text, start, limit):
        if sign[0] != '"':
            depth += 1 if sign[0] == "{" else -1
        elif depth == 0:
            return sign.start()
    raise _Malformed("a quotation mark is not closed")
