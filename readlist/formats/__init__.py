"""Text to records and back: one notation, one file, found by discovery.

A module of this folder whose name does not begin with ``_`` is a format of that name and holds a ``READER``, a
``WRITER`` or both. One that is asked for by name is the only one to be imported.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

from readlist.errors import NotFound, UnknownFormat
from readlist.formats._kinds import NO_EVIDENCE, PRESETS, Evidence, Reader, Recognition, WriteOptions, Writer
from readlist.formats._unread import named_notation

__all__ = [
    "NO_EVIDENCE",
    "PRESETS",
    "Evidence",
    "Reader",
    "Recognition",
    "WriteOptions",
    "Writer",
    "names",
    "reader",
    "readers",
    "recognize",
    "writer",
    "writers",
]

SURE = 0.5


def names() -> list[str]:
    """The names of all formats, without importing them."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def readers() -> dict[str, Reader]:
    """Every reader by its name."""
    return {name: found for name in names() if (found := _offer(name, "READER")) is not None}


def writers() -> dict[str, Writer]:
    """Every writer by its name."""
    return {name: found for name in names() if (found := _offer(name, "WRITER")) is not None}


def reader(name: str) -> Reader:
    """The reader of that name; NotFound with the known names where there is none."""
    found: Reader | None = _offer(name, "READER") if name in names() else None
    if found is None:
        raise NotFound(f"no format named {name!r} can be read", f"Known: {', '.join(readers())}.")
    return found


def writer(name: str) -> Writer:
    """The writer of that name; NotFound with the known names where there is none."""
    found: Writer | None = _offer(name, "WRITER") if name in names() else None
    if found is None:
        raise NotFound(f"no format named {name!r} can be written", f"Known: {', '.join(writers())}.")
    return found


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


def _offer(name: str, attribute: str) -> Any:
    return getattr(import_module(f"{__name__}.{name}"), attribute, None)
