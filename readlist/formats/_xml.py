"""XML read element by element, with the lines they stand in: no entity is declared or fetched, depth is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from readlist.model.paper import Problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_DEEPEST = 100
_PIECE = 1 << 16  # letters given to the parser at once
_SHOWN = 500


class Element:
    """An element: its name without namespace, attributes (names without namespace), children, text, lines.

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

    def within(self, name: str) -> Iterator[Element]:
        """The elements of that name below this one, however deep, in order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.within(name)

    @property
    def content(self) -> str:
        """All text in the element, without markup."""
        return self.text + "".join(child.content + child.tail for child in self.children)

    def get(self, *path: str) -> str:
        """All text of the first element at the end of a path, on one line; empty where there is none."""
        found = self.first(*path)
        return " ".join(found.content.split()) if found else ""


class _Refused(Exception):
    """What is not read, though it may be XML."""


class _Builder:
    """Builds elements of some names, each with all below it."""

    def __init__(self, names: Container[str], skipped: int) -> None:
        self.skipped = skipped  # lines before the first element or declaration
        self.ready: list[Element] = []
        self._names = names
        self._open: list[Element] = []
        self._depth = 0
        self._last: Element | None = None
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse

    @property
    def line(self) -> int:
        """The line that is being read, from 1."""
        return self.skipped + self.parser.CurrentLineNumber

    def _refuse(self, *_: object) -> None:
        raise _Refused("it declares entities, which is not read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Refused(f"nested deeper than {_DEEPEST}")
        name = name.rpartition(" ")[2]
        if not self._open and name not in self._names:
            return
        bare = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name, bare, self.line)
        if self._open:
            self._open[-1].children.append(element)
        self._open.append(element)
        self._last = None

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._last = self._open.pop()
            element.lines = (element.lines[0], self.line)
            if not self._open:
                self.ready.append(element)
                self._last = None

    def _text(self, text: str) -> None:
        if self._last is not None:
            self._last.tail += text
        elif self._open:
            self._open[-1].text += text


def elements(text: str, *names: str) -> Iterator[Element | Problem]:
    """The outermost elements of these names (without namespace), and a Problem where the text is no XML any more."""
    blank = len(text) - len(text.lstrip())
    builder = _Builder(frozenset(names), text.count("\n", 0, blank))
    text = text[blank:]
    try:
        for start in range(0, max(len(text), 1), _PIECE):
            builder.parser.Parse(text[start : start + _PIECE], start + _PIECE >= len(text))
            yield from builder.ready
            builder.ready.clear()
    except (expat.ExpatError, _Refused) as error:
        yield from builder.ready
        line = builder.line
        last = builder.skipped + text.count("\n") + 1
        reason = str(error) if isinstance(error, _Refused) else expat.ErrorString(error.code)
        passage = "\n".join(text.split("\n")[line - builder.skipped - 1 :][:20])[:_SHOWN]
        yield Problem((line, last), f"broken XML: {reason}", passage)
