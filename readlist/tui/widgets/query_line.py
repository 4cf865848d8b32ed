"""The line where the filter is typed, with the mistake marked below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from readlist.model.text import clean, squeeze
from readlist.tui.cells import cell
from readlist.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from textual.strip import Strip

    from readlist.errors import QueryError
    from readlist.tui.widgets.drawn import Line

LONGEST = 1000


class Typing(NamedTuple):
    """A line that is being typed, and where the cursor stands in it."""

    text: str = ""
    cursor: int = 0

    def typed(self, more: str) -> Typing:
        """The line with some text put in at the cursor."""
        more = squeeze(clean(more)) if len(more) > 1 else more
        text = (self.text[: self.cursor] + more + self.text[self.cursor :])[:LONGEST]
        return Typing(text, min(self.cursor + len(more), len(text)))

    def after(self, key: str) -> Typing | None:
        """The line after an editing key; None for a key that does not edit."""
        before, behind = self.text[: self.cursor], self.text[self.cursor :]
        word = before.rstrip().rpartition(" ")
        found = {
            "backspace": Typing(before[:-1] + behind, max(self.cursor - 1, 0)),
            "delete": Typing(before + behind[1:], self.cursor),
            "left": self._replace(cursor=max(self.cursor - 1, 0)),
            "right": self._replace(cursor=min(self.cursor + 1, len(self.text))),
            "home": self._replace(cursor=0),
            "end": self._replace(cursor=len(self.text)),
            "ctrl+w": Typing(word[0] + word[1] + behind, len(word[0] + word[1])),
            "ctrl+u": Typing(behind, 0),
            "ctrl+k": Typing(before, self.cursor),
        }
        aliases = {"ctrl+a": "home", "ctrl+e": "end", "ctrl+h": "backspace"}
        return found.get(aliases.get(key, key))


class QueryLine(Drawn):
    """Shows the filter; ``active`` while it is typed."""

    def __init__(self, *, id: str, ascii: bool = False) -> None:  # noqa: A002  the toolkit's names
        super().__init__(id=id, ascii=ascii)
        self.typing = Typing()
        self.active = False
        self.mistake: QueryError | None = None

    def show(self, typing: Typing, mistake: QueryError | None, *, active: bool) -> None:
        """Show what is typed, and what is wrong with it."""
        if (typing, mistake, active) == (self.typing, self.mistake, self.active):
            return
        self.typing, self.mistake, self.active = typing, mistake, active
        self.display = active or bool(typing.text)
        height = 2 if mistake is not None and active else 1
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The filter, then the mistake below its place."""
        return self.strip_of(self._mistake_line() if y else self._filter_line())

    def _filter_line(self) -> Line:
        text, cursor = self.typing.text, self.typing.cursor
        if not self.active:
            return (" /", "accent"), (f"{cell(text, LONGEST)}  ", "muted"), ("\\ clears", "faint")
        start = max(0, cell_len(text[:cursor]) - self.size.width + 6)
        shown = text[start:]
        return (
            (" /", "accent"),
            (shown[: cursor - start], "plain"),
            (shown[cursor - start : cursor - start + 1] or " ", "caret"),
            (shown[cursor - start + 1 :], "plain"),
        )

    def _mistake_line(self) -> Line:
        if self.mistake is None:
            return ()
        start, end = (max(0, min(at, len(self.typing.text))) for at in self.mistake.span)
        before = cell_len(self.typing.text[:start])
        told = cell(f"{self.mistake.message}. {self.mistake.hint}")
        marks = "~" * max(cell_len(self.typing.text[start:end]), 1)
        room = self.size.width - 2 - before - len(marks) - 1
        if cell_len(told) > room:
            before = max(0, before - (cell_len(told) - room))
        return (" " * (2 + before) + marks, "wrong"), (f" {told}", "wrong")
