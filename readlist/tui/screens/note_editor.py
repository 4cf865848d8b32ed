"""A note on a paper, written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from readlist.model.text import clean
from readlist.tui.cells import cell
from readlist.tui.screens.dialog import Dialog, Hint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.widget import Widget


class NoteArea(TextArea):
    """A text to edit that takes in safe text only."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted without control characters."""
        event.stop()
        event.prevent_default()
        start, end = self.selection
        self.move_cursor(self.replace(clean(event.text), start, end).end_location)


class NoteEditor(Dialog[str | None]):
    """Closes with the note when Esc is pressed, with None when it is discarded; Enter begins a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "store", "store", show=False, priority=True),
        Binding("ctrl+c", "cancel", "discard", show=False, priority=True),
    ]
    HINTS: ClassVar[tuple[Hint, ...]] = (("Esc", "store"), ("Enter", "new line"), ("ctrl+c", "discard"))

    def __init__(self, heading: str, note: str) -> None:
        super().__init__(f"Note: {cell(heading)}")
        self._note = clean(note)

    def body(self) -> Iterable[Widget]:
        """The text to edit."""
        area = NoteArea(self._note, compact=True, placeholder="Markdown, as you like", id="note")
        area.cursor_blink = False
        yield area

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        area = self.query_one("#note", NoteArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_store(self) -> None:
        """Close with the note as it stands."""
        self.dismiss(self.query_one("#note", NoteArea).text.rstrip())
