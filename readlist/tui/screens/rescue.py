"""A library that is damaged: what is wrong with it, its backups, and the ways back; nothing is ever deleted."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from readlist.errors import ReadlistError
from readlist.model.text import counted, sized
from readlist.tui.cells import cell, fit, wrap
from readlist.tui.messages import Message
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.screens.help import Help
from readlist.tui.screens.history import moment, told_lines
from readlist.tui.widgets.bars import Bar
from readlist.tui.widgets.key_line import Key, bindings, help_rows, hinted
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from textual.binding import BindingType
    from textual.widget import Widget

    from readlist.errors import DamagedLibrary
    from readlist.library.backups import Backups
    from readlist.model.backups import Backup
    from readlist.tui.widgets.drawn import Line

KEYS = (
    Key("enter", "restore", "restore", "restore the backup under the cursor"),
    Key("s", "salvage", "save rows", "make a new library of what can be read of this one"),
    Key("n", "begin_anew", "anew", "begin a new library without papers"),
    Key("question_mark", "keys", "keys", "these keys"),
    Key("q", "cancel", "leave", "leave; nothing is changed"),
)
PROMISE = "Whatever you choose, the damaged library is moved aside and kept."


class Rescue(Dialog[Message]):
    """Closes with what was done; with None where nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    HINTS: ClassVar[tuple[Hint, ...]] = (*hinted(KEYS),)

    def __init__(self, backups: Backups, error: DamagedLibrary, now: datetime | None = None) -> None:
        super().__init__("The library is damaged")
        self._backups = backups
        self._error = error
        self._now = now or datetime.now().astimezone()
        self._known: Sequence[Backup] = ()
        self._newer: Sequence[int] | None = None
        self._message = Message()
        self._working = False

    def body(self) -> Iterable[Widget]:
        """What is wrong, the backups, and what came of the last key."""
        plain = ascii_only(self.app)
        yield Bar(id="what", ascii=plain)
        yield PickList(self._row, id="backups", ascii=plain)
        yield Bar(id="told", ascii=plain)

    def on_mount(self) -> None:
        """Show the backups, and count what they lack in the background."""
        rows = self.query_one("#backups", PickList)
        try:
            self._known = self._backups.all()
        except ReadlistError as error:
            self._tell(Message(error.message, error.hint, wrong=True))
        rows.fill(max(len(self._known), 1), 0 if self._known else -1)
        rows.focus()
        self.run_worker(self._count())

    def on_resize(self) -> None:
        """Show what is wrong in as many lines as it takes."""
        self.call_after_refresh(self._show)

    async def _count(self) -> None:
        self._newer = await asyncio.to_thread(self._backups.added_since, [backup.made for backup in self._known])
        self.query_one("#backups", PickList).refresh()

    def action_restore(self) -> None:
        """Restore the backup under the cursor."""
        cursor = self.query_one("#backups", PickList).cursor
        if 0 <= cursor < len(self._known):
            path = self._backups.path(self._known[cursor])
            self._begin("restoring", lambda: _done("restored", self._backups.restore(path)))
        else:
            self._tell(Message("there is no backup to restore", "", wrong=True))

    def action_salvage(self) -> None:
        """Make a new library of what can be read."""

        def salvaged() -> Message:
            saved = self._backups.salvage()
            return _done(f"saved: {counted(saved.papers)}", saved.aside)

        self._begin("saving what can be read", salvaged)

    def action_begin_anew(self) -> None:
        """Leave the place to a new library."""
        self._begin("beginning anew", lambda: _done("begun anew", self._backups.begin_anew()))

    def action_keys(self) -> None:
        """Show the keys of this place."""
        self.app.push_screen(Help([("move", "j k ↓ ↑", "next backup, backup before"), *help_rows("rescue", KEYS)]))

    def action_cancel(self) -> None:
        """Leave, unless something is being done."""
        if not self._working:
            self.dismiss(None)

    def on_pick_list_taken(self) -> None:
        """Restore the backup that was clicked twice."""
        self.action_restore()

    def _begin(self, doing: str, work: Callable[[], Message]) -> None:
        if not self._working:
            self._working = True
            self._tell(Message(f"{doing}…"))
            self.run_worker(self._do(work))

    async def _do(self, work: Callable[[], Message]) -> None:
        try:
            done = await asyncio.to_thread(work)
        except ReadlistError as error:
            self._working = False
            self._tell(Message(error.message, error.hint, wrong=True))
        else:
            self.dismiss(done)

    def _tell(self, message: Message) -> None:
        self._message = message
        self._show()

    def _show(self) -> None:
        what, told = self.query_one("#what", Bar), self.query_one("#told", Bar)
        wrong = wrap(cell(self._error.message), max(what.size.width, 1))[:3]
        promise = wrap(PROMISE, max(what.size.width, 1))
        what.styles.height = len(wrong) + len(promise) + 1
        what.show(*(((line, "wrong"),) for line in wrong), *(((line, "muted"),) for line in promise))
        told.show(*told_lines(self._message, told.size.width))

    def _row(self, index: int, cells: int) -> Line:
        if not self._known:
            return ((fit("there is no backup", cells), "muted"),)
        newer = f"{self._newer[index]:,} newer" if self._newer else ""
        return backup_row(self._known[index], newer, cells, self._now)


def _done(what: str, aside: Path | None) -> Message:
    """What is told of a library that was replaced."""
    return Message(f"{what}; the damaged one is kept: {aside.name}" if aside else what)


def backup_row(backup: Backup, newer: str, cells: int, now: datetime) -> Line:
    """A backup on one line: when, how many papers, how large, why, and what it lacks."""
    when = moment(backup.made.isoformat(), now)
    reason = max(cells - len(when) - 30 - len(newer), 0)
    return (
        (f"{when}  ", "plain"),
        (f"{counted(backup.papers):>16}  ", "plain"),
        (f"{sized(backup.size):>8}  ", "muted"),
        (fit(backup.reason.replace("-", " "), reason), "muted"),
        (f"  {newer}" if newer else "", "warn"),
    )
