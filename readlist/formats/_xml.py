"""XML read element by element, with the lines they stand in: no entity is declared or fetched, depth is bounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SAMPLE, SHOWN
from readlist.formats._mathml import lowered, raised, tex
from readlist.formats._record import gathered
from readlist.model.paper import Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 100
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
_SUBSCRIPTS = frozenset(("sub", "inf"))
# What exporters leave unescaped: an ampersand, a "less than", a number of no letter.
_UNESCAPED = regex(
    r"&(?!(?:\w{1,40}|#\d{1,7}|#x[\da-fA-F]{1,6});)|<(?![A-Za-z_/!?])|&#(?:(?P<decimal>\d{1,7})|x(?P<hex>[\da-fA-F]{1,6}));"
)
_PARAGRAPH = regex(r"\n[ \t]*\n|\n(?:[ ]{2,8}|\t)(?=\S)")
_BREAK = regex(r"</(?:p|div|h[1-6]|li|tr|blockquote)\s?>|<br\s?/?>")
_TAG = regex(
    r"</?(?:p|a|i|b|em|strong|sub|sup|span|div|tt|u|small|h[1-6]|[uo]l|li|blockquote|code|pre|t[rdh]|table|tbody)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_NO_BLANK = regex(r"\S")
_UNBEGUN = "an element without its beginning"
_UNENDED = "an element without its end"
_BETWEEN = "parts of an element outside of one"
_NAME = regex(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})[\s/>]")
# A comment, an instruction, a tag; what is none of them has no name.
_MARKUP = regex(
    r"(?P<aside><!--(?:(?!<!--).)*?-->|<[?!][^<>]*>|<[^<>]*/>)|<(?P<end>/?)(?P<name>[\w:.-]{1,80})(?:\s[^<>]*)?>|<[^<>]*>?",
    re.DOTALL,
)
_CONTROLS = frozenset((0x9, 0xA, 0xD))
_NO_LETTERS = frozenset((0xFFFE, 0xFFFF))
_ESCAPES = {"&": "&amp;", "<": "&lt;"}


class Element:
    """An element: its name without prefix, attributes (names without prefix), children, text, lines.

    ``text`` stands before the first child, ``tail`` behind the element; ``lines`` are its first and last one, from 1.
    """

    __slots__ = ("attributes", "children", "lines", "name", "tail", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""
        self.tail = ""
        self.lines = (line, line)

    def all(self, *path: str) -> Iterator[Element]:
        """The elements at the end of a path of names below this one, in order."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> Element | None:
        """The first element at the end of a path of names."""
        return next(self.all(*path), None)

    def within(self, *names: str) -> Iterator[Element]:
        """The elements of these names below this one, however deep, in order; without names all of them."""
        for child in self.children:
            if not names or child.name in names:
                yield child
            yield from child.within(*names)

    @property
    def content(self) -> str:
        """All text in the element as it is read: without markup, formulas as TeX, small digits as such."""
        return self.text + "".join(child._shown + child.tail for child in self.children)  # noqa: SLF001  of this class

    @property
    def _shown(self) -> str:
        if self.name == "math":
            return tex(self)
        faces = self.attributes.get("face", "").split()
        if self.name == "sup" or "superscript" in faces:
            return raised(self.content)
        if self.name in _SUBSCRIPTS or "subscript" in faces:
            return lowered(self.content)
        return " " if self.name == "br" else self.content

    @property
    def line(self) -> str:
        """All text in the element, on one line."""
        return " ".join(self.content.split())

    @property
    def is_text(self) -> bool:
        """Whether the element holds running text, maybe with markup, or nothing."""
        return not self.children or bool(self.text.strip()) or any(child.tail.strip() for child in self.children)

    @property
    def listed(self) -> str:
        """All text in the element, on one line; its parts, where it is no running text, parted by commas or hyphens."""
        if self.is_text:
            return self.line
        between = "-" if self.children[0].name == "Year" else ", "
        return between.join(filter(None, (child.listed for child in self.children)))

    def get(self, *path: str) -> str:
        """All text of the first element at the end of a path, on one line; empty where there is none."""
        found = self.first(*path)
        return found.line if found else ""

    def every(self, *path: str) -> list[str]:
        """The texts of the elements at the end of a path, each on one line, without the empty ones."""
        return [text for found in self.all(*path) if (text := found.line)]

    def others(self, *known: str) -> dict[str, str]:
        """The texts of the children that do not have one of the known names, by name; several of one name in one."""
        return gathered((child.name, child.listed) for child in self.children if child.name not in known)


NOTHING = Element("", {}, 0)
"""An element that holds nothing, in place of one that is not there."""


