"""Pictures of every screen as texts: ``python -m tests.tui.pictures`` takes them anew, after a look at what has changed.

A file of ``pictures/`` is a screen as a grid of characters, the same one in every theme. Below stand its colors: what
each letter stands for, by theme, and the letters of each row, with how many cells have them.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import chdir
from itertools import groupby
from pathlib import Path
from string import ascii_letters, digits
from tempfile import TemporaryDirectory

from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip

from readlist.library import Library
from readlist.tui.themes import THEMES
from tests.tui.conftest import settled
from tests.tui.scenes import SCENES, at_a_fixed_time, back, furnish, opened, paint_in, play, strips_of

FOLDER = Path(__file__).with_name("pictures")
SIZES = ((80, 24), (120, 40))

Drawn = Mapping[str, Sequence[Strip]]
"""What is drawn of a screen, by theme."""


async def drawn(folder: Path, size: tuple[int, int]) -> AsyncIterator[tuple[str, Drawn, Pilot[None]]]:
    """Every scene at a size, what is drawn of it, and the app that shows it."""
    for name in ("list.txt", "limits.bib"):
        (folder / name).touch()
    with at_a_fixed_time(), chdir(folder), Library.open(folder / "papers.db") as library:
        furnish(library)
        async with opened(library, size) as pilot:
            for scene in SCENES:
                await play(pilot, scene)
                by_theme = {}
                for theme in THEMES:
                    paint_in(pilot, theme.name)
                    await settled(pilot)
                    by_theme[theme.name] = strips_of(pilot)
                yield scene, by_theme, pilot
                await back(pilot)


def text_of(strips: Sequence[Strip]) -> str:
    """The characters of a screen."""
    return "".join(f"{strip.text.rstrip()}\n" for strip in strips)


def picture(by_theme: Drawn) -> str:
    """The picture of a screen."""
    (text,) = {text_of(strips) for strips in by_theme.values()}
    looks = [
        [tuple(cell) for cell in zip(*row, strict=True)] for row in zip(*map(_looks, by_theme.values()), strict=True)
    ]
    letters = dict(zip(dict.fromkeys(cell for row in looks for cell in row), ascii_letters + digits, strict=False))
    widths = [max(map(len, column)) for column in zip(by_theme, *letters, strict=True)]
    table = [(" ", tuple(by_theme)), *((letter, look) for look, letter in letters.items())]
    legend = [
        f"{letter}  {' | '.join(map(str.ljust, look, widths))}".rstrip()  # a column for each theme
        for letter, look in table
    ]
    rows = [" ".join(f"{len([*cells])}{letters[look]}" for look, cells in groupby(row)) for row in looks]
    return "\n".join([text, *legend, "", *rows, ""])


def _looks(strips: Sequence[Strip]) -> list[list[str]]:
    """The look of each cell."""
    return [
        [look for segment in strip for look in [_look(segment.style or Style(), segment.text)] * segment.cell_length]
        for strip in strips
    ]


def _look(style: Style, text: str) -> str:
    words = [name for name in ("bold", "italic", "underline", "reverse") if getattr(style, name)]
    ink = style.color.name if style.color and text.strip() else "-"  # blanks have the color of their ground alone
    return " ".join([*words, ink, "on", style.bgcolor.name if style.bgcolor else "-"])


def path_of(scene: str, size: tuple[int, int]) -> Path:
    """Where a picture lies."""
    return FOLDER / f"{scene}-{size[0]}x{size[1]}.txt"


async def _write(size: tuple[int, int]) -> None:
    with TemporaryDirectory() as folder:
        async for scene, by_theme, _ in drawn(Path(folder), size):
            path, taken = path_of(scene, size), picture(by_theme)
            if not path.exists() or path.read_text(encoding="utf-8") != taken:
                path.write_text(taken, encoding="utf-8")
                sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in SIZES:
        asyncio.run(_write(each))
