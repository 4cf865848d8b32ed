"""One line of text, with completion: a path, a name, a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from readlist.model.text import clean, squeeze
from readlist.tui.cells import cell, fit_end
from readlist.tui.screens.completion import shared_start
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.field import Field
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.widget import Widget
    from textual.widgets import Input

    from readlist.tui.widgets.drawn import Line

LONGEST_LINE = 4096


class LinePrompt(Dialog[str | None]):
    """Closes with the line typed, or None.

    ``complete`` gives whole lines that begin as typed; Tab takes what they have in common.
    """

    HINTS: ClassVar[tuple[Hint, ...]] = (("Tab", "complete"), ("Enter", "take"), ("Esc", "cancel"))

    def __init__(self, label: str, value: str = "", complete: Callable[[str], list[str]] | None = None) -> None:
        super().__init__(label)
        self._value = squeeze(clean(value))
        self._complete = complete
        self._found: list[str] = []
        self._shown_for: str | None = None

    @property
    def hints(self) -> Sequence[Hint]:
        """The keys on the lower edge of the box; no Tab where nothing is completed."""
        return self.HINTS if self._complete else self.HINTS[1:]

    def body(self) -> Iterable[Widget]:
        """The line to type into above what it may become."""
        yield Field(self._value, intercept=self.take_key, id="typed")
        if self._complete is not None:
            yield PickList(self._row, id="completions", ascii=ascii_only(self.app), focusable=False)

    def on_mount(self) -> None:
        """Put the cursor after the text."""
        field = self.query_one("#typed", Field)
        field.cursor_position = len(self._value)
        field.focus()
        self._show_completions(self._value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the line may become."""
        self._show_completions(event.value)

    def _show_completions(self, typed: str) -> None:
        if self._complete is not None and typed != self._shown_for:
            self._shown_for = typed
            self._found = self._complete(typed)
            self.query_one("#completions", PickList).fill(len(self._found), -1)

    def on_pick_list_moved(self) -> None:
        """Keep typing after a click on a completion."""
        self.query_one("#typed", Field).focus()

    def take_key(self, key: str) -> bool:
        """Take the keys of this dialog."""
        field = self.query_one("#typed", Field)
        self._show_completions(field.value)
        if key == "enter":
            chosen = self._chosen()
            self.dismiss(field.value.strip() if chosen is None else chosen)
        elif key == "tab" and self._found:
            self._take_best()
        elif key in {"down", "up"} and self._found:
            rows = self.query_one("#completions", PickList)
            rows.move(rows.cursor + (1 if key == "down" else -1))
        else:
            return super().take_key(key)
        return True

    def _take_best(self) -> None:
        chosen = self._chosen() or shared_start(self._found)
        if len(chosen) >= len(self.query_one("#typed", Field).value) or self._chosen():
            self.query_one("#typed", Field).type_over(chosen)

    def _chosen(self) -> str | None:
        cursor = self.query_one("#completions", PickList).cursor if self._complete is not None else -1
        return self._found[cursor] if cursor >= 0 else None

    def _row(self, index: int, cells: int) -> Line:
        return ((fit_end(cell(self._found[index], LONGEST_LINE), cells), "plain"),)