def begins(text: str, *marks: str) -> float:
    """How sure it is that a text is XML with all these marks (regular expressions) near its beginning."""
    sample = text[:SAMPLE]
    if not all(re.search(mark, sample) for mark in marks):
        return 0.0
    return 0.98 if sample.lstrip().startswith("<") else 0.7


def paragraphs(text: str) -> str:
    r"""A text without the breaks of its lines; those before a line that alone is indented or after a blank one stay.

    >>> paragraphs("  One\n two.\n\n Three\n  Four "), paragraphs("One\n    two\n    three")
    ('One two.\nThree\nFour', 'One two three')
    """
    lines = [line for line in text.split("\n")[1:] if line.strip()]
    if all(line[:2].isspace() for line in lines):
        return " ".join(text.split())
    return "\n".join(filter(None, (" ".join(piece.split()) for piece in _PARAGRAPH.split(text))))


def without_markup(text: str) -> str:
    """A text that is HTML written in an element as plain text; what is a tag of no text stays.

    >>> without_markup("&lt;p&gt;One &lt;i&gt;two&lt;/i&gt;&lt;/p&gt;"), without_markup("a < b > c")
    ('One two', 'a < b > c')
    """
    from html import unescape  # noqa: PLC0415  a large table, needed for HTML in XML only

    text = unescape(text) if "&" in text else text
    return _TAG.sub("", _BREAK.sub("\n\n", text)).strip() if "<" in text else text


def elements(text: str, *names: str, salvage: bool = False) -> Iterator[Element | Problem]:
    """The elements of these names (without prefix) that stand in none another, each fault a Problem.

    A fault costs the element that it is in; with ``salvage`` what is whole in that one is given before the Problem.
    """
    line, counted, end = 1, 0, None
    parts = _Names()
    for start, end, fault in _spans(text, names):
        if fault == _BETWEEN and not parts.are_in(text[start:end], is_last=end == len(text)):
            continue
        line += text.count("\n", counted, start)
        counted = start
        passage = text[start:end]
        unread = fault in {_UNBEGUN, _BETWEEN} or (fault and not salvage)
        built = _Built(None, fault, line) if unread else _parsed(passage, line)
        if built.element is not None and (salvage or not built.fault):
            parts.learn(built.element)
            yield built.element
        if built.fault:
            last = line + passage.rstrip().count("\n")
            first = min(built.since, last) if salvage else line
            cut = passage[:SHOWN] if first == line else "\n".join(passage.split("\n")[first - line :])[:SHOWN]
            yield Problem((first, last), f"broken XML: {built.fault}", cut)
    if end is None:
        yield Problem((1, text.count("\n") + 1), "no records in it", text.strip()[:SHOWN])


class _Names:
    """The names of the parts of a text's elements, by which they are told from its frame."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._most = 0  # parts of one element

    def learn(self, element: Element) -> None:
        """Take those in an element, where it has more parts than all before it."""
        if len(element.children) > self._most:
            self._most = len(element.children)
            self._names.update(part.name for part in element.within())

    def are_in(self, passage: str, *, is_last: bool) -> bool:
        """Whether what stands outside of elements has two of the names, or words between tags that are damaged."""
        if len(self._names.intersection(_NAME.findall(passage))) > 1:
            return True
        words = any(map(str.isalnum, _MARKUP.sub("", passage)))
        return words and (not self._most or _is_damaged(passage, is_last=is_last))


def _is_damaged(frame: str, *, is_last: bool) -> bool:
    """Whether tags between elements, or behind the last one, are none or do not pair up."""
    opened: list[str] = []
    for tag in _MARKUP.finditer(frame):
        if tag["aside"]:
            continue
        if not tag["name"] or (tag["end"] and opened and opened.pop() != tag["name"]):
            return True
        if not tag["end"]:
            opened.append(tag["name"])
    return ">" in _MARKUP.sub("", frame) or (is_last and bool(opened))


def _spans(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Where the elements of these names begin and end, what stands behind the first, what is wrong with their tags."""
    # One pass over the tags, so that the time is linear whatever is left open.
    tags = re.compile(rf"<!--|<!\[CDATA\[|<(/?)(?:[\w.-]{{1,40}}:)?({'|'.join(names)})(?=[\s/>])([^<>]*>?)")
    last = {opening: text.rfind(end) for opening, end in _ENDS.items()}
    begun: int | None = None
    at = told = 0
    name = ""
    while found := tags.search(text, at):
        at = found.end()
        if found[0] in _ENDS:
            at = text.find(_ENDS[found[0]], at) if at <= last[found[0]] else at
        elif found[1] and begun is not None and found[2] != name:
            continue  # the end of another one is a fault within
        elif found[1]:
            yield (begun, at, "") if begun is not None else (_behind_blanks(text, told, at), at, _UNBEGUN)
            begun, told = None, at
        else:
            if begun is not None:
                yield begun, found.start(), _UNENDED
            elif told:
                yield _behind_blanks(text, told, found.start()), found.start(), _BETWEEN
            begun, name = found.start(), found[2]
            if found[3].endswith("/>"):
                yield begun, at, ""
                begun, told = None, at
    if begun is not None:
        yield begun, len(text), _UNENDED
    elif told:
        yield _behind_blanks(text, told, len(text)), len(text), _BETWEEN


