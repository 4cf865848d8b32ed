"""A line to type into that shows and keeps safe text only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

LONGEST_PASTE = 10_000


class Field(Input):
    """A line of text. ``intercept`` sees every key first, in the order typed, and tells whether it took it."""

    def __init__(
        self,
        value: str = "",
        *,
        intercept: Callable[[str], bool] = lambda key: False,  # noqa: ARG005
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 (the toolkit's word)
    ) -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False, compact=True, id=id)
        self.cursor_blink = False
        self._intercept = intercept

    def type_over(self, value: str) -> None:
        """Put another text in the line, with the cursor after it."""
        self.value = value
        self.cursor_position = len(value)

    def on_key(self, event: events.Key) -> None:
        """Offer the key to the dialog before it is typed."""
        if self._intercept(event.key):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted as one line without control characters."""
        event.stop()
        event.prevent_default()
        start, end = self.selection
        self.replace(squeeze(clean(event.text[:LONGEST_PASTE])), start, end)
