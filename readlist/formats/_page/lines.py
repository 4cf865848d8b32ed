"""The lines of a pasted page: page furniture, heads of listed papers, and text."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._page import furniture, programme
from readlist.formats._page.beside import VENUE, may_tell_print
from readlist.formats._page.bylines import (
    labels_names,
    may_name,
    may_name_placed,
    mostly_names,
    names_one_placed,
    names_only,
    tells_venue,
    with_place,
)
from readlist.formats._page.rows import rows
from readlist.formats._page.style import style, title_odds
from readlist.model.dates import MONTH_WORD, PartialDate
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._page.rows import Row

_BADGE = r"(?:[Cc]ode|Data(?:set)?|Demo|Video|Project|Models?|Oral|Spotlight|Survey)"
_HEAD = regex(
    r"(?P<categories>(?:[A-Z]{2}[ ,/]{0,2}){1,5}"
    r"|(?:q-)?[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Za-z]{2,5}(?:-[a-z]{2,4})?|[a-z]{2,8}-[a-z]{2,5}|optics|nlin|soft)?"
    r"[ ·•|,]{0,3}"
    rf"(?P<date>{MONTH_WORD}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH_WORD}\.?,? \d{{4}}|\d{{4}}-\d\d-\d\d)"
    rf"(?P<badges>(?:[ ·•|,]{{0,3}}{_BADGE}){{0,4}})[ ·•|,]{{0,3}}"
)
_BADGES = regex(rf"(?:[ ·•|,]{{0,3}}{_BADGE}){{1,4}}")
_CATEGORY = regex(r"[A-Z]{2}|[a-z].+")


_HEADING = regex(
    r"\A(?=.{1,30}\Z).{0,30}\b(?:publications|papers|articles|preprints|proceedings|works?|results|sort(?:ed)?|research"
    r"|list|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 40  # letters of a line with one author
_LONGEST_PERSON = 120  # letters of one with an author and a place
_SENTENCE = 60  # letters of a line that may be a sentence
_CUT = ("…", "...")
_PLAIN = 12.0  # above the odds of what is no title
_YEAR = regex(r"(?:19|20)\d\d")
_LONGEST_TITLE = 200  # letters
_FEW = 3  # lines that read like names by chance


class Kind(Enum):
    """What a line is."""

    TEXT = "text"
    HEAD = "head of a listed paper"
    PART = "furniture of one record"
    SITE = "furniture of the whole page"
    NOTE = "told of a record, in a form that is not known"
    NAMES = "authors of the paper whose title stands above"


class Head(NamedTuple):
    """Subject, date and badge of a listed paper; ``date`` is None where there is no such day."""

    categories: tuple[str, ...]
    date: PartialDate | None
    code: bool


class Line(NamedTuple):
    """A line that is not blank: its first and last number from 1, its text squeezed and raw, its length on the page.

    ``gap`` tells whether a blank line precedes it. A button glued to its front counts in ``length`` only.
    """

    number: int
    text: str
    kind: Kind
    raw: str
    length: int
    gap: bool
    last: int


def head(text: str) -> Head | None:
    """The head of a listed paper, glued or with blanks; None for any other line.

    >>> head("CVJun 1, 2023Code")
    Head(categories=('CV',), date=PartialDate(year=2023, month=6, day=1), code=True)
    """
    found = _HEAD.fullmatch(text) if len(text) <= 80 else None
    if found is None or not (found["categories"] or found["badges"]):
        return None
    date = PartialDate.find(found["date"])
    categories = tuple(_CATEGORY.findall(found["categories"] or ""))
    return Head(categories, date if date and date.day else None, "code" in found["badges"].casefold())


def classify(text: str) -> list[Line]:
    """The lines of a cleaned text that are not blank, each with what it is."""
    lines: list[Line] = []
    for row in rows(text, lambda part: head(part) is not None):
        lines.append(_line(row, lines[-1] if lines else None))
    return _with_names(_with_whole_names(_with_neighbors(lines)))


def _line(row: Row, before: Line | None) -> Line:
    """One line by itself and the one before it."""
    number, last, text, raw, gap = row
    rest = text
    if "ubscribe" in text[:200] or "nbox!" in text[:200] or "ommunity" in text[:200]:
        rest = furniture.unglued(text, first=before is None, after_welcome=before is not None and _is_welcome(before))
    if not rest or furniture.tells_of_cookies(rest) or (not furniture.of_record(rest) and programme.arranges(rest)):
        return Line(number, text, Kind.SITE, raw, len(text), gap, last)
    short = len(rest) <= furniture.LONGEST
    long = Kind.NOTE if rest.startswith(VENUE) and len(rest) <= 2 * furniture.LONGEST else Kind.TEXT
    kind = Kind.NAMES if labels_names(rest) else _kind(rest, before) if short else long
    return Line(number, rest, kind, raw if rest == text else rest, len(text), gap, last)


def _kind(text: str, before: Line | None) -> Kind:
    if head(text):
        return Kind.HEAD
    if furniture.of_site(text):
        return Kind.SITE
    if programme.awards(text):
        return Kind.PART
    if " · " in text and furniture.of_record(text) and names_only(text, surely=True):
        return Kind.NAMES
    if furniture.of_record(text) or (before is not None and furniture.names_submitter(before.text, text)):
        return Kind.PART
    return Kind.NOTE if furniture.labels(text) else Kind.TEXT


def _is_welcome(line: Line) -> bool:
    return line.kind is Kind.SITE and line.text.endswith("inbox!")


def _with_neighbors(lines: list[Line]) -> list[Line]:
    """The lines again, those that are furniture by what stands around them, or by their number, told as such."""
    texts = [line.text for line in lines if line.kind is Kind.TEXT]
    buttons = Counter(filter(furniture.presses, texts))
    recurring = furniture.repeated(texts) | {text for text, count in buttons.items() if count > 1}
    counts = Counter(texts) if recurring else Counter()
    titles = _alone_above(lines) if recurring else set()
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        recurs = line.text in recurring and (at not in titles or line.text in buttons)
        if line.kind is Kind.TEXT and (recurs or (before is not None and before.text == line.text)):
            lines[at] = line._replace(kind=Kind.NOTE if counts[line.text] == 1 else Kind.PART)
        elif line.kind is Kind.TEXT and len(line.text) <= furniture.LONGEST:
            after = lines[at + 1] if at + 1 < len(lines) else None
            lines[at] = line._replace(kind=_kind_between(line.text, before, after))
    return lines


def _alone_above(lines: Sequence[Line]) -> set[int]:
    """Where a short line is all that stands between two long ones, or before the first: it is a title."""
    kept = [at for at, line in enumerate(lines) if line.kind is Kind.TEXT]
    around = zip([None, *kept], kept, kept[1:], strict=False)
    return {
        at
        for before, at, after in around
        if (before is None or lines[before].length > _LONGEST_TITLE)
        and lines[at].length <= furniture.LONGEST < _LONGEST_TITLE < lines[after].length
    }


def _with_whole_names(lines: list[Line]) -> list[Line]:
    """The lines, those of one name each below titles joined where a page has several such lists."""
    placed = _placed(lines)
    runs: list[list[int]] = []
    for at, line in enumerate(lines):
        goes_on = runs and runs[-1][-1] == at - 1 and not line.gap
        short = line.kind is Kind.TEXT and line.length <= _LONGEST_NAME
        name = at in placed or (short and may_name(line.text, alone=True))
        if goes_on and (name or (line.text in _CUT and len(runs[-1]) > 1)):
            runs[-1].append(at)
        elif name and at and lines[at - 1].kind is Kind.TEXT:
            runs.append([at])
    # A title of few words may stand above names that all have places.
    runs = [run[1:] if run[0] not in placed and placed.issuperset(run[1:3]) else run for run in runs]
    runs = [run for run in runs if len(run) > 1]
    sure = [run for run in runs if placed.issuperset(run)]
    runs = runs if len(runs) >= _FEW else sure
    if not runs:
        return lines
    joined = {
        run[0]: ", ".join(with_place(lines[at].text) if run in sure else lines[at].text for at in run) for run in runs
    }
    ends = {run[0]: lines[run[-1]].last for run in runs}
    left_out = {at for run in runs for at in run[1:]}
    return [
        line._replace(text=joined[at], raw=joined[at], length=len(joined[at]), last=ends[at]) if at in joined else line
        for at, line in enumerate(lines)
        if at not in left_out
    ]


def _placed(lines: Sequence[Line]) -> set[int]:
    """Where a line names one person and a place, where papers stand apart and several are known one of any name."""
    short = [at for at, line in enumerate(lines) if line.kind is Kind.TEXT and line.length <= _LONGEST_PERSON]
    sure = {at for at in short if names_one_placed(lines[at].text)}
    if len(sure) < _FEW or sum(line.gap for line in lines) < _FEW:
        return sure
    return sure | {at for at in short if not lines[at].gap and may_name_placed(lines[at].text)}


def _turned(lines: list[Line]) -> list[Line]:
    """The lines, names that stand above titles all through a page without abstracts put below them."""
    texts = [at for at, line in enumerate(lines) if line.kind is Kind.TEXT]
    named = [at for at, place in enumerate(texts) if _tells_names(lines[place].text)]
    if len(named) < max(_FEW, len(texts) / 5) or not _leads(lines, texts, named):
        return lines
    named = sorted({*named, *(at for at, place in enumerate(texts) if _leads_alone(lines, place))})
    runs = [texts[place + 1 : end] for place, end in zip(named, [*named[1:], len(texts)], strict=True)]
    if not runs[-1]:
        return lines
    column = max(range(max(map(len, runs))), key=lambda at: _titles(lines, [run[at] for run in runs if at < len(run)]))
    order = list(range(len(lines)))
    for place, run in zip(named, runs, strict=True):
        if column < len(run):
            names, title = texts[place], run[column]
            order[names : title + 1] = [*order[names + 1 : title + 1], names]
    return [lines[at] for at in order]


def _tells_names(text: str) -> bool:
    return names_only(text, surely=True) or mostly_names(text)


def _titles(lines: Sequence[Line], places: Sequence[int]) -> float:
    """How much lines at some places are written as titles are, all together."""
    return sum(_PLAIN + title_odds(style(lines[at].text)) - _PLAIN * tells_venue(lines[at].text) for at in places)


def _leads(lines: Sequence[Line], texts: Sequence[int], named: Sequence[int]) -> bool:
    """Whether names stand first of what tells of a paper: by blank lines, or by how the page begins and ends."""
    places = [texts[place] for place in named]
    after = [lines[at + 1] for at in places if at + 1 < len(lines)]
    apart = sum(lines[texts[place - 1]].gap for place in named if place)  # as titles above names are
    begun = sum(lines[at].gap for at in places[1:]) + sum(not line.gap for line in after)
    told = all(line.kind is Kind.TEXT or _YEAR.fullmatch(line.text) for line in after)
    if told and apart <= 0.25 * len(named) and begun >= 0.9 * (2 * len(after) - 1):
        return True
    between = sorted(after - before for before, after in pairwise(places))
    headed = named[0] == 0 or _HEADING.search(lines[texts[named[0] - 1]].text) is not None
    return headed and len(lines) - places[-1] >= between[len(between) // 2]


def _leads_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether a line names one person, a blank line before it and none behind."""
    line = lines[at]
    begins = line.gap and line.length <= _LONGEST_NAME and at + 1 < len(lines) and not lines[at + 1].gap
    return begins and may_name(line.text, alone=True)


