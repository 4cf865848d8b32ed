"""Texts as they may be shown: safe, on one line, and as wide as the cells of the terminal they take."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells, set_cell_size

from readlist.model.residue import plain
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_CELL = 512
LONGEST_PASSAGE = 20_000


def cell(text: str, limit: int = LONGEST_CELL) -> str:
    r"""A text as one line of the screen shows it: no control character, no LaTeX residue, at most ``limit`` characters.

    >>> cell("\x1b[31m{\\em Deep}\nnetworks [red]")
    'Deep networks [red]'
    """
    shown = squeeze(plain(clean(text[:limit])))
    return f"{shown}…" if len(text) > limit else shown


def lines_of(text: str, limit: int = LONGEST_PASSAGE) -> list[str]:
    r"""The lines of a longer text, each as ``cell`` shows it, with its indentation.

    >>> lines_of("one\n\n  \x1b[1mtwo")
    ['one', '', '  two']
    """
    shown = clean(text[:limit]).expandtabs(4).split("\n")
    return [" " * (len(line) - len(line.lstrip())) + cell(line, limit) for line in shown]


def fit(text: str, cells: int) -> str:
    """The text in exactly that many cells: padded, or cut with an ellipsis.

    >>> fit("日本語", 5), fit("abc", 5)
    ('日本…', 'abc  ')
    """
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    return set_cell_size(set_cell_size(text, cells - 1).rstrip() + "…", cells)


def fit_end(text: str, cells: int) -> str:
    """The end of the text in exactly that many cells, for paths.

    >>> fit_end("folder/papers.bib", 11)
    '…papers.bib'
    """
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    while text and cell_len(text) >= cells:
        text = text[max(1, (cell_len(text) - cells) // 2) :]
    return set_cell_size(f"…{text}", cells)


def wrap(text: str, cells: int) -> list[str]:
    """The lines of a text broken between words, all indented as its beginning is.

    A word longer than a line is broken where the line ends.

    >>> wrap("  deep networks that learn", 15)
    ['  deep networks', '  that learn']
    """
    indent = " " * min(len(text) - len(text.lstrip(" ")), cells // 2)
    room = max(cells - len(indent), 2)
    lines: list[str] = []
    used = room
    for word in _pieces(text, room):
        taken = cell_len(word)
        if used + 1 + taken <= room:
            lines[-1] += f" {word}"
            used += 1 + taken
        else:
            lines.append(indent + word)
            used = taken
    return lines or [""]


def _pieces(text: str, cells: int) -> Iterator[str]:
    words = filter(None, text.split(" "))
    return chain.from_iterable([word] if cell_len(word) <= cells else chop_cells(word, cells) for word in words)
