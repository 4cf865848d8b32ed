"""The lines of a pasted page with their numbers, cut where its records begin, and what stands between the records."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._page.academic import reads_academic
from readlist.model.paper import Problem, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_STRETCH = 5  # lines that an abstract may stand in
_BULLETS = "•◦▪‣●○∙⁃*"
_BULLET = regex(rf"\A[{_BULLETS}] ")
_LINK = regex(
    r"\[(?P<shown>[^\[\]]{1,600}(?:\[[^\[\]]{0,60}\][^\[\]]{0,200}){0,3})\]"
    r"\(<?https?://[^()\s]{1,2000}(?: \"[^\"]{0,200}\")?\)"
)
_LABEL = regex(r"(?:title|authors?|abstract|journal-ref|subjects|categories|comments|doi)\s?:", re.IGNORECASE)


class Line(NamedTuple):
    """A line that is not blank: its number from 1 and its text, squeezed, without the bullet of a list."""

    number: int
    text: str


def numbered(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    squeezed = ((number, " ".join(raw.split())) for number, raw in enumerate(text.split("\n"), 1))
    bare = ((number, _BULLET.sub("", line, 1) if line[:1] in _BULLETS else line) for number, line in squeezed)
    return [Line(number, line) for number, line in bare if line]


def unlinked(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without the addresses that programs which save a page as Markdown put behind what links there."""
    for line in lines:
        yield Line(line.number, _LINK.sub(r"\g<shown>", line.text)) if "](" in line.text else line


def cut(lines: Sequence[Line], begins: Callable[[int], bool]) -> list[Sequence[Line]]:
    """The lines in pieces, each begun at a position that ``begins`` tells; what precedes them all is first."""
    starts = [0, *(at for at in range(len(lines)) if begins(at)), len(lines)]
    return [lines[start:end] for start, end in pairwise(starts)]


def where(lines: Sequence[Line]) -> tuple[int, int]:
    """The numbers of the first and the last line."""
    return lines[0].number, lines[-1].number


def joined(lines: Sequence[Line]) -> str:
    """The text of lines that follow one another."""
    return " ".join(line.text for line in lines)


def behind(lines: Sequence[Line], record: Record) -> Sequence[Line]:
    """The lines that follow those of a record."""
    last = record.source.lines[1] if record.source else 0
    return [line for line in lines if line.number > last]


def _is_labeled(line: Line) -> bool:
    return _LABEL.match(line.text) is not None


def outside(lines: Sequence[Line]) -> Iterator[Problem]:
    """A passage outside the records of a page: a problem where it reads like a record, else the page's furniture."""
    # Some lines by themselves too: buttons and notices around an abstract read like none.
    stretches = (lines, *(lines[at : at + _STRETCH] for at in range(len(lines))))
    if any(reads_academic(joined(some)) >= 0.5 for some in stretches) or sum(map(_is_labeled, lines)) > 1:
        yield Problem(where(lines), "text outside the papers of the page", "\n".join(line.text for line in lines))
