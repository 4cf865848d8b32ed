"""BibTeX and biblatex, as reference managers, publishers and people write them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readlist.formats._bibtex.broken import remains
from readlist.formats._bibtex.inherit import surroundings
from readlist.formats._bibtex.parts import parts
from readlist.formats._bibtex.record import read_entry
from readlist.formats._bibtex.scan import scan_blocks
from readlist.formats._bibtex.write import verify, warn, write
from readlist.formats._kinds import SAMPLE, Reader, Writer
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
_ASIDE = regex(r"^[^\S\n]{0,40}@(?i:string|preamble|comment)\s{0,9}[{(]", re.MULTILINE)
_HEADER = regex(r"\A\s*%+ (?:Encoding: \S|This BibTeX|BibTeX)", re.IGNORECASE)
_LINE = regex(
    r"^[^\S\n]*(?:@\s?[A-Za-z]+\s?[{(]|[A-Za-z][\w:.+-]{0,40}\s{0,20}=\s{0,9}[\w{\"#-]|[})],?\s*$|%)", re.MULTILINE
)
_MARKUP = regex(r"\A\s*<[?!A-Za-z]")


def recognize(text: str) -> float:
    """How surely a text is BibTeX: less so where its entries stand in another text."""
    sample = text[:SAMPLE]
    if ENTRY.search(sample) is None:
        return 0.95 if _ASIDE.search(sample) or _HEADER.match(sample) else 0.0
    if _MARKUP.match(sample):
        return 0.3
    written = sum(1 for line in sample.split("\n") if line.strip())
    if ENTRY.match(sample):
        return 1.0
    return 0.94 if len(_LINE.findall(sample)) > 0.3 * written else 0.6


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
    record = found.record if isinstance(found, Paper) else found
    doubted = replace(record, doubts=(*record.doubts, broken.reason))
    yield replace(found, record=doubted) if isinstance(found, Paper) else doubted
    yield from rest.lost


READER = Reader("bibtex", "BibTeX and biblatex", recognize, read, stream)
WRITER = Writer(name="bibtex", label="BibTeX", suffix=".bib", write=write, verify=verify, parts=parts, warn=warn)
