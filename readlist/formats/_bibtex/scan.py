r"""BibTeX's own grammar: entries, their keys and fields, values as they stand in the file with macros put in.

Braces are matched as BibTeX does, which knows no backslash: ``\{`` opens a group. Everything outside of entries is a
comment. What other programs let pass is read too: missing commas and keys, comments between fields, fields without a
value or with names that BibTeX does not know. An entry that cannot be read is a Problem; reading goes on at the next
entry that begins a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.paper import Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 1 << 20  # letters of an entry; what is longer is not closed

_NAME = r"[A-Za-z_][\w:.+/-]*"
_START = regex(rf"(?<![\w.])@\s{{0,9}}([A-Za-z][\w.-]*)\s{{0,9}}(\{{|\((?=\s*(?:[^\s,(){{}}=]*\s*,|{_NAME}\s*=)))")
_LINE_START = regex(r"^[^\S\n]*@[^\S\n]{0,9}[A-Za-z][\w.-]*\s{0,9}[{(]", re.MULTILINE)
# A whole entry inside of another one; words about an entry stand on one line.
_SWALLOWED = regex(r"\n@[A-Za-z]+[^\S\n]?[{(][^\s,{}()=]*,[^\S\n]*\n\s*[A-Za-z][\w-]*\s*=")
_KEYS = {
    bracket: regex(
        rf"\s*+(?:(?={_NAME}\s*=)|([^,，{{}}=\n{end}]*(?:,[^\s,{{}}=\"{end}]+(?=,\s*{_NAME}\s*=))?)(?:[,，]|(?=[\n{end}]))"
        rf"|([^\s,{{}}={end}]+)\s+(?={_NAME}\s*=))"
    )
    for bracket, end in (("{", "}"), ("(", ")"))
}
_BETWEEN = "[\\s,;，；]"  # where others write a comma
_FIELD = regex(rf"{_BETWEEN}*({_NAME})\s*=\s*")
_GROUP = regex(rf"{_BETWEEN}*({_NAME})\s*=\s*\{{")
# A name that BibTeX does not know, or without its equals sign, is one where a field may begin.
_ODD_FIELD = regex(
    rf"(?:(?<=,)|(?=\s*[,;，；\n])){_BETWEEN}*+"
    rf"([^\s,{{}}()=\"#%@][^\n,{{}}=\"#%@]{{0,60}}?(?=\s*=)|{_NAME}(?=[^\S\n]*\{{))\s*=?\s*"
)
_AROUND_NAME = ":\u200b\u2060\ufeff"  # what is no part of it, though some are not seen
_COMMENT = regex(rf"{_BETWEEN}*%[^\n]*")
_BLANK = regex(rf"{_BETWEEN}*")
_WORDS = regex(rf"[^\s\"#%{{}}(),=]+(?:[^\S\n]+(?!{_NAME}\s*=)[^\s\"#%{{}}(),=]+){{0,50}}")
_JOINT = regex(r"\s*#\s*")
_AFTER_VALUE = regex(rf"\s*(?:[,#}})%]|{_NAME}\s*=)")
_BRACKETS = {"}": regex(r"[{}]"), ")": regex(r"[{})]")}
_BRACE_OR_QUOTE = regex(r'[{}"\n]')
_LIKE_A_FIELD = regex(
    r"^[^\S\n]*[A-Za-z_][\w:.+/-]{0,40}[^\S\n]*=[^\S\n]*(?:[{\"]|\w{1,40}[^\S\n]*(?:[,#]|$|\w{1,40}[^\S\n]*=))",
    re.MULTILINE,
)
_BRACES_ONLY = regex(r"[\s})]*\Z")
_LINE_END = regex(r"[^\S\n]*(?:\n|\Z)")
_WORD = regex(r"[^\W_]{3}")
_SHORTEST_FIELD = 4
_HEAD = 200  # letters that the beginning of an entry may take
# The asides in which lines may look like fields: what has a key, or is TeX.
_WITH_FIELDS = {
    "comment": regex(r"\s*[^\s,{}=\"]+\s*,"),
    "preamble": regex(r"\s*(?:\"(?:[^\"\\]|\\.)*\"(?:\s*#\s*\"(?:[^\"\\]|\\.)*\")*|\{.*\})\s*\Z", re.DOTALL),
}
_STRAY = "fields outside of an entry"
# The title of a paper as Markdown links it; other readers would have found it.
_LINKED_TITLE = regex(
    r"\[[^\[\]\n]{25,300}\]\(https?://(?:arxiv\.org/|(?:dx\.)?doi\.org/10|openreview\.net/|aclanthology\.org/)[^\s)]{3,200}\)"
)
_CLOSING = {"{": "}", "(": ")"}


_Fields = tuple[tuple[str, str], ...]


class Entry(NamedTuple):
    """An entry as it is written: type and field names in lower case, values without their delimiters.

    A comment or preamble has one field without a name. ``lines`` are the first and the last, from 1.
    """

    type: str
    key: str
    fields: _Fields
    lines: tuple[int, int]


class _Malformed(Exception):
    """What is wrong with an entry, and how far the text was looked at to know it."""

    def __init__(self, reason: str, seen: int) -> None:
        super().__init__(reason)
        self.seen = seen


def scan(text: str) -> Iterator[Entry | Problem]:
    """The entries of a text, and a Problem for each that breaks off, in order; lines count from 1."""
    return scan_blocks((text,))


def scan_blocks(blocks: Iterable[str]) -> Iterator[Entry | Problem]:
    """The same for a text in blocks of whole lines, of which little more is held than an entry may take."""
    page = _Page(iter(blocks))
    macros: dict[str, str] = {}
    while True:
        start = page.next_start()
        yield from page.skip(start.start() if start else page.end_of_gap())
        if start is None and page.is_last:
            return
        if start is None or page.is_short:
            continue
        line = page.line
        try:
            key, fields, end = _entry(page, start, macros)
        except _Malformed as fault:
            page.suspect = max(page.suspect, fault.seen)
            end = page.line_start(start.end())
            passage = page.text[start.start() : end].rstrip()
            page.move(end)
            yield Problem((line, line + passage.count("\n")), str(fault), passage)
        else:
            page.move(end)
            if (name := start[1].lower()) == "string":
                macros.update((macro.casefold(), value) for macro, value in fields)
                if len(fields) > 1 or any(_LIKE_A_FIELD.search(value) for _, value in fields):  # BibTeX knows one only
                    yield Problem((line, page.line), "several macros in one @string", page.text[start.start() : end])
            else:
                yield Entry(name, key, fields, (line, page.line))


class _Page:
    """The part of a text that is looked at: what is before ``place`` is done, ``line`` is the line there.

    Up to ``suspect`` a fault has shown that brackets do not pair up, so no value is sought across entries there; else
    each of many faults could cost a look at all that follows.
    """

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks
        self.text = ""
        self.place = 0
        self.line = 1
        self.suspect = 0
        self.is_last = False

    @property
    def is_short(self) -> bool:
        """Whether more of the text has to be fetched before an entry can be read."""
        return not self.is_last and len(self.text) - self.place < LONGEST

    def next_start(self) -> re.Match[str] | None:
        """Where the next entry begins, behind no percent sign on its line."""
        if self.is_short:
            self._fetch()
        start = _START.search(self.text, self.place)
        while start is not None:
            at = start.start()
            line = self.text.rfind("\n", self.place, at) + 1 or self.place
            if line == at or "%" not in self.text[line:at]:
                return start
            end = self.text.find("\n", at)
            start = _START.search(self.text, end) if end >= 0 else None
        return None

    def _fetch(self) -> None:
        pieces = [self.text[self.place :]]
        size = len(pieces[0])
        while size < 2 * LONGEST:
            block = next(self._blocks, None)
            if block is None:
                self.is_last = True
                break
            pieces.append(block)
            size += len(block)
        self.text = "".join(pieces)
        self.suspect = max(0, self.suspect - self.place)
        self.place = 0

    def end_of_gap(self) -> int:
        """Up to where there is no entry, where no beginning of one was found."""
        end = len(self.text)
        return end if self.is_last else max(self.place, self.text.rfind("\n", self.place, max(0, end - _HEAD)) + 1)

    def skip(self, place: int) -> Iterator[Problem]:
        """Leave a comment behind; a Problem where it looks like a part of an entry."""
        if place - self.place > _SHORTEST_FIELD and _is_part_of_an_entry(self.text, self.place, place):
            passage = self.text[self.place : place]
            first = self.line + len(passage[: len(passage) - len(passage.lstrip())].split("\n")) - 1
            passage = passage.strip()
            yield Problem((first, first + passage.count("\n")), _STRAY, passage)
        else:
            for found in _LINKED_TITLE.finditer(self.text, self.place, place):
                line = self.line + self.text.count("\n", self.place, found.start())
                yield Problem((line, line), "a link to a paper outside of an entry", found[0])
        self.move(place)

    def move(self, place: int) -> None:
        """Leave what is before a place behind."""
        self.line += self.text.count("\n", self.place, place)
        self.place = place

    def line_start(self, place: int) -> int:
        """Where the next entry that begins a line begins, or the text ends."""
        found = _LINE_START.search(self.text, place)
        return found.start() if found else len(self.text)

    def limit(self, start: re.Match[str]) -> int:
        """Up to where an entry may reach."""
        if start.start() < self.suspect:
            return self.line_start(start.end())
        return min(len(self.text), start.start() + LONGEST)


def _is_part_of_an_entry(text: str, start: int, end: int) -> bool:
    """Whether a text outside of entries has a line like a field, or ends more groups than it begins."""
    if _LIKE_A_FIELD.search(text, start, end):
        return True
    return text.count("}", start, end) > text.count("{", start, end) and _WORD.search(text, start, end) is not None


def _entry(page: _Page, start: re.Match[str], macros: dict[str, str]) -> tuple[str, _Fields, int]:
    """The key and the fields of the entry that begins there, and the place behind it."""
    text, place, limit = page.text, start.end(), page.limit(start)
    kind, end = start[1].lower(), _CLOSING[start[2]]
    if kind in _WITH_FIELDS:
        stop = _closing(text, place, limit, end)
        if text.find("\n", place, stop) >= 0 and (fault := _fault_of_aside(text, place, stop, kind)):
            raise _Malformed(fault, stop)
        return "", (("", text[place:stop]),), stop + 1
    key = None if kind == "string" else _KEYS[start[2]].match(text, place, limit)
    if key is not None:
        place = key.end()
    fields, place = _fields(text, place, limit, macros)
    if text[place : place + 1] != end or place >= limit:
        raise _Malformed("the entry does not end with a brace", place)
    place += 1
    if text.find("\n@", start.end(), place) >= 0 and _SWALLOWED.search(text, start.end(), place):
        raise _Malformed("a brace is not closed", place)
    return (key[1] or key[2] or "").strip() if key else "", tuple(fields), place


def _fault_of_aside(text: str, place: int, stop: int, kind: str) -> str:
    """What shows that an aside on several lines was not meant to reach that far; empty where nothing does.

    Entries are put into a comment by lines of their own around them, or by its name in the place of theirs; JabRef's
    comments and preambles hold none.
    """
    if text[place:stop].lstrip()[:1] == "@" or _LINE_START.search(text, place, stop):
        is_last = _BRACES_ONLY.match(text, text.rfind("\n", place, stop), stop) and _LINE_END.match(text, stop + 1)
        is_meant = kind == "comment" and is_last and not text.startswith("jabref-", place)
        return "" if is_meant else "a brace is not closed"
    has_fields = _LIKE_A_FIELD.search(text, place, stop) and not _WITH_FIELDS[kind].match(text, place, stop)
    return _STRAY if has_fields else ""


def _fields(text: str, place: int, limit: int, macros: dict[str, str]) -> tuple[list[tuple[str, str]], int]:
    """The fields from a place on, and the place where no more follows."""
    fields: list[tuple[str, str]] = []
    while True:
        # Nearly all fields are a group without another one in it.
        while group := _GROUP.match(text, place, limit):
            start = group.end()
            end = text.find("}", start, limit)
            if end < 0 or "{" in (value := text[start:end]) or text[end + 1 : end + 2] != ",":
                break
            fields.append((group[1].lower(), value))
            place = end + 2
        if found := _FIELD.match(text, place, limit):
            name = found[1]
        elif skipped := _COMMENT.match(text, place, limit):
            place = skipped.end()
            continue
        elif found := _ODD_FIELD.match(text, place, limit):
            name = "".join(found[1].split()).strip(_AROUND_NAME)
        else:
            blank = _BLANK.match(text, place, limit)
            return fields, blank.end() if blank else place
        value, place = _value(text, found.end(), limit, macros)
        fields.append((name.lower(), value))


def _value(text: str, place: int, limit: int, macros: dict[str, str]) -> tuple[str, int]:
    """The value at a place, its parts joined, and the place behind it; a macro that is not known is a word."""
    start = place
    value, place = _part(text, start, limit, macros)
    if text.startswith(",", place):
        return value, place
    parts, size = [value], len(value)
    while joint := _JOINT.match(text, place, limit):
        before, was_word = value, _is_word(value, text, start, macros)
        start = joint.end()
        value, place = _part(text, start, limit, macros)
        is_word = was_word or _is_word(value, text, start, macros)
        is_apart = is_word and before[-1:].isalnum() and (value[:1].isalnum() or value[:1] == "\\")
        parts.append(f" {value}" if is_apart else value)
        size += len(value)
        if size > LONGEST:  # macros of macros grow without end
            raise _Malformed("a value is too long", place)
    return "".join(parts), place


def _is_word(value: str, text: str, place: int, macros: dict[str, str]) -> bool:
    """Whether a part of a value is a macro that the text tells nothing of."""
    return text.startswith(value, place) and not value.isdecimal() and value.casefold() not in macros


def _part(text: str, place: int, limit: int, macros: dict[str, str]) -> tuple[str, int]:
    """What stands between two ``#``: in braces, in quotation marks, or a number or the name of a macro."""
    opening = text[place : place + 1]
    if opening == "{":
        end = _closing(text, place + 1, limit)
        return text[place + 1 : end], end + 1
    if opening == '"':
        end = _quoted(text, place + 1, limit)
        return text[place + 1 : end], end + 1
    words = _WORDS.match(text, place, limit)
    if words is None:
        return "", place
    return macros.get(words[0].casefold(), words[0]), words.end()


