"""Numbers drawn with signs that are one cell wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = "▁▂▃▄▅▆▇█"
ASCII_LEVELS = dict(zip(LEVELS, "_.:-=+*#", strict=True))
"""What stands for each sign where there is only ASCII."""


def bar(number: float, most: float, cells: int) -> str:
    """A bar that is ``cells`` long for the largest number; a number that is not zero is seen.

    >>> bar(1, 100, 8), bar(50, 100, 8), bar(0, 100, 8)
    ('█', '████', '')
    """
    return LEVELS[-1] * max(round(cells * number / most), 1) if number > 0 else ""


def sparkline(numbers: Sequence[float], cells: int = 1) -> str:
    """A column of ``cells`` for each number; only zero has the lowest.

    >>> sparkline([0, 1, 50, 100])
    '▁▂▅█'
    """
    most = max(numbers, default=0)
    top = len(LEVELS) - 1
    return "".join(LEVELS[max(round(top * number / most), 1) if number > 0 else 0] * cells for number in numbers)
