"""The app: a library and settings in, the first screen up, the terminal restored at the end.

key ─► screen.press ─► keys (trie, counts) ─► command ─► desk ─► Library: one transaction
                                                          │ Change
       widgets ◄─ screen.look ◄─ desk.changed ◄─ view.after(change)
       slow reading: desk ─► background (a thread a lane, newest job wins) ─► desk, on the screen's thread
"""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from readlist.errors import BackupError
from readlist.tui.background import Threads
from readlist.tui.desk import Desk
from readlist.tui.keeping import Keeper
from readlist.tui.painted import Painted
from readlist.tui.screens.main import MainScreen
from readlist.tui.settings import Settings
from readlist.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from textual.screen import Screen

    from readlist.library import Library

_LOOK_AGAIN_SECONDS = 0.5


@runtime_checkable
class Follower(Protocol):
    """A screen that shows the desk."""

    def look(self) -> None:
        """Show the desk as it is now."""


class ReadlistApp(Painted[None]):
    """The terminal app over one library, which it does not close."""

    def __init__(
        self,
        library: Library,
        settings: Settings | None = None,
        *,
        ascii: bool = False,  # noqa: A002  the name of the option
        no_color: bool = False,
    ) -> None:
        settings = settings or Settings()
        super().__init__(settings.config, ascii=ascii, no_color=no_color)
        if settings.config.keys:
            from readlist.tui.commands import COMMANDS  # noqa: PLC0415  the first frame does without commands
            from readlist.tui.commands.key_maps import rebound  # noqa: PLC0415

            rebound(COMMANDS, settings.config.keys)  # a mistake in them is told before the screen is taken
        settings.config = replace(settings.config, theme=self.theme)
        self._ascii = self.has_class("-ascii")
        self._background = Threads(library.second, self.call_later)
        self.desk = Desk(library, self._background, self._look, settings)
        self._keeper = Keeper(library)
        self._left = False

    def get_default_screen(self) -> Screen[None]:
        """The list is the first screen."""
        screen = MainScreen(self.desk, ascii=self._ascii)
        screen.expect(self.size)
        return screen

    def on_mount(self) -> None:
        """Read the first rows; leave in order when the system says so."""
        self.desk.start()
        self.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        self.set_interval(_LOOK_AGAIN_SECONDS, lambda: self.desk.attempt(self._look_around))
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has no such signal, or no way to wait for it.
            with suppress(AttributeError, NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.exit)

    def on_ready(self) -> None:
        """Do what the first frame, which is there now, did not wait for; and collect garbage again."""
        self.desk.catch_up()
        self._back_up()
        from readlist.library.place import hint_of_place  # noqa: PLC0415  the first frame does without it

        if (hint := hint_of_place(self.desk.library.path)) is not None:
            self.desk.tell(hint.text, hint.advice, wrong=True)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def on_unmount(self) -> None:
        """Let the threads end, and have the files written that are kept current."""
        self._left = True
        self.desk.close()
        self._background.close()
        self.desk.attempt(self.desk.finish)
        self.desk.attempt(self._keeper.keep)

    def _back_up(self) -> None:
        """Make the backup of the day, if there is none; no key waits, and leaving ends it."""
        from readlist.library.backups import daily_backup  # noqa: PLC0415  the first frame does without it

        if not self.desk.library.read_only:
            self._background.ask(
                "backup", lambda library: daily_backup(library, self._go_on), lambda _: None, self.desk.tell_error
            )

    def _go_on(self, _: float) -> None:
        if self._left:
            raise BackupError("the app was left before a backup was made")

    def _look_around(self) -> None:
        """Show what other processes have changed, and keep files current."""
        self.desk.look_again()
        self._keeper.look()
        for trouble in self._keeper.troubles():
            self.desk.tell(f"not kept current: {trouble}", "`readlist targets`", wrong=True)

    def _look(self) -> None:
        self.theme = self.desk.settings.config.theme
        for screen in self.screen_stack:
            if isinstance(screen, Follower):
                screen.look()

    def _repaint(self) -> None:
        for screen in self.screen_stack:
            for widget in screen.query(Drawn):
                widget.repaint()