def _with_names(lines: list[Line]) -> list[Line]:
    """The lines again, those told as names that stand below titles all through the page."""
    long = sum(line.length > _LONGEST_TITLE and not names_only(line.text, surely=False) for line in lines)
    lines = lines if long else _turned(lines)
    texts = [at for at, line in enumerate(lines) if line.kind in {Kind.TEXT, Kind.HEAD}]
    places = [
        (before, at, after)
        for before, at, after in zip(texts, texts[1:], [*texts[2:], None], strict=False)
        if lines[at].kind is lines[before].kind is Kind.TEXT and lines[before].length <= _LONGEST_TITLE
    ]
    sure = {at for _, at, _ in places if names_only(lines[at].text, surely=True)}
    if len(sure) < (0.5 * long or max(_FEW, len(texts) / 6)):
        return lines
    for before, at, after in places:
        if long:  # between a title and its abstract
            above = after is not None and lines[after].length > _LONGEST_TITLE
            alone = above and names_only(lines[at].text, surely=False)
        else:
            venue = tells_venue(lines[before].text)
            alone = after not in sure and not venue and may_name(lines[at].text)
        if lines[before].kind is Kind.TEXT and (at in sure or alone or mostly_names(lines[at].text)):
            lines[at] = lines[at]._replace(kind=Kind.NAMES)
    return _with_places(_without_buttons(lines))


