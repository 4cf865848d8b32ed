"""The app for a library that is damaged: nothing but the ways back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.tui.messages import Message
from readlist.tui.painted import Painted
from readlist.tui.screens.rescue import Rescue

if TYPE_CHECKING:
    from readlist.config import Config
    from readlist.errors import DamagedLibrary
    from readlist.library.backups import Backups


class RescueApp(Painted[Message]):
    """Asks what is to become of a damaged library; ``return_value`` tells what was done, None if nothing."""

    def __init__(
        self,
        backups: Backups,
        error: DamagedLibrary,
        config: Config,
        *,
        ascii: bool = False,  # noqa: A002  the name of the option
        no_color: bool = False,
    ) -> None:
        super().__init__(config, ascii=ascii, no_color=no_color)
        self._rescue = Rescue(backups, error)

    def on_mount(self) -> None:
        """Show what is wrong, and what can be done."""
        self.push_screen(self._rescue, self.exit)
