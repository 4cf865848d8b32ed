"""What can be read of an entry that breaks off: the fields that end on the lines on which they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._bibtex.scan import Entry, scan
from readlist.model.paper import Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = regex(
    r"@\s{0,9}(?!(?i:string|comment|preamble)\s*[{(])([A-Za-z][\w.-]*)\s{0,9}[{(]\s{0,9}([^\n,{}()=]*)(?:,|(?=\n))"
)
# Few lines of a value look so, and what stands before one is then not closed, so that it is not read.
_FIELD_LINE = regex(r"\n(?=[^\S\n,]*+,?[^\S\n]*+[^\W\d_][^\n,{}=\"#%@]{0,60}=[^\S\n]*[^\s=])")
_LINE_WITH_COMMA = regex(r"[^\n]*,[^\S\n]*(?=\n)")
_WRONG_END = regex(r"\n[^\S\n]*\)\s*\Z")
_WITH_END = regex(r"\},\s*\Z")  # of a value whose last brace is that of the entry
_BARE = regex(r"[\s,]*([A-Za-z][\w-]*)[^\S\n]*=[^\S\n]*([^{}\"\n]*[^{}\"\n\s,])[\s,}]*")
_ESCAPED = ("\\{", "\\}")
_HIDDEN = ("\ue000", "\ue001")  # for private use
_UNREAD = "a field that cannot be read"

Fields = tuple[tuple[str, str], ...]


class Remains(NamedTuple):
    """The fields of a broken entry that are whole, and what is left of its text."""

    entry: Entry
    lost: tuple[Problem, ...]


def remains(broken: Problem) -> Remains | None:
    r"""What can be read of a broken entry without a guess; None where its title is not among that.

    >>> remains(Problem((1, 3), "a brace is not closed", "@misc{a,\n note = {{b},\n title = {C}")).entry.fields
    (('title', 'C'),)
    """
    head = _HEAD.match(broken.text)
    if head is None:
        return None
    fields: list[tuple[str, str]] = []
    lost: list[Problem] = []
    line = broken.lines[0]
    for piece in _pieces(_WRONG_END.sub("", broken.text), head.end()):
        read, end = _read(piece)
        fields += read
        if rest := piece[end:].strip():
            first = line + piece.count("\n", 0, piece.find(rest, end))
            lost.append(Problem((first, first + rest.count("\n")), _UNREAD, rest))
        line += piece.count("\n")
    if not any(name == "title" and value.strip() for name, value in fields):
        return None
    return Remains(Entry(head[1].lower(), head[2].strip(), tuple(fields), broken.lines), tuple(lost))


def _pieces(text: str, start: int) -> Iterator[str]:
    """What stands from the end of one line to that before the next line that begins a field."""
    for line in _FIELD_LINE.finditer(text, start):
        yield text[start : line.start()]
        start = line.start()
    yield text[start:]


def _read(piece: str) -> tuple[Fields, int]:
    """The fields of a piece, and the place behind them: all of it, or a first line that ends in a comma, or nothing."""
    line = _LINE_WITH_COMMA.match(piece, 1)
    for end in (len(piece), line.end() if line else 0):
        if (fields := _fields(piece[:end])) is not None:
            return fields, end
    return (), 0


def _fields(text: str) -> Fields | None:
    """The fields of a text; None where it is not made of fields alone.

    A brace behind a backslash is none where it does not pair, as Zotero writes it; a value needs none on a line alone.
    """
    for braces in (_ESCAPED, _HIDDEN):
        match list(scan(f"@x{{,{_replaced(text, _ESCAPED, braces)}\n}}")):
            case [Entry(fields=fields)] if not any(_WITH_END.search(value) for _, value in fields):
                return tuple((name, _replaced(value, braces, _ESCAPED)) for name, value in fields)
    bare = _BARE.fullmatch(text)
    return ((bare[1].lower(), bare[2]),) if bare else None


def _replaced(text: str, old: tuple[str, str], new: tuple[str, str]) -> str:
    return text.replace(old[0], new[0]).replace(old[1], new[1])
