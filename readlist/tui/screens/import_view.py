"""What the import preview looks like: what was found and the list, the record and its lines, the keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Container, Vertical

from readlist import formats
from readlist.errors import UnknownFormat
from readlist.model.text import clean
from readlist.tui.cells import cell
from readlist.tui.screens.closer_look import CloserLook
from readlist.tui.screens.import_keys import KEYS, NEEDS_ROWS
from readlist.tui.screens.import_text import counts_lines, found_line, row_line, title_line
from readlist.tui.widgets.key_line import KeyLine
from readlist.tui.widgets.paragraphs import Paragraph, laid_out
from readlist.tui.widgets.pick_list import PickList
from readlist.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from readlist.errors import ReadlistError
    from readlist.tui.intake import Intake
    from readlist.tui.widgets.drawn import Line

FIRST_LINES, FIRST_CHARACTERS = 100, 20_000
"""How much of a text is shown in which nothing was found."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read: what is in it, its lines, and whether the user chose its format."""

    intake: Intake
    lines: Sequence[str]
    chosen: bool


class ImportView(Vertical):
    """Shows an import at each stage; knows the text by its name and length, and nothing of the library."""

    def __init__(self, name: str, text: str, *, ascii: bool) -> None:  # noqa: A002  as everywhere
        super().__init__(id="import-view")
        self._origin = name
        self._text = text
        self._ascii = ascii
        self._read: Read | None = None
        self.rows = PickList(self._row, id="import-rows", ascii=ascii)
        self.keys = KeyLine(KEYS, id="import-keys", ascii=ascii)
        self.closer = CloserLook(ascii)
        self._title = Sheet(id="import-title", ascii=ascii)
        self._found = Sheet(id="import-found", ascii=ascii)

    def compose(self) -> ComposeResult:
        """Put what was found and the list beside the record and its lines."""
        yield self._title
        with Container(id="import"):
            with Vertical(id="import-list"):
                yield self._found
                yield self.rows
            yield self.closer
        yield self.keys

    def begin(self) -> None:
        """Show that the text is being read."""
        self._read = None
        self._entitle("reading")
        self._tell(Paragraph(f"reading {cell(self._origin)}…", paint="muted"))
        self.rows.fill(0)

    def show(self, read: Read) -> None:
        """Show what was read, from its first row."""
        self._read = read
        self._entitle("nothing is stored yet")
        self._offer(found=True)
        self.rows.fill(read.intake.rows)
        self.change(read)

    def change(self, read: Read) -> None:
        """Show what was read after a change of some row, or of all."""
        self._read = read
        intake = read.intake
        first = found_line(intake.draft, formats.reader(intake.draft.format).label, chosen=read.chosen)
        self._found.show(lambda cells: [first, *counts_lines(intake, cells, plain=self._ascii)])
        storing = f"add {intake.storing:,}" if intake.storing else "tag" if intake.tags else "close"
        self.keys.word("accept", storing)
        self.rows.refresh()
        self.look_closer()

    def look_closer(self) -> None:
        """Show the row under the cursor at close range."""
        if self._read is None:
            return
        intake, row, lines = self._read.intake, self.rows.cursor, self._read.lines
        entries, problems = intake.draft.entries, intake.draft.problems
        if intake.is_entry(row):
            self.closer.show_entry(entries[row], f"{row + 1:,} of {len(entries):,}", lines)
        elif problems:
            at = row - len(entries)
            self.closer.show_problem(problems[at], f"Problem {at + 1:,} of {len(problems):,}", lines)
        else:
            self.closer.show_text(lines[:FIRST_LINES])

    def fail(self, error: ReadlistError) -> None:
        """Say what went wrong; what was read before stays."""
        if self._read is not None:
            self.say(f"{error.message}. {error.hint}", "wrong")
            return
        hint = "A page of papers, or a file of references, will do." if isinstance(error, UnknownFormat) else error.hint
        self._entitle("not understood")
        self._tell(Paragraph(cell(error.message), paint="wrong"), Paragraph(cell(hint), paint="muted"))
        self._offer(found=False)
        self.closer.show_text(clean(self._text[:FIRST_CHARACTERS]).split("\n")[:FIRST_LINES])

    def say(self, told: str, paint: str = "muted") -> None:
        """Say something in place of the keys; nothing brings them back."""
        self.keys.say(((cell(told), paint),) if told else ())

    def _entitle(self, state: str) -> None:
        self._title.show(lambda cells: [title_line(state, self._origin, len(self._text), cells)])

    def _tell(self, *paragraphs: Paragraph) -> None:
        self._found.show(partial(laid_out, paragraphs))

    def _offer(self, *, found: bool) -> None:
        """Show the keys that are of use now."""
        for key in KEYS:
            if key.action in NEEDS_ROWS:
                self.keys.word(key.action, key.word if found else "")

    def _row(self, index: int, cells: int) -> Line:
        return row_line(self._read.intake, index, cells, plain=self._ascii) if self._read else ()
