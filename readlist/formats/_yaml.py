"""YAML, loaded safely: every scalar is the text that stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readlist.formats._json import Located
from readlist.model.paper import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 500  # letters of a bad passage in its problem
_NULLS = frozenset(("null", "Null", "NULL", "~"))


def items(text: str, *names: str) -> Iterator[Located | Problem]:
    """The objects in the lists of these names at the top of the first document, with their lines."""
    top = document(text)
    if isinstance(top, Problem):
        yield top
        return
    for name in names:
        for item in top.items(name):
            if isinstance(item.value, dict):
                yield item
            else:
                yield Problem(item.lines, "not an object", str(item.value)[:_SHOWN])


class Document:
    """The mapping that a document is, and where the parts of it stand."""

    def __init__(self, node: Any, first_line: int) -> None:
        self._first_line = first_line
        self.found = self._located(node)
        self._nodes = {_value(key): held for key, held in node.value}

    def _located(self, node: Any) -> Located:
        last = node.end_mark.line - (node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line)
        return Located((node.start_mark.line + self._first_line, last + self._first_line), _value(node))

    def items(self, name: str) -> Iterator[Located]:
        """What stands in the list of that name, or the one thing that stands there."""
        node = self._nodes.get(name)
        if node is not None:
            for item in node.value if node.id == "sequence" else [node]:
                yield self._located(item)


def document(text: str) -> Document | Problem:
    """The first document of a text that is a mapping; a Problem where it cannot be read."""
    import yaml  # noqa: PLC0415  needed for YAML only

    lines = text.count("\n") + 1
    try:
        loader = yaml.BaseLoader(text)
        while loader.check_node():
            node = loader.get_node()
            if node.id == "mapping":
                _refuse_aliases(node, set())
                loader.check_node()  # tells of what is left over
                return Document(node, 1)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in its line {mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or (
            "nested too deeply" if isinstance(error, RecursionError) else error
        )
        return Problem((1, lines), f"no YAML: {reason}{where}", text[:_SHOWN])
    return Problem((1, lines), "no mapping in this YAML", text[:_SHOWN])


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
        return {_value(key) if key.id == "scalar" else str(key.value)[:80]: _value(held) for key, held in node.value}
    if node.id == "sequence":
        return [_value(item) for item in node.value]
    return "" if node.style is None and node.value in _NULLS else node.value
