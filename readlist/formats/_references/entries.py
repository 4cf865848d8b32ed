"""A pasted bibliography cut into its references: numbered, parted by blanks, by indentation, or one a line."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SAMPLE
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST = 3000  # letters of a reference; what is longer is none
_HEADER = 100  # letters of the longest header of a page
_TAIL = 200  # letters at the end of a line that tell how it ends
_SHORT = 40  # letters of a line that cannot be a reference by itself

_NAME = r"[^\W\d_a-z][\w'’`´\-]{1,30}"
_PARTICLE = r"(?:(?:[dD][eiu]|[vV][ao]n|[dD]e[rln]|[dD]ella|[lL][ae]|[tT]en|al|el|bin|dos|da) ){0,3}"
_MARKS = (
    regex(r"(?:[-–•*+]\s{1,3})?\[\s?\d{1,4}[a-z]?\s?\][.:]?\s*"),
    regex(r"(?:[-–•*+]\s{1,3})?\[[^\W\d_][\w+&.,:;’'\-\s()]{0,40}\]\s*(?=\S)"),
    regex(
        r"\(\d{1,3}\)[.:]?\s+|(?:\\\(\s?|\$\s?)\^\{\s?\[?\d{1,3}\]?\s?\}\s?(?:\\\)|\$)\s*|<sup>\[?\d{1,3}\]?</sup>\s*"
    ),
    regex(r"(?:[-–•*+]\s{1,3})?\d{1,4}\s?[.)]\s*(?=\*{0,3}[^\W\d_]|[\"“‘']|\Z)|\d{1,3}\s{2,}(?=[^\W\d_])|\d{1,3}\t"),
    regex(r"\^\[?\d{1,3}\]?\s+|\[\^\w{1,20}\]:\s+|[•◦▪●‣∙*·+]\s+|[-–]\s+(?=\*{0,2}[^\W\d_])"),
)
_NUMBERED = (_MARKS[0], _MARKS[2], _MARKS[3])
# How references begin: "Bell, A.", "A. Bell", "Bell AB", "Anna Bell,", "———", a name in another script.
_BEGINS = regex(
    rf"{_PARTICLE}{_NAME}(?: {_NAME}){{0,2}}(?:\s?,\s?| )(?:[^\W\d_a-z][a-z]?\.?[ -]?){{1,4}}"
    r"(?:[,.;:&(“\"]| and\b|\d|$)"
    rf"|{_PARTICLE}{_NAME}(?: {_NAME}){{0,2}}\s?, {_NAME}"
    rf"|(?:[^\W\d_a-z][a-z]?\.[ -]?){{1,4}}\s?{_PARTICLE}{_NAME}"
    rf"|{_NAME}(?: [^\W\d_a-z]\.?| {_PARTICLE}{_NAME}){{1,4}}(?:\s?,|\s?\.| and\b| &| et\b| \()"
    rf"|{_NAME}(?:,? (?:and|&) {_NAME})?\s?[,.]? \(?(?:(?:1[89]|20)\d\d|n\. ?d\.\))"
    rf"|{_PARTICLE}{_NAME}(?: & {_PARTICLE}{_NAME},|,? et al\.?[,.]?) "
    r"|(?:[^\W\d_a-z][\w.&'-]{0,30} (?:(?:of|for|the|and|on) ){0,2}){1,6}(?:Team|Collaboration|Consortium|Association"
    r"|Organi[sz]ation|Committee|Society|Institute|Group|Agency|Commission|Foundation|Council)\b"
    r"|[_—–-]{2,30}\s?[.,(]|[\u4e00-\u9fff]{2,4}[,，.．、]"
)
_HEADING = regex(
    r"(?:#{1,6} )?(?:\d{1,2}\.?|[IVX]{1,4}\.)?\s*(?:References(?: and notes| cited)?|Bibliography|Literature(?: cited)?"
    r"|Works cited|Literatur(?:verzeichnis)?|Bibliogra(?:ph|f)i[ae]|Références|Referencias|Riferimenti bibliografici"
    r"|Cited works|Reference list|Further reading|参考文献|Список (?:использованной )?литературы"
    r"|Литература|Referências)[\s:.]*|#{1,6} ?(?:\d{1,2}\. )?[^.]{1,60}",
    re.IGNORECASE,
)
_PAGE = regex(
    r"[-–—|·\s]{0,4}(?:page\s|p\.\s?)?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:of|/)\s?\d{1,4})?[-–—|·\s]{0,4}", re.IGNORECASE
)
_CLOSED = regex(r"(?:[.?!)\]”\"’>]|\d[a-z]?|\S*(?:https?:|www\.|10\.\d{4,9}/)\S*)\s*\Z")
_FIGURES_LAST = regex(r"(?:\d[a-z]?\)?\.?|\S*(?:https?:|www\.|10\.\d{4,9}/)\S*)\Z")
_OPEN = regex(r"(?:[,:;&(\-–]|\b(?:and|of|the|in|for|on|a|et|pp?\.|vol\.|no\.|Proc\.|[^\W\d_a-zа-яё]\.))\s*\Z")
_YEAR = regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_YEAR_ALONE = regex(r"(?<![\d:–-])(?:1[5-9]|20)\d\d(?![\d–-])")  # none of pages
_PLACE_IN_PRINT = regex(
    r"\bpp?\.\s?\d|\bpages? \d|\d\s?\(\s?\d{1,3}\s?\)|\d\s?[-–—]{1,2}\s?\d|\d:\s?\d|\bvol(?:ume|\.)|\bIn:? [A-Z]"
    r"|\b(?:Proceedings|Proc\.|Conference|Journal|J\.|Trans|Press|Springer|Wiley|Elsevier|Verlag|University|ar[xX]iv"
    r"|IEEE|ACM|Publish|Edition|thesis|Report|Review|Phys|Nature|Science)|https?://|\b10\.\d{4}|\[[JMCDR]\]"
    r"|, \d{1,4} p\."
)
_QUOTED_OR_HOUSE = regex(
    r"[“\"«].{8,300}[”\"»]|\b[A-Z][\w .]{2,30}: [A-Z]|, [A-Z]\w+ \d{4}|\(\d{4}\w?\)"
    r"|, [^\W\d_a-z][\w .&'’-]{2,40}, (?:1[5-9]|20)\d\d\b"
)
_STAR_OF_NAMES = regex(
    r"(?<=[\w.*])(?:\\\*){1,3}(?=[,\s.;]|\Z)"
)  # as Markdown writes the mark of those who did as much
# Words that one of a thousand references has two of.
_OF_PROSE = regex(r"\b(?:we|you|your|our|is|are|was|were|they|will|here|can|has|have|been|due)\b", re.IGNORECASE)
_RULE = regex(r"[-*_=—–]{3,200}")
_BEGINNING = 300  # letters that tell whether a text is a reference, behind which a note may stand
_PROSE = 0.2
_BROKEN_WORD = regex(r"[^\W\d_]-\Z")
# What stands behind a hyphen of its own.
_OF_TWO_WORDS = regex(
    r"(?:based|driven|aware|guided|specific|level|scale|wise|shot|free|dimensional|supervised|trained|tuning|tuned|oriented"
    r"|efficient|resolution|language|modal|agent|task|view|end|art|the|of|to|in|and|by)\b"
)
_DIGITS = regex(r"\d+")
_ADDRESS_LAST = regex(r"https?://\S+\Z")
_ADDRESS_GOES_ON = regex(r"(?:https?://|www\.|10\.\d{4,9}/)\S*[/._=?&%-]\Z")


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
    begins = _BEGINS.match(text.replace("*", "") if text.startswith("*") else text) is not None
    year = _YEAR.search(text) is not None
    printed = _PLACE_IN_PRINT.search(text) is not None
    if begins and year:
        return 1.0 if printed or _QUOTED_OR_HOUSE.search(text) else 0.6
    if printed:
        return 0.8 if begins else 0.4 if year else 0.0
    return 0.3 if begins and text.endswith(".") and ". " in text else 0.0


def share_of_references(text: str) -> float:
    """The share of a text's beginning, in letters, that looks like references."""
    found = entries(text[:SAMPLE])
    if len(text) > SAMPLE and len(found) > 1:
        found.pop()
    total = sum(len(entry.text) for entry in found)
    return sum(len(entry.text) * _share(entry.text) for entry in found) / total if total else 0.0


