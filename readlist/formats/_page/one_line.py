"""Pages that tell a paper's title and its authors in one line, in one shape all through the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._page.beside import VENUE
from readlist.formats._page.bylines import may_name, names_only
from readlist.formats._references.entries import likeness
from readlist.model.latex import decode_commands
from readlist.model.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from readlist.formats._page.rows import Row

_LABEL = regex(r"\s(?:\*\*)?Authors?:(?:\*\*)?\s")
_BY = regex(r",? by (?=\S)")
_SIGN = regex(r"\s?(?:\s[-–—|]|[–—|]|\s//|- )\s?(?=[^\Wa-z])")
_STOP = regex(r"(?<=\w\w)[.:] (?=[^\Wa-z]|[\"“‘'$(\d])|(?<=\bal)\.[:,]? ")
_END = regex(r"(?<=\w\w)\. (?=[^\Wa-z])")  # of names, no initial
_ABSTRACT = regex(r"Abstract ?[:.] ?\S")
_BEGINS_NAMES = regex(r"[Bb]y |(?:[Aa]uthors?: ?)")
_SHORTEST, _LONGEST = 25, 4000  # letters of a line
_FEWEST = 12  # letters of a title
_MOST_STOPS = 8  # that a list of names may hold
_FEW = 3  # lines of one shape by chance
_SHARE = 0.25  # of the lines of a page: abstracts, venues and dates may stand between them
_SURE = 0.3  # of the lines of one shape: those of several authors
_REFERENCE = 0.5  # likeness from which a line is left to the reader of references


class _Parted(NamedTuple):
    title: str
    names: str
    rest: str = ""  # behind the names: where the paper appeared


def parted(rows: Sequence[Row]) -> list[Row]:
    """The rows, title and authors in rows of their own where most papers of a page have both in one."""
    whole = {at: row.text for at, row in enumerate(rows) if _SHORTEST <= len(row.text) <= _LONGEST}
    labeled = sum(_ABSTRACT.match(row.text) is not None for row in rows) > 1
    for shape in _SHAPES:
        found = {at: cut for at, text in whole.items() if (cut := shape(text)) is not None}
        sure = len(found) if shape is _labeled else sum(names_only(cut.names, surely=True) for cut in found.values())
        few = _FEW - labeled
        if len(found) >= max(few, _SHARE * len(rows) * (not labeled)) and sure >= max(few - 1, _SURE * len(found)):
            return _apart(rows, found, labeled=labeled)
    return list(rows)


def _apart(rows: Sequence[Row], found: dict[int, _Parted], *, labeled: bool) -> list[Row]:
    """The rows with titles and names apart; ``labeled`` abstracts go on up to the next paper."""
    parted: list[Row] = []
    goes_on = False
    last = max(found)
    for at, row in enumerate(rows):
        if at in found:
            title, names, rest = found[at]
            parted += row._replace(text=title, raw=title), row._replace(text=f"Authors: {names}", raw=names, gap=False)
            parted += [row._replace(text=f"{VENUE}{rest}", raw=rest, gap=False)] if rest else []
            goes_on = False
        elif goes_on and (at < last or not row.gap):
            text = f"{parted[-1].text} {row.text}"
            parted[-1] = parted[-1]._replace(text=text, raw=text, last=row.last)
        else:
            parted.append(row)
            goes_on = labeled and at > 0 and _ABSTRACT.match(row.text) is not None
    return parted


def _labeled(text: str) -> _Parted | None:
    found = _LABEL.search(text)
    return _checked(text[: found.start()], text[found.end() :]) if found else None


def _by(text: str) -> _Parted | None:
    return _at_last(_BY, text) or _before_venue(text)


def _before_venue(text: str) -> _Parted | None:
    """The title before "by", the names up to the next full stop, and what stands behind it."""
    for _, mark in zip(range(_MOST_STOPS), _BY.finditer(text), strict=False):
        stop = _END.search(text, mark.end())
        found = _checked(text[: mark.start()], text[mark.end() : stop.start()]) if stop else None
        if stop and found:
            return found._replace(rest=text[stop.end() :])
    return None


def _enclosed(text: str) -> _Parted | None:
    if not text.endswith(")"):
        return None
    depth = 0
    for at in range(len(text) - 1, 0, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return _checked(text[:at], text[at + 1 : -1])
    return None


def _behind_sign(text: str) -> _Parted | None:
    return _at_last(_SIGN, text)


def _at_last(mark: re.Pattern[str], text: str) -> _Parted | None:
    """The title before the last mark in a text, and the names behind it."""
    marks = list(mark.finditer(text))
    return _checked(text[: marks[-1].start()], text[marks[-1].end() :]) if marks else None


def _names_first(text: str) -> _Parted | None:
    if likeness(text) >= _REFERENCE:
        return None
    stops = [found for _, found in zip(range(_MOST_STOPS), _STOP.finditer(text), strict=False)]
    cuts = (_checked(text[found.end() :], text[: found.start()]) for found in stops)
    return next(filter(None, cuts), None)


def _checked(title: str, names: str) -> _Parted | None:
    """A title and names, None where they look like neither."""
    title, names = title.strip(" ,;*_"), decode_commands(_BEGINS_NAMES.sub("", names.strip(" ,;*_"), 1))
    if len(title) < _FEWEST or title.count(" ") < 1 or not names:
        return None
    return _Parted(title, names) if names_only(names, surely=True) or may_name(names, alone=True) else None


_SHAPES: tuple[Callable[[str], _Parted | None], ...] = (_labeled, _by, _enclosed, _behind_sign, _names_first)
