from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from readlist.config import Config
from readlist.errors import ConfigError
from readlist.library import Library
from readlist.model.paper import Status
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.main import MainScreen
from readlist.tui.settings import Settings
from readlist.tui.themes import CONTRAST, OKABE, THEMES
from readlist.tui.widgets.drawn import PAINTS
from tests.tui.conftest import screen_lines, settled

GROUNDS = ("background", "panel", "surface", "row-cursor", "row-chosen")
QUIET = {"rule"}


def themed(name: str) -> Settings:
    """The usual settings with a theme."""
    return Settings(Config(library=Path(), theme=name))


def linear(color: Color) -> list[float]:
    """The parts of a color as light, from 0 to 1 (IEC 61966-2-1)."""
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]


def luminance(color: Color) -> float:
    """How bright a color is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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


def least(theme: str) -> float:
    """The contrast that texts of a theme have at least (WCAG 2.2: 1.4.3, and 1.4.6 for the high contrast)."""
    return 7.0 if theme == CONTRAST.name else 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read(theme: Theme) -> None:
    assert {pair: ratio for pair, ratio in contrasts(theme).items() if ratio < least(theme.name)} == {}


# Severity 1.0, of linear RGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for
# Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009, table 1.
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
APART = 15.0
"""The least difference of two colors (CIE 1976): more than six times what is just seen side by side."""


def seen(color: Color, matrix: Sequence[Sequence[float]]) -> list[float]:
    """A color as linear RGB, as somebody with a deficiency sees it."""
    parts = linear(color)
    return [min(max(sum(a * b for a, b in zip(row, parts, strict=True)), 0.0), 1.0) for row in matrix]


def lab(rgb: Sequence[float]) -> tuple[float, float, float]:
    """Linear RGB as CIE L*a*b* (of sRGB, white D65)."""
    red, green, blue = rgb
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    p, q, r = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * q - 16, 500 * (p - q), 200 * (q - r)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_colors_of_statuses_stay_apart_for_the_color_blind(deficiency: str) -> None:
    known = OKABE.to_color_system().generate() | OKABE.variables
    inks = {PAINTS[f"status-{status}"].split()[-1] for status in Status} | {"error"}
    colors = {ink: lab(seen(Color.parse(known[ink]), DEFICIENCIES[deficiency])) for ink in inks}
    near = {
        (one, other): round(dist(colors[one], colors[other]), 1)
        for one, other in combinations(sorted(colors), 2)
        if dist(colors[one], colors[other]) < APART
    }
    assert near == {}


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
