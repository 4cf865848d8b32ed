"""Text to records and back: one notation, one file, found by discovery.

A module of this folder whose name does not begin with ``_`` holds a ``READER``, a ``WRITER`` or both.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from readlist.errors import NotFound, UnknownFormat
from readlist.formats._kinds import NO_EVIDENCE, Evidence, Reader, Recognition, Writer, WriteOptions
from readlist.formats._unread import named_notation

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "NO_EVIDENCE",
    "Evidence",
    "Reader",
    "Recognition",
    "WriteOptions",
    "Writer",
    "reader",
    "readers",
    "recognize",
    "writer",
    "writers",
]

SURE = 0.5

_Kind = TypeVar("_Kind", Reader, Writer)


def readers() -> dict[str, Reader]:
    """Every reader by its name."""
    return {found.name: found for found in _discovered("READER")}


def writers() -> dict[str, Writer]:
    """Every writer by its name."""
    return {found.name: found for found in _discovered("WRITER")}


def reader(name: str) -> Reader:
    """The reader of that name; NotFound with the known names where there is none."""
    return _named(readers(), name, "read")


def writer(name: str) -> Writer:
    """The writer of that name; NotFound with the known names where there is none."""
    return _named(writers(), name, "written")


def recognize(text: str) -> Recognition:
    """The reader that fits a cleaned text best; UnknownFormat where none fits or the notation is not read yet."""
    notation = named_notation(text)
    if notation is not None:
        raise UnknownFormat(f"{notation} is recognised, not read yet", "`readlist formats` lists what can be read.")
    scores = [Recognition(candidate, candidate.recognize(text)) for candidate in readers().values()]
    best = max(scores, key=lambda score: score.confidence)
    if best.confidence < SURE:
        raise UnknownFormat(
            "no papers recognised in this text",
            "Give a pasted page of papers, or name the format with --from (`readlist formats` lists them).",
        )
    return best


def _discovered(attribute: str) -> Iterator[Any]:
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            found = getattr(import_module(f"{__name__}.{module.name}"), attribute, None)
            if found is not None:
                yield found


def _named(known: dict[str, _Kind], name: str, verb: str) -> _Kind:
    if name not in known:
        raise NotFound(f"no format named {name!r} can be {verb}", f"Known: {', '.join(sorted(known))}.")
    return known[name]
