from __future__ import annotations

import pytest

from readlist.library import Library
from readlist.tui.app import ReadlistApp
from readlist.tui.commands import help_rows
from readlist.tui.screens.choice import Choice
from readlist.tui.screens.help import Help, key_sheet
from tests.tui.conftest import settled
from tests.tui.host import HOSTILE, Host, assert_safe, text_of, until

ROWS = [("decide", "r", "reading"), ("decide", "x", "drop"), ("undo", "u", "undo"), ("undo", "ctrl+r", "redo [now]")]


def text_lines(rows: list[tuple[str, str, str]], cells: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in key_sheet(rows, cells)]


async def test_the_help_shows_groups_keys_and_what_they_do() -> None:
    async with Host(Help(ROWS)).run_test() as pilot:
        await pilot.pause()
        shown = text_of(pilot)
    for group, keys, label in ROWS:
        assert group in shown
        assert keys in shown
        assert label in shown


async def test_typing_narrows_the_help() -> None:
    async with Host(Help(ROWS)).run_test() as pilot:
        await pilot.pause()
        await pilot.press(*"redo")
        await pilot.pause()
        shown = text_of(pilot)
        assert "ctrl+r" in shown
        assert "reading" not in shown
        await pilot.press(*"zzz")
        await pilot.pause()
        assert "no key fits" in text_of(pilot)


@pytest.mark.parametrize("keys", [["escape"], ["q"], ["question_mark"], ["u", "escape"], ["slash", "q", "escape"]])
async def test_the_help_closes_with_these_keys(keys: list[str]) -> None:
    app = Host(Help(ROWS))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await until(pilot, lambda: app.results)
    assert app.results == [None]


async def test_the_help_scrolls_to_its_end() -> None:
    rows = [("many", f"k{number}", f"label {number}") for number in range(80)]
    async with Host(Help(rows)).run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        assert "label 79" not in text_of(pilot)
        await pilot.press(*["pagedown"] * 12)
        assert "label 79" in text_of(pilot)


@pytest.mark.parametrize("cells", [32, 56, 74, 110])
def test_no_label_of_the_real_keys_is_cut(cells: int) -> None:
    rows = help_rows("list")
    shown = " ".join(" ".join(text_lines(rows, cells)).split())
    assert "…" not in shown
    if cells < 70:
        for _, _, label in rows:
            assert label.split()[0] in shown


def test_columns_are_even_and_keep_groups_together() -> None:
    rows = [(f"group {name}", str(number), "does it") for name in "abc" for number in range(10)]
    lines = text_lines(rows, 110)
    assert len(lines) <= 12
    assert [word in lines[0] for word in ("group a", "group b", "group c")] == [True] * 3


async def test_a_choice_begins_at_what_is_chosen_and_takes_the_row_under_the_cursor() -> None:
    app = Host(Choice("One of", [(text, text) for text in HOSTILE], HOSTILE[2]))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert_safe(pilot)
        await pilot.press("j", "enter")
        await until(pilot, lambda: app.results)
    assert app.results == [HOSTILE[3]]


@pytest.mark.parametrize(
    ("key", "told"), [("gt", "give the tag a color"), ("F", "move the view"), ("U", "do it again")]
)
async def test_a_menu_tells_its_keys_and_stays(library: Library, thirty: tuple[int, ...], key: str, told: str) -> None:
    library.tag(thirty, ["vision"])
    async with ReadlistApp(library).run_test(size=(60, 16)) as pilot:
        await settled(pilot)
        await pilot.press(*key)
        await settled(pilot)
        menu = pilot.app.screen
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await until(pilot, lambda: told in text_of(pilot))
        await pilot.press("escape")
        assert pilot.app.screen is menu
