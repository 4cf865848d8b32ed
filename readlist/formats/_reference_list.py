"""A pasted bibliography cut into its references: numbered, parted by blanks, by indentation, or one a line."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 3000  # letters of a reference; what is longer is none
_SHORT = 40  # letters of a line that cannot be a reference by itself

_NAME = r"[^\W\d_a-z][\w'’`´\-]{1,30}"
_PARTICLE = r"(?:(?:[dD][eiu]|[vV][ao]n|[dD]e[rln]|[dD]ella|[lL][ae]|[tT]en|al|el|bin|dos|da) ){0,3}"
_MARKS = (
    re.compile(r"\[\s?\d{1,4}[a-z]?\s?\][.:]?\s*"),
    re.compile(r"\[[^\W\d_][\w+&.,:;’'\-\s()]{0,40}\]\s*(?=\S)"),
    re.compile(r"\(\d{1,3}\)[.:]?\s+"),
    re.compile(r"\d{1,4}[.)]\s*(?=[^\W\d_]|[\"“‘'])|\d{1,3}\s{2,}(?=[^\W\d_])|\d{1,3}\t"),
    re.compile(r"\^\[?\d{1,3}\]?\s+|[•◦▪●‣∙*·+]\s+|[-–]\s+(?=[^\W\d_])"),
)
# How references begin: "Bell, A.", "A. Bell", "Bell AB", "Anna Bell,", "———", a name in another script.
_BEGINS = re.compile(
    rf"{_PARTICLE}{_NAME}(?: {_NAME}){{0,2}}(?:\s?,\s?| )(?:[^\W\d_a-z][a-z]?\.?[ -]?){{1,4}}"
    r"(?:[,.;:&(“\"]| and\b|\d|$)"
    rf"|{_PARTICLE}{_NAME}(?: {_NAME}){{0,2}}, {_NAME}"
    rf"|(?:[^\W\d_a-z][a-z]?\.[ -]?){{1,4}}\s?{_PARTICLE}{_NAME}"
    rf"|{_NAME}(?: [^\W\d_a-z]\.?| {_PARTICLE}{_NAME}){{1,4}}(?:\s?,|\s?\.| and\b| &| et al| \()"
    rf"|{_NAME}(?:,? (?:and|&) {_NAME})?\s?[,.]? \(?(?:1[89]|20)\d\d"
    r"|[_—–-]{2,30}\s?[.,(]|[\u4e00-\u9fff]{2,4}[,，.．、]"
)
_HEADING = re.compile(
    r"(?:\d{1,2}\.?|[IVX]{1,4}\.)?\s*(?:References(?: and notes| cited)?|Bibliography|Literature(?: cited)?|Works cited"
    r"|Literatur(?:verzeichnis)?|Bibliogra(?:ph|f)i[ae]|Références|Referencias|Riferimenti bibliografici|Cited works"
    r"|Reference list|Further reading|参考文献)[\s:.]*",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\W{0,4}(?:page\s)?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:of|/)\s?\d{1,4})?\W{0,4}", re.IGNORECASE)
_CLOSED = re.compile(r"(?:[.?!)\]”\"’>]|\d[a-z]?|\S*(?:https?:|www\.|10\.\d{4,9}/)\S*)\s*\Z")
_OPEN = re.compile(r"(?:[,:;&(\-–]|\b(?:and|of|the|in|for|on|a|et|pp?\.|vol\.|no\.|Proc\.|[^\W\d_a-z]\.))\s*\Z")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PLACE_IN_PRINT = re.compile(
    r"\bpp?\.\s?\d|\bpages? \d|\d\s?\(\s?\d{1,3}\s?\)|\d\s?[-–—]{1,2}\s?\d|\d:\s?\d|\bvol(?:ume|\.)|\bIn:? [A-Z]"
    r"|\b(?:Proceedings|Proc\.|Conference|Journal|J\.|Trans|Press|Springer|Wiley|Elsevier|Verlag|University|ar[xX]iv"
    r"|IEEE|ACM|Publish|Edition|thesis|Report|Review|Phys|Nature|Science)|https?://|\b10\.\d{4}|\[[JMCDR]\]"
)
_QUOTED_OR_HOUSE = re.compile(r"[“\"«].{8,300}[”\"»]|\b[A-Z][\w .]{2,30}: [A-Z]|, [A-Z]\w+ \d{4}|\(\d{4}\w?\)")
_ADDRESS_GOES_ON = re.compile(r"(?:https?://|www\.|10\.\d{4,9}/)\S*[/._=?&%-]\Z")


class Entry(NamedTuple):
    """A reference: first and last line (from 1), its text in one line without the mark, and the mark."""

    lines: tuple[int, int]
    text: str
    mark: str


class _Line(NamedTuple):
    number: int
    text: str
    indent: int
    gap: bool  # whether a blank line stands before it


def entries(text: str) -> list[Entry]:
    """The references of a cleaned text in their order; page furniture is left out."""
    lines = _lines(text)
    starts = _starts(lines)
    found = []
    for at, first in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(lines)
        mark, rest = without_mark(lines[first].text)
        parts = [rest, *(line.text for line in lines[first + 1 : end])]
        found.append(Entry((lines[first].number, lines[end - 1].number), _joined(parts), mark))
    return found


def without_mark(text: str) -> tuple[str, str]:
    """The number, key or bullet that a reference begins with, and the rest of it.

    >>> without_mark("[Vas+17] A. Vaswani")
    ('[Vas+17]', 'A. Vaswani')
    """
    for pattern in _MARKS:
        if found := pattern.match(text):
            return found[0].strip(), text[found.end() :].strip()
    return "", text.strip()


def likeness(text: str) -> float:
    """How much the text of one entry looks like a reference, from 0 to 1."""
    if not 20 <= len(text) <= LONGEST:
        return 0.0
    begins = _BEGINS.match(text) is not None
    year = _YEAR.search(text) is not None
    printed = _PLACE_IN_PRINT.search(text) is not None
    if begins and year:
        return 1.0 if printed or _QUOTED_OR_HOUSE.search(text) else 0.6
    if printed:
        return 0.8 if begins else 0.4 if year else 0.0
    return 0.3 if begins and text.endswith(".") and ". " in text else 0.0


def _lines(text: str) -> list[_Line]:
    """The lines that are neither blank nor page furniture."""
    lines: list[_Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), 1):
        squeezed = " ".join(raw.split())
        if squeezed:
            shown = raw.expandtabs(4)
            lines.append(_Line(number, squeezed, len(shown) - len(shown.lstrip()), gap))
        gap = not squeezed
    running = Counter(re.sub(r"\d+", "#", line.text) for line in lines if len(line.text) <= 100)
    kept = []
    for at, line in enumerate(lines):
        if _HEADING.fullmatch(line.text) or (len(lines) > 1 and _PAGE.fullmatch(line.text)):
            continue
        beside = any(0 <= other < len(lines) and _PAGE.fullmatch(lines[other].text) for other in (at - 1, at + 1))
        repeats = running.get(re.sub(r"\d+", "#", line.text), 0)
        if not (repeats > 1 and (beside or repeats > 2) and _PLACE_IN_PRINT.search(line.text) is None):
            kept.append(line)
    return kept


def _starts(lines: Sequence[_Line]) -> list[int]:
    """Where the references begin, as places in the lines."""
    if not lines:
        return []
    marked = _marked(lines)
    begins = [_begins(line.text) for line in lines]
    closed = [_CLOSED.search(line.text) is not None and _OPEN.search(line.text) is None for line in lines]
    whole = sum(likeness(without_mark(line.text)[1]) > 0.4 and end for line, end in zip(lines, closed, strict=True))
    if whole >= 0.6 * len(lines):
        return [at for at in range(len(lines)) if at == 0 or not _continues(lines, begins, closed, at)]
    if marked:
        return marked if marked[0] == 0 else [0, *marked]
    hanging = _hanging(lines, begins)
    if hanging:
        return hanging
    width = sorted(len(line.text) for line in lines)[int(len(lines) * 0.9)]
    parted = sum(line.gap and begin for line, begin in zip(lines, begins, strict=True))
    blanks = parted >= 2 and parted >= 0.6 * sum(line.gap for line in lines)
    return [
        at
        for at, line in enumerate(lines)
        if at == 0
        or (line.gap and (closed[at - 1] or begins[at]) and not line.text[0].islower())
        or (not blanks and begins[at] and closed[at - 1] and _ended(lines, at, width))
    ]


def _marked(lines: Sequence[_Line]) -> list[int]:
    """The lines that begin with the mark that most references bear; numbers must follow one another."""
    best: list[int] = []
    for pattern in _MARKS:
        held = [(at, found[0]) for at, line in enumerate(lines) if (found := pattern.match(line.text))]
        if pattern is not _MARKS[1] and pattern is not _MARKS[4]:
            held = _counting(held)
        if len(held) > len(best):
            best = [at for at, _ in held]
    return best if len(best) >= 2 or best == [0] else []


def _counting(held: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The marked lines whose numbers count upward; a year or a page that begins a line does not."""
    kept: list[tuple[int, str]] = []
    last = None
    for at, mark in held:
        number = int(re.sub(r"\D", "", mark) or 0)
        if last is None or last < number <= last + 5:
            kept.append((at, mark))
            last = number
    return kept