def _behind_blanks(text: str, start: int, end: int) -> int:
    found = _NO_BLANK.search(text, start, end)
    return found.start() if found else start


class _TooDeepError(Exception):
    """Elements nested so deeply that no paper is told of so."""


class _Builder:
    """Builds one element; what is open at a fault is left out of it."""

    def __init__(self, line: int) -> None:
        self.root: Element | None = None
        self._line = line
        self._open: list[Element] = []
        self._last: Element | None = None
        self._pieces: list[str] = []
        from xml.parsers.expat import ParserCreate  # noqa: PLC0415  most texts are no XML

        self.parser = parser = ParserCreate()
        parser.buffer_text = True
        parser.UseForeignDTD(True)  # noqa: FBT003  not named in expat; entities that are not declared are told, not a fault
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append
        parser.SkippedEntityHandler = self._entity

    @property
    def line(self) -> int:
        """The line that is being read."""
        return self._line + self.parser.CurrentLineNumber - 1

    @property
    def since(self) -> int:
        """The line that the outermost element begins in of those that are open in the whole."""
        return self._open[1].lines[0] if len(self._open) > 1 else self.line

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._take_text()
        if len(self._open) >= _DEEPEST:
            raise _TooDeepError
        bare = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(":")[2], bare, self.line)
        self.root = self.root or element
        self._open.append(element)
        self._last = None

    def _end(self, _: str) -> None:
        self._take_text()
        element = self._last = self._open.pop()
        element.lines = (element.lines[0], self.line)
        if self._open:
            self._open[-1].children.append(element)

    def _take_text(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        if self._last is not None:
            self._last.tail = text
        elif self._open:
            self._open[-1].text = text

    def _entity(self, name: str, _: bool) -> None:  # noqa: FBT001  expat calls it so
        from html.entities import html5  # noqa: PLC0415  a large table, needed for HTML's names in XML only

        self._pieces.append(html5.get(f"{name};", f"&{name};"))


class _Built(NamedTuple):
    """The element that a text is, the fault that breaks it off, and the line since which nothing is whole in it."""

    element: Element | None
    fault: str = ""
    since: int = 0

    @property
    def size(self) -> int:
        """How many whole parts the element has."""
        return len(self.element.children) if self.element else 0


def _parsed(text: str, line: int) -> _Built:
    """The element that a text is; what is unescaped in it is escaped, where more can be read so."""
    built = _built(text, line)
    repaired = _UNESCAPED.sub(_escaped, _with_endless_ones_escaped(text)) if built.fault else text
    again = _built(repaired, line) if repaired != text else built
    return again if not again.fault or again.size > built.size else built


def _with_endless_ones_escaped(text: str) -> str:
    """The text, in which a comment or section that does not end begins no longer: it would take in all that follows."""
    for opening, end in _ENDS.items():
        behind = text.rfind(end) + 1
        text = text[:behind] + text[behind:].replace(opening, f"{_ESCAPES['<']}{opening[1:]}")
    return text


def _escaped(found: re.Match[str]) -> str:
    """What is unescaped with its escape; a number only where XML has a letter for it."""
    if found[0] in _ESCAPES:
        return _ESCAPES[found[0]]
    number = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
    known = number in _CONTROLS or number >= 0x20
    return (
        found[0] if known and not 0xD800 <= number < 0xE000 and number not in _NO_LETTERS and number <= 0x10FFFF else ""
    )


def _built(text: str, line: int) -> _Built:
    from xml.parsers import expat  # noqa: PLC0415  most texts are no XML

    builder = _Builder(line)
    try:
        builder.parser.Parse(text, True)  # noqa: FBT003  not named in expat: this is all
    except expat.ExpatError as error:
        return _Built(builder.root, f"{expat.ErrorString(error.code)} in line {builder.line}", builder.since)
    except _TooDeepError:
        return _Built(builder.root, f"nested deeper than {_DEEPEST} in line {builder.line}", builder.since)
    return _Built(builder.root)
