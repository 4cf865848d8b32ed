"""Papers in and out of the app: paste, file, clipboard, export, copy; and the dialogs that commands open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from readlist import clipboard, opening
from readlist.library import Library
from readlist.tui.app import ReadlistApp
from readlist.tui.screens.import_preview import ImportPreview
from readlist.tui.screens.line_prompt import LinePrompt
from readlist.tui.screens.main import MainScreen
from tests.tui.conftest import screen_lines, settled

PASTED = """\
SDNov 2, 2022
Rooms that ListenTadeo Ruiz, Mira Holm
Every room answers a sound in its own way. This paper uses the echo of a room as a free label for audio. Models that predict echoes transfer well.
CLMar 25, 2024
A Grammar for Waiting RoomsAnn Berg, Kenji Ito
People who wait speak in short sentences. We annotate ten thousand of them and propose a grammar of their own. A small parser beats large models at it.
"""


async def press(pilot: Pilot[None], keys: Iterable[str]) -> None:
    for key in keys:
        await pilot.press(key)
    await settled(pilot)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(500):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come true")


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(screen_lines(pilot))


async def accept(pilot: Pilot[None]) -> None:
    """Store what the import preview shows."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview) and "Rooms that Listen" in shown(pilot))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
    await settled(pilot)


async def test_a_paste_leads_over_the_preview_to_the_first_new_paper(library: Library, thirty: tuple[int, ...]) -> None:
    app = ReadlistApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "gx")
        app.post_message(events.Paste(PASTED))
        await accept(pilot)
        assert app.desk.view.name == "Inbox"
        assert app.desk.paper is not None
        assert app.desk.paper.record.title == "Rooms that Listen"
        assert len(app.desk.view.ids) == len(thirty) + 2
        await press(pilot, "u")
        assert len(library.ids()) == len(thirty)


async def test_a_first_paste_fills_an_empty_library(library: Library) -> None:
    app = ReadlistApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.post_message(events.Paste(PASTED))
        await accept(pilot)
        assert "▌ ○   Rooms that Listen" in shown(pilot)
        assert "1 of 2" in shown(pilot)


async def test_a_paste_that_is_not_accepted_stores_nothing(library: Library) -> None:
    app = ReadlistApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.post_message(events.Paste(PASTED))
        await until(pilot, lambda: isinstance(app.screen, ImportPreview))
        await press(pilot, ["escape"])
        assert isinstance(app.screen, MainScreen)
        assert len(library.ids()) == 0


async def test_the_clipboard_is_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "paste", lambda: PASTED)
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, "p")
        await accept(pilot)
        assert len(library.ids()) == 2


async def test_a_file_is_read_and_a_missing_one_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PASTED)
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, ["A", *("slash" if letter == "/" else letter for letter in "/no.txt"), "enter"])
        await until(pilot, lambda: "cannot read /no.txt" in shown(pilot))
        await until(pilot, lambda: isinstance(pilot.app.screen, LinePrompt))
        await pilot.press("escape")
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        main.import_file("~nobody-here/page.txt")
        await until(pilot, lambda: "there is no home folder for ~nobody-here/page.txt" in shown(pilot))
        await until(pilot, lambda: isinstance(pilot.app.screen, LinePrompt))
        await pilot.press("escape")
        main.import_file(str(tmp_path / "page.txt"))
        await accept(pilot)
        assert len(library.ids()) == 2


async def test_papers_are_exported_to_a_file(library: Library, thirty: tuple[int, ...], tmp_path: Path) -> None:
    assert thirty
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        main = pilot.app.screen
        assert isinstance(main, MainScreen)
        main.export(thirty[:2], str(tmp_path / "out.bib"))
        await until(pilot, (tmp_path / "out.bib").exists)
        assert (tmp_path / "out.bib").read_text().count("\n@") + (tmp_path / "out.bib").read_text().startswith("@") == 2
        main.export(thirty[:2], str(tmp_path / "out.xyz"))
        await until(pilot, lambda: "no notation for 'out.xyz'" in shown(pilot))


async def test_p13_a_copy_says_which_way_it_went(
    library: Library, thirty: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert thirty
    copied: list[str] = []

    def copy(text: str, send: Callable[[str], None]) -> str:
        copied.append(text)
        send("sequence")
        return "sent to the terminal's clipboard"

    monkeypatch.setattr(clipboard, "copy", copy)
    app = ReadlistApp(library)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "yt")
        await until(pilot, lambda: bool(copied) and app.clipboard == copied[0])
        assert copied == ["Quiet Pixels, Part 1"]
        await until(pilot, lambda: "title: sent to" in shown(pilot))


async def test_pages_and_files_are_opened_outside(
    library: Library, thirty: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "maps.pdf").write_text("x")
    library.edit(thirty[0], {"attachments": "maps.pdf"})
    shown_outside: list[str] = []

    def show(place: str) -> str:
        shown_outside.append(place)
        return f"opened {place}"

    monkeypatch.setattr(opening, "show", show)
    async with ReadlistApp(library).run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "o")
        await until(pilot, lambda: shown_outside == ["https://arxiv.org/abs/2301.00001"])
        await press(pilot, ["enter"])
        assert "maps.pdf" in shown(pilot)
        await press(pilot, "O")
        await until(pilot, lambda: shown_outside[1:] == [str(tmp_path / "maps.pdf")])
        await press(pilot, ["q", "j", "O"])
        await until(pilot, lambda: "this paper has no file" in shown(pilot))


async def test_dialogs_are_opened_and_answered(library: Library, thirty: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await press(pilot, ["t", *"vision", "enter"])
        assert library.papers(thirty[:1])[0].tags == ("vision",)
        await press(pilot, ["a", *"good", "escape"])
        assert library.papers(thirty[:1])[0].note == "good"
        await press(pilot, ["e", "ctrl+k", *"New", "ctrl+s"])
        assert library.papers(thirty[:1])[0].record.title == "New"
        await press(pilot, [":", *"delete", "enter"])
        assert len(library.ids()) == 29
        await press(pilot, ["U"])
        assert "delete: New" in shown(pilot)
        await press(pilot, ["escape", "?"])
        assert "decide and go on" in shown(pilot)
        await press(pilot, ["escape", *":nonsense", "enter"])
        assert "no command named 'nonsense'" in shown(pilot)


async def test_blanks_that_were_pasted_are_told(library: Library) -> None:
    async with ReadlistApp(library).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pilot.app.screen.post_message(events.Paste(" \n\n"))
        await until(pilot, lambda: "clipboard holds no text" in shown(pilot))
