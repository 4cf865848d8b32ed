"""Completion of the query line."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from readlist.library import Library
from readlist.model.query.completion import Completion
from readlist.tui.app import ReadlistApp
from readlist.tui.widgets.query_line import Offer, Typing
from tests.tui.conftest import screen_lines, settled
from tests.tui.host import HOSTILE, assert_safe
from tests.tui.test_facet_menu import SIZES, press


@pytest.fixture
def tagged(library: Library, thirty: tuple[int, ...]) -> Library:
    library.tag(thirty[:10], ["to cite"])
    library.tag(thirty[:4], ["nlp"])
    return library


def offered(pilot: Pilot[None]) -> str:
    """What stands between the query line and the status."""
    lines = screen_lines(pilot)
    at = next(at for at, line in enumerate(lines) if line.startswith(" /"))
    return "\n".join(lines[at + 1 : -2]).strip()


def typed(pilot: Pilot[None]) -> str:
    return next(line for line in screen_lines(pilot) if line.startswith(" /"))[2:].rstrip()


@pytest.mark.parametrize("size", SIZES)
async def test_values_are_offered_as_one_types_and_taken_with_tab(tagged: Library, size: tuple[int, int]) -> None:
    async with ReadlistApp(tagged).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "slash", *"part tag:")
        assert offered(pilot) == '"to cite"  nlp'
        await press(pilot, "tab")
        assert typed(pilot) == 'part tag:"to cite"'
        assert "of 10" in screen_lines(pilot)[-2]
        await press(pilot, "tab")
        assert (typed(pilot), "of 4" in screen_lines(pilot)[-2]) == ("part tag:nlp", True)
        await press(pilot, "tab")
        assert typed(pilot) == "part tag:"
        await press(pilot, "shift+tab")
        assert typed(pilot) == "part tag:nlp"
        await press(pilot, "enter")
        app = pilot.app
        assert isinstance(app, ReadlistApp)
        assert app.desk.view.filter == "part tag:nlp"
        assert offered(pilot) == ""


async def test_plain_words_are_left_alone_and_names_come_when_asked_for(tagged: Library) -> None:
    async with ReadlistApp(tagged).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "slash", *"sta")
        assert offered(pilot) == ""
        await press(pilot, "tab")
        assert typed(pilot) == "status:"
        assert offered(pilot).startswith("inbox  later")
        await press(pilot, *"inb")
        assert offered(pilot) == "inbox"
        await press(pilot, "tab")
        assert (typed(pilot), offered(pilot)) == ("status:inbox", "")
        await press(pilot, "escape")
        app = pilot.app
        assert isinstance(app, ReadlistApp)
        assert app.desk.view.filter == ""


async def test_nothing_to_complete_changes_nothing(tagged: Library) -> None:
    async with ReadlistApp(tagged).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "slash", *"part", "tab", "tab")
        assert (typed(pilot), offered(pilot)) == ("part", "")


async def test_values_act_on_no_terminal(library: Library, thirty: tuple[int, ...]) -> None:
    for number, text in enumerate(HOSTILE):
        library.tag(thirty[: number + 1], [text])
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "slash", *"tag:")
        for _ in HOSTILE:
            assert_safe(pilot)
            await press(pilot, "tab")


def test_what_was_taken_stands_in_the_line_and_among_what_is_shown() -> None:
    found = tuple(Completion((4, 6), f"value{number}") for number in range(30))
    offer = Offer(Typing("tag:va more", 6), found)
    assert offer.step(1).line == Typing("tag:value0 more", 10)
    assert offer.step(-1).line == Typing("tag:value29 more", 11)
    assert offer.step(1).step(-1).line == offer.typing
    assert ("value29", "caret") in offer.step(-1).shown(40)
