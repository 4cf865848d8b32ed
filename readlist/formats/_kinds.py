"""What a format offers: a reader, a writer, and what they are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readlist.model.paper import Paper, Problem, Record


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beside the text: ``knows_author`` tells whether a name (as displayed) is one of a known author."""

    knows_author: Callable[[str], bool]


NO_EVIDENCE = Evidence(knows_author=lambda name: False)  # noqa: ARG005


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one notation.

    ``recognize`` gives 0 (not this notation) to 1 (surely) for a cleaned text; ``read`` yields its records and
    problems in the order of the text, their lines counted from 1.
    """

    name: str
    label: str
    recognize: Callable[[str], float]
    read: Callable[[str, Evidence], Iterator[Record | Problem]]


PRESETS = ("zotero", "jabref", "latex")
"""The consumers that can be written for."""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How to write: the ``preset`` names the consumer, one of PRESETS; ``ascii`` asks for ASCII only."""

    preset: str = "zotero"
    ascii: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one notation: the text in pieces, and a check that a written text reads back as the papers.

    ``verify`` raises ExportError where it does not.
    """

    name: str
    label: str
    suffix: str
    write: Callable[[Iterable[Paper], WriteOptions], Iterator[str]]
    verify: Callable[[str, Iterable[Paper], WriteOptions], None] | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """The reader that fits a text best, and how well, from 0 to 1."""

    reader: Reader
    confidence: float
