"""Lists whose bullets stand in lines of their own, as programs leave them that take the text from a page."""

from __future__ import annotations

from readlist.formats._kinds import Unwrapped

_BULLETS = frozenset("-•*·◦▪‣")
_FEWEST = 3  # lines that are nothing but a bullet
_MOST_BETWEEN = 6  # lines between two of them, on average: more are what a page shows of a paper, not an item


def behind_bullets(text: str) -> Unwrapped | None:
    r"""The text with each item in the line of its bullet, None where hardly a bullet stands alone.

    >>> behind_bullets("-\nOne\n-\nTwo\n-\nThree").text
    '- One\n- Two\n- Three'
    """
    lines = text.split("\n")
    alone = [line.strip() in _BULLETS for line in lines]
    between = sum(map(bool, map(str.strip, lines[alone.index(True) :]))) if any(alone) else 0
    if not max(_FEWEST, between / _MOST_BETWEEN) <= sum(alone):
        return None
    joined: list[str] = []
    first: list[int] = []
    last: list[int] = []
    waits = False
    for number, (line, bullet) in enumerate(zip(lines, alone, strict=True), 1):
        if waits and line.strip() and not bullet:
            joined[-1] = f"- {line.strip()}"
            last[-1] = number
            waits = False
        elif not (waits and not bullet):
            joined.append("" if bullet else line)
            first.append(number)
            last.append(number)
            waits = bullet
    return Unwrapped("\n".join(joined), first, last)
