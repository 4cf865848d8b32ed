"""The texts of the screen of duplicates: a pair, a field of its two papers, the two values in full."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

from readlist.tui.cells import LONGEST_PASSAGE, cell, fit, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from readlist.model.paper import Paper
    from readlist.tui.pairing import Pairing, Row
    from readlist.tui.widgets.drawn import Line, Span

LABEL = 12
_SIGNS = 6
_GAP = 2


def side_cells(cells: int) -> int:
    """The width of each of the two papers in a row of so many cells."""
    return max((cells - LABEL - _SIGNS) // 2, 1)


def pair_line(heading: str, evidence: str, cells: int) -> Line:
    """A pair on one line: the title of its first paper, and why the two look like one."""
    shown = cell(evidence)
    room = max(cells // 2, cells - cell_len(shown) - 2)
    return (fit(cell(heading), room) + "  ", "plain"), (fit(shown, cells - room - 2), "muted")


def sides_line(pairing: Pairing, cells: int) -> Line:
    """The two papers by their ids and keys, above the columns of their fields."""
    width = side_cells(cells)
    left, right = _named("keep", pairing.kept), _named("leaves", pairing.other)
    return (" " * (LABEL + 4), "plain"), (f"{fit(left, width)}  ", "section"), (fit(right, width), "section")


def _named(word: str, paper: Paper) -> str:
    return cell(f"{word} {paper.id} {paper.record.citekey or ''}")


def field_line(row: Row, cells: int) -> Line:
    """A field: a sign whether its values differ, the two values, a sign before what is taken."""
    width = side_cells(cells)
    differs = "=" if row.is_same else "≠" if row.left and row.right else " "
    return (
        (fit(row.label, LABEL), "muted"),
        (f"{differs} ", "faint" if row.is_same else "warn"),
        *_value(row.left, width, row, taken=row.takes_left),
        *_value(row.right, width, row, taken=row.takes_right),
    )


def _value(text: str, width: int, row: Row, *, taken: bool) -> Iterator[Span]:
    yield "»" if taken and not row.is_same else " ", "mark"
    yield " ", "plain"
    yield fit(cell(text), width), "muted" if row.is_same else "plain" if taken else "faint"


def value_lines(row: Row, cells: int) -> list[Line]:
    """Both values in full, side by side; the words that only one of them has are marked."""
    width = max((cells - _GAP) // 2, 1)
    left, right = (wrap(cell(text, LONGEST_PASSAGE), width) for text in (row.left, row.right))
    words, others = ({_bare(word) for line in lines for word in line.split(" ")} for lines in (left, right))
    return [
        (*_compared(one, others, width), (" " * _GAP, "plain"), *_compared(other, words, width))
        for one, other in zip_longest(left, right, fillvalue="")
    ]


def _compared(line: str, others: Collection[str], width: int) -> Iterator[Span]:
    for number, word in enumerate(line.split(" ")):
        yield " " * bool(number), "plain"
        yield word, "plain" if _bare(word) in others else "match"
    yield " " * (width - cell_len(line)), "plain"


def _bare(word: str) -> str:
    return word.strip(",;.:")
