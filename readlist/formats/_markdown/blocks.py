"""The blocks of a Markdown text: list items with what is nested in them, rows of tables, paragraphs, under headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._markdown.lines import Line, lines
from readlist.formats._markdown.wrapping import is_wrapped, wrap_width
from readlist.formats._paper_links import link
from readlist.formats._venues import appears
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = regex(r"[ \t\xa0\u3000]{0,3}(?P<signs>#{1,6})(?!#)(?P<text>.*)")
_UNDERLINE = regex(r"[ \t]{0,3}(?:={3,}|-{3,})[ \t]*")
_RULE = regex(r"[ \t]{0,3}(?:(?:\*[ \t]{0,3}){3,90}|(?:-[ \t]{0,3}){3,90}|(?:_[ \t]{0,3}){3,90})")
_BULLET = regex(
    r"(?P<indent>[ \t]{0,40})"
    r"(?:[-*+•‣◦▪–](?:[ \t]{1,20}|(?=[\[\"“<]|\*\*[^\s*]))|\[\d{1,4}\](?=[A-Z])"
    r"|\d{1,5}(?:\\?[.)](?:[ \t]{1,20}|(?=[\[*\"“]))|[、．]))"
    r"(?:\[(?P<box>[ xX/>-])\][ \t]{1,9}|(?P<todo>TODO|DONE|LATER|NOW|DOING|WAITING)[ \t]{1,9})?"
    r"(?P<text>\S.*)"
)
_DONE = frozenset(("x", "X", "DONE"))
_DEFINITION = regex(r"[ \t]{0,12}\[(?P<name>[^\[\]\n]{1,200})\]:[ \t]{0,99}<?(?P<url>\S{1,2000}?)>?(?:[ \t]+[\"'(].*)?")
_SEPARATOR = regex(
    r"[ \t]{0,9}\|?(?:[ \t]{0,9}:?-{1,2000}:?[ \t]{0,20}\|){1,60}(?:[ \t]{0,9}:?-{1,2000}:?[ \t]{0,9})?\|?[ \t]*"
)
_FENCE = regex(r"[ \t]{0,40}(```|~~~)")
_BAR = regex(r"(?<!\\)\|")
_STANDS_FOR_ITSELF = regex(
    r"[ \t]{0,3}(?:\[?\*\*(?!\[[^\]\[]{0,15}[\]\[])[^\s*]|<b>|<strong>|\[\[?[^\]]{12}|\"|“|【\d)", re.IGNORECASE
)
_BEGINS_LINKED = regex(r"[ \t]{0,3}\[{1,2}(?P<label>[^\[\]]{1,99})\]\(")
_QUOTES = frozenset('“"')
_DATED = regex(r"\(?(?:19|20)\d\d[a-z]?\)?[.,]?\Z")  # the year behind names, which a title in quotes follows
_FOLDING = 7  # the level of the heading that a summary of what can be folded is
_QUOTED = regex(r"[ \t]{2,40}>[ ]?(?P<text>.*)")


@dataclass(slots=True)
class Item:
    """A list item or paragraph: its lines from 1, its text, items nested in it, the lines quoted below it.

    ``checked`` is None where there is no check box; ``bullet`` is False for a paragraph, ``heading`` True for one that
    begins with a heading, ``among_titles`` where most headings beside it are titles of papers; ``section`` are the
    headings that it stands under; ``end`` is the line of the end of its own text, ``last`` that of all in it; ``cites``
    where it is a reference in a quotation.
    """

    first: int
    texts: list[str]
    section: tuple[str, ...]
    indent: int = -1
    checked: bool | None = None
    end: int = 0
    last: int = 0
    children: list[Item] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    heading: bool = False
    among_titles: bool = False
    cites: bool = False

    @property
    def bullet(self) -> bool:
        """Whether it is an item of a list, not a paragraph."""
        return self.indent >= 0

    @property
    def text(self) -> str:
        """Its own text, without what is nested in it."""
        return "\n".join(self.texts)

    @property
    def linked(self) -> bool:
        """Whether its first line leads somewhere."""
        return "](" in self.texts[0] or "<a " in self.texts[0]


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
    return _Scan(lines(text)).done()


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

    def __init__(self, given: Sequence[Line]) -> None:
        self._lines = given
        self._found = Blocks()
        self._open: list[Item] = []
        self._section: list[str] = []
        self._gap = False
        self._labeled = False  # whether a summary labels what follows
        self._unnamed = 0  # the level of a heading whose text is still to come
        self._width = wrap_width([line.text for line in given])
        self._above = ""  # the line above

    def done(self) -> Blocks:
        numbers = iter(range(len(self._lines)))
        for at in numbers:
            line = self._lines[at]
            if fence := _FENCE.match(line.text):
                for _ in range(self._code(at, fence[1])):
                    next(numbers, None)
            elif line.folds:
                self._fold(line)
            elif at + 1 < len(self._lines) and "|" in line.text and _SEPARATOR.fullmatch(self._lines[at + 1].text):
                for _ in range(self._table(at)):
                    next(numbers, None)
            else:
                self._line(line)
            self._above = line.text
        return self._found

    def _code(self, at: int, fence: str) -> int:
        """The number of lines that follow in the code that begins at a line: none where nothing ends it."""
        if self._lines[at].text.strip().removeprefix(fence).endswith(fence):
            return 0
        for end in range(at + 1, len(self._lines)):
            text = self._lines[end].text.strip()
            if text.endswith(fence):
                return end - at
            if text.startswith(fence):  # other code, so this one has no end
                break
        return 0

    def _fold(self, line: Line) -> None:
        """Begin or end what can be folded; within an item its summary labels what follows."""
        if self._open and self._open[0].bullet and line.text.startswith((" ", "\t")):
            self._text(Line(line.number, f"  {line.text.strip()}:"))
            self._labeled = True
        elif line.text.strip():
            self._heading(line.number, _FOLDING, line.text.strip())
        elif len(self._section) >= _FOLDING:
            self._section = self._section[: _FOLDING - 1]
            self._open.clear()

    def _line(self, line: Line) -> None:
        text = line.text
        if not text.strip():
            self._gap = True
            return
        if _UNDERLINE.fullmatch(text) and (above := self._underlined()):
            self._heading(above.first, 1 if "=" in text else 2, above.text)
        elif _RULE.fullmatch(text) or _UNDERLINE.fullmatch(text):
            self._open.clear()
        elif heading := _HEADING.match(text):
            self._named(line.number, len(heading["signs"]), heading["text"].strip(" \t#"))
        elif definition := _DEFINITION.fullmatch(text):
            self._found.definitions.setdefault(definition["name"].casefold(), definition["url"])
        elif self._open and (quoted := _QUOTED.fullmatch(text)):
            self._open[-1].quoted.append(quoted["text"])
            self._reach(line.number)
        elif not self._goes_on(text) and (bullet := _BULLET.fullmatch(text)):
            self._bullet(line.number, bullet)
        elif self._unnamed:
            self._named(line.number, self._unnamed, text.strip())
        else:
            self._text(line)
        self._gap = self._labeled = False

    def _named(self, number: int, level: int, text: str) -> None:
        """Begin what is below a heading; where it has no text, it has that of the next line."""
        self._unnamed = 0 if text else level
        if text:
            self._heading(number, level, text)

    def _underlined(self) -> Item | None:
        """The line above as the heading that a line below it makes of it, taken out of the blocks."""
        if self._gap or len(self._open) != 1 or self._open[0].bullet or self._open[0].heading:
            return None
        if len(self._open[0].texts) != 1 or self._found.parts[-1] is not self._open[0]:
            return None
        self._found.parts.pop()
        return self._open[0]

    def _heading(self, number: int, level: int, text: str) -> None:
        self._section = [*self._section[: level - 1], *[""] * (level - 1 - len(self._section)), text]
        above = tuple(filter(None, self._section[: level - 1]))
        item = Item(number, [text], above, end=number, last=number, heading=True)
        self._found.parts.append(item)
        self._open = [item] if item.linked else []

    def _bullet(self, number: int, found: re.Match[str]) -> None:
        indent = len(found["indent"].expandtabs(4))
        while self._open and self._open[-1].indent >= indent:
            self._open.pop()
        if self._open and not self._open[-1].bullet and self._gap:
            self._open.clear()
        box = found["box"] or found["todo"]
        checked = None if box is None else box in _DONE
        if heading := _HEADING.match(found["text"]):  # an outline's item may be a heading over those in it
            self._heading(number, len(heading["signs"]), heading["text"].strip())
            return
        item = Item(
            number, [found["text"].strip()], tuple(filter(None, self._section)), indent, checked, number, number
        )
        (self._open[-1].children if self._open else self._found.parts).append(item)
        self._open.append(item)
        self._reach(number)

    def _text(self, line: Line) -> None:
        """A line that begins nothing goes on with the item that is open, unless a paragraph begins with it."""
        text = line.text.strip()
        indented = line.text[:2].isspace() or self._labeled
        begins = bool(self._open) and not self._open[0].bullet and self._begins_paragraph(line.text)
        if self._goes_on(line.text):
            text = f"{self._open[-1].texts.pop()} {text}"
        elif not self._open or (self._gap and not indented) or begins or line.cites:
            item = Item(line.number, [], tuple(filter(None, self._section)), cites=line.cites)
            self._found.parts.append(item)
            self._open = [item]
        self._open[-1].texts.append(text)
        self._open[-1].end = line.number
        self._reach(line.number)

    def _goes_on(self, text: str) -> bool:
        """Whether an editor broke the line of the open block before this one."""
        return bool(self._open and self._open[-1].texts) and is_wrapped(self._above, text, self._width)

    def _begins_paragraph(self, text: str) -> bool:
        """Whether a line begins a paragraph, though none ends above it.

        Behind names and a year it has their title; below a title its link is that of the paper.
        """
        if not _STANDS_FOR_ITSELF.match(text):
            return False
        above = self._open[-1].texts
        linked = _BEGINS_LINKED.match(text)
        if linked and above and "](" not in "".join(above):
            label, strong = linked["label"], above[0].startswith(("**", "<b>", "<strong>"))
            return not (link(label, "").labeled or appears(label, beside_title=strong and len(above) > 1))
        return not (above and _DATED.search(above[-1]) and text.lstrip()[:1] in _QUOTES)

    def _reach(self, number: int) -> None:
        for item in self._open:
            item.last = number

    def _table(self, at: int) -> int:
        """Add the table that begins at a line; the number of lines that follow in it."""
        end = at + 2
        while end < len(self._lines) and "|" in self._lines[end].text:
            end += 1
        rows = [
            (number, cells(text)) for number, text, *_ in self._lines[at + 2 : end] if not _SEPARATOR.fullmatch(text)
        ]
        self._found.parts.append(Table(cells(self._lines[at].text), rows, tuple(filter(None, self._section))))
        self._open.clear()
        return end - at - 1
