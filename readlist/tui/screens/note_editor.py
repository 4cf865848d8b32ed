"""A note on a paper, written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from readlist.model.text import clean
from readlist.tui.cells import cell
from readlist.tui.screens.dialog import Dialog, Hint
from readlist.tui.widgets.field import NoteArea

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class NoteEditor(Dialog[str | None]):
    """Closes with the note when Esc is pressed, with None when it is discarded; Enter begins a new line."""

    HINTS: ClassVar[tuple[Hint, ...]] = (("Esc", "store"), ("Enter", "new line"), ("ctrl+c", "discard"))

    def __init__(self, heading: str, note: str) -> None:
        super().__init__(f"Note: {cell(heading)}")
        self._note = clean(note)

    def body(self) -> Iterable[Widget]:
        """The text to edit."""
        yield NoteArea(self._note, intercept=self.take_key, placeholder="Markdown, as you like", id="note")

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        area = self.query_one("#note", NoteArea)
        area.move_cursor(area.document.end)
        area.focus()

    def take_key(self, key: str) -> bool:
        """Take the keys of this dialog."""
        if key == "escape":
            self.dismiss(self.query_one("#note", NoteArea).text.rstrip())
        elif key == "ctrl+c":
            self.dismiss(None)
        return key in {"escape", "ctrl+c"}
