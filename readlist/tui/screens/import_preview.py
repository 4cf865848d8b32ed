"""What a text holds, to look at and put right before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.containers import Container, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.worker import get_current_worker

from readlist import formats
from readlist.errors import ReadlistError, UnknownFormat
from readlist.library import Library
from readlist.library.editing import parsed_fields
from readlist.model.draft import Added
from readlist.model.text import clean
from readlist.tui.cells import cell
from readlist.tui.intake import Intake
from readlist.tui.screens.choice import Choice
from readlist.tui.screens.closer_look import CloserLook
from readlist.tui.screens.dialog import ascii_only
from readlist.tui.screens.edit_form import EditForm
from readlist.tui.screens.help import Help
from readlist.tui.screens.import_text import counts_lines, found_line, row_line, title_line
from readlist.tui.screens.tag_prompt import TagPrompt
from readlist.tui.widgets.bars import Bar
from readlist.tui.widgets.key_line import Key, KeyLine, bindings, help_rows
from readlist.tui.widgets.paragraphs import Paragraph, laid_out
from readlist.tui.widgets.pick_list import PickList
from readlist.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from readlist.model.paper import Record
    from readlist.tui.widgets.drawn import Line

AT_ONCE = 100
"""An import of more entries is stored by a thread of its own."""
PATIENCE = 0.15
"""Seconds after which a wait is shown."""
KEYS = (
    Key("enter", "accept", "add", "store what is in"),
    Key("space", "put_aside", "in/out", "take it out of the import, or put it back in"),
    Key("e", "edit", "edit", "put the record right: title, authors, year, DOI, arXiv"),
    Key("n", "doubt(1)", "doubt", "next doubtful record or problem"),
    Key("N", "doubt(-1)", "", "doubtful record or problem before"),
    Key("t", "tag", "tag", "tags for all papers of this import"),
    Key("T", "untag", "", "fewer tags for this import"),
    Key("f", "format", "format", "read the text as another format"),
    Key("v", "closer", "closer", "record and source lines on the whole screen"),
    Key("J", "scroll(3)", "", "scroll the record down"),
    Key("K", "scroll(-3)", "", "scroll the record up"),
    Key("question_mark", "keys", "keys", "these keys"),
    Key("escape", "leave", "cancel", "leave; nothing is stored"),
)
NEEDS_ROWS = frozenset({"accept", "put_aside", "edit", "doubt(1)", "tag", "closer"})
MOVES = (
    ("move", "j k ↓ ↑", "next row, row before"),
    ("move", "g G", "first row, last row"),
    ("move", "PgDn PgUp", "a page down, up"),
    ("move", "ctrl+d ctrl+u", "half a page down, up"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read: what is in it, and its lines."""

    intake: Intake
    lines: Sequence[str]


Outcome: TypeAlias = Read | Added | ReadlistError