def _begins(text: str) -> bool:
    return _BEGINS.match(without_mark(text)[1]) is not None


def _continues(lines: Sequence[_Line], begins: Sequence[bool], closed: Sequence[bool], at: int) -> bool:
    """Whether a line in a list of one reference a line belongs to the line before it all the same."""
    mark, text = without_mark(lines[at].text)
    if lines[at].gap or begins[at] or mark:
        return False
    if not closed[at - 1] and (text[0].islower() or text[0].isdigit()):
        return True
    return (text[0].islower() or len(text) < _SHORT) and likeness(text) == 0 and _YEAR.search(text) is None


def _hanging(lines: Sequence[_Line], begins: Sequence[bool]) -> list[int]:
    """The lines that stand out to the left, or in from it, where those are the ones that begin like references."""
    margin = min(line.indent for line in lines)
    out = [at for at, line in enumerate(lines) if line.indent <= margin + 1]
    inward = [at for at, line in enumerate(lines) if line.indent > margin + 1]
    for starts, others in ((out, inward), (inward, out)):
        if starts and others and sum(begins[at] for at in starts) >= 0.7 * len(starts):
            more = sum(begins[at] for at in others) / len(others)
            if more < 0.5 * sum(begins[at] for at in starts) / len(starts):
                return starts if starts[0] == 0 else [0, *starts]
    return []


def _ended(lines: Sequence[_Line], at: int, width: int) -> bool:
    """Whether a wrapped reference ended before this line: it fell short of the width, or the next begins by a year."""
    before = lines[at - 1].text
    first = lines[at].text.split(" ", 1)[0]
    if len(before) + 1 + len(first) <= width * 0.97:
        return True
    return before.endswith((".", ")")) and _YEAR.search(lines[at].text[:120]) is not None


def _joined(parts: Sequence[str]) -> str:
    """Lines in one: words that were broken are whole again, addresses go on."""
    text = parts[0]
    for part in parts[1:]:
        if _ADDRESS_GOES_ON.search(text[-200:]):
            text += part
        elif re.search(r"[^\W\d_]-\Z", text) and part[:1].islower():
            text = text[:-1] + part
        elif text.endswith(("-", "–", "—", "\u00ad")) and not text.endswith((" -", " –", " —")):
            text = text.rstrip("\u00ad") + part
        else:
            text += " " + part
    return text.replace("\u00ad", "")
