from __future__ import annotations

import pytest
from textual.pilot import Pilot

from readlist.library import Library
from readlist.tui.app import ReadlistApp
from readlist.tui.desk import AT_ONCE, Desk
from readlist.tui.screens.stats import Stats
from readlist.tui.screens.tag_menu import TagMenu
from tests.tui.conftest import fill, record, settled
from tests.tui.host import HOSTILE, assert_safe, lines_of, text_of, until
from tests.tui.test_facet_menu import SIZES, press


def desk_of(pilot: Pilot[None]) -> Desk:
    assert isinstance(pilot.app, ReadlistApp)
    return pilot.app.desk


def rows_of(pilot: Pilot[None]) -> list[tuple[str, int]]:
    menu = pilot.app.screen
    assert isinstance(menu, TagMenu)
    return [(tag.name, tag.papers) for tag in menu._rows]


@pytest.fixture
def tagged(library: Library, thirty: tuple[int, ...]) -> Library:
    library.tag(thirty[:12], ["vision/maps"])
    library.tag(thirty[8:14], ["vision/ssl"])
    library.tag(thirty[8:20], ["to cite"])
    return library


TREE = [("to cite", 12), ("vision", 14), ("vision/maps", 12), ("vision/ssl", 6)]


@pytest.mark.parametrize("size", SIZES)
async def test_tags_are_a_tree_and_one_is_looked_at(tagged: Library, size: tuple[int, int]) -> None:
    async with ReadlistApp(tagged).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "g", "t")
        assert rows_of(pilot) == TREE
        assert any(" maps " in line and " 12 " in line for line in lines_of(pilot))
        await press(pilot, "j", "enter")
        view = desk_of(pilot).view
        assert (view.base, len(view.ids)) == ("tag:vision", 14)
        await press(pilot, "g", "t", "enter")
        assert (desk_of(pilot).view.base, len(desk_of(pilot).view.ids)) == ('tag:"to cite"', 12)


async def test_a_tag_is_found_by_typing(tagged: Library) -> None:
    async with ReadlistApp(tagged).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "t", "slash", *"ssl")
        assert rows_of(pilot) == [("vision/ssl", 6)]
        assert "vision/ssl" in text_of(pilot)
        await press(pilot, "escape")
        assert rows_of(pilot) == TREE
        await press(pilot, "slash", *"zzz")
        assert "nothing fits" in text_of(pilot)
        await press(pilot, "escape", "slash", *"map", "tab", "d")
        assert dict(tagged.tags()) == {"to cite": 12, "vision/ssl": 6}
        await press(pilot, "slash", "down", "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, TagMenu) or "nothing fits" in text_of(pilot))


async def test_tags_are_renamed_deleted_and_brought_back(tagged: Library, thirty: tuple[int, ...]) -> None:
    async with ReadlistApp(tagged).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "t", "j", "r", "ctrl+u", *"seeing", "enter")
        assert dict(tagged.tags()) == {"to cite": 12, "seeing/maps": 12, "seeing/ssl": 6}
        assert "rename tag vision to seeing" in text_of(pilot)
        assert desk_of(pilot).papers(thirty[:1])[0].tags == ("seeing/maps",)
        await press(pilot, "g", "x")
        assert dict(tagged.tags()) == {"to cite": 12}
        await press(pilot, "u", "u")
        assert rows_of(pilot) == TREE
        await press(pilot, "r", "ctrl+u", "#", "enter")
        assert "is no tag" in text_of(pilot)
        await press(pilot, "d")
        assert "to cite" not in dict(tagged.tags())
        await press(pilot, "q")
        assert not isinstance(pilot.app.screen, TagMenu)


async def test_a_color_is_shown_wherever_the_tag_is(tagged: Library, thirty: tuple[int, ...]) -> None:
    tagged.tag(thirty[:1], ["q"])
    async with ReadlistApp(tagged).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "t", "c")
        assert "color of q" in text_of(pilot)
        await press(pilot, "g", "enter")
        assert tagged.tag_colors() == {"q": "red"}
        assert any(" q " in line and " red " in line for line in lines_of(pilot))
        await press(pilot, "escape")
        red = pilot.app.theme_variables["error"].casefold()
        painted = [
            segment.style.color.get_truecolor().hex
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.text.strip() == "#q" and segment.style is not None and segment.style.color is not None
        ]
        assert painted == [red, red]
        await press(pilot, "g", "t", "c", "j", "enter")
        assert tagged.tag_colors() == {"q": "yellow"}
        await press(pilot, "u")
        assert tagged.tag_colors() == {"q": "red"}


async def test_more_papers_than_can_wait_for_are_changed_in_the_background(library: Library) -> None:
    ids = fill(library, map(record, range(1, AT_ONCE + 20)))
    library.tag(ids, ["vision"])
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "t", "r", "ctrl+u", *"maps", "enter")
        await until(pilot, lambda: rows_of(pilot) == [("maps", AT_ONCE + 19)])
        await press(pilot, "u")
        await until(pilot, lambda: rows_of(pilot) == [("vision", AT_ONCE + 19)])


async def test_hostile_tags_are_shown(library: Library, thirty: tuple[int, ...]) -> None:
    library.tag(thirty[:2], [f"{text}/below {number}" for number, text in enumerate(HOSTILE)])
    library.tag(thirty[:1], ["/".join("abcdefghijklmnopqrstuvwxyz" * 3), "long " * 60])
    async with ReadlistApp(library).run_test(size=(60, 16)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "t")
        assert_safe(pilot)
        for _ in range(len(rows_of(pilot))):
            await press(pilot, "j")
            assert_safe(pilot)
        assert len({len(line) for line in lines_of(pilot)}) <= 3


async def test_there_are_no_tags_yet(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=(60, 16)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "t", *"rdxc", "enter")
        assert "no tags yet" in text_of(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_statistics_are_shown(tagged: Library, size: tuple[int, int]) -> None:
    async with ReadlistApp(tagged).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "d", "d", "g", "S")
        shown = text_of(pilot)
        assert "inbox: 28 papers, grows by 7 a week" in shown
        for name, number in (("added", " 30"), ("decided", " 2"), ("read", " 2")):
            assert any(name in line and number in line and "█" in line for line in lines_of(pilot))
        await press(pilot, *["j"] * 20)
        assert "#to cite" in text_of(pilot)
        await press(pilot, "q", "colon", *"stats", "enter")
        assert isinstance(pilot.app.screen, Stats)


async def test_the_statistics_of_nothing_in_ascii(library: Library) -> None:
    async with ReadlistApp(library, ascii=True).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "S")
        assert "inbox: empty" in text_of(pilot)
        assert text_of(pilot).isascii()
