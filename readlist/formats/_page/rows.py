"""The rows of a pasted page: lines, or the cells of a table, without the marks of lists, parts of one head joined."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Sequence

_BULLET = regex(r"[•◦▪‣●○∙⁃]\s?(?=\S)")
_DASH = regex(r"[-*–] (?=[^\Wa-z]|[\"“$(])")
_NUMBER = regex(r"[\[(]?(?P<number>\d{1,4})[.)\]]{1,2} (?=\S)")
_FEW = 3  # lines that begin alike by chance
_MOST_PEOPLE = 1000  # rows of names
_LONGEST_PART = 40  # letters of a part of a head
_CUT_OFF = regex(r"(?<=[.!?…]) ?(?:Show|Read|See|View) (?:more|less)\Z|(?<=…) ?(?:Expand|Collapse|More|Less)\Z")
_WORDY = 120  # letters from which on a line is a text, behind which a button may stand


class Row(NamedTuple):
    """A row that is not blank: the number of its line from 1, its text squeezed and raw, if a blank line precedes."""

    number: int
    text: str
    raw: str
    gap: bool


def rows(text: str, is_head: Callable[[str], bool]) -> list[Row]:
    """The rows of a cleaned text; ``is_head`` tells the head of a paper, of which pages may make several lines."""
    return _with_whole_heads(_with_whole_bylines(_unmarked(list(_cells(text)))), is_head)


def _cells(text: str) -> Iterator[Row]:
    """The lines that are not blank, cut at tabs where most of them hold some."""
    lines = text.split("\n")
    tabbed = sum("\t" in line.strip() for line in lines)
    parted = tabbed > 1 and 2 * tabbed > sum(not line.isspace() and line != "" for line in lines)
    gap = False
    for number, line in enumerate(lines, 1):
        filled = False
        for raw in line.split("\t") if parted else (line,):
            if squeezed := " ".join(raw.split()):
                if len(squeezed) > _WORDY:
                    squeezed = _CUT_OFF.sub("", squeezed)
                yield Row(number, squeezed, raw, gap and not filled)
                filled = True
        gap = not filled


def _unmarked(found: list[Row]) -> list[Row]:
    """The rows without bullets, and without dashes and numbers where they run through the page."""
    dashes = sum(_DASH.match(row.text) is not None and len(row.text) > _LONGEST_PART for row in found)
    marks = [_BULLET, *([_DASH] if dashes >= _FEW else []), *([_NUMBER] if _counts_up(found) else [])]
    return [_without(row, marks) for row in found]


def _counts_up(found: Iterable[Row]) -> bool:
    """Whether the rows that begin with a number count up one by one."""
    numbers = [int(at["number"]) for row in found if (at := _NUMBER.match(row.text))]
    steps = sum(after == before + 1 for before, after in pairwise(numbers))
    return steps > 0 and steps >= 0.8 * (len(numbers) - 1)


def _without(row: Row, marks: Sequence[re.Pattern[str]]) -> Row:
    for mark in marks:
        if found := mark.match(row.text):
            bare = row.text[found.end() :]
            return row._replace(text=bare, raw=bare)
    return row


def _with_whole_bylines(found: list[Row]) -> list[Row]:
    """The rows, those of authors between their label and that of the abstract joined."""
    whole: list[Row] = []
    at = 0
    while at < len(found):
        label, at = found[at], at + 1
        following = found[at : at + _MOST_PEOPLE] if label.text == "Authors:" else []
        count = next((count for count, row in enumerate(following) if row.text == "Abstract"), 0)
        names = list(filter(None, (row.text.strip(" ,;·") for row in following[:count])))
        whole.append(label._replace(text=f"Authors: {', '.join(names)}") if names else label)
        at += count if names else 0
    return whole


def _with_whole_heads(found: list[Row], is_head: Callable[[str], bool]) -> list[Row]:
    """The rows, those that are parts of one head (subject, date, badge) joined."""
    whole: list[Row] = []
    at = 0
    while at < len(found):
        count = next((n for n in (3, 2) if _is_parted(found[at : at + n], n, is_head)), 1)
        text = " ".join(row.text for row in found[at : at + count])
        whole.append(found[at]._replace(text=text, raw=text) if count > 1 else found[at])
        at += count
    return whole


def _is_parted(parts: Sequence[Row], count: int, is_head: Callable[[str], bool]) -> bool:
    short = len(parts) == count and all(len(row.text) <= _LONGEST_PART for row in parts)
    return short and not any(is_head(row.text) for row in parts) and is_head(" ".join(row.text for row in parts))
