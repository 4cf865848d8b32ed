from __future__ import annotations

import pytest
from textual.pilot import Pilot

from readlist.library import Library
from readlist.model.fields import Order
from readlist.model.paper import Status
from readlist.model.saved import SavedView
from readlist.tui.app import ReadlistApp
from readlist.tui.desk import Desk
from readlist.tui.screens.view_menu import ViewMenu
from tests.tui.conftest import settled
from tests.tui.host import HOSTILE, assert_safe, text_of, until
from tests.tui.test_facet_menu import SIZES, press


def desk_of(pilot: Pilot[None]) -> Desk:
    assert isinstance(pilot.app, ReadlistApp)
    return pilot.app.desk


def names(library: Library) -> list[str]:
    return [view.name for view in library.views()]


@pytest.fixture
def viewed(library: Library, thirty: tuple[int, ...]) -> Library:
    library.mark(thirty[:5], Status.READ)
    library.save_view("Done", "status:read", Order("title"))
    library.save_view("Pixels", "pixels")
    return library


@pytest.mark.parametrize("size", SIZES)
async def test_views_are_shown_with_their_numbers_and_opened(viewed: Library, size: tuple[int, int]) -> None:
    async with ReadlistApp(viewed).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "F")
        lines = [line for line in text_of(pilot).splitlines() if "Done" in line or "Pixels " in line]
        assert any("status:read" in line and " 5 " in line for line in lines)
        await press(pilot, "enter")
        view = desk_of(pilot).view
        assert (view.name, view.base, view.order, len(view.ids)) == ("Done", "status:read", Order("title"), 5)
        await press(pilot, "slash", *"part", "enter")
        assert "Done" in text_of(pilot).splitlines()[-2]
        await press(pilot, "S", "y", "F")
        assert desk_of(pilot).view.name == "Done"


async def test_what_is_looked_at_is_saved_renamed_moved_removed_and_all_taken_back(viewed: Library) -> None:
    async with ReadlistApp(viewed).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "slash", *"rooms", "enter", "F", "s", *"Rooms", "enter")
        assert viewed.views()[2] == SavedView("Rooms", "status:inbox -is:snoozed rooms")
        await press(pilot, "K", "r", *"!", "enter")
        assert names(viewed) == ["Done", "Rooms!", "Pixels"]
        await press(pilot, "x")
        assert names(viewed) == ["Done", "Pixels"]
        assert "removed: Rooms!" in text_of(pilot)
        await press(pilot, *"uuuu", "u")
        assert names(viewed) == ["Done", "Pixels"]
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, ViewMenu)


async def test_a_mistake_is_told_in_the_menu(viewed: Library) -> None:
    async with ReadlistApp(viewed).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "F", "r", "ctrl+u", *"pixels", "enter")
        assert "there is a view named 'pixels'" in text_of(pilot)
        await press(pilot, "s", "enter", "s", "escape")
        assert names(viewed) == ["Done", "Pixels"]


async def test_there_are_no_views_yet(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=(60, 16)) as pilot:
        await settled(pilot)
        await press(pilot, "F", *"xrJu", "enter")
        assert "none yet" in text_of(pilot)


async def test_hostile_names_and_queries_that_mean_nothing_are_shown(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    hostile = [SavedView(f"{number} {text}", text) for number, text in enumerate(HOSTILE)]
    with library._store.write_views() as views:
        views.keep([SavedView("old", "moon:full"), SavedView("sort", "part", Order("weight")), *hostile])
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "F")
        assert "no field named 'moon'" in text_of(pilot)
        assert "cannot be sorted by 'weight'" in text_of(pilot)
        assert_safe(pilot)
        await press(pilot, "enter")
        assert (desk_of(pilot).view.name, desk_of(pilot).message.wrong) == ("Inbox", True)
        await press(pilot, "F", *"jjj", "enter")
        assert_safe(pilot)


async def test_the_command_line_saves_and_opens_views(viewed: Library) -> None:
    async with ReadlistApp(viewed).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "colon", *"save My view", "enter")
        await until(pilot, lambda: viewed.views()[-1] == SavedView("My view", "status:inbox -is:snoozed"))
        await press(pilot, "colon", *"view do", "tab")
        await until(pilot, lambda: "view Done" in text_of(pilot))
        await press(pilot, "enter")
        assert desk_of(pilot).view.name == "Done"
        await press(pilot, "colon", *"view nothing", "enter")
        assert "no view named 'nothing'" in text_of(pilot)
        await press(pilot, "colon", *"down x", "enter")
        assert "no command named" in text_of(pilot)
        await press(pilot, "colon", *"view", "enter")
        assert isinstance(pilot.app.screen, ViewMenu)
