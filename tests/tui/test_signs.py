"""What colors tell is told by a sign or a word too: each screen is looked at with all colors taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlist.library import Library
from readlist.model.fields import GLYPHS
from readlist.model.paper import Status
from tests.tui.conftest import screen_lines
from tests.tui.scenes import SCENES, back, furnish, opened, play, strips_of

SIZE = (120, 40)


@pytest.fixture
def furnished(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The library of the scenes, where no color may be used."""
    monkeypatch.setenv("NO_COLOR", "1")
    furnish(library)
    return library


async def seen(library: Library, scene: str, *, plain: bool = False) -> list[str]:
    """The characters of a scene."""
    async with opened(library, SIZE, ascii=plain, no_color=True) as pilot:
        await play(pilot, scene)
        return screen_lines(pilot)


async def test_no_scene_has_a_color(furnished: Library) -> None:
    colored = set()
    async with opened(furnished, SIZE, no_color=True) as pilot:
        for scene in SCENES:
            await play(pilot, scene)
            for strip in strips_of(pilot):
                for segment in strip:
                    style = segment.style
                    if style and any(color and not color.is_default for color in (style.color, style.bgcolor)):
                        colored.add((scene, segment.text))
            await back(pilot)
    assert colored == set()


@pytest.mark.parametrize("plain", [False, True], ids=["unicode", "ascii"])
async def test_a_row_tells_cursor_selection_status_star_and_priority(furnished: Library, plain: bool) -> None:
    rows = [line[:5] for line in await seen(furnished, "select", plain=plain)][1:10]
    cursor, chosen, star, second = (">", "#", "*", "2") if plain else ("▌", "»", "★", "²")
    assert [row[2] for row in rows[:6]] == [GLYPHS[status][plain] for status in Status]
    assert len({row[2] for row in rows[:6]}) == len(Status)
    assert [row[0] == cursor for row in rows] == [at == 3 for at in range(9)]
    assert [row[1] == chosen for row in rows] == [at < 4 for at in range(9)]
    assert [row[3] == star for row in rows] == [at in {1, 2} for at in range(9)]
    assert [row[4] == second for row in rows] == [at in {2, 3} for at in range(9)]


async def test_the_view_that_is_looked_at_and_what_was_filtered_are_told(furnished: Library) -> None:
    lines = await seen(furnished, "main")
    assert "▌All" in lines[0]
    assert lines[-3].startswith(" /pixels")
    assert "2 selected" in lines[-2]


async def test_a_mistake_is_marked_and_told(furnished: Library) -> None:
    lines = await seen(furnished, "mistake")
    assert any("~~~~~ no field named 'autor'" in line for line in lines)


async def test_the_reader_has_words_for_everything(furnished: Library) -> None:
    assert any("◷ later  ★ starred  #audio/events" in line for line in await seen(furnished, "reader"))
    furnished.mark(furnished.ids("Part 7"), Status.READING)
    async with opened(furnished, SIZE, no_color=True) as pilot:
        for key in ("g", "r", "j", "enter"):
            await pilot.press(key)
        await pilot.pause()
        assert any("? uncertain joint" in line for line in screen_lines(pilot))


async def test_an_import_tells_new_improved_doubtful_and_problem(furnished: Library) -> None:
    lines = await seen(furnished, "import")
    found = "\n".join(lines)
    assert "✓ 1 new   + 1 improved   ! 1 doubtful   ✗ 1 problem" in found
    rows = [line for line in lines if line[:1] == "▌" or line[:2] == "  "]
    for sign, word in (("✓", "new"), ("!", "doubtful"), ("+", "improved"), ("✗", "problem")):
        assert any(line[2:3] == sign and word in line for line in rows), word


async def test_menus_mark_where_one_is(furnished: Library) -> None:
    for scene in ("visit-facets", "visit-views", "visit-history", "visit-settings"):
        assert any("│ ▌ " in line for line in await seen(furnished, scene)), scene


async def test_toasts_and_status_say_what_went_wrong(furnished: Library, tmp_path: Path) -> None:
    async with opened(furnished, SIZE, no_color=True) as pilot:
        for key in (":", *"no-such", "enter"):
            await pilot.press(key)
        await pilot.pause()
        assert "no command named 'no-such'" in screen_lines(pilot)[-2]
