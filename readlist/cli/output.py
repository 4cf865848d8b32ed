"""What the command line prints: data on standard output, messages beside it, nothing that acts on a terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from readlist.model.text import clean, shorten, squeeze, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readlist.errors import ReadlistError
    from readlist.library.keeping import Kept
    from readlist.model.change import Change
    from readlist.model.fields import Field
    from readlist.model.paper import Problem

_AT_ONCE = 64  # pieces


def say(text: str) -> None:
    """Print a line of data."""
    sys.stdout.write(clean(text) + "\n")


def give(pieces: Iterable[str]) -> None:
    """Print data that has its own line ends, many pieces at once: small writes to a pipe are dear."""
    held: list[str] = []
    try:
        for piece in pieces:
            held.append(piece)
            if len(held) == _AT_ONCE:
                _put(held)
    finally:  # what came before a fault is given, too
        _put(held)


def _put(held: list[str]) -> None:
    text = "".join(held)
    held.clear()
    sys.stdout.write(clean(text))


def tell(text: str) -> None:
    """Print a message for people, beside the data."""
    sys.stderr.write(clean(text) + "\n")


def tell_change(change: Change, undo: str) -> None:
    """Tell what was changed, what ``readlist undo`` does to it, and what could not be done before it."""
    tell(f"{change.label} (`readlist undo` {undo})")
    if change.warning:
        tell(change.warning)


def passage(problem: Problem) -> str:
    """A problem in a line: where, why, and the beginning of its text."""
    first, last = problem.lines
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    return f"{lines}: {problem.reason}: {squeeze(problem.text[:100])}"


def tell_kept(kept: Kept) -> None:
    """Tell what became of a file that is kept current, where something did."""
    target, outcome = kept
    if outcome == "written":
        tell(f"kept current: {target.path}")
    elif target.trouble:
        tell(f"not kept current: {target.path}: {target.trouble.replace(f' {target.path}', '')}")
        tell("  `readlist targets`: --resume tries again, --overwrite loses those edits, --remove leaves it for good.")


def complain(error: ReadlistError) -> None:
    """Print an error: a line what happened, a line what to do."""
    tell(f"readlist: {squeeze(error.message)}")
    if error.hint:
        tell(f"  {squeeze(error.hint)}")


def print_table(columns: Sequence[Field], rows: Iterable[Sequence[str]]) -> None:
    """Print rows: in columns that fit the terminal, or parted by tabs and whole where it is none."""
    if not sys.stdout.isatty():
        lines = ["\t".join(map(squeeze, row)) for row in rows]
        sys.stdout.write(clean("".join(f"{line}\n" for line in lines)))
        return
    free = os.get_terminal_size(sys.stdout.fileno()).columns - sum(column.width + 2 for column in columns) + 2
    widths = [column.width or max(free, 20) for column in columns]
    for row in rows:
        cells = (_padded(squeeze(clean(text)), cells) for text, cells in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())


def _padded(text: str, cells: int) -> str:
    cut = shorten(text, cells)
    return cut + " " * (cells - width(cut))
