"""The BibTeX entries that stand in another text, as lists of papers ask to be cited."""

from __future__ import annotations

from dataclasses import replace
from heapq import merge as in_order
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._bibtex.read import ENTRY
from readlist.formats._record import told_record
from readlist.model.identity import merge
from readlist.model.paper import Paper, Problem
from readlist.model.regex import regex
from readlist.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readlist.formats._kinds import Found

_LONGEST = 200  # lines of an entry
_FIELD = regex(r"\w\s{0,20}=\s{0,20}[\w{\"]")
_ROUND = regex(r"[^{(]{0,99}\(")
_CODE_ENDS = regex(r"\s{0,40}(?:```|~~~|</)")


class Apart(NamedTuple):
    """A text without the entries in it, and these alone; what each lacks is blank, so that lines keep their numbers."""

    text: str
    entries: str


def apart(text: str) -> Apart:
    """A cleaned text and the BibTeX entries in it, which are empty where there are none."""
    rest: list[str] = text.split("\n") if ENTRY.search(text) else []
    entries = [""] * len(rest)
    start = end = seen = 0
    for found in ENTRY.finditer(text) if rest else ():
        start += text.count("\n", seen, found.start())
        seen = found.start()
        stop = _end(rest, start) if start >= end else start
        if _FIELD.search("\n".join(rest[start:stop])):
            entries[start:stop] = rest[start:stop]
            rest[start:stop] = [""] * (stop - start)
            end = stop
    return Apart("\n".join(rest), "\n".join(entries)) if any(entries) else Apart(text, "")


def _end(lines: Sequence[str], start: int) -> int:
    """The line behind the entry that begins at a line: where its bracket is closed, or else the code around it ends."""
    opening, closing = "()" if _ROUND.match(lines[start]) else "{}"
    depth = 0
    for at in range(start, min(len(lines), start + _LONGEST)):
        line = lines[at]
        if _CODE_ENDS.match(line):
            return at
        depth += line.count(opening) - line.count(closing)
        if depth <= 0:
            return at + 1
    return start + 1


def joined(listed: Iterable[Found], cited: Iterable[Found]) -> Iterator[Found]:
    """What a text lists and what it cites, in the order of their lines; a paper that it does both with is told once."""
    left: list[Found | None] = list(cited)
    places: dict[str, int] = {}
    for at, found in enumerate(left):
        for name in _names(found):
            places.setdefault(name, at)
    return in_order(
        [_with(found, left, places) for found in listed], (found for found in left if found is not None), key=_line
    )


def _with(found: Found, cited: list[Found | None], places: dict[str, int]) -> Found:
    """What is found, with what its citation adds, which is taken out of those that are left."""
    at = next((places[name] for name in _names(found) if name in places), None)
    citation = None if at is None else cited[at]
    if at is None or citation is None or isinstance(found, Problem) or isinstance(citation, Problem):
        return found
    told, adding = told_record(found), told_record(citation)
    if any(one and other and one != other for one, other in ((told.doi, adding.doi), (told.arxiv, adding.arxiv))):
        return found
    cited[at] = None
    record = replace(merge(adding, told), source=told.source)
    base = found if isinstance(found, Paper) else citation
    return replace(base, record=record) if isinstance(base, Paper) else record


def _names(found: Found | None) -> Iterator[str]:
    """What a paper is told by: its title, its identifiers."""
    if found is not None and not isinstance(found, Problem):
        record = told_record(found)
        yield from filter(None, (fold(record.title or ""), record.doi, record.arxiv))


def _line(found: Found) -> int:
    if isinstance(found, Problem):
        return found.lines[0]
    source = told_record(found).source
    return source.lines[0] if source else 0