def _share(text: str) -> float:
    """How much an entry looks like a reference; running text, in which a year may stand, hardly does."""
    alike = likeness(text)
    prose = alike and len(_OF_PROSE.findall(text[:_BEGINNING])) > 1
    return min(alike, _PROSE) if prose else alike


def _lines(text: str) -> list[_Line]:
    """The lines that are neither blank nor page furniture."""
    lines: list[_Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), 1):
        squeezed = " ".join(raw.split())
        if squeezed and _RULE.fullmatch(squeezed) is None:
            shown = raw.expandtabs(4)
            bare = _STAR_OF_NAMES.sub("", squeezed) if "\\*" in squeezed else squeezed
            lines.append(_Line(number, bare, len(shown) - len(shown.lstrip()), gap))
        gap = not squeezed
    pages = {at for at in range(len(lines)) if _is_page_number(lines, at)}
    running = Counter(_DIGITS.sub("#", line.text) for line in lines if len(line.text) <= _HEADER)
    return [
        line
        for at, line in enumerate(lines)
        if not (
            at in pages or _HEADING.fullmatch(line.text) or _is_running(line.text, running, {at - 1, at + 1} & pages)
        )
    ]


def _is_page_number(lines: Sequence[_Line], at: int) -> bool:
    """Whether a line is the number of a page, not what a reference goes on with."""
    if len(lines) == 1 or not _PAGE.fullmatch(lines[at].text):
        return False
    return at == 0 or lines[at].gap or _OPEN.search(lines[at - 1].text[-_TAIL:]) is None


