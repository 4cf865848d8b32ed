"""The keys of a place, in groups, narrowed by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from readlist.tui.cells import cell, fit, wrap
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.field import Field
from readlist.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget
    from textual.widgets import Input

    from readlist.tui.widgets.drawn import Line

Row = tuple[str, str, str]
"""Group, keys, label."""
LEAST_KEYS, MOST_KEYS = 6, 14
COLUMN, GAP = 34, 2


class Help(Dialog[None]):
    """The keys of a place; typing narrows them, and ``q`` and ``?`` close while nothing is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.quit", "leave", show=False)]
    HINTS: ClassVar[tuple[Hint, ...]] = (("type", "to narrow"), ("PgDn PgUp", "scroll"), ("Esc", "close"))

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__("Keys")
        self._rows = [(cell(group), cell(keys), cell(label)) for group, keys, label in rows]

    def body(self) -> Iterable[Widget]:
        """The line to narrow with above the keys."""
        yield Field(intercept=self.take_key, placeholder="type to find a key", id="typed")
        yield Sheet(id="keys", ascii=ascii_only(self.app))

    def on_mount(self) -> None:
        """Show all keys."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the keys that fit what is typed."""
        self._show(event.value.removeprefix("/"))

    def _show(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [row for row in self._rows if all(word in " ".join(row).casefold() for word in words)]
        self.query_one("#keys", Sheet).show(lambda cells: key_sheet(found, cells))

    def take_key(self, key: str) -> bool:
        """Take the keys of this dialog."""
        sheet, field = self.query_one("#keys", Sheet), self.query_one("#typed", Field)
        page = max(sheet.size.height - 1, 1)
        lines = {"down": 1, "up": -1, "pagedown": page, "pageup": -page, "ctrl+d": page // 2, "ctrl+u": -page // 2}
        if key in lines:
            sheet.move(lines[key])
        elif not field.value and key in {"q", "question_mark"}:
            self.dismiss(None)
        else:
            return super().take_key(key)
        return True


def key_sheet(rows: Sequence[Row], cells: int) -> list[Line]:
    """The groups of keys in as many columns as there is room for, as even as can be."""
    if not rows:
        return [(("no key fits", "muted"),)]
    columns = max((cells + GAP) // (COLUMN + GAP), 1)
    width = (cells + GAP) // columns - GAP
    blocks = [_block(group, rows, width) for group in dict.fromkeys(row[0] for row in rows)]
    height = max(-(-sum(map(len, blocks)) // columns), *map(len, blocks))
    while len(filled := _filled(blocks, height)) > columns:
        height += 1
    empty: Line = ((" " * width, "plain"),)
    return [
        tuple(
            span for column in filled for span in (*(column[at] if at < len(column) else empty), (" " * GAP, "plain"))
        )
        for at in range(max(map(len, filled)))
    ]


def _block(group: str, rows: Sequence[Row], width: int) -> list[Line]:
    """A group: its name, its keys with what they do, an empty line."""
    own = [(keys, label) for of, keys, label in rows if of == group]
    keys_width = min(max(LEAST_KEYS, *(cell_len(keys) for keys, _ in own)), MOST_KEYS)
    lines: list[Line] = [((fit(group, width), "section"),)]
    for keys, label in own:
        for at, text in enumerate(wrap(label, width - keys_width - 2)):
            shown = "" if at else keys
            lines.append(((f"{fit(shown, keys_width)}  ", "key"), (fit(text, width - keys_width - 2), "plain")))
    return [*lines, ((" " * width, "plain"),)]


def _filled(blocks: Sequence[list[Line]], height: int) -> list[list[Line]]:
    columns: list[list[Line]] = [[]]
    for block in blocks:
        # The empty line that ends a group needs no room at the foot of a column.
        if columns[-1] and len(columns[-1]) + len(block) - 1 > height:
            columns.append([])
        columns[-1] += block
    return columns
