"""What the parts of the battery report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Figure(NamedTuple):
    """How often something was tried, and how often what must not happen did."""

    part: str
    tried: str
    times: int
    fault: str
    faults: int


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table of Markdown."""
    rows = [f"| {one.part} | {one.times:,} {one.tried} | {one.faults:,} {one.fault} |" for one in figures]
    return "\n".join(("| part | tried | found |", "|---|---|---|", *rows))
