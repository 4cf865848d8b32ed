"""Hard-wrapped Markdown: which line ends an editor made, so that they stand for blanks."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NARROWEST, _WIDEST = 50, 130
_FEWEST, _MOST = 3, 0.6  # line ends that a width explains, and their share of all within blocks
_LONG_WORD = 30  # letters of an address, which no editor breaks
_BEGINS = regex(  # a block or an address with its label; a year behind a line end does not
    r"[ \t]{0,40}(?:[A-Z]\w{1,12}:\s{0,3}<?https?://"
    r"|[-*+•][ \t]|(?!(?:19|20)\d\d)\d{1,5}[.)][ \t]|#{1,6}[ \t]|[|>]|```|~~~|<|[=-]{3,}|\[[^\]]{1,99}\]:)"
)
_BREAKS = ("\\", "<br>", "<br/>", "<br />")
_FENCE = regex(r"[ \t]{0,40}(?:```|~~~)")


def wrap_width(lines: Sequence[str]) -> int:
    """The width that most lines of a text are wrapped at, 0 where none explains where they end."""
    explained = [0] * (_WIDEST + 2)
    ends = 0
    for line, following in _within_blocks(lines):
        full, over = _widths(line, following)
        if not _ends_long(line) and over - len(line) < _LONG_WORD:
            ends += 1
            if full <= _WIDEST and over >= _NARROWEST:
                explained[max(full, _NARROWEST)] += 1
                explained[min(over, _WIDEST) + 1] -= 1
    best, width = max((count, -width) for width, count in enumerate(accumulate(explained)))
    return -width if best >= max(_FEWEST, _MOST * ends) else 0


def is_wrapped(line: str, following: str, width: int) -> bool:
    """Whether a line of a text that is wrapped at a width goes on in the following one."""
    if not (width and _may_go_on(line, following)):
        return False
    full, over = _widths(line, following)
    return full <= width <= over


def _within_blocks(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines that may go on, and those below them; code is left out."""
    is_code = False
    for line, following in pairwise(lines):
        is_code ^= _FENCE.match(line) is not None
        if not is_code and _may_go_on(line, following):
            yield line, following


def _may_go_on(line: str, following: str) -> bool:
    if not (line.strip() and following.strip()) or line.rstrip().endswith(_BREAKS):
        return False
    return _BEGINS.match(following) is None


def _widths(line: str, following: str) -> tuple[int, int]:
    """The width that a line fills, and the most at which the first word of the following one no longer fits."""
    line = line.rstrip()
    full = len(line) - len(line.rpartition(" ")[2]) if _ends_long(line) else len(line)
    return full, len(line) + len(following.split(maxsplit=1)[0])


def _ends_long(line: str) -> bool:
    return len(line.rstrip().rpartition(" ")[2]) >= _LONG_WORD
