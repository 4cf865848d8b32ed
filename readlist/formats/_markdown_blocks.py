"""The blocks of a Markdown text: list items with what is nested in them, rows of tables, paragraphs, under headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADING = regex(r"[ \t]{0,3}(?P<signs>#{1,6})(?!#)(?P<text>.*)")
_UNDERLINE = regex(r"[ \t]{0,3}(?:={3,}|-{3,})[ \t]*")
_RULE = regex(r"[ \t]{0,3}(?:(?:\*[ \t]{0,3}){3,90}|(?:-[ \t]{0,3}){3,90}|(?:_[ \t]{0,3}){3,90})")
_BULLET = regex(
    r"(?P<indent>[ \t]{0,40})"
    r"(?:[-*+•‣◦▪–](?:[ \t]{1,20}|(?=[\[\"“<]|\*\*[^\s*]))|\d{1,5}(?:[.)](?:[ \t]{1,20}|(?=[\[*\"“]))|[、．]))"
    r"(?:\[(?P<box>[ xX])\][ \t]{1,9})?(?P<text>\S.*)"
)
_DEFINITION = regex(r"[ \t]{0,3}\[(?P<name>[^\[\]\n]{1,200})\]:[ \t]{0,9}<?(?P<url>\S{1,2000}?)>?(?:[ \t]+[\"'(].*)?")
_SEPARATOR = regex(
    r"[ \t]{0,9}\|?(?:[ \t]{0,9}:?-{1,200}:?[ \t]{0,20}\|){1,60}(?:[ \t]{0,9}:?-{1,200}:?[ \t]{0,9})?\|?[ \t]*"
)
_FENCE = regex(r"[ \t]{0,9}(```|~~~)")
_BAR = regex(r"(?<!\\)\|")
_STANDS_FOR_ITSELF = regex(r"[ \t]{0,3}(?:\[?\*\*[^\s*]|<b>|<strong>|\[\[?[^\]]{12}|\"|“)", re.IGNORECASE)
_QUOTED = regex(r"[ \t]{2,40}>[ ]?(?P<text>.*)")


@dataclass(slots=True)
class Item:
    """A list item or paragraph: its lines from 1, its text, items nested in it, the lines quoted below it.

    ``checked`` is None where there is no check box; ``bullet`` is False for a paragraph, ``heading`` True for one that
    begins with a heading; ``section`` are the headings that it stands under.
    """

    first: int
    texts: list[str]
    section: tuple[str, ...]
    indent: int = -1
    checked: bool | None = None
    last: int = 0
    children: list[Item] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    heading: bool = False

    @property
    def bullet(self) -> bool:
        """Whether it is an item of a list, not a paragraph."""
        return self.indent >= 0

    @property
    def text(self) -> str:
        """Its own text, without what is nested in it."""
        return "\n".join(self.texts)


class Table(NamedTuple):
    """A table: the names of its columns, its rows as (line, cells), the headings that it stands under."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    section: tuple[str, ...]


@dataclass(slots=True)
class Blocks:
    """The blocks of a text in their order, and the addresses that reference links name."""

    parts: list[Item | Table] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)


def blocks(text: str) -> Blocks:
    """The blocks of a cleaned text; code, comments and rules are none."""
    scan = _Scan(without_comments(text).split("\n"))
    return scan.done()


def without_comments(text: str) -> str:
    """The text with its HTML comments blanked, line ends kept."""
    parts, at, start = [], 0, text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        if start and text[start - 1] == "\\":  # escaped, so shown
            start = text.find("<!--", start + 4)
            continue
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
        start = text.find("<!--", at)
    return "".join([*parts, text[at:]])


def cells(line: str) -> list[str]:
    r"""The cells of a table's row.

    >>> cells(r"| a | b \| c |")
    ['a', 'b | c']
    """
    line = line.strip()
    row = _BAR.split(line.removeprefix("|"))
    if len(row) > 1 and not row[-1].strip():
        row.pop()
    return [cell.strip().replace("\\|", "|") for cell in row]


