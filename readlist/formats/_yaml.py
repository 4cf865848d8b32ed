"""YAML, loaded safely: every scalar is the text that stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from readlist.formats._json.objects import Located
from readlist.formats._kinds import SHOWN
from readlist.model.paper import Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORKS = "|".join(
    """
    anthology anthos article artwork audio blog book case chapter conference entry exhibition legislation manuscript
    misc newspaper original patent performance periodical post proceedings reference report repository thesis thread
    video web
    """.split()
)
KEYED = regex(
    r"^(?!preferred-citation:)[^\s#:-][^\n:]{0,80}:[ \t]*\n(?=( {1,8})\S)(?:(?:\1[ \t]*\S.*|[ \t]*)\n){0,40}?"
    rf"\1type:[ \t]*[\"']?(?:{_WORKS})[\"']?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""A work below its key, as Hayagriva has them: other notations put works into lists, CITATION.cff one below its own."""
_NO_MAPPING = "no mapping in this YAML"
_NULLS = frozenset(("null", "Null", "NULL", "~"))


def items(text: str, *names: str) -> Iterator[Located | Problem]:
    """The objects in the lists of these names at the top of each document, with their lines."""
    for top in documents(text):
        if isinstance(top, Problem):
            yield top
        else:
            yield from map(as_object, top.items(*names))


def as_object(item: Located) -> Located | Problem:
    """The thing itself where it is an object."""
    value: Any = item.value
    return item if isinstance(value, dict) else Problem(item.lines, "not an object", str(value)[:SHOWN])


class Document:
    """The mapping that a document is, and where the parts of it stand."""

    def __init__(self, node: Any) -> None:
        self.found = _located(node)
        self._node = node

    def named(self) -> Iterator[tuple[str, Located]]:
        """What stands below each name, with its lines from that of the name on."""
        for key, node in self._node.value:
            found = _located(node)
            yield _name(key), found._replace(lines=(key.start_mark.line + 1, found.lines[1]))

    def items(self, *names: str) -> Iterator[Located]:
        """What stands in the lists of these names, or the one thing that stands there, in their order."""
        for key, node in self._node.value:
            if _name(key) in names:
                yield from map(_located, node.value if node.id == "sequence" else [node])


def documents(text: str, *, listed: bool = False) -> list[Document | Problem]:
    """The documents of a text, a Problem for each that is no mapping; one alone where the text cannot be read.

    ``listed`` asks for the mappings in lists, too.
    """
    import yaml  # noqa: PLC0415  needed for YAML only

    lines = text.count("\n") + 1
    found: list[Document | Problem] = []
    try:
        loader = yaml.BaseLoader(text)
        while loader.check_node():
            node = loader.get_node()
            _refuse_aliases(node, set())
            for part in node.value if listed and node.id == "sequence" else [node]:
                if part.id == "mapping":
                    found.append(Document(part))
                elif part.value:
                    found.append(Problem(_located(part).lines, _NO_MAPPING, str(_value(part))[:SHOWN]))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in its line {mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or (
            "nested too deeply" if isinstance(error, RecursionError) else error
        )
        return [Problem((1, lines), f"no YAML: {reason}{where}", text[:SHOWN])]
    return found or [Problem((1, lines), _NO_MAPPING, text[:SHOWN])]


def _located(node: Any) -> Located:
    last = node.end_mark.line - (node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line)
    return Located((node.start_mark.line + 1, last + 1), _value(node))


def _refuse_aliases(node: Any, seen: set[int]) -> None:
    """ValueError for a node that stands in several places, which could make a small text grow without bound."""
    if id(node) in seen:
        raise ValueError("a value is used again by its anchor")
    seen.add(id(node))
    if node.id != "scalar":
        for item in node.value:
            for child in item if isinstance(item, tuple) else (item,):
                _refuse_aliases(child, seen)


def _value(node: Any) -> Any:
    """The value of a node: texts in lists and dicts; a plain null is empty."""
    if node.id == "mapping":
        return {_name(key): _value(held) for key, held in node.value}
    if node.id == "sequence":
        return [_value(item) for item in node.value]
    return "" if node.style is None and node.value in _NULLS else node.value


def _name(key: Any) -> str:
    return str(_value(key)) if key.id == "scalar" else str(key.value)[:80]
