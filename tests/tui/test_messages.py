"""Messages over the screen: they go of their own accord, and never stop the app."""

from __future__ import annotations

import asyncio
import time
from itertools import count

import pytest
from textual.widgets._toast import Toast

from readlist.library import Library
from readlist.tui.app import ReadlistApp
from tests.tui.conftest import settled


async def test_a_message_goes_when_none_has_followed(library: Library) -> None:
    app = ReadlistApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        app.notify("copied [one]", timeout=0.2, markup=False)
        await settled(pilot)
        assert [toast.render().plain for toast in app.screen.query(Toast)] == ["copied [one]"]
        await pilot.press("?")  # which shows it, too
        await asyncio.sleep(0.4)
        await pilot.press("escape")
        await settled(pilot)
        assert not app.screen.query("Toast, ToastHolder")


async def test_a_message_that_ends_while_a_screen_opens_stops_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The toolkit's timer of a negative time never ends, and no key is answered any more.
    times: list[float] = []
    monkeypatch.setattr(Toast, "set_timer", lambda _, seconds, callback: times.append(seconds))
    app = ReadlistApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        app.notify("copied", markup=False)
        seconds = count(time.time(), 2)
        monkeypatch.setattr("textual.notifications.time", lambda: next(seconds))
        for _ in range(3):
            await pilot.press("?")
            await pilot.press("escape")
        await settled(pilot)
    assert times
    assert min(times) > 0
