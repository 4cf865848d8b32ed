"""The rows of a pasted page: lines, or the cells of a table, without the marks of lists, parts of one head joined."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._page.furniture import printed
from readlist.formats._page.marks import unmarked, without_tails
from readlist.formats._page.one_line import parted
from readlist.formats._page.programme import arranges, untimed
from readlist.formats._page.side_by_side import names_below
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_MOST_PEOPLE = 1000  # rows of names
_LONGEST_NAME = 80  # letters of one
_NAME_ALONE = r"[^\W\d_a-z][^\W\d_]{0,30}\.?(?:[ -][^\W\d_][\w.'’-]{0,30}){1,4}"
_NAME = regex(rf"{_NAME_ALONE},?")
_LINKED_NAMES = regex(rf"(?P<names>{_NAME_ALONE}(?: · {_NAME_ALONE}){{0,400}}) ?🔗")
_PROSE = regex(r".{100,5000}[.!?]")
_FURTHER_NAME = regex(rf"(?:[-•*] )?(?:, ?|& ?|and )(?P<name>{_NAME_ALONE})")
_FIRST_NAME = regex(rf"(?:[-•*] |Authors: )?(?P<names>{_NAME_ALONE}(?:, {_NAME_ALONE}){{0,400}})")
_FEWEST_TALKS = 3  # with times before them
_LONGEST_PART = 40  # letters of a part of a head
_SOFT_HYPHEN = regex("(?<!Ã)\u00ad(?=[^\\W\\d_])")  # behind Ã it is half of a letter that was decoded wrongly
_CUT_OFF = regex(
    r"(?<=[.!?…])(?: ?(?:(?:[Ss]how|[Rr]ead|[Ss]ee|[Vv]iew) (?:more|less)|Expand|Collapse|More|Less|Full article"
    r"|\((?:more|less)\))"
    r" ?[»›>]?\Z|(?:(?<=…)|(?<=\.\.)) ?(?:more|less)\Z)| [△▽▲▼] ?(?:More|Less)\Z"
)
_WORDY = 120  # letters from which on a line is a text, behind which a button may stand


class Row(NamedTuple):
    """A row that is not blank: its first and last line from 1, its text squeezed and raw, if a blank line precedes."""

    number: int
    last: int
    text: str
    raw: str
    gap: bool


def rows(text: str, is_head: Callable[[str], bool]) -> list[Row]:
    """The rows of a cleaned text; ``is_head`` tells the head of a paper, of which pages may make several lines."""
    found = parted(names_below(_untimed(_unmarked(list(_cells(text))))))
    return _with_whole_heads(_with_whole_bylines(_with_joined_names(found)), is_head)


def _cells(text: str) -> Iterator[Row]:
    """The lines that are not blank, cut at tabs where most of them hold some."""
    lines = (_SOFT_HYPHEN.sub("", text) if "\u00ad" in text else text).split("\n")
    tabbed = sum("\t" in line.strip() for line in lines)
    parted = tabbed > 1 and 2 * tabbed > sum(not line.isspace() and line != "" for line in lines)
    sheets = printed(lines)
    gap = False
    between = False  # lines of sheets that were passed over
    for number, line in enumerate(lines, 1):
        filled = False
        if line in sheets:
            between = True
            continue
        for raw in line.split("\t") if parted else (line,):
            if squeezed := " ".join(raw.split()):
                if len(squeezed) > _WORDY:
                    squeezed = _CUT_OFF.sub("", squeezed)
                yield Row(number, number, squeezed, raw, gap and not filled and not between)
                filled, between = True, False
        gap = not filled


def _unmarked(found: list[Row]) -> list[Row]:
    """The rows without the marks of lists; blanks at the ends of rows that have none stay as they are."""
    texts = unmarked(without_tails([row.text for row in found]))
    return [
        row if text == row.text else row._replace(text=text, raw=text) for row, text in zip(found, texts, strict=True)
    ]


def _untimed(found: list[Row]) -> list[Row]:
    """The rows of a programme without the times that its talks begin with; indented ones go on with a talk."""
    texts = [untimed(row.text) for row in found]
    if sum(text != row.text for text, row in zip(texts, found, strict=True)) < _FEWEST_TALKS:
        return found
    talks: list[Row] = []
    goes_on = False
    for text, row in zip(texts, found, strict=True):
        if text == row.text and goes_on and row.raw[:1].isspace() and not row.gap:
            whole = f"{talks[-1].text} {text}"
            talks[-1] = talks[-1]._replace(text=whole, raw=whole, last=row.last)
            continue
        goes_on = text != row.text and not row.raw[:1].isspace()
        keeps = text == row.text or arranges(row.text)
        talks.append(row if keeps else row._replace(text=text, raw=text))
    return talks


def _with_joined_names(found: list[Row]) -> list[Row]:
    """The rows, those of one author each joined: all but the last end with commas, or all but the first begin so."""
    whole: list[Row] = []
    told_apart: set[int] = set()  # last lines of names with commas before them
    goes_on = False
    for row in found:
        names = len(row.text) <= _LONGEST_PART and _NAME.fullmatch(row.text) is not None
        further = _FURTHER_NAME.fullmatch(row.text) if whole and len(row.text) <= _LONGEST_NAME else None
        linked = _LINKED_NAMES.fullmatch(row.text)
        if linked:
            told = f"Authors: {linked['names'].replace(' · ', ', ')}"
            whole.append(row._replace(text=told, raw=told))
            told_apart.add(row.last)
        elif goes_on and names:
            whole[-1] = whole[-1]._replace(text=f"{whole[-1].text} {row.text}", last=row.last)
        elif further and (first := _FIRST_NAME.fullmatch(whole[-1].text)):
            told = f"Authors: {first['names']}, {further['name']}"
            whole[-1] = whole[-1]._replace(text=told, raw=told, last=row.last)
            told_apart.add(row.last)
        else:
            whole.append(row)
        goes_on = names and row.text.endswith(",")
    for at in range(1, len(whole)):  # names stand between title and abstract everywhere else
        if whole[at].last in told_apart and _PROSE.fullmatch(whole[at - 1].text):
            whole[at - 1], whole[at] = whole[at], whole[at - 1]
    return whole


def _with_whole_bylines(found: list[Row]) -> list[Row]:
    """The rows, those of authors between their label and that of the abstract joined."""
    whole: list[Row] = []
    at = 0
    while at < len(found):
        label, at = found[at], at + 1
        following = found[at : at + _MOST_PEOPLE] if label.text == "Authors:" else []
        count = len(list(takewhile(_may_be_a_name, following)))
        count *= [row.text.rstrip(":") for row in following[count : count + 1]] == ["Abstract"]
        names = list(filter(None, (row.text.strip(" ,;·") for row in following[:count])))
        told = f"Authors: {', '.join(names)}"
        whole.append(label._replace(text=told, last=following[count - 1].last) if names else label)
        at += count if names else 0
    return whole


def _may_be_a_name(row: Row) -> bool:
    return row.text not in {"Authors:", "Abstract", "Abstract:"} and len(row.text) <= _LONGEST_NAME * (
        1 + row.text.count(",")
    )


def _with_whole_heads(found: list[Row], is_head: Callable[[str], bool]) -> list[Row]:
    """The rows, those that are parts of one head (subject, date, badge) joined."""
    whole: list[Row] = []
    at = 0
    while at < len(found):
        counts = (3, 2) if len(found[at].text) <= _LONGEST_PART else ()
        count = next((n for n in counts if _is_parted(found[at : at + n], n, is_head)), 1)
        text = " ".join(row.text for row in found[at : at + count])
        last = found[at + count - 1].last
        whole.append(found[at]._replace(text=text, raw=text, last=last) if count > 1 else found[at])
        at += count
    return whole


def _is_parted(parts: Sequence[Row], count: int, is_head: Callable[[str], bool]) -> bool:
    short = len(parts) == count and all(len(row.text) <= _LONGEST_PART for row in parts)
    return short and not any(is_head(row.text) for row in parts) and is_head(" ".join(row.text for row in parts))
