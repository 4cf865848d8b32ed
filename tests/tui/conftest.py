"""A library of thirty invented papers, and the app over it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.model.dates import PartialDate
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.names import Name
from readlist.model.paper import EntryType, Record, Source
from readlist.tui.app import ReadlistApp

_Result = TypeVar("_Result")
TOPICS = (
    "Rooms that Remember",
    "Quiet Pixels",
    "A Grammar for Shopping Lists",
    "Lazy Experts",
    "Gossip before You Leap",
)
PEOPLE = ("Mira Holm", "Tadeo Ruiz", "Ann van den Berg", "Kenji Ito", "Sukmawidjaja")


@pytest.fixture(scope="session", autouse=True)
def _styles_are_read_once() -> Iterator[None]:
    """Read the same styles in the same colors once for all apps; the toolkit does so for each app."""
    known: dict[object, list[RuleSet]] = {}
    read = Stylesheet._parse_rules

    def rules(sheet: Stylesheet, *given: Any, **named: Any) -> list[RuleSet]:
        asked = (frozenset(sheet._variables.items()), given, tuple(named.items()))
        if asked not in known:
            known[asked] = read(sheet, *given, **named)
        return known[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", rules)
        yield


def record(number: int) -> Record:
    """The invented paper of that number, from 1."""
    topic = TOPICS[number % len(TOPICS)]
    return Record(
        title=f"{topic}, Part {number}",
        authors=tuple(Name.parse(PEOPLE[(number + step) % len(PEOPLE)]) for step in range(1 + number % 3)),
        authors_complete=number % 4 != 0,
        date=PartialDate(2019 + number % 6, 1 + number % 12),
        entry_type=EntryType.PREPRINT,
        abstract=f"Abstract number {number}. " + f"We study {topic.lower()} and find that less is needed. " * 20,
        categories=("cs.CV",) if number % 2 else ("eess.AS",),
        arxiv=f"2301.{number:05d}",
        source=Source("list.txt", "list", (3 * number - 2, 3 * number)),
        doubts=("uncertain joint of title and authors",) if number == 7 else (),
    )


def fill(library: Library, records: Iterable[Record], name: str = "list.txt") -> tuple[int, ...]:
    """Store records as one import; their ids."""
    entries = tuple(Entry(found, Verdict.NEW) for found in records)
    text = "\n".join(f"{name} {entry.record.title}" for entry in entries)
    return library.accept(Draft(name, "list", 1.0, text, entries, ())).new


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def thirty(library: Library) -> tuple[int, ...]:
    """The ids of thirty papers in the inbox."""
    return fill(library, map(record, range(1, 31)))


class AtOnce:
    """A Background that does every job at once, on the library itself, or when ``run`` is called."""

    def __init__(self, library: Library, *, held: bool = False) -> None:
        self.library = library
        self.held = held
        self.jobs: dict[str, Callable[[], None]] = {}

    def ask(
        self,
        lane: str,
        job: Callable[[Library], _Result],
        then: Callable[[_Result], None],
        failed: Callable[[ReadlistError], None],
    ) -> None:
        """Do a job."""

        def done() -> None:
            try:
                found = job(self.library)
            except ReadlistError as error:
                failed(error)
            else:
                then(found)

        self.jobs[lane] = done
        if not self.held:
            self.run()

    def forget(self, lane: str) -> None:
        """Drop a job that was not done yet."""
        self.jobs.pop(lane, None)

    interrupt = forget

    def run(self) -> None:
        """Do what was held."""
        while self.jobs:
            self.jobs.pop(next(iter(self.jobs)))()


def screen_lines(pilot: Pilot[None]) -> list[str]:
    """What is on the screen, line by line."""
    return ["".join(segment.text for segment in strip) for strip in pilot.app.screen._compositor.render_strips()]


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the screen is up to date and nothing is under way in the background."""
    app = pilot.app
    assert isinstance(app, ReadlistApp)
    for _ in range(500):
        await pilot.pause()
        if not app._background.busy and not app.desk.waiting:
            await pilot.pause()
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the app does not settle")
