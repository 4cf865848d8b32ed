"""A small app for one screen at a time, a notation of its own, and hostile texts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

import readlist.tui
from readlist.formats import Evidence, Reader
from readlist.model.dates import PartialDate
from readlist.model.names import Name
from readlist.model.paper import Problem, Record, Source
from readlist.tui.themes import DARK

HOSTILE = (
    "[red]loud[/red]",
    "[/red] closes nothing",
    "[@click=app.quit]press me[/]",
    "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x9b2J gone",
    "\x1b]52;c;cm0gLXJm\x1b\\ bell \x07 back \x08 return \r over",
    "\u202egnp.elif right to left \u2066 isolated",
    "日本語の論文: 広い文字 👩‍🔬 e\u0301",
    "$(reboot) `ls` {\\em emphasis} ~",
)
CONTROLS = frozenset(map(chr, [*range(32), *range(127, 160), 0x202E, 0x2066]))


class Host(App[None]):
    """Shows one screen in the looks of the real app; ``results`` holds what it closed with."""

    CSS_PATH = Path(readlist.tui.__file__).with_name("theme.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[Any], *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self.shown = screen
        self.results: list[object] = []
        self.pastes: list[str] = []
        self.register_theme(DARK)
        self.theme = DARK.name
        self.set_class(ascii, "-ascii")

    def on_mount(self) -> None:
        self.push_screen(self.shown, self.results.append)

    def on_paste(self, event: events.Paste) -> None:
        self.pastes.append(event.text)


def lines_of(pilot: Pilot[Any]) -> list[str]:
    """What is on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip if not segment.control) for strip in strips]


def text_of(pilot: Pilot[Any]) -> str:
    """What is on the screen."""
    return "\n".join(lines_of(pilot))


def assert_safe(pilot: Pilot[Any]) -> None:
    """Nothing on the screen acts on a terminal, and nothing is a link or an action."""
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            assert not CONTROLS & set(segment.text), repr(segment.text)
            assert segment.style is None or (segment.style.link is None and "@click" not in segment.style.meta)


async def until(pilot: Pilot[Any], true: Callable[[], object]) -> None:
    """Wait until something is so; ten seconds at most."""
    for _ in range(1000):
        await pilot.pause()
        if true():
            await pilot.pause()
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")


def _read(text: str, _: Evidence) -> Iterator[Record | Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        title, *rest = (part.strip() for part in line.split("|"))
        if line.startswith("?"):
            yield Problem((number, number), "no title", line)
        elif rest:
            authors, year, abstract, doubt = (*rest, "", "", "", "")[:4]
            yield Record(
                title=title or None,
                authors=tuple(Name.parse(name) for name in authors.split(";") if name.strip()),
                date=PartialDate.parse(year),
                abstract=abstract or None,
                doubts=(doubt,) if doubt else (),
                source=Source("", "bars", (number, number)),
            )


BARS = Reader("bars", "lines with bars", lambda text: 0.9 if "|" in text else 0.0, _read)
NOTHING = Reader("nothing", "a notation without papers", lambda text: 0.0, lambda text, evidence: iter(()))