class ImportPreview(ModalScreen[Added | None]):
    """Reads a text in a thread and shows what storing it would do; closes with what was added, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  the toolkit's type
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012  the same

    class Done(Message):
        """A thread is done with its work: what came of it, and the turn it had."""

        def __init__(self, outcome: Outcome, turn: int) -> None:
            super().__init__()
            self.outcome = outcome
            self.turn = turn

    def __init__(self, library: Library, text: str, name: str, format: str | None = None) -> None:  # noqa: A002 (the user's word)
        super().__init__()
        self._library = library
        self._text = text
        self._origin = name
        self._format = format
        self._read: Read | None = None
        self._turn = 0
        self._waiting_since = 0.0
        self._storing = False

    def compose(self) -> ComposeResult:
        """Put what was found and the list beside the record and its lines."""
        self._ascii = plain = ascii_only(self.app)
        self._rows = PickList(self._row, id="import-rows", ascii=plain)
        self._closer = CloserLook(plain)
        self._key_line = KeyLine(KEYS, id="import-keys", ascii=plain)
        self._title = Bar(id="import-title", ascii=plain)
        yield self._title
        with Container(id="import"):
            with Vertical(id="import-list"):
                yield Sheet(id="import-found", ascii=plain)
                yield self._rows
            yield self._closer
        yield self._key_line

    def on_mount(self) -> None:
        """Begin to read."""
        self._rows.focus()
        self.set_interval(PATIENCE, self._show_wait)
        self._begin_reading()

    # Reading and storing, in threads

    def _begin_reading(self) -> None:
        self._read = None
        self._show_title("reading")
        self._rows.fill(0)
        self._say_found([Paragraph(f"reading {cell(self._origin)}…", paint="muted")])
        self._in_thread(partial(self._draft, self._format))

    def _draft(self, notation: str | None) -> Read:
        with self._library.second() as library:
            draft = library.draft(self._text, self._origin, notation)
        return Read(Intake.of(draft), clean(self._text).split("\n"))

    def _in_thread(self, work: Callable[[], Outcome]) -> None:
        self._turn += 1
        self._waiting_since = monotonic()
        self.run_worker(partial(self._answer, work, self._turn), thread=True, exclusive=True, group="import")

    def _answer(self, work: Callable[[], Outcome], turn: int) -> None:
        """Do work in a thread, and tell the screen what came of it."""
        try:
            outcome = work()
        except ReadlistError as error:
            outcome = error
        if not get_current_worker().is_cancelled:
            self.post_message(self.Done(outcome, turn))

    def on_import_preview_done(self, message: Done) -> None:
        """Show what was read, or close with what was stored."""
        if message.turn != self._turn:
            return
        self._waiting_since = 0.0
        self._storing = False
        self._key_line.say(())
        match message.outcome:
            case Added():
                self.dismiss(message.outcome)
            case Read():
                self._read = message.outcome
                self._show_all()
            case error:
                self._show_error(error)

    def _show_wait(self) -> None:
        waited = monotonic() - self._waiting_since
        if self._waiting_since and waited > PATIENCE:
            what = (
                "storing; `u` will take it back"
                if self._storing
                else f"reading {len(self._text):,} characters; Esc leaves"
            )
            self._key_line.say(((f"{waited:.0f} s  ", "accent"), (what, "muted")))

    # Showing

    def _show_title(self, state: str) -> None:
        self._title.show(title_line(state, self._origin, len(self._text), self.size.width))

    def _show_all(self) -> None:
        if self._read is None:
            return
        intake = self._read.intake
        self._rows.fill(intake.rows)
        self._show_title("nothing is stored yet")
        self._offer(found=True)
        self._show_found()
        self._show_row()

    def _show_found(self) -> None:
        """Say what the text was taken for, and what storing it would do."""
        if self._read is None:
            return
        intake = self._read.intake
        first = found_line(intake.draft, formats.reader(intake.draft.format).label, chosen=self._format is not None)
        self.query_one("#import-found", Sheet).show(
            lambda cells: [first, *counts_lines(intake, cells, plain=self._ascii)]
        )
        self._key_line.word(
            "accept", f"add {intake.storing:,}" if intake.storing else "tag" if intake.tags else "close"
        )

    def _offer(self, *, found: bool) -> None:
        """Show the keys that are of use now."""
        for key in KEYS:
            if key.action in NEEDS_ROWS:
                self._key_line.word(key.action, key.word if found else "")

    def _say_found(self, paragraphs: Sequence[Paragraph]) -> None:
        self.query_one("#import-found", Sheet).show(partial(laid_out, paragraphs))

    def _show_row(self) -> None:
        """Show the row under the cursor at close range."""
        if self._read is None:
            return
        intake, row, lines = self._read.intake, self._rows.cursor, self._read.lines
        entries = len(intake.draft.entries)
        if intake.is_entry(row):
            self._closer.show_entry(intake.draft.entries[row], f"{row + 1:,} of {entries:,}", lines)
        elif intake.rows:
            problem = intake.draft.problems[row - entries]
            self._closer.show_problem(
                problem, f"Problem {row - entries + 1:,} of {len(intake.draft.problems):,}", lines
            )
        else:
            self._closer.show_text(lines[:100])

    def _show_error(self, error: ReadlistError) -> None:
        """Say what went wrong; what was read before stays."""
        if self._read is not None:
            self._key_line.say(((cell(f"{error.message}. {error.hint}"), "wrong"),))
            return
        hint = "A page of papers, or a file of references, will do." if isinstance(error, UnknownFormat) else error.hint
        self._show_title("not understood")
        self._say_found([Paragraph(cell(error.message), paint="wrong"), Paragraph(cell(hint), paint="muted")])
        self._offer(found=False)
        self._closer.show_text(clean(self._text[:20_000]).split("\n")[:100])

    def _row(self, index: int, cells: int) -> Line:
        return row_line(self._read.intake, index, cells, plain=self._ascii) if self._read else ()

    def on_pick_list_moved(self) -> None:
        """Follow the cursor."""
        self._key_line.say(())
        self._show_row()

    def on_paste(self, event: events.Paste) -> None:
        """Keep a second paste away from the screens below."""
        event.stop()

    # Keys

    def _change(self, intake: Intake) -> None:
        if self._read is not None:
            self._read = replace(self._read, intake=intake)
            self._rows.refresh()
            self._show_found()
            self._show_row()

    def action_accept(self) -> None:
        """Store what is in, and close."""
        if self._read is None or self._waiting_since:
            return
        intake = self._read.intake
        if not intake.kept().entries:
            self.dismiss(None)
        elif len(intake.draft.entries) > AT_ONCE and not self._library.read_only:
            self._storing = True
            self._in_thread(partial(_store_apart, self._library.path, intake))
        else:
            self._store_here(intake)

    def _store_here(self, intake: Intake) -> None:
        try:
            added = self._library.add(intake.kept(), tags=intake.tags)
        except ReadlistError as error:
            self._show_error(error)
        else:
            self.dismiss(added)

    def action_leave(self) -> None:
        """Leave the closer look, or the import; what is being stored is stored."""
        if self.has_class("-closer"):
            self.action_closer()
        elif not self._storing:
            self._turn += 1
            self.dismiss(None)

    def action_put_aside(self) -> None:
        """Take the entry under the cursor out, or put it back in, and step on."""
        if self._read is not None and self._read.intake.is_entry(self._rows.cursor):
            self._change(self._read.intake.toggled(self._rows.cursor))
            self._rows.action_step(1)

    def action_doubt(self, step: int) -> None:
        """Go to the next row that wants a look, or the one before."""
        row = self._read.intake.doubt_after(self._rows.cursor, step) if self._read else None
        if row is None:
            self._key_line.say((("nothing doubtful here", "muted"),))
        else:
            self._rows.move(row)

    def action_edit(self) -> None:
        """Put the record under the cursor right."""
        if self._read is None or not self._read.intake.is_entry(self._rows.cursor):
            return
        row = self._rows.cursor
        record = self._read.intake.draft.entries[row].record
        self.app.push_screen(EditForm(record), partial(self._correct, row, record))

    def _correct(self, row: int, record: Record, changed: dict[str, str] | None) -> None:
        if changed is not None and self._read is not None:
            self._change(self._read.intake.corrected(row, replace(record, **parsed_fields(changed))))

    def action_tag(self) -> None:
        """Ask for tags for all papers of the import."""
        if self._read is not None:
            present = self._read.intake.tags
            self.app.push_screen(TagPrompt(self._library.tags(), present), lambda tags: self._tag(add=tags or ()))

    def action_untag(self) -> None:
        """Ask for tags to take off the import again."""
        if self._read is not None and (present := self._read.intake.tags):
            prompt = TagPrompt(self._library.tags(), present, removing=True)
            self.app.push_screen(prompt, lambda tags: self._tag(remove=tags or ()))

    def _tag(self, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        if self._read is not None:
            tags = dict.fromkeys((*self._read.intake.tags, *add))
            self._change(self._read.intake.tagged(tuple(tag for tag in tags if tag not in remove)))

    def action_format(self) -> None:
        """Ask for the format, and read the text anew."""
        options = [("", "find out by itself"), *((name, reader.label) for name, reader in formats.readers().items())]
        chosen = self._format or (self._read.intake.draft.format if self._read else "")
        if not self._storing:
            self.app.push_screen(Choice("Read the text as", options, chosen), self._read_as)

    def _read_as(self, notation: str | None) -> None:
        if notation is not None:
            self._format = notation or None
            self._begin_reading()

    def action_closer(self) -> None:
        """Show the row under the cursor on the whole screen, or the list again."""
        self.toggle_class("-closer")
        self._closer.whole = self.has_class("-closer")
        self._show_row()

    def action_scroll(self, lines: int) -> None:
        """Scroll the record under the cursor."""
        self._closer.move(lines)

    def action_keys(self) -> None:
        """Show what the keys do."""
        self.app.push_screen(Help([*help_rows("import", KEYS), *MOVES]))


def _store_apart(path: Path, intake: Intake) -> Added:
    """Store an import through a handle of its own, as a thread must."""
    with Library.open(path, create=False) as library:
        return library.add(intake.kept(), tags=intake.tags)
