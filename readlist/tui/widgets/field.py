"""What is typed into: a line and a text, which take keys in the order they were typed, and safe text only."""

from __future__ import annotations

from collections import deque
from copy import copy
from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.widget import Widget

LONGEST_PASTE = 10_000
REMEMBERED_KEYS = 100


class Field(Input):
    """A line of text; ``intercept`` sees each key first, and tells whether it took it."""

    def __init__(
        self,
        value: str = "",
        *,
        intercept: Callable[[str], bool] | None = None,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002  the toolkit's name
    ) -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False, compact=True, id=id)
        self.cursor_blink = False
        self.intercept = intercept
        self.seen: deque[events.Key] = deque(maxlen=REMEMBERED_KEYS)

    def type_over(self, value: str) -> None:
        """Put another text in the line, with the cursor after it."""
        self.value = value
        self.cursor_position = len(value)

    def on_key(self, event: events.Key) -> None:
        """Offer the key to the dialog, or hand it on."""
        _offer(event, self)

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted as one line without control characters."""
        event.stop()
        event.prevent_default()
        start, end = self.selection
        self.replace(squeeze(clean(event.text[:LONGEST_PASTE])), start, end)


class NoteArea(TextArea):
    """A text of several lines; ``intercept`` sees each key first, and tells whether it took it."""

    def __init__(self, text: str, *, intercept: Callable[[str], bool], placeholder: str, id: str) -> None:  # noqa: A002  the toolkit's name
        super().__init__(text, compact=True, placeholder=placeholder, id=id)
        self.cursor_blink = False
        self.intercept = intercept
        self.seen: deque[events.Key] = deque(maxlen=REMEMBERED_KEYS)

    def on_key(self, event: events.Key) -> None:
        """Offer the key to the dialog, or hand it on."""
        _offer(event, self)

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted without control characters."""
        event.stop()
        event.prevent_default()
        start, end = self.selection
        self.move_cursor(self.replace(clean(event.text), start, end).end_location)


def _offer(event: events.Key, field: Field | NoteArea) -> None:
    """Let the dialog of a field see a key before the toolkit does, so that a key that closes it does so in its turn.

    Keys that come after the dialog has closed go to the screen below.
    """
    field.seen.append(event)
    if not field.screen.is_active:
        hand_on(event, field.app.screen)
    elif field.intercept is not None and field.intercept(event.key):
        event.stop()
        event.prevent_default()


def hand_on(event: events.Key, to: Widget) -> None:
    """Give a key to another widget instead, as if it had been typed there."""
    to.post_message(copy(event))
    event.stop()
    event.prevent_default()