def outside_braces(value: str, marks: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The pieces of a value between marks that stand in no group, each with the mark behind it, "" behind the last.

    The pattern finds the braces too.
    """
    depth = start = 0
    for mark in marks.finditer(value):
        if mark[0] in {"{", "}"}:
            depth += 1 if mark[0] == "{" else -1
        elif depth == 0:
            yield value[start : mark.start()], mark[0]
            start = mark.end()
    yield value[start:], ""


def _closing(text: str, start: int, limit: int, bracket: str = "}") -> int:
    """The place of the bracket that closes a group whose content begins at ``start``."""
    end = text.find(bracket, start, limit)
    if end >= 0 and text.find("{", start, end) < 0:
        return end
    depth = 0
    for found in _BRACKETS[bracket].finditer(text, start, limit):
        if found[0] == "{":
            depth += 1
        elif depth == 0 and found[0] == bracket:
            return found.start()
        else:
            depth -= found[0] == "}"
    raise _Malformed("a brace is not closed", limit)


def _quoted(text: str, start: int, limit: int) -> int:
    """The place of the quotation mark, outside of all braces, that ends a value beginning at ``start``.

    One in the middle of a line that no field follows belongs to the value.
    """
    depth = 0
    inner = -1
    for found in _BRACE_OR_QUOTE.finditer(text, start, limit):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == "\n":
            if inner >= 0:
                return inner
        elif depth == 0:
            inner = found.start()
            if _AFTER_VALUE.match(text, found.end(), limit):
                return inner
    raise _Malformed("a quotation mark is not closed", limit)