class _Scan:
    """Goes through the lines once, keeping the list items that are open and the headings above."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._found = Blocks()
        self._open: list[Item] = []
        self._section: list[str] = []
        self._gap = False

    def done(self) -> Blocks:
        numbers = iter(range(len(self._lines)))
        fence = ""
        for at in numbers:
            line = self._lines[at]
            marker = _FENCE.match(line)
            if fence or marker:
                fence = "" if fence and marker and marker[1] == fence else fence or (marker[1] if marker else "")
            elif at + 1 < len(self._lines) and "|" in line and _SEPARATOR.fullmatch(self._lines[at + 1]):
                for _ in range(self._table(at)):
                    next(numbers, None)
            else:
                self._line(at, line)
        return self._found

    def _line(self, at: int, line: str) -> None:
        if not line.strip():
            self._gap = True
            return
        if _RULE.fullmatch(line) or _UNDERLINE.fullmatch(line):
            self._open.clear()
        elif heading := _HEADING.match(line):
            self._open.clear()
            self._heading(at, len(heading["signs"]), heading["text"].strip(" \t#"))
        elif definition := _DEFINITION.fullmatch(line):
            self._found.definitions.setdefault(definition["name"].casefold(), definition["url"])
        elif self._open and (quoted := _QUOTED.fullmatch(line)):
            self._open[-1].quoted.append(quoted["text"])
            self._reach(at)
        elif bullet := _BULLET.fullmatch(line):
            self._bullet(at, bullet)
        else:
            self._text(at, line)
        self._gap = False

    def _heading(self, at: int, level: int, text: str) -> None:
        self._section = [*self._section[: level - 1], *[""] * (level - 1 - len(self._section)), text]
        if "](" in text or "<a " in text:  # a heading may be a paper's title that leads to the paper
            above = tuple(filter(None, self._section[: level - 1]))
            item = Item(at + 1, [text], above, last=at + 1, heading=True)
            self._found.parts.append(item)
            self._open = [item]

    def _bullet(self, at: int, found: re.Match[str]) -> None:
        indent = len(found["indent"].expandtabs(4))
        while self._open and self._open[-1].indent >= indent:
            self._open.pop()
        if self._open and not self._open[-1].bullet and self._gap:
            self._open.clear()
        checked = None if found["box"] is None else found["box"] in "xX"
        item = Item(at + 1, [found["text"].strip()], tuple(filter(None, self._section)), indent, checked, at + 1)
        (self._open[-1].children if self._open else self._found.parts).append(item)
        self._open.append(item)
        self._reach(at)

    def _text(self, at: int, line: str) -> None:
        """A line that begins nothing goes on with the item that is open, unless a paragraph begins with it."""
        indented = line[:2].isspace()
        goes_on = bool(self._open) and (indented or not self._gap) and not (
            not self._open[0].bullet and _STANDS_FOR_ITSELF.match(line)
        )  # fmt: skip
        if not goes_on:
            item = Item(at + 1, [], tuple(filter(None, self._section)))
            self._found.parts.append(item)
            self._open = [item]
        self._open[-1].texts.append(line.strip())
        self._reach(at)

    def _reach(self, at: int) -> None:
        for item in self._open:
            item.last = at + 1

    def _table(self, at: int) -> int:
        """Add the table that begins at a line; the number of lines that follow in it."""
        end = at + 2
        while end < len(self._lines) and "|" in self._lines[end] and self._lines[end].strip():
            end += 1
        rows = [(number + 1, cells(self._lines[number])) for number in range(at + 2, end)
                if not _SEPARATOR.fullmatch(self._lines[number])]  # fmt: skip
        self._found.parts.append(Table(cells(self._lines[at]), rows, tuple(filter(None, self._section))))
        self._open.clear()
        return end - at - 1


def each(parts: Sequence[Item | Table]) -> Iterator[Item | Table]:
    """The blocks and what is nested in them, in order."""
    for part in parts:
        yield part
        if isinstance(part, Item):
            yield from each(part.children)
