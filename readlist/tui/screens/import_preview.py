"""What a text holds, to look at and put right before anything is stored."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.message import Message
from textual.screen import ModalScreen
from textual.worker import get_current_worker

from readlist import formats
from readlist.errors import BusyLibrary, ReadlistError
from readlist.library.editing import parsed_fields
from readlist.model.draft import Added
from readlist.model.text import clean
from readlist.tui.intake import Intake
from readlist.tui.screens.choice import Choice
from readlist.tui.screens.dialog import LOOKS, ascii_only
from readlist.tui.screens.edit_form import EditForm
from readlist.tui.screens.help import Help
from readlist.tui.screens.import_keys import KEYS, MOVES
from readlist.tui.screens.import_view import ImportView, Read
from readlist.tui.screens.tag_prompt import TagPrompt
from readlist.tui.widgets.key_line import bindings, help_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from readlist.library import Library
    from readlist.model.paper import Record

AT_ONCE = 100
"""An import of more entries is stored by a thread of its own."""
PATIENCE = 0.15
"""Seconds after which a wait is shown."""
Outcome: TypeAlias = Read | Added | ReadlistError


class ImportPreview(ModalScreen[Added | None]):
    """Reads a text in a thread and shows what storing it would do; closes with what was added, or None."""

    CSS_PATH = LOOKS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  the toolkit's type
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012  the same

    class Done(Message):
        """A thread is done with its work: what came of it, and the turn it had."""

        def __init__(self, outcome: Outcome, turn: int) -> None:
            super().__init__()
            self.outcome = outcome
            self.turn = turn

    def __init__(
        self,
        library: Library,
        text: str,
        name: str,
        format: str | None = None,  # noqa: A002  the user's word
        folder: Path | None = None,
    ) -> None:
        super().__init__()
        self._library = library
        self._text = text
        self._origin = name
        self._folder = folder
        self._format = format
        self._read: Read | None = None
        self._turn = 0
        self._waiting_since = 0.0
        self._storing = False

    def compose(self) -> ComposeResult:
        """Put the view on the screen."""
        self._view = ImportView(self._origin, self._text, ascii=ascii_only(self.app))
        yield self._view

    def on_mount(self) -> None:
        """Begin to read."""
        self._view.rows.focus()
        self.set_interval(PATIENCE, self._show_wait)
        self._begin_reading()

    def on_pick_list_moved(self) -> None:
        """Follow the cursor."""
        self._view.say("")
        self._view.look_closer()

    def on_paste(self, event: events.Paste) -> None:
        """Keep a second paste away from the screens below."""
        event.stop()

    # Reading and storing, in threads

    def _begin_reading(self) -> None:
        self._read = None
        self._view.begin()
        self._in_thread(partial(self._draft, self._format))

    def _draft(self, notation: str | None) -> Read:
        with self._library.second() as library:
            draft = library.draft(self._text, self._origin, notation, folder=self._folder)
        return Read(Intake.of(draft), clean(self._text).split("\n"), chosen=notation is not None)

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
        self._view.say("")
        match message.outcome:
            case Added():
                self.dismiss(message.outcome)
            case Read():
                self._read = message.outcome
                self._view.show(message.outcome)
            case error:
                self._view.fail(error)

    def _show_wait(self) -> None:
        waited = monotonic() - self._waiting_since
        if self._waiting_since and waited > PATIENCE:
            reading = f"reading {len(self._text):,} characters; Esc leaves"
            self._view.say(f"{waited:.0f} s  {'storing; `u` will take it back' if self._storing else reading}")

    # Keys

    def _change(self, intake: Intake) -> None:
        if self._read is not None:
            self._read = replace(self._read, intake=intake)
            self._view.change(self._read)

    def action_accept(self) -> None:
        """Store what is in, and close."""
        if self._read is None or self._waiting_since:
            return
        intake = self._read.intake
        if not intake.kept().entries:
            self.dismiss(None)
        elif len(intake.draft.entries) > AT_ONCE and not self._library.read_only:
            self._store_later(intake)
        else:
            self._store_here(intake)

    def _store_later(self, intake: Intake) -> None:
        self._storing = True
        self._in_thread(partial(_store_apart, self._library, intake))

    def _store_here(self, intake: Intake) -> None:
        try:
            added = self._library.accept(intake.kept(), tags=intake.tags)
        except BusyLibrary:
            self._store_later(intake)
        except ReadlistError as error:
            self._view.fail(error)
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
        if self._read is not None and self._read.intake.is_entry(self._view.rows.cursor):
            self._change(self._read.intake.toggled(self._view.rows.cursor))
            self._view.rows.action_step(1)

    def action_doubt(self, step: int) -> None:
        """Go to the next row that wants a look, or the one before."""
        row = self._read.intake.doubt_after(self._view.rows.cursor, step) if self._read else None
        if row is None:
            self._view.say("nothing doubtful here")
        else:
            self._view.rows.move(row)

    def action_edit(self) -> None:
        """Put the record under the cursor right."""
        if self._read is None or not self._read.intake.is_entry(self._view.rows.cursor):
            return
        row = self._view.rows.cursor
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
        self._view.closer.whole = self.has_class("-closer")
        self._view.look_closer()

    def action_scroll(self, lines: int) -> None:
        """Scroll the record under the cursor."""
        self._view.closer.move(lines)

    def action_keys(self) -> None:
        """Show what the keys do."""
        self.app.push_screen(Help([*help_rows("import", KEYS), *MOVES]))


def _store_apart(library: Library, intake: Intake) -> Added:
    """Store an import through a handle of its own, as a thread must."""
    with library.reopened() as own:
        return own.accept(intake.kept(), tags=intake.tags)
