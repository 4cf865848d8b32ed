"""Statistics: by week of the clock here, of steps that stand; when the inbox will be empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist.library import Library
from readlist.model.paper import Status
from readlist.model.statistics import Statistics, Week, told_delay, told_forecast
from readlist.store import Store
from tests.test_library import draft, record

MONDAY = 16  # of November 2026


class Clock:
    """Tells what it was set to: days after a Monday at noon, UTC."""

    def __init__(self) -> None:
        self.day = 0

    def __call__(self) -> str:
        month, day = divmod(MONDAY - 1 + self.day, 30)
        return f"2026-{11 + month:02}-{day + 1:02}T12:00:00Z"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    with Library(Store(tmp_path / "library.db", clock=clock)) as opened:
        yield opened


def add(library: Library, *numbers: int) -> tuple[int, ...]:
    return library.accept(draft(*map(record, numbers), name=f"page {numbers[0]}")).new


def test_an_empty_library(library: Library) -> None:
    found = library.statistics(2)
    assert found.weeks == (Week("2026-11-09"), Week("2026-11-16"))
    assert (found.tags, found.days_to_decide, found.pace, found.weeks_to_empty) == ([], None, 0, 0)


def test_weeks_count_what_stands(library: Library, clock: Clock) -> None:
    clock.day = -7
    ids = add(library, *range(1, 11))
    library.mark(ids[:1], Status.LATER)
    clock.day = 0
    library.mark(ids[:3], Status.READ)
    library.mark(ids[3:4], Status.DROPPED)
    library.mark(ids[4:9], Status.READ)
    library.undo()
    library.mark(ids[3:4], Status.INBOX)
    library.tag(ids[:2], ["a", "b"])
    library.tag(ids[:1], ["c"])
    clock.day = 3
    add(library, 20)
    library.delete(add(library, 21))
    found = library.statistics(3)
    assert found.weeks == (Week("2026-11-02"), Week("2026-11-09", 10, 1, 0), Week("2026-11-16", 1, 4, 3))
    assert (found.statuses[Status.READ], found.tags) == (3, [("a", 2), ("b", 2), ("c", 1)])
    assert found.days_to_decide == 7
    assert library.statistics(1).weeks == (Week("2026-11-16", 1, 4, 3),)


def test_the_inbox_shrinks_at_the_pace_of_four_weeks(library: Library, clock: Clock) -> None:
    clock.day = -40
    old = add(library, *range(1, 31))
    clock.day = -35
    library.mark(old[:4], Status.READ)
    clock.day = -20
    library.mark(old[4:18], Status.LATER)
    new = add(library, *range(40, 46))
    clock.day = 0
    library.mark(new[:4], Status.READ)
    library.mark(old[4:6], Status.INBOX)
    # Of the old ones 12 have left since, of the new ones 2 are there still.
    found = library.statistics()
    assert (found.pace, found.statuses[Status.INBOX], found.weeks_to_empty) == (2.5, 16, 7)
    assert found.days_to_decide == 20
    assert told_forecast(found) == "inbox: 16 papers, empty in 7 weeks at this pace"
    assert library.statistics(1).pace == 2.5


@pytest.mark.parametrize(
    ("inbox", "pace", "told"),
    [
        (0, 0, "inbox: empty"),
        (1, 0, "inbox: 1 paper, stays as it is"),
        (1, 3, "inbox: 1 paper, empty in 1 week at this pace"),
        (1200, -12.25, "inbox: 1,200 papers, grows by 12.2 a week"),
    ],
)
def test_the_forecast_in_words(inbox: int, pace: float, told: str) -> None:
    found = Statistics((), {Status.INBOX: inbox}, (), None, pace)
    assert told_forecast(found) == told
    assert told_delay(found) == "decided after: nothing decided yet"
