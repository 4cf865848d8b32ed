"""The papers of a text in BibTeX, and where its entries begin in any text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readlist.formats._bibtex.broken import remains
from readlist.formats._bibtex.inherit import surroundings
from readlist.formats._bibtex.record import read_entry
from readlist.formats._bibtex.scan import scan_blocks
from readlist.formats._record import told_record
from readlist.model.paper import Paper, Problem
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.formats._bibtex.inherit import Surroundings
    from readlist.formats._kinds import Evidence, Found

ENTRY = regex(
    r"^[^\S\n]{0,40}@[^\S\n]{0,9}(?!media\b|import\b|font)[A-Za-z][A-Za-z_-]{1,40}\s{0,9}"
    r"(?:\{\s{0,40}(?:[^\s{}(),=\"]{0,200}(?:[^\S\n][^\s{}(),=]{1,80}){0,5}[^\S\n]*(?:,|$)|\w{1,30}\s?=)"
    r"|\(\s{0,9}[^\s{}(),=\"']{1,200}\s{0,9},\s{0,9}\w{1,30}\s{0,9}=\s{0,9}[\w{\"])",
    re.MULTILINE,
)


def read(text: str, evidence: Evidence) -> Iterator[Found]:
    """The papers of a text, and a problem for each entry that is none."""
    return stream((text,), evidence)


def stream(blocks: Iterable[str], evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  keys and braces leave no doubt
    """The same for a text in blocks, which are gone through again for entries that refer to others."""
    around = surroundings(blocks)
    is_empty = True
    lines = 1
    for entry in scan_blocks(blocks):
        lines = entry.lines[1]
        if isinstance(entry, Problem):
            is_empty = False
            yield from _read_broken(entry, around)
        elif (found := read_entry(entry, around)) is not None:
            is_empty = False
            yield found
    if is_empty:
        yield Problem((1, lines), "no entry in this BibTeX", "")


def _read_broken(broken: Problem, around: Surroundings) -> Iterator[Found]:
    """A paper with a doubt, and what is lost of it, where enough of a broken entry can be read."""
    rest = remains(broken)
    found = read_entry(rest.entry, around) if rest else None
    if rest is None or found is None or isinstance(found, Problem):
        yield broken
        return
    record = told_record(found)
    doubted = replace(record, doubts=(*record.doubts, broken.reason))
    yield replace(found, record=doubted) if isinstance(found, Paper) else doubted
    yield from rest.lost
