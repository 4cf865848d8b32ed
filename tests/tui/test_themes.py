from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from readlist.config import Config
from readlist.errors import ConfigError
from readlist.library import Library
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.main import MainScreen
from readlist.tui.settings import Settings
from readlist.tui.themes import CONTRAST, THEMES
from readlist.tui.widgets.drawn import PAINTS
from tests.tui.conftest import screen_lines, settled

GROUNDS = ("background", "panel", "row-cursor", "row-chosen")
QUIET = {"rule"}


def themed(name: str) -> Settings:
    """The usual settings with a theme."""
    return Settings(Config(library=Path(), theme=name))


def luminance(color: Color) -> float:
    """How bright a color is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colors, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrasts(theme: Theme) -> dict[tuple[str, str], float]:
    """The contrast of each paint on each ground that it may stand on."""
    known = theme.to_color_system().generate() | theme.variables
    inks = {looks.split()[-1] for looks in PAINTS.values() if not looks.startswith("on ")} & known.keys()
    return {
        (ink, ground): contrast(Color.parse(known[ground]), Color.parse(known[ink]))
        for ink in inks - QUIET
        for ground in GROUNDS
    }


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read(theme: Theme) -> None:
    least = 7.0 if theme is CONTRAST else 4.5
    # The faintest ink is for what can be done without.
    assert {
        pair: ratio for pair, ratio in contrasts(theme).items() if ratio < (least if pair[0] != "faint" else 3.5)
    } == {}


@pytest.mark.parametrize("name", [*BUILTIN_THEMES, *(theme.name for theme in THEMES)])
async def test_every_theme_can_be_chosen(library: Library, thirty: tuple[int, ...], name: str) -> None:
    assert thirty
    app = ReadlistApp(library, themed(name))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        main = app.screen
        assert isinstance(main, MainScreen)
        assert "Quiet Pixels, Part 1" in screen_lines(pilot)[1]
        assert main.papers.render_line(0)._segments[-1].style != main.papers.render_line(1)._segments[-1].style


async def test_a_theme_can_be_changed_while_the_app_runs(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    app = ReadlistApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        main = app.screen
        assert isinstance(main, MainScreen)
        before = main.papers.render_line(1)._segments[-2].style
        await pilot.press("z", "t")
        await settled(pilot)
        assert main.papers.render_line(1)._segments[-2].style != before


def test_an_unknown_theme_is_refused(library: Library) -> None:
    with pytest.raises(ConfigError, match="no theme named 'pink'"):
        ReadlistApp(library, themed("pink"))


async def test_without_color_the_cursor_is_reversed(
    library: Library, thirty: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert thirty
    monkeypatch.setenv("NO_COLOR", "1")
    app = ReadlistApp(library, no_color=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        strips = app.screen._compositor.render_strips()
        styles = {segment.style for strip in strips for segment in strip if segment.style is not None}
        assert all(style.color is None or style.color.is_default for style in styles)
        assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)
        assert any(segment.style is not None and segment.style.reverse for segment in strips[1])
