from __future__ import annotations

import time
from threading import Event

import pytest

from readlist.library import Library
from readlist.library.counted import Counted
from readlist.library.facets import Facet
from readlist.model.query import parse
from readlist.model.saved import SavedView
from readlist.tui import answers
from readlist.tui.answers import Answers
from readlist.tui.background import Threads
from tests.tui.conftest import AtOnce
from tests.tui.test_background import Screen, fail

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_more_and_more_papers_are_counted(
    library: Library, thirty: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert thirty
    monkeypatch.setattr(answers, "COUNTED", (4, 20, None))
    told: list[Facet] = []
    Answers(AtOnce(library), fail).facet(parse(""), "category", "", told.append)
    assert [found.papers for found in told] == [4, 20, None]
    assert [sum(value.papers for value in found.values) for found in told] == [4, 20, 30]


def test_a_menu_that_closes_counts_no_more(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    held = AtOnce(library, held=True)
    told: list[object] = []
    found = Answers(held, fail)
    found.facet(parse(""), "year", "", told.append)
    found.views([SavedView("a", "")], told.append)
    found.completions("status:", 7, told.append)
    found.stop_facet()
    found.stop_views()
    found.stop_completions()
    held.run()
    assert told == []


def test_views_are_counted_one_after_the_other(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    views = [SavedView("all", ""), SavedView("bad", "moon:full"), SavedView("one", "part 7")]
    told: list[Counted] = []
    Answers(AtOnce(library), fail).views(views, told.append)
    assert [one.view for one in told] == views
    assert [one.papers is None for one in told] == [False, True, False]


def test_reading_is_ended_at_once_and_the_lane_goes_on(library: Library, screen: Screen) -> None:
    threads = Threads(library.second, screen.calls.put)
    began = Event()

    def read(own: Library) -> object:
        began.set()
        return own._store._rows(ENDLESS)

    threads.ask("facet", read, screen.told.append, fail)
    assert began.wait(10)
    time.sleep(0.2)
    threads.interrupt("facet")
    threads.ask("facet", lambda _: "next", screen.told.append, fail)
    while not screen.told:
        screen.wait()
    assert screen.told == ["next"]
    threads.close()


@pytest.fixture
def screen() -> Screen:
    return Screen()