def _is_running(text: str, running: Mapping[str, int], beside: set[int]) -> bool:
    """Whether a line is a header that runs through the pages: it comes back, most often beside their numbers."""
    times = running.get(_DIGITS.sub("#", text), 0)
    return times > 1 and (times > 2 or bool(beside)) and _PLACE_IN_PRINT.search(text) is None


def _starts(lines: Sequence[_Line]) -> list[int]:
    """Where the references begin, as places in the lines."""
    if not lines:
        return []
    marked = _marked(lines)
    begins = [_begins(line.text) for line in lines]
    if not marked and (hanging := _hanging(lines, begins)):
        return hanging
    closed = [_is_closed(line.text[-_TAIL:]) for line in lines]
    whole = sum(likeness(without_mark(line.text)[1]) > 0.4 and end for line, end in zip(lines, closed, strict=True))
    if whole >= 0.6 * len(lines):
        return [at for at in range(len(lines)) if at == 0 or not _continues(lines, begins, closed, at)]
    if marked:
        return marked if marked[0] == 0 else [0, *marked]
    return _wrapped(lines, begins, closed)


def _is_closed(text: str) -> bool:
    """Whether a reference may end with this end of a line."""
    return _CLOSED.search(text) is not None and _OPEN.search(text) is None


def _wrapped(lines: Sequence[_Line], begins: Sequence[bool], closed: Sequence[bool]) -> list[int]:
    """Where references begin that are wrapped, with nothing but blank lines, if that, between them."""
    width = sorted(len(line.text) for line in lines)[int(len(lines) * 0.9)]
    parted = sum(line.gap and begin for line, begin in zip(lines, begins, strict=True))
    blanks = parted >= 2 and parted >= 0.6 * sum(line.gap for line in lines)
    starts = [0]
    held = lines[0].text
    for at in range(1, len(lines)):
        text = lines[at].text
        if lines[at].gap:
            ended = (closed[at - 1] or begins[at]) and not text[0].islower()
        else:
            ended = not blanks and begins[at] and closed[at - 1] and _ended(held, lines[at - 1].text, text, width)
        if ended:
            starts.append(at)
        held = text if ended else f"{held[-LONGEST:]} {text}"
    return starts


def _marked(lines: Sequence[_Line]) -> list[int]:
    """The lines that begin with the mark that most references bear; numbers must follow one another."""
    best: list[int] = []
    for pattern in _MARKS:
        held = [(at, found[0]) for at, line in enumerate(lines) if (found := pattern.match(line.text))]
        if pattern in _NUMBERED:
            begin = {at for at, _ in held if pattern is _MARKS[0] and _begins(lines[at].text)}
            held = _counting(held, {at for at, line in enumerate(lines) if line.gap}, begin)
        if len(held) > len(best):
            best = [at for at, _ in held]
    return best if len(best) >= 2 or best == [0] else []


def _counting(held: Sequence[tuple[int, str]], gaps: set[int], begin: set[int]) -> list[tuple[int, str]]:
    """The marked lines whose numbers count upward, anew behind a gap; a year or page that begins a line does not.

    Lines that surely ``begin`` references may leave out more numbers than others, as in a choice of them.
    """
    kept: list[tuple[int, str]] = []
    last = None
    for at, mark in held:
        number = _DIGITS.search(mark)
        figure = int(number[0]) if number else 0
        if last is None or last < figure <= last + 5 or (last < figure and at in begin) or (figure == 1 and at in gaps):
            if last is None and (at > 3 or _YEAR.search(mark)):
                continue
            kept.append((at, mark))
            last = figure
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
            if more < sum(begins[at] for at in starts) / len(starts) - 0.2:
                return starts if starts[0] == 0 else [0, *starts]
    return []


def _ended(held: str, before: str, text: str, width: int) -> bool:
    """Whether the reference held so far ends with the line before a text that looks like the beginning of one.

    It ends where its last line falls short of the width, where it is whole and ends in figures or an address, or where
    the next line has its year near its front.
    """
    if len(before) + 1 + len(text.split(" ", 1)[0]) <= width * 0.97:
        return True
    if likeness(held) >= 0.6 and _FIGURES_LAST.search(before[-_TAIL:]):
        return True
    return before.endswith((".", ")")) and _YEAR_ALONE.search(text[:120]) is not None


def _joined(parts: Sequence[str]) -> str:
    """Lines in one: words that were broken are whole again, addresses go on."""
    joined = [parts[0]]
    for part in parts[1:]:
        last = joined[-1]
        if _BROKEN_WORD.search(last[-3:]) and part[:1].islower() and not _OF_TWO_WORDS.match(part):
            joined[-1] = last[:-1]
        elif not (
            _ADDRESS_GOES_ON.search(last[-_TAIL:])
            or (part[:1] == "/" and _ADDRESS_LAST.search(last[-_TAIL:]))
            or last.endswith(("-", "–", "\u00ad"))
        ) or last.endswith(" -"):
            joined.append(" ")
        joined.append(part)
    return "".join(joined).replace("\u00ad", "")
