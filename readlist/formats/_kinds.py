"""What a format offers: a reader, a writer, and what they are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.paper import Paper, Problem, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Found = Record | Paper | Problem
"""What a reader finds: a record; a paper where the source tells of a reading state too; or a problem."""

SAMPLE = 20_000
"""Letters that a text is known by."""

SHOWN = 500
"""Letters of a passage that its problem shows."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beside the text: ``knows_author`` tells whether a name (as displayed) is one of a known author."""

    knows_author: Callable[[str], bool]


NO_EVIDENCE = Evidence(knows_author=lambda name: False)  # noqa: ARG005


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one notation.

    ``recognize`` gives 0 (not this notation) to 1 (surely) for a cleaned text; ``read`` yields what is found in the
    order of the text, lines counted from 1. ``stream`` does the same for a text that comes in blocks of whole lines,
    for notations whose files may be too large to hold. ``by_layout`` says that a text is told by how its lines lie, so
    that this reader is asked only where no notation's own marks are found; ``by_line`` that a text may be cut between
    any two lines.
    """

    name: str
    label: str
    recognize: Callable[[str], float]
    read: Callable[[str, Evidence], Iterator[Found]]
    stream: Callable[[Iterable[str], Evidence], Iterator[Found]] | None = None
    by_layout: bool = False
    by_line: bool = False


class Unwrapped(NamedTuple):
    """The text inside a wrapping such as HTML, and for each of its lines the line of the wrapped text (from 1).

    ``ends`` holds for each line the last one that it was made of, where there may be several.
    """

    text: str
    lines: Sequence[int]
    ends: Sequence[int] = ()


PRESETS = ("zotero", "jabref", "latex")
"""The consumers that can be written for."""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How to write: the ``preset`` names the consumer, one of PRESETS; ``ascii`` asks for ASCII only."""

    preset: str = "zotero"
    ascii: bool = False


class Part(NamedTuple):
    """A passage of a text: an entry with its citation key, or what lies between entries, without a key."""

    key: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one notation: the text in pieces, and a check that a written text reads back as the papers.

    ``verify`` raises ExportError where it does not. ``parts`` cuts a text into entries and what lies between them, for
    notations in which people keep entries of their own beside those that are written. ``file_name`` gives the name of a
    paper's file where each has its own: ``write`` then yields one piece a paper. ``warn`` tells in one line what the
    reader of a written text will have trouble with; empty where nothing is known.
    """

    name: str
    label: str
    suffix: str
    write: Callable[[Iterable[Paper], WriteOptions], Iterator[str]]
    verify: Callable[[str, Iterable[Paper], WriteOptions], None] | None = None
    parts: Callable[[str], Sequence[Part]] | None = None
    file_name: Callable[[Paper], str] | None = None
    warn: Callable[[str, WriteOptions], str] = lambda _text, _options: ""
