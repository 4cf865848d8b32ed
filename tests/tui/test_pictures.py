"""Every screen looks as it did when somebody looked at it last, and can be read, in every theme; nothing on it blinks or spins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from textual.color import Color
from textual.strip import Strip

from tests.tui.pictures import FOLDER, SIZES, drawn, path_of, picture
from tests.tui.scenes import SCENES
from tests.tui.test_themes import contrast, least

LINES = frozenset(" │─╭╮╰╯┃━▔▁")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_screen_looks_as_its_picture_can_be_read_and_neither_blinks_nor_spins(
    size: tuple[int, int], tmp_path: Path
) -> None:
    changed: list[str] = []
    faint: dict[tuple[str, str, str, str], float] = {}
    async for scene, by_theme, pilot in drawn(tmp_path, size):
        for widget in pilot.app.screen.query("*"):
            assert not getattr(widget, "cursor_blink", False), scene
            assert widget.auto_refresh is None, scene
        if picture(by_theme) != path_of(scene, size).read_text(encoding="utf-8"):
            changed.append(scene)
        for theme, strips in by_theme.items():
            for ink, ground in set(inks(strips)):
                ratio = contrast(Color.parse(ink), Color.parse(ground))
                if ratio < least(theme):
                    faint.setdefault((theme, ink, ground, scene), round(ratio, 2))
    assert changed == [], "python -m tests.tui.pictures takes them anew"
    assert faint == {}


def test_a_picture_is_of_a_screen_that_is_there() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {path_of(scene, size).name for scene in SCENES for size in SIZES}


def inks(strips: Iterable[Strip]) -> Iterator[tuple[str, str]]:
    """The (ink, ground) of every text that is drawn; lines are no text."""
    for strip in strips:
        for segment in strip:
            style = segment.style
            if style is not None and style.color and style.bgcolor and set(segment.text) - LINES:
                ink, ground = style.color.name, style.bgcolor.name
                yield (ground, ink) if style.reverse else (ink, ground)
