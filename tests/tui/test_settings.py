"""What is chosen in the app: it is seen at once, remembered, and shown with where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from readlist.config import REMEMBERED, Config
from readlist.errors import ConfigError
from readlist.library import Library
from readlist.tui.app import ReadlistApp
from readlist.tui.settings import UNTIL_LEFT, Settings
from readlist.tui.themes import NAMES, THEMES
from tests.tui.conftest import screen_lines, settled

SIZES = [(60, 16), (80, 24), (120, 40)]


class Memory(dict[str, str | bool]):
    """What was remembered."""

    def settings(self, **origins: str) -> Settings:
        """The usual settings, remembered here."""
        return Settings(Config(library=Path("/papers/library.db"), origins=origins), self.__setitem__)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await settled(pilot)


@pytest.mark.usefixtures("thirty")
async def test_zt_goes_round_our_themes(library: Library) -> None:
    memory = Memory()
    app = ReadlistApp(library, memory.settings())
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in THEMES:
            await press(pilot, "z", "t")
            seen.append(app.theme)
            assert memory == {"theme": app.theme}
            assert f"theme {app.theme}" in screen_lines(pilot)[-2]
        assert seen == [*(theme.name for theme in THEMES[1:]), THEMES[0].name]
        await press(pilot, "enter", "z", "t")
        assert app.theme == THEMES[1].name


@pytest.mark.usefixtures("thirty")
async def test_a_theme_is_taken_by_its_name(library: Library) -> None:
    memory = Memory()
    app = ReadlistApp(library, memory.settings(theme="/home/ann/config.toml"))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ":", *"theme okabe", "enter")
        assert app.theme == memory["theme"] == "readlist-okabe"
        assert "until you leave: it is set in /home/ann/config.toml" in screen_lines(pilot)[-2]
        await press(pilot, ":", *"theme nord", "enter")
        assert app.theme == memory["theme"] == "nord"
        await press(pilot, ":", *"theme lihgt", "enter")
        assert "no theme named 'lihgt'  did you mean light?" in screen_lines(pilot)[-2]
        assert app.theme == "nord"
        await press(pilot, ":", *"theme read")
        shown = "\n".join(screen_lines(pilot))
        assert all(f"theme {theme.name}" in shown for theme in THEMES)


@pytest.mark.usefixtures("thirty")
async def test_the_preview_stays_as_it_was_left(library: Library) -> None:
    memory = Memory()
    settings = memory.settings()
    async with ReadlistApp(library, settings).run_test(size=(80, 24)) as pilot:
        await press(pilot, "z", "p")
        assert memory == {"preview": False}
        assert not pilot.app.screen.query_one("#preview").display
    async with ReadlistApp(library, settings).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not pilot.app.screen.query_one("#preview").display
        await press(pilot, "z", "m")
        assert pilot.app.screen.query_one("#preview").display
        await press(pilot, "z", "m")
        assert not pilot.app.screen.query_one("#preview").display
        await press(pilot, "z", "p")
        assert pilot.app.screen.query_one("#preview").display
        assert memory == {"preview": True}


@pytest.mark.parametrize("size", SIZES)
async def test_every_setting_is_shown_with_its_origin(library: Library, size: tuple[int, int]) -> None:
    settings = Memory().settings(theme="option", library="environment")
    async with ReadlistApp(library, settings).run_test(size=size) as pilot:
        await press(pilot, ":", *"settings", "enter")
        lines = screen_lines(pilot)
        for name, value, origin in settings.rows():
            assert any(name in line and value[-7:] in line and origin in line for line in lines), name


@pytest.mark.usefixtures("thirty")
async def test_a_theme_is_tried_at_once(library: Library) -> None:
    memory = Memory()
    app = ReadlistApp(library, memory.settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ":", *"theme", "enter", "enter")
        assert app.theme == memory["theme"] == "readlist-light"
        box = app.screen.query_one("#settings")
        assert any(REMEMBERED in box.render_line(y).text for y in range(box.size.height))
        await press(pilot, "left", "left")
        assert app.theme == memory["theme"] == THEMES[-1].name
        assert box.render_line(1)._segments[0].style == box.paint("bar", "cursor")  # type: ignore[attr-defined]
        await press(pilot, "j", "enter", "G", "enter", "q")
        assert app.theme == THEMES[-1].name
        assert len(app.screen_stack) == 1


def test_a_choice_that_cannot_be_remembered_counts_until_the_app_is_left() -> None:
    def fail(_: str, __: object) -> None:
        raise ConfigError("cannot remember this")

    settings = Settings(Config(library=Path(), origins={"theme": "option"}), fail)
    with pytest.raises(ConfigError):
        settings.choose("theme", "nord")
    assert settings.config.theme == "nord"
    assert settings.config.origins["theme"] == UNTIL_LEFT
    assert settings.decides("theme") == "option"


async def test_a_remembered_theme_that_is_no_more_does_not_stop_a_start(library: Library) -> None:
    app = ReadlistApp(library, Settings(Config(library=Path(), theme="pink", origins={"theme": REMEMBERED})))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.theme == THEMES[0].name


async def test_nothing_glides_where_motion_is_off(library: Library) -> None:
    for motion in (True, False):
        app = ReadlistApp(library, Settings(Config(library=Path(), motion=motion)))
        assert (app.animation_level == "none") is not motion


async def test_every_theme_has_a_name_of_its_own(library: Library) -> None:
    assert set(NAMES) == set(ReadlistApp(library).available_themes)
