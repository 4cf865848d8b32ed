from __future__ import annotations

from datetime import UTC, datetime

import pytest

from readlist.library import Library
from readlist.model.paper import Status
from readlist.tui.app import ReadlistApp
from readlist.tui.desk import AT_ONCE
from readlist.tui.screens.history import History, moment
from tests.tui.conftest import fill, record, settled
from tests.tui.host import HOSTILE, assert_safe, text_of, until
from tests.tui.test_facet_menu import SIZES, press
from tests.tui.test_tag_menu import desk_of


@pytest.fixture
def worked(library: Library, thirty: tuple[int, ...]) -> Library:
    library.mark(thirty[:12], Status.READ)
    library.star(thirty[20:21], starred=True)
    library.tag(thirty[:1], ["maps"])
    return library


@pytest.mark.parametrize("size", SIZES)
async def test_a_step_other_than_the_last_is_undone_and_redone(worked: Library, size: tuple[int, int]) -> None:
    async with ReadlistApp(worked).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "U", "j", "j")
        shown = text_of(pilot)
        for title in ("Quiet Pixels, Part 1 ", "A Grammar for Shopping Lists, Part 2", "and 9 more"):
            assert title in shown
        await press(pilot, "enter")
        assert worked.counts()[Status.READ] == 0
        assert len(desk_of(pilot).view.ids) == 30
        assert "undone: read: 12 papers" in text_of(pilot)
        assert [step.state for step in worked.history()] == ["done", "done", "undone", "done"]
        await press(pilot, "u")
        assert worked.counts()[Status.READ] == 12
        assert len(desk_of(pilot).view.ids) == 18
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, History)


async def test_a_step_that_others_build_on_is_refused_with_the_reason(worked: Library) -> None:
    async with ReadlistApp(worked).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "U", "G", "enter")
        assert len(worked.ids()) == 30
        assert "cannot be undone while" in text_of(pilot)
        await press(pilot, "g", "u", "u")
        assert [step.state for step in worked.history()] == ["done"] * 4


async def test_many_papers_come_back_in_the_background(library: Library) -> None:
    ids = fill(library, map(record, range(1, AT_ONCE + 20)))
    library.mark(ids, Status.READ)
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "U", "u")
        await until(pilot, lambda: "undone: read" in text_of(pilot))
        assert len(desk_of(pilot).view.ids) == AT_ONCE + 19
        assert library.history()[0].state == "undone"


@pytest.mark.parametrize("key", ["q", "escape", "U"])
async def test_the_history_closes_with_these_keys(library: Library, key: str) -> None:
    async with ReadlistApp(library).run_test(size=(60, 16)) as pilot:
        await settled(pilot)
        await press(pilot, "U")
        assert "nothing was done yet" in text_of(pilot)
        await press(pilot, "j", "G", "u", "enter", key)
        assert not isinstance(pilot.app.screen, History)


async def test_hostile_labels_and_titles_are_shown(library: Library, thirty: tuple[int, ...]) -> None:
    for id_, text in zip(thirty, HOSTILE, strict=False):
        library._store._connection.execute("UPDATE paper SET title = ? WHERE id = ?", (text, id_))
        library.tag([id_], [text])
    library._store._connection.execute("UPDATE step SET label = ? WHERE id = 1", ("\x1b[31mall" * 90,))
    library.delete(thirty[:3])
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "U")
        assert "3 papers that are not there" in text_of(pilot)
        for _ in library.history():
            assert_safe(pilot)
            await press(pilot, "j", "u")


def test_a_time_that_is_none_is_shown_as_it_is() -> None:
    assert moment("\x1b[31mlong ago and far away", datetime.now(UTC)) == "long ago an…"
