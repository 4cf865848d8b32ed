"""Pictures of screens as texts: ``python -m tests.tui.pictures`` takes them anew, after a look at what has changed.

Each file of ``pictures/`` is a screen as a grid of characters. ``main.colors.txt`` has, for each theme, a grid of
letters in place of the characters, and what color each letter stands for.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from string import ascii_letters
from tempfile import TemporaryDirectory

from rich.style import Style
from textual.strip import Strip

from readlist.library import Library
from readlist.tui.themes import THEMES
from tests.tui.conftest import settled
from tests.tui.scenes import at_a_fixed_time, back, furnish, opened, paint_in, play, strips_of

FOLDER = Path(__file__).with_name("pictures")
SIZES = ((80, 24), (120, 40))
SCENES = ("main", "reader", "import", "facets", "help", "tags")
COLORED = "main"


def text_of(strips: Sequence[Strip]) -> str:
    """The characters of a screen."""
    return "".join(f"{strip.text.rstrip()}\n" for strip in strips)


def colors_of(strips: Sequence[Strip]) -> str:
    """The colors of a screen: a legend of letters, and a letter for each cell; blanks have those of their ground."""
    letters: dict[str, str] = {}
    rows = []
    for strip in strips:
        row = ""
        for segment in strip:
            look = _look(segment.style or Style(), blank=not segment.text.strip())
            row += letters.setdefault(look, ascii_letters[len(letters)]) * segment.cell_length
        rows.append(row)
    return "\n".join([*(f"{letter}  {look}" for look, letter in letters.items()), "", *rows, ""])


def _look(style: Style, *, blank: bool) -> str:
    words = [name for name in ("bold", "italic", "underline", "reverse") if getattr(style, name)]
    ink = "" if blank or style.color is None else style.color.name
    return " ".join([*words, ink or "-", "on", style.bgcolor.name if style.bgcolor else "-"])


async def taken(folder: Path, size: tuple[int, int]) -> AsyncIterator[tuple[str, str, list[Strip]]]:
    """The (scene, theme, what is drawn) of every picture of a size."""
    with at_a_fixed_time(), Library.open(folder / "papers.db") as library:
        furnish(library)
        async with opened(library, size) as pilot:
            for scene in SCENES:
                await play(pilot, scene)
                for theme in THEMES:
                    paint_in(pilot, theme.name)
                    await settled(pilot)
                    yield scene, theme.name, strips_of(pilot)
                await back(pilot)


def path_of(scene: str, size: tuple[int, int]) -> Path:
    """Where a picture lies."""
    return FOLDER / f"{scene}-{size[0]}x{size[1]}.txt"


async def pictures(folder: Path, size: tuple[int, int]) -> dict[Path, set[str]]:
    """The texts of the pictures of a size by where they lie: the same one in every theme, if all is well."""
    found: dict[Path, set[str]] = {}
    colors = ""
    async for scene, theme, strips in taken(folder, size):
        found.setdefault(path_of(scene, size), set()).add(text_of(strips))
        if (scene, size) == (COLORED, SIZES[0]):
            colors += f"{theme}\n\n{colors_of(strips)}\n"
    if colors:
        found[FOLDER / f"{COLORED}.colors.txt"] = {colors}
    return found


def _written() -> Iterator[str]:
    for size in SIZES:
        with TemporaryDirectory() as folder:
            for path, texts in asyncio.run(pictures(Path(folder), size)).items():
                (text,) = texts
                if not path.exists() or path.read_text(encoding="utf-8") != text:
                    path.write_text(text, encoding="utf-8")
                    yield str(path)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    sys.stdout.writelines(f"{path}\n" for path in _written())
