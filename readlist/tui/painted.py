"""The base of our apps: their looks, and how they end after a mistake of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.widget import Widget

from readlist.config import REMEMBERED
from readlist.errors import ConfigError
from readlist.tui.themes import DARK, NAMES, THEMES, fallbacks

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete
    from textual.notifications import SeverityLevel
    from textual.timer import Timer

    from readlist.config import Config

Result = TypeVar("Result")
_NEVER = 1e9  # seconds


class Painted(App[Result]):
    """An app in the colors of the settings; ``crash`` is what ended it before its time."""

    CSS_PATH = "theme.tcss"
    TITLE = "readlist"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]

    def __init__(self, config: Config, *, ascii: bool = False, no_color: bool = False) -> None:  # noqa: A002  as the option
        # Without this the toolkit paints grays where NO_COLOR asks for none.
        super().__init__(ansi_color=True if no_color else None)
        for known in THEMES:
            self.register_theme(known)
        if not config.motion:
            self.animation_level = "none"
        # Set like this, the styles are parsed in the colors of the theme at once, not a second time.
        self.set_reactive(App.theme, _theme(config))
        self.stylesheet.set_variables(self.get_css_variables())
        self.crash: BaseException | None = None
        self._until_cleared: Timer | None = None
        self.set_class(ascii or config.ascii, "-ascii")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our own variables are in the toolkit's themes."""
        return {} if self.current_theme in THEMES else fallbacks(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002  the toolkit's signature
        """Read the styles anew where the theme's colors are others now; the toolkit asks for it at every start."""
        before = self.theme_variables
        if self.get_css_variables() != before:
            super().refresh_css(animate)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,  # noqa: ARG002  the toolkit's signature
    ) -> None:
        """Show a message, as it stands, until none has followed for some seconds; to be called on the screen's thread.

        No message ends by itself: the toolkit counts anew what is left of its time when a screen opens, and where that
        is less than nothing its timer counts without an end, and no key is answered any more.
        """
        super().notify(message, title=title, severity=severity, timeout=_NEVER, markup=False)
        if self._until_cleared is not None:
            self._until_cleared.stop()
        self._until_cleared = self.set_timer(timeout or self.NOTIFICATION_TIMEOUT, self.clear_notifications)

    def clear_notifications(self) -> None:
        """Take all messages away, with the widgets that the toolkit leaves behind of each."""
        super().clear_notifications()
        for screen in self.screen_stack:
            screen.query("ToastHolder").remove()

    def pop_screen(self) -> AwaitComplete:
        """Leave a screen, and forget how it was painted: the toolkit remembers the lines of a thousand lost widgets."""
        for widget in self.screen.walk_children(Widget, with_self=True):
            widget.refresh()
        return super().pop_screen()

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
