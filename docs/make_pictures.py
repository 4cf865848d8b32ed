"""Take the pictures of docs/pictures in the real app, on the sample papers: ``python docs/make_pictures.py``.

``rsvg-convert`` makes PNG files of them beside, where it is installed and ``--png`` is given.
"""  # noqa: INP001  a script

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from readlist import Library
from readlist.tui.app import ReadlistApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from textual.pilot import Pilot

PICTURES = Path(__file__).parent / "pictures"
SIZE = (120, 40)
NAMED_KEYS = {"Enter": "enter", "Esc": "escape", "Tab": "tab", "Space": "space"}

MIDWAY = """
    g a  t efficiency Enter r  t evaluation , citations Enter l  s  x  * t audio Enter d  s  + + l
    x  l  + t evaluation Enter r  t 3 s  x  * a Compare Space with Space our Space own Space logs. Esc r  l
"""
SCENES = {
    "import": "",
    "main": MIDWAY,
    "filter": f"{MIDWAY} / author:ottoline Space year:2023..",
    "reader": f"{MIDWAY} k k Enter",
}
"""The keys that lead to each picture; that of the import preview is taken before the papers are stored."""


def keys_of(text: str) -> list[str]:
    """The keys of a text: words parted by blanks, each a key by its name or characters to type.

    >>> keys_of("g i ctrl+d Enter word")
    ['g', 'i', 'ctrl+d', 'enter', 'w', 'o', 'r', 'd']
    """
    words = (word if "+" in word[1:] else NAMED_KEYS.get(word) or list(word) for word in text.split())
    return [key for word in words for key in ([word] if isinstance(word, str) else word)]


async def play(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Press keys one after the other, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the app has nothing to do."""
    app = pilot.app
    assert isinstance(app, ReadlistApp)  # noqa: S101  the only app there is
    await pilot.pause(0)
    while app.desk.waiting or not all(worker.is_finished for worker in app.workers):
        await pilot.pause(0.01)
    await pilot.pause(0)


@asynccontextmanager
async def opened(library: Library, size: tuple[int, int] = SIZE) -> AsyncIterator[Pilot[None]]:
    """The app over a library, without a terminal."""
    app = ReadlistApp(library)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


async def picture_of(scene: str, page: str, folder: Path) -> str:
    """The SVG of a scene."""
    with Library.open(folder / f"{scene}.db") as library:
        if scene != "import":
            library.add(page, "page.txt")
        async with opened(library) as pilot:
            if scene == "import":
                pilot.app.screen.import_text(page, "clipboard")  # type: ignore[attr-defined]
                await settle(pilot)
            await play(pilot, keys_of(SCENES[scene]))
            await pilot.pause(0.3)
            return self_contained(pilot.app.export_screenshot(title="readlist"))


def self_contained(svg: str) -> str:
    """A picture that loads no font from elsewhere, and keeps its blanks in every viewer."""
    svg = re.sub(r"@font-face \{[^}]*\}\s*", "", svg)
    svg = svg.replace("font-family: Fira Code,", "font-family: Fira Code, DejaVu Sans Mono, Menlo, Consolas,")
    return svg.replace("<text ", '<text xml:space="preserve" ')


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    page = files("readlist").joinpath("demo", "page.txt").read_text(encoding="utf-8")
    converter = shutil.which("rsvg-convert") if "--png" in sys.argv else None
    with TemporaryDirectory() as folder:
        for scene in SCENES:
            picture = PICTURES / f"{scene}.svg"
            picture.write_text(asyncio.run(picture_of(scene, page, Path(folder))), encoding="utf-8")
            if converter:
                subprocess.run([converter, picture, "-o", picture.with_suffix(".png")], check=True)  # noqa: S603  its own files


if __name__ == "__main__":
    main()
