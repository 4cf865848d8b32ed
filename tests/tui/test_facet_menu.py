from __future__ import annotations

import pytest
from textual.pilot import Pilot

from readlist.library import Library
from readlist.model.paper import Status
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.facet_menu import FacetMenu
from tests.tui.conftest import settled
from tests.tui.host import HOSTILE, assert_safe, text_of

SIZES = [(80, 24), (120, 40), (60, 16)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def rows_of(pilot: Pilot[None]) -> list[tuple[str, ...]]:
    """The values on the screen with their marks and counts."""
    menu = pilot.app.screen
    assert isinstance(menu, FacetMenu)
    return [tuple("".join(text for text, _ in menu._row(at, 50)).split()) for at in range(len(menu._rows))]


@pytest.fixture
def tagged(library: Library, thirty: tuple[int, ...]) -> Library:
    library.tag(thirty[:12], ["vision/maps"])
    library.tag(thirty[8:20], ["to cite"])
    library.mark(thirty[20:25], Status.READ)
    return library


@pytest.mark.parametrize("size", SIZES)
async def test_a_view_is_narrowed_by_a_value_and_widened_again(tagged: Library, size: tuple[int, int]) -> None:
    async with ReadlistApp(tagged).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "f")
        assert rows_of(pilot) == [("to", "cite", "12"), ("vision", "12"), ("vision/maps", "12")]
        assert "3 values" in text_of(pilot)
        await press(pilot, "enter")
        app = pilot.app
        assert isinstance(app, ReadlistApp)
        assert (app.desk.view.filter, len(app.desk.view.ids)) == ('tag:"to cite"', 12)
        assert '/tag:"to cite"' in text_of(pilot)
        await press(pilot, "f", "enter")
        assert (app.desk.view.filter, len(app.desk.view.ids)) == ("", 25)


async def test_several_values_of_several_facets_are_chosen(tagged: Library) -> None:
    async with ReadlistApp(tagged).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "slash", *"part", "enter", "g", "a", "f")
        assert rows_of(pilot)[0] == ("inbox", "25")
        await press(pilot, "tab", "space", "down", "space")
        assert rows_of(pilot)[0] == ("»", "to", "cite", "12")
        await press(pilot, "tab")
        years = rows_of(pilot)
        assert "»tag" in text_of(pilot)
        assert sum(int(row[-1]) for row in years) == 20
        await press(pilot, "space", "space", "enter")
        app = pilot.app
        assert isinstance(app, ReadlistApp)
        assert app.desk.view.filter == '(tag:"to cite" OR tag:vision/maps) (year:2024 OR year:2023)'
        assert len(app.desk.view.ids) == int(years[0][-1]) + int(years[1][-1])


async def test_typing_finds_a_value(tagged: Library) -> None:
    async with ReadlistApp(tagged).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f", "tab", "tab", *"ito")
        assert rows_of(pilot) == [("Kenji", "Ito", "10")]
        await press(pilot, *"xyz")
        assert rows_of(pilot) == []
        assert "nothing fits" in text_of(pilot)
        await press(pilot, "enter")
        app = pilot.app
        assert isinstance(app, ReadlistApp)
        assert app.desk.view.filter == ""


async def test_what_stands_beyond_the_first_values_is_looked_up(library: Library) -> None:
    authors = (f'{{"title": "T{number}", "authors": ["Ann B{number:03}"]}}' for number in range(450))
    library.add("\n".join(authors))
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f", "tab", "tab")
        assert "type to find others" in text_of(pilot)
        assert len(rows_of(pilot)) == 200
        await press(pilot, *"b444", "enter")
        app = pilot.app
        assert isinstance(app, ReadlistApp)
        assert (app.desk.view.filter, len(app.desk.view.ids)) == ('author:"Ann B444"', 1)
        await press(pilot, "f", "tab", "tab")
        assert rows_of(pilot)[:2] == [("»", "Ann", "B444"), ("Ann", "B000", "1")]


async def test_a_view_without_papers_has_no_values(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f")
        assert "no paper here has any" in text_of(pilot)
        await press(pilot, "space", "enter")
        assert not isinstance(pilot.app.screen, FacetMenu)


async def test_values_act_on_no_terminal(library: Library, thirty: tuple[int, ...]) -> None:
    for number, text in enumerate(HOSTILE):
        library.tag(thirty[:number], [text])
        library.edit(thirty[number], {"venue": f"{text} {'long ' * 40}"})
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key in ("f", "tab", "tab", "tab", "tab", "tab", "tab"):
            await press(pilot, key)
            assert_safe(pilot)
        await press(pilot, "escape")
        assert_safe(pilot)


async def test_signs_of_ascii_only(tagged: Library) -> None:
    async with ReadlistApp(tagged, ascii=True).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f", "space")
        assert {sign for sign in text_of(pilot) if not sign.isascii()} <= {"─"}  # the border of the preview


async def test_keys_typed_ahead_of_the_menu_count(tagged: Library) -> None:
    async with ReadlistApp(tagged).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f", "tab", "tab", *"ito")
        await settled(pilot)
        assert rows_of(pilot) == [("Kenji", "Ito", "10")]


async def test_a_view_that_is_narrow_in_every_way_has_facets_still(tagged: Library) -> None:
    every = 'status:inbox tag:vision year:2020 author:"A" affiliation:"A" venue:"A" category:"A" has:code'
    tagged.save_view("Every", every)
    async with ReadlistApp(tagged).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "F", "enter", "f", "tab")
        assert "no paper here has any" in text_of(pilot)
