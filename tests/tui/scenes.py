"""Every screen of the app over one invented library: what is drawn is checked for all of them.

A screen is one line of ``SCENES``: its name, and the keys that lead to it from the list.
"""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

from textual import events
from textual.pilot import Pilot
from textual.strip import Strip

from readlist.config import Config
from readlist.library import Library
from readlist.model.paper import Status
from readlist.store import Store
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.import_preview import ImportPreview
from readlist.tui.screens.visits import VISITS
from readlist.tui.settings import Settings
from readlist.tui.view import INBOX
from tests.tui.conftest import fill, record, settled
from tests.tui.host import until

PASTED = """\
@misc{rooms, title = {Quiet Rooms}, author = {Ann Rey}, year = {2021}, abstract = {Rooms are quiet.}}
@misc{none, author = {Mira Holm}, abstract = {A paper that has no title, so that it is doubtful.}}
@misc{pixels, title = {Quiet Pixels, Part 1}, author = {Tadeo Ruiz}, eprint = {2301.00001}, archiveprefix = {arXiv}}
@misc{broken, title = {Never closed
"""
PASTE = "paste"
SCENES: dict[str, str] = {
    "main": "g a slash p i x e l s enter space j space k k",
    "reader": "g a j enter",
    "import": PASTE,
    "help": "question_mark",
    "tags": "t",
    "untag": "g a T",
    "mistake": "slash a u t o r : h o l m",
    "note": "g a a",
    "edit": "e",
    "line": "colon s o",
    "path": "A l i",
    "select": "g a space v j j",
    "prefix": "3 g",
    "palette": "ctrl+p",
    **{f"visit-{name}": f"g a {name}" for name in VISITS},
    "empty": "g x i",
}
"""The keys, parted by blanks; the name of a visit opens that screen, ``paste`` pastes papers."""


@contextmanager
def at_a_fixed_time() -> Iterator[None]:
    """Stop the clock of the library, in a fixed zone."""
    clock = {"clock": lambda: "2026-01-02T03:04:05Z"}
    with patch.dict(Store.__init__.__kwdefaults__, clock), patch.dict(os.environ, {"TZ": "UTC0"}):
        time.tzset()
        yield
    time.tzset()


def furnish(library: Library) -> None:
    """Thirty papers with every status and mark."""
    ids = fill(library, map(record, range(1, 31)))
    for at, status in enumerate(Status):
        library.mark(ids[at : at + 1], status)
    library.star(ids[1:3], True)
    library.prioritize(ids[2:4], 2)
    library.tag(ids[:9], ["vision"])
    library.tag(ids[:4], ["to cite"])
    library.tag(ids[1:2], ["audio/events"])
    library.annotate(ids[0], "Ask **Mira** for the recordings.\n\n- and the code")
    library.save_view("Quiet ones", "quiet")


@asynccontextmanager
async def opened(
    library: Library,
    size: tuple[int, int],
    *,
    ascii: bool = False,  # noqa: A002  the name of the option
    no_color: bool = False,
) -> AsyncIterator[Pilot[None]]:
    """The app over a library."""
    usual = Settings(Config(library=Path("/papers/library.db")))
    app = ReadlistApp(library, usual, ascii=ascii, no_color=no_color)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def play(pilot: Pilot[None], scene: str) -> None:
    """Go to a scene from the list."""
    app = pilot.app
    assert isinstance(app, ReadlistApp)
    for key in SCENES[scene].split():
        if key in VISITS:
            app.desk.attempt(partial(app.screen_stack[0].visit, key))  # type: ignore[attr-defined]
        elif key == PASTE:
            app.post_message(events.Paste(PASTED))
            await until(pilot, lambda: isinstance(app.screen, ImportPreview) and app.screen._read)
        else:
            await pilot.press(key)
    await settled(pilot)


async def back(pilot: Pilot[None]) -> None:
    """Leave every screen over the list, and every line that is typed in, whatever its keys are; look at the inbox."""
    app = pilot.app
    assert isinstance(app, ReadlistApp)
    while len(app.screen_stack) > 1:
        app.pop_screen()
        await pilot.pause()
    await pilot.press("escape", "escape")
    app.desk.open(INBOX)
    await settled(pilot)


def paint_in(pilot: Pilot[None], theme: str) -> None:
    """Take another theme, with nothing else changed."""
    app = pilot.app
    assert isinstance(app, ReadlistApp)
    app.desk.settings.choose("theme", theme)
    app._look()


def strips_of(pilot: Pilot[None]) -> list[Strip]:
    """What is on the screen, as it would be drawn."""
    return pilot.app.screen._compositor.render_strips()
