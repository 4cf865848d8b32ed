"""Hard-wrapped text: which lines go on in the next one, and the text that they make together.

A line goes on where the first word of the next line would not have fitted behind it. The width is taken from each run
of short lines for itself, since pages pasted one after another may differ.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._page.lines import Kind, Line
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST = 200  # letters of the longest line that an editor or mail program wraps at
NARROWEST = 40
_HYPHEN = regex(r"\w\w-{1,3}$")
_TO_HYPHEN = regex(r"[^-]{0,80}\w\w-(?=\w\w)")
# Words that begin the later sentences of abstracts, hardly ever the first; words that mark the last sentence.
_CONTINUING = frozenset(
    """
    however our to specifically furthermore moreover extensive finally these experiments additionally by then first code
    on through based experimental unlike using it for second third also here thus therefore consequently hence
    """.split()
)
# What the parts of structured abstracts are headed with.
_SECTION = regex(
    r"(?:(?P<first>background|introduction|purpose|objectives?|aims?|importance|context|motivation)"
    r"|(?:materials? and )?methods?|(?:study )?(?:design|setting|selection)|participants|patients|interventions?"
    r"|main outcomes?(?: measures?)?|measurements?|data (?:sources?|extraction)|results?"
    r"|(?:main )?findings?|discussion|conclusions?|interpretation|significance|limitations?|funding|trial registration)"
    r"(?: and \w{4,20})?(?:\s?[:.](?=\s|\Z)|\Z)",
    re.IGNORECASE,
)
_CLOSING = regex(
    r"code|github|available|results|experiments|outperform|demonstrate|state-of-the-art|superior|effective|show",
    re.IGNORECASE,
)


class Seam(NamedTuple):
    """Between a line and the next: the log-odds that they are one text or two, and what stands between them.

    ``raw`` tells that the blanks at the ends of both lines belong to the text.
    """

    joins: float
    breaks: float
    glue: str = " "
    raw: bool = False


APART = Seam(joins=-inf, breaks=0.0)
_SAME_TEXT = Seam(joins=0.0, breaks=-20.0)


class _Margin(NamedTuple):
    width: int
    hyphenates: bool  # words are parted at their hyphens
    cuts: bool  # lines end in the midst of words
    flows: bool  # lines that go on end in a blank, as in mail (RFC 3676)
    doubled: bool  # a blank line follows every line
    hangs: bool = False  # lines that go on are indented
    gapped: bool = False  # blank lines, and nothing else, part the texts


def seams(lines: Sequence[Line]) -> list[Seam]:
    """For each line how it follows the one before it; the first of all stands apart."""
    found = [APART] * len(lines)
    for start, end in _runs(lines):
        run = lines[start:end]
        margin = _margin(run)
        if margin is not None:
            if not margin.doubled:
                margin = margin._replace(gapped=_is_gapped(run, margin))
            found[start + 1 : end] = [_seam(*pair, margin) for pair in pairwise(run)]
    headed = [line.kind is Kind.TEXT and _may_be_headed(line.text) for line in lines]
    for at in range(1, len(lines)):
        if (headed[at] or headed[at - 1]) and found[at].joins < 0:
            kinds = {lines[at - 1].kind, lines[at].kind}
            if kinds == {Kind.TEXT} and _is_section(lines[at - 1].text, lines[at].text):
                found[at] = _SAME_TEXT
    return found


def _may_be_headed(text: str) -> bool:
    """Whether a line is short, or has a sign near its beginning that may end a heading."""
    beginning = text[:NARROWEST]
    return len(beginning) < NARROWEST or ":" in beginning or "." in beginning


def _is_section(before: str, text: str) -> bool:
    """Whether a line goes on with a structured abstract: it is headed as a later part of one, or the one before is."""
    above = _SECTION.match(before) if before[0].isupper() else None
    if above is not None and above.end() == len(before):
        return True
    headed = _SECTION.match(text) if text[0].isupper() else None
    return headed is not None and not headed["first"] and (len(before) > NARROWEST or above is not None)


def joined(lines: Sequence[Line], following: Sequence[Seam]) -> str:
    """The text of lines that belong together; ``following`` are their seams, the first of which is not used."""
    if len(lines) == 1:
        return lines[0].text
    raw = following[1].raw
    pieces = [lines[0].raw if raw else lines[0].text]
    for line, seam in zip(lines[1:], following[1:], strict=True):
        pieces += (seam.glue, line.raw if raw else line.text)
    return " ".join("".join(pieces).split())


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches of at least three lines of text that are short enough to be wrapped."""
    runs, start = [], 0
    for at in range(len(lines) + 1):
        if at == len(lines) or lines[at].kind is not Kind.TEXT or lines[at].length > WIDEST:
            if at - start >= 3:
                runs.append((start, at))
            start = at + 1
    return runs


