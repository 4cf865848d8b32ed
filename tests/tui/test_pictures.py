"""Screens look as they did when somebody looked at them last, in every theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.pictures import SIZES, pictures


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_screen_looks_as_its_picture(size: tuple[int, int], tmp_path: Path) -> None:
    for path, texts in (await pictures(tmp_path, size)).items():
        for text in texts:
            assert text == path.read_text(encoding="utf-8"), f"{path.name}: python -m tests.tui.pictures takes it anew"