def _without_buttons(lines: list[Line]) -> list[Line]:
    """The lines again, titles above names without the buttons that most of them begin with: "Paper", "PDF"."""
    kept = [at for at, line in enumerate(lines) if line.kind in {Kind.TEXT, Kind.NAMES}]
    titles = [above for above, at in pairwise(kept) if lines[at].kind is Kind.NAMES is not lines[above].kind]
    begun = Counter(programme.pressed(lines[at].text) for at in titles)
    buttons, count = begun.most_common(1)[0] if begun else ("", 0)
    if not buttons or count < max(2, 0.6 * len(titles)):
        return lines
    for at in kept:
        rest = lines[at].text.removeprefix(f"{buttons} ")
        if lines[at].kind is Kind.TEXT and rest:
            lines[at] = lines[at]._replace(text=rest, raw=rest)
    return lines


def _with_places(lines: list[Line]) -> list[Line]:
    """The lines again, the short ones between names and what follows told as notes where most have some: venues."""
    kept = [at for at, line in enumerate(lines) if line.kind in {Kind.TEXT, Kind.NAMES}]
    names = [at for at, place in enumerate(kept) if lines[place].kind is Kind.NAMES]
    ends = [*(at - 1 for at in names[1:]), len(kept)]  # where the next title stands
    runs = [kept[at + 1 : end] for at, end in zip(names, ends, strict=bool(names))]
    notes = [list(takewhile(lambda at: _is_short(lines[at]), run)) for run in runs]
    most = sorted(map(len, notes))[len(notes) // 2] if len(notes) >= _FEW else 0
    for at in (at for run in notes for at in run[:most]):
        lines[at] = lines[at]._replace(kind=Kind.NOTE)
    return lines


def _is_short(line: Line) -> bool:
    """Whether a line may be a note: it is short, and no sentence of some length, or it tells where a paper appeared."""
    is_sentence = line.length > _SENTENCE and line.text.endswith((".", "!", "?"))
    return may_tell_print(line.text) or (line.length <= furniture.LONGEST and not is_sentence)


def _kind_between(text: str, before: Line | None, after: Line | None) -> Kind:
    if before is not None and before.kind is Kind.HEAD and _BADGES.fullmatch(text):
        return Kind.PART
    if before is not None and before.kind is Kind.TEXT and after is not None and furniture.owns(text, after.text):
        return Kind.PART
    if after is not None and (furniture.links_within_site(after.text) or programme.chairs(after.text)):
        return after.kind
    navigates = furniture.navigates(text) and any(
        other is not None and (other.kind in {Kind.SITE, Kind.PART} or furniture.navigates(other.text))
        for other in (before, after)
    )
    return Kind.SITE if navigates or _is_search(before, after) else Kind.TEXT


def _is_search(before: Line | None, after: Line | None) -> bool:
    """Whether a line between these two, subtitle and further header of the page, holds the words searched for."""
    return (
        before is not None
        and before.kind is Kind.SITE
        and before.text.endswith("research community")
        and after is not None
        and (after.kind is Kind.SITE or furniture.navigates(after.text) or furniture.dates_page(after.text))
    )