def _margin(run: Sequence[Line]) -> _Margin | None:
    """How a stretch of lines is wrapped, None where it is not."""
    lengths = sorted(line.length for line in run if " " in line.text)
    if not lengths or lengths[-1] < NARROWEST:
        return None
    high = lengths[len(lengths) * 9 // 10]
    width = max(length for length in lengths if length <= high * 1.1 + 4)
    doubled = _goes_on(run, gap=True)
    if width < NARROWEST or not (doubled or _goes_on(run, gap=False)):
        return None
    cut_at = max(len(line.raw) for line in run)
    cuts = sum(len(line.raw) == cut_at for line in run) > 0.6 * len(run)
    blanks_behind = sum(line.raw.endswith(" ") for line in run)
    flows = 0.5 * len(run) < blanks_behind < len(run)
    hyphenates = any(_HYPHEN.search(line.text) for line in run)
    return _Margin(cut_at if cuts else width, hyphenates, cuts, flows, doubled, _hangs(run))


def _hangs(run: Sequence[Line]) -> bool:
    """Whether most lines are indented, and those that are not begin no sentence's midst."""
    flush = [line for line in run if not line.raw[0].isspace()]
    return 0 < len(flush) <= 0.5 * len(run) and sum(line.text[0].islower() for line in flush) <= 0.1 * len(flush)


def _goes_on(run: Sequence[Line], *, gap: bool) -> bool:
    """Whether many lines, of those after a blank line or of the others, begin in the midst of a sentence."""
    begins = [line.text[0].islower() for line in run[1:] if line.gap is gap]
    return sum(begins) >= 2 + gap and sum(begins) > 0.25 * len(begins)


def _is_gapped(run: Sequence[Line], margin: _Margin) -> bool:
    """Whether lines that are not full stand before blank lines only."""
    gaps = sum(line.gap for line in run[1:])
    ends = sum(not after.gap and _room(before, after, margin) >= 0 for before, after in pairwise(run))
    return gaps > 0 and ends <= gaps / 10


def _seam(before: Line, after: Line, margin: _Margin) -> Seam:
    if after.gap and not margin.doubled:
        return APART
    if margin.cuts:
        return Seam(0.0, -5.0, "", raw=True) if len(before.raw) == margin.width else APART
    glue = _glue(before, after, margin)
    if margin.hangs:
        return Seam(0.0, -20.0, glue) if after.raw[0].isspace() else APART
    if margin.flows:
        return Seam(0.0, -9.0, glue) if before.raw.endswith(" ") else APART
    room = _room(before, after, margin)
    if room < 0:
        return Seam(0.0, _break_in_full_line(before.text, after.text) - 8.0 * margin.gapped, glue)
    return Seam(-4.0 - min(room, 20) / 2, 0.0, glue)


def _glue(before: Line, after: Line, margin: _Margin) -> str:
    """What stands between two lines: nothing where a word was parted at its hyphen."""
    if margin.hyphenates and _HYPHEN.search(before.text):
        return " " if after.text.split(" ", 1)[0] in {"and", "or", "to", "nor", "vs."} else ""
    return " "


def _room(before: Line, after: Line, margin: _Margin) -> int:
    """The room that the first word of a line leaves at the end of the line before it; below zero if it lacks room."""
    first = after.text.split(" ", 1)[0]
    chunk = _TO_HYPHEN.match(first) if margin.hyphenates else None
    return margin.width - before.length - len(_glue(before, after, margin)) - len(chunk[0] if chunk else first)


def _break_in_full_line(before: str, after: str) -> float:
    """Log-odds that a text ends with a line that happens to be full."""
    if after[0].islower():
        return -9.0
    if before[-1] not in ".!?":
        return -2.5
    first = after.split(" ", 1)[0].rstrip(",").casefold()
    opening = -6.0 if first in _CONTINUING else 0.2 if first in {"we", "this", "in", "the", "a"} else 0.8
    return opening + (1.2 if _CLOSING.search(before) else -1.0)
