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
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.app import App
from textual.binding import Binding, BindingType

from readlist.config import REMEMBERED
from readlist.errors import ConfigError
from readlist.tui.background import Threads
from readlist.tui.desk import Desk
from readlist.tui.keeping import Keeper
from readlist.tui.screens.main import MainScreen
from readlist.tui.settings import Settings
from readlist.tui.themes import DARK, NAMES, THEMES, fallbacks
from readlist.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from textual.screen import Screen

    from readlist.config import Config
    from readlist.library import Library

_LOOK_AGAIN_SECONDS = 0.5


@runtime_checkable
class Follower(Protocol):
    """A screen that shows the desk."""

    def look(self) -> None:
        """Show the desk as it is now."""


class ReadlistApp(App[None]):
    """The terminal app over one library, which it does not close."""

    CSS_PATH = "theme.tcss"
    TITLE = "readlist"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]

    def __init__(
        self,
        library: Library,
        settings: Settings | None = None,
        *,
        ascii: bool = False,  # noqa: A002  the name of the option
        no_color: bool = False,
    ) -> None:
        # Without this the toolkit paints grays where NO_COLOR asks for none.
        super().__init__(ansi_color=True if no_color else None)
        settings = settings or Settings()
        ascii = ascii or settings.config.ascii  # noqa: A001  the name of the option
        for known in THEMES:
            self.register_theme(known)
        if settings.config.keys:
            from readlist.tui.commands import COMMANDS  # noqa: PLC0415  the first frame does without commands
            from readlist.tui.commands.key_maps import rebound  # noqa: PLC0415

            rebound(COMMANDS, settings.config.keys)  # a mistake in them is told before the screen is taken
        theme = _theme(settings.config)
        settings.config = replace(settings.config, theme=theme)
        if not settings.config.motion:
            self.animation_level = "none"
        # Set like this, the styles are parsed in the colors of the theme at once, not a second time.
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.crash: BaseException | None = None
        self._ascii = ascii
        self.set_class(ascii, "-ascii")
        self._background = Threads(library.second, self.call_later)
        self.desk = Desk(library, self._background, self._look, settings)
        self._keeper = Keeper(library)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our own variables are in the toolkit's themes."""
        return {} if self.current_theme in THEMES else fallbacks(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002  the toolkit's signature
        """Read the styles anew where the theme's colors are others now; the toolkit asks for it at every start."""
        before = self.theme_variables
        if self.get_css_variables() != before:
            super().refresh_css(animate)

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
        from readlist.library.place import hint_of_place  # noqa: PLC0415  the first frame does without it

        if (hint := hint_of_place(self.desk.library.path)) is not None:
            self.desk.tell(hint.text, hint.advice, wrong=True)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def on_unmount(self) -> None:
        """Let the threads end, and have the files written that are kept current."""
        self.desk.close()
        self._background.close()
        self.desk.attempt(self.desk.finish)
        self.desk.attempt(self._keeper.keep)

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

    def _fatal_error(self) -> None:
        """Leave after a mistake of our own; the toolkit would print every local value, titles and notes among them."""
        self.crash = self._exception
        self._close_messages_no_wait()


def _theme(config: Config) -> str:
    """The theme to begin with; ConfigError where somebody has written down one that there is not."""
    if config.theme in NAMES:
        return config.theme
    if config.origins.get("theme") == REMEMBERED:
        return DARK.name
    raise ConfigError(f"no theme named {config.theme!r}", f"Known: {', '.join(sorted(NAMES))}.")
