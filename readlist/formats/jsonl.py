"""JSON lines: one record an object, nothing lost either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._json.line import written_line
from readlist.formats._json.objects import load, numbered_lines
from readlist.formats._json.record import MEMBERS, SAYS_MUCH, read_object, unmelted
from readlist.formats._kinds import SHOWN, Evidence, Reader, WriteOptions, Writer
from readlist.model.paper import Paper, Problem, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEEN = 20  # lines looked at to recognize the notation
_GENERAL = 0.8  # how sure it can be where other notations have the same members
_FOREIGN = 0.5  # and where others than ours are among them


def recognize(text: str) -> float:
    """How surely a text is records in JSON, one a line; less where their members may be those of another notation."""
    lines = [line for line in text[: 1 << 20].split("\n")[:_SEEN] if line.strip()]
    alike = list(filter(None, map(_likeness, lines)))
    return sum(alike) / len(alike) if alike and len(alike) * 2 >= len(lines) else 0.0


def _likeness(line: str) -> float:
    if not line.lstrip().startswith("{"):
        return 0.0
    try:
        found = load(line)
    except ValueError:
        return 0.0
    if SAYS_MUCH.isdisjoint(found):
        return 0.0
    return 1.0 if "authors_complete" in found else _GENERAL if found.keys() <= MEMBERS else _FOREIGN


def read(text: str, evidence: Evidence) -> Iterator[Record | Paper | Problem]:
    """The records of a text, and a problem for each line that is none."""
    return stream((text,), evidence)


def stream(blocks: Iterable[str], evidence: Evidence) -> Iterator[Record | Paper | Problem]:  # noqa: ARG001  not glued
    """The same for a text in blocks of whole lines."""
    for number, line in numbered_lines(blocks):
        if line.strip():
            try:
                yield read_object(load(line), "jsonl", (number, number))
            except ValueError as error:
                yield Problem((number, number), str(error), line[:SHOWN])


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:  # noqa: ARG001  there is one way to write it
    """Each paper as an object in a line of its own."""
    for paper in papers:
        yield unmelted(written_line(paper))


READER = Reader("jsonl", "JSON lines of readlist's own records", recognize, read, stream, by_line=True)
WRITER = Writer("jsonl", "JSON lines: everything that is known, nothing lost", ".jsonl", write)
