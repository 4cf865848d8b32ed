"""A disk without room while the app runs: what was written by hand stays on the screen until it can be stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual import events

from readlist.library import Library
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.edit_form import EditForm
from readlist.tui.screens.import_preview import ImportPreview
from readlist.tui.screens.note_editor import NoteEditor
from readlist.tui.widgets.field import Field
from tests.tui.conftest import settled
from tests.tui.host import until

resource = pytest.importorskip("resource")  # there is none on Windows


@contextmanager
def no_room() -> Iterator[None]:
    """The system lets no file grow beyond a few bytes more than the log of a library has."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_p3_a_note_that_cannot_be_stored_stays_on_the_screen(library: Library, thirty: tuple[int, ...]) -> None:
    app = ReadlistApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, NoteEditor))
        app.screen.query_one("#note").text = "a long thought " * 20_000  # type: ignore[attr-defined]
        with no_room():
            await pilot.press("escape")
            await until(pilot, lambda: app.desk.message.wrong)
            await until(pilot, lambda: isinstance(app.screen, NoteEditor))
        assert "was changed" in app.desk.message.hint
        assert library.papers(thirty[:1])[0].note is None
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, NoteEditor))
        await settled(pilot)
    assert len(library.ids("note:thought")) == 1


async def test_p3_fields_that_cannot_be_stored_stay_on_the_screen(library: Library, thirty: tuple[int, ...]) -> None:
    app = ReadlistApp(library)
    title = library.papers(thirty[:1])[0].record.title
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EditForm))
        app.screen.query_one("#title", Field).value = "Echoes " * 20_000
        with no_room():
            await pilot.press("ctrl+s")
            await until(pilot, lambda: app.desk.message.wrong)
            await until(pilot, lambda: isinstance(app.screen, EditForm))
        assert library.papers(thirty[:1])[0].record.title == title
        assert app.screen.query_one("#title", Field).value.startswith("Echoes")
        app.screen.query_one("#title", Field).value = "Echoes"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, EditForm))
        await settled(pilot)
    assert library.papers(thirty[:1])[0].record.title == "Echoes"


async def test_p3_an_import_that_cannot_be_stored_stays_on_the_screen(
    library: Library, thirty: tuple[int, ...]
) -> None:
    app = ReadlistApp(library)
    text = "".join(f'{{"title": "Paper of Echoes {n}", "abstract": "{f"{n} words " * 300}"}}\n' for n in range(200))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        app.post_message(events.Paste(text))
        await until(pilot, lambda: isinstance(app.screen, ImportPreview) and app.screen._read is not None)
        with no_room():
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ImportPreview) and not app.screen._storing)
        assert isinstance(app.screen, ImportPreview)
        assert len(library.ids()) == 30
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, ImportPreview))
        await settled(pilot)
    assert len(library.ids()) == 230
