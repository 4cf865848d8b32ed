"""Text to records and back: one notation, one file, found by discovery.

A module of this folder whose name does not begin with ``_`` is a format of that name and holds a ``READER``, a
``WRITER`` or both. One that is asked for by name is the only one to be imported.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from readlist.errors import NotFound
from readlist.formats import _recognition
from readlist.formats._kinds import NO_EVIDENCE, PRESETS, Evidence, Found, Part, Reader, WriteOptions, Writer
from readlist.formats._recognition import SURE, Recognition

__all__ = [
    "NO_EVIDENCE",
    "PRESETS",
    "SURE",
    "Evidence",
    "Found",
    "Part",
    "Reader",
    "Recognition",
    "WriteOptions",
    "Writer",
    "names",
    "notation_of",
    "reader",
    "readers",
    "recognize",
    "writer",
    "writers",
]


@cache  # the folder is looked through once, not for each text
def names() -> tuple[str, ...]:
    """The names of all formats, without importing them."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


def readers() -> dict[str, Reader]:
    """Every reader by its name."""
    return {name: found for name in names() if (found := _offer(name, "READER")) is not None}


def writers() -> dict[str, Writer]:
    """Every writer by its name."""
    return {name: found for name in names() if (found := _offer(name, "WRITER")) is not None}


def reader(name: str) -> Reader:
    """The reader of that name (hyphens stand for ``_``); NotFound with the known names where there is none."""
    name = name.replace("-", "_").casefold()
    found: Reader | None = _offer(name, "READER") if name in names() else None
    if found is None:
        raise NotFound(f"no format named {name!r} can be read", f"Known: {', '.join(readers())}.")
    return found


def writer(name: str) -> Writer:
    """The writer of that name (hyphens stand for ``_``); NotFound with the known names where there is none."""
    name = name.replace("-", "_").casefold()
    found: Writer | None = _offer(name, "WRITER") if name in names() else None
    if found is None:
        raise NotFound(f"no format named {name!r} can be written", f"Known: {', '.join(writers())}.")
    return found


def notation_of(file_name: str) -> str | None:
    """The name of the notation that the ending of a file's name stands for, if one does.

    >>> notation_of("refs.bib"), notation_of("refs.biblatex.bib"), notation_of("refs")
    ('bibtex', 'biblatex', None)
    """
    endings = {writer.suffix: name for name, writer in writers().items() if writer.file_name is None}
    found = [ending for ending in endings if file_name.casefold().endswith(ending)]
    return endings[max(found, key=len)] if found else None


def recognize(text: str, notation: str | None = None) -> Recognition:
    """The reader that fits a cleaned text best, or the named one; UnknownFormat where none fits, or two do equally."""
    if notation is not None:
        return _recognition.read_as(reader(notation), text)
    return _recognition.recognize(text, readers())


def _offer(name: str, attribute: str) -> Any:
    return getattr(import_module(f"{__name__}.{name}"), attribute, None)
