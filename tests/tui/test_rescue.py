"""P8: a damaged library opens a screen with the ways back, of which none deletes anything."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from readlist import tui
from readlist.config import Config
from readlist.errors import BusyLibrary, DamagedLibrary
from readlist.library import Library
from readlist.library.backups import Backups
from readlist.model.backups import Backup, Reason
from readlist.model.change import BULK
from readlist.tui.app import ReadlistApp
from readlist.tui.messages import Message
from readlist.tui.rescue import RescueApp
from readlist.tui.screens.help import Help
from tests.store.damaging import DAMAGES, PAPERS, SAVED, checkpoint, furnish, without_an_inner_page
from tests.tui.conftest import fill, record, settled
from tests.tui.host import HOSTILE, assert_safe, text_of, until
from tests.tui.test_leaving import running

SIZES = ((60, 16), (80, 24), (120, 40))


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    """The backups of a library: one of today, one of a week ago that holds less."""
    furnish(tmp_path / "library.db")
    found = Backups(tmp_path / "library.db")
    today = found.make(Reason.DAILY)
    older = Backup(today.made - timedelta(days=7), Reason.DELETION, today.version, 250, today.size)
    found.path(older).write_bytes(found.path(today).read_bytes())
    checkpoint(found.library)
    return found


@asynccontextmanager
async def rescuing(
    backups: Backups, damage: str = "damaged header", size: tuple[int, int] = (80, 24), **looks: bool
) -> AsyncIterator[Pilot[Any]]:
    DAMAGES[damage](backups.library)
    with pytest.raises(DamagedLibrary) as caught, Library.open(backups.library) as library:
        library.papers(library.ids())
    app = RescueApp(backups, caught.value, Config(library=backups.library), **looks)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Enter restore" in text_of(pilot))
        yield pilot


def papers_in(path: Path) -> int:
    with Library.open(path, create=False) as library:
        return len(library.papers(library.ids()))


def asides(backups: Backups) -> list[Path]:
    beside = ("-wal", "-shm")
    return [
        file for file in backups.library.parent.iterdir() if ".aside-" in file.name and not file.name.endswith(beside)
    ]


def message_of(pilot: Pilot[Any]) -> Message:
    app = pilot.app
    assert isinstance(app, ReadlistApp)
    return app.desk.message


@pytest.mark.parametrize("looks", [{}, {"ascii": True}, {"no_color": True}], ids=["usual", "ascii", "no color"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_p8_it_tells_what_is_wrong_and_shows_every_way_at_any_size(
    backups: Backups, size: tuple[int, int], looks: dict[str, bool]
) -> None:
    async with rescuing(backups, "missing table", size, **looks) as pilot:
        await until(pilot, lambda: "300 newer" in text_of(pilot))
        unwrapped = " ".join(text_of(pilot).translate({ord(sign): " " for sign in "│|"}).split())
        for text in (
            "lost tables: tagging",
            "is moved aside",
            "300 papers",
            "250 papers",
            *["before deletion"] * (size[0] >= 80),
        ):
            assert text in unwrapped
        for key in ("Enter restore", "s save rows", "n anew", "? keys", "q leave"):
            assert key in unwrapped
        assert_safe(pilot)


@pytest.mark.parametrize("damage", DAMAGES)
async def test_p8_enter_restores_the_backup(backups: Backups, damage: str) -> None:
    async with rescuing(backups, damage) as pilot:
        damaged = backups.library.read_bytes()
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.return_value)
    (aside,) = asides(backups)
    assert aside.read_bytes() == damaged
    assert pilot.app.return_value == Message(f"restored; the damaged one is kept: {aside.name}")
    assert papers_in(backups.library) == PAPERS


async def test_p8_a_backup_that_cannot_be_used_is_told_and_another_one_can(backups: Backups) -> None:
    newest = backups.path(backups.all()[0])
    newest.write_bytes(b"no backup any more")
    async with rescuing(backups) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "the backup cannot be used" in text_of(pilot))
        assert asides(backups) == []
        await pilot.press("j", "enter")
        await until(pilot, lambda: pilot.app.return_value)
    assert papers_in(backups.library) == PAPERS


@pytest.mark.parametrize("damage", DAMAGES)
async def test_p8_s_saves_what_can_be_read(backups: Backups, damage: str) -> None:
    async with rescuing(backups, damage) as pilot:
        await pilot.press("s")
        if damage not in SAVED:
            await until(pilot, lambda: "no paper can be read" in text_of(pilot))
            assert asides(backups) == []
            return
        await until(pilot, lambda: pilot.app.return_value)
    assert len(asides(backups)) == 1
    assert papers_in(backups.library) in SAVED[damage]


async def test_p8_n_begins_anew_and_keeps_everything(backups: Backups) -> None:
    async with rescuing(backups) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: pilot.app.return_value)
    assert len(asides(backups)) == 1
    assert not backups.library.exists()
    assert len(backups.all()) == 2


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
async def test_p8_leaving_changes_nothing(backups: Backups, key: str) -> None:
    async with rescuing(backups) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        assert "make a new library of what can be read" in " ".join(text_of(pilot).replace("│", " ").split())
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Help))
        await pilot.press(key)
    assert pilot.app.return_value is None
    assert asides(backups) == []


async def test_p8_without_backups_rows_can_still_be_saved(tmp_path: Path) -> None:
    furnish(tmp_path / "library.db")
    async with rescuing(Backups(tmp_path / "library.db")) as pilot:
        assert "there is no backup" in text_of(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "there is no backup to restore" in text_of(pilot))
        await pilot.press("s")
        await until(pilot, lambda: pilot.app.return_value)
    assert papers_in(tmp_path / "library.db") == PAPERS


async def test_p8_what_keeps_a_backup_from_being_restored_is_told(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: object) -> None:
        raise BusyLibrary("it is open in another process", HOSTILE[0])

    monkeypatch.setattr(backups, "restore", busy)
    async with rescuing(backups) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "open in another process" in text_of(pilot))
        assert_safe(pilot)


# The app


def test_p8_the_program_opens_the_rescue_and_then_the_list(backups: Backups, tmp_path: Path) -> None:
    DAMAGES["truncated"](backups.library)
    with running(backups.library, tmp_path) as app:
        app.wait_for(b"The library is damaged")
        os.write(app.terminal, b"\r")
        app.wait_for(b"Quiet maps, part 1")
        os.write(app.terminal, b"q")
        assert app.end() == 0
    assert b"the damaged one is kept" in app.written
    assert papers_in(backups.library) == PAPERS


def test_p8_leaving_the_rescue_tells_what_is_wrong(backups: Backups, tmp_path: Path) -> None:
    DAMAGES["text file"](backups.library)
    with running(backups.library, tmp_path) as app:
        app.wait_for(b"The library is damaged")
        os.write(app.terminal, b"q")
        assert app.end() == 1
    assert b"readlist restore" in app.written


def test_p8_damage_that_shows_at_the_first_look_leads_to_the_rescue(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def crash(_: ReadlistApp, **__: object) -> None:
        raise DamagedLibrary("the first rows cannot be read")

    def left(_: object, __: object, error: DamagedLibrary) -> None:
        seen.append(error.message)

    monkeypatch.setenv("TEXTUAL_DRIVER", "none")
    monkeypatch.setattr(ReadlistApp, "run", crash)
    monkeypatch.setattr(tui, "_rescued", left)
    with pytest.raises(DamagedLibrary):
        tui.run(Config(library=backups.library))
    assert seen == ["the first rows cannot be read"]


async def test_p7_the_app_makes_the_backup_of_the_day_beside_the_work(
    library: Library, thirty: tuple[int, ...]
) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
    (made,) = Backups(library.path).all()
    assert (made.reason, made.papers) == (Reason.DAILY, 30)


async def test_p7_a_backup_that_fails_is_told_and_the_app_goes_on(library: Library, thirty: tuple[int, ...]) -> None:
    library.path.with_name("library.db.backups").write_text("in the way")
    async with ReadlistApp(library).run_test(size=(120, 24)) as pilot:
        await settled(pilot)
        assert "library.db.backups" in message_of(pilot).text
        await pilot.press("r")
        assert message_of(pilot).hint == "u undo"


async def test_p8_the_daily_backup_finds_damage_and_names_the_way_back(tmp_path: Path) -> None:
    furnish(tmp_path / "library.db")
    checkpoint(tmp_path / "library.db")
    without_an_inner_page(tmp_path / "library.db")
    with Library.open(tmp_path / "library.db") as library:
        async with ReadlistApp(library).run_test(size=(160, 24)) as pilot:
            await until(pilot, lambda: "is damaged" in message_of(pilot).text)
            assert "readlist restore" in message_of(pilot).hint


async def test_p8_papers_that_cannot_be_read_are_told_and_the_others_shown(tmp_path: Path) -> None:
    furnish(tmp_path / "library.db")
    Backups(tmp_path / "library.db").make(Reason.DAILY)
    checkpoint(tmp_path / "library.db")
    without_an_inner_page(tmp_path / "library.db")
    with Library.open(tmp_path / "library.db") as library:
        async with ReadlistApp(library).run_test(size=(160, 40)) as pilot:
            await settled(pilot)
            assert not message_of(pilot).wrong
            await pilot.press(*"140j")
            await until(pilot, lambda: "is damaged" in message_of(pilot).text)
            assert "readlist restore" in message_of(pilot).hint
            assert "Quiet maps, part 141" in text_of(pilot)
            await pilot.press("r")
            assert library.papers([142])[0].status == "reading"


async def test_p7_no_key_waits_for_the_backup_before_many_papers_are_deleted(library: Library) -> None:
    fill(library, map(record, range(1, BULK + 1)))
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("V", "colon", *"delete", "enter")
        await settled(pilot)
        assert len(library.ids()) == 0
        await pilot.press("u")
        await settled(pilot)
    assert len(library.ids()) == BULK
    assert Reason.DELETION in {backup.reason for backup in Backups(library.path).all()}
