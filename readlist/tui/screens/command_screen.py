"""What the list and the reader share: keys become commands, commands get what they ask for."""

from __future__ import annotations

import asyncio
from copy import copy
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from readlist.config import expanded
from readlist.errors import ReadlistError
from readlist.tui.messages import STILL_READING
from readlist.tui.widgets.bars import Bar, Foot, status_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from textual import events

    from readlist.model.draft import Added
    from readlist.model.paper import Paper
    from readlist.tui.context import Command, Place
    from readlist.tui.desk import Desk
    from readlist.tui.screens.keyboard import Keyboard

_T = TypeVar("_T")


class CommandScreen(Screen[None]):
    """A screen where keys are commands; a subclass shows the desk and says how to scroll and leave."""

    AUTO_FOCUS = None
    PLACE: Place

    def __init__(self, desk: Desk, *, ascii: bool = False) -> None:  # noqa: A002  what it is called everywhere
        super().__init__()
        self.desk = desk
        self.ascii = ascii
        self.foot = Foot(id="foot", ascii=ascii)
        self._held: list[tuple[str, str | None]] = []
        self._keyboards: dict[Place, Keyboard] = {}
        self.place: Place = self.PLACE

    # Keys

    @property
    def keyboard(self) -> Keyboard:
        """The keys of the pane that they move in, and their commands."""
        if self.place not in self._keyboards:
            from readlist.tui.screens.keyboard import Keyboard  # noqa: PLC0415  the first frame does without commands

            self._keyboards[self.place] = Keyboard(self.place, self.desk.settings.config.keys)
        return self._keyboards[self.place]

    async def on_key(self, event: events.Key) -> None:
        """Every key is a command, or part of one."""
        if not self.is_active:
            # Typed ahead of a dialog that this screen has opened since.
            self.app.screen.post_message(copy(event))
        event.stop()
        event.prevent_default()
        if not self.is_active:
            return
        self.press(event.key, event.character if event.is_printable else None)

    def press(self, key: str, character: str | None) -> None:
        """Take a key; while the desk waits for papers it is kept for later."""
        if self.desk.waiting:
            self._hold(key, character)
            return
        chosen = self.keyboard.feed(key, character)
        self._show_hints()
        if chosen is not None:
            self.run(f"{chosen.command} {chosen.argument}", chosen.count)
        elif key == "ctrl+c":
            self.desk.tell_error(ReadlistError("nothing to interrupt", "q leaves"), passing=True)

    def _hold(self, key: str, character: str | None) -> None:
        if key == "escape":
            self._held.clear()
            self.desk.stay()
        else:
            self._held.append((key, character))
            self.desk.message = STILL_READING
            self.look_at_bars()

    def release_keys(self) -> None:
        """Take the keys that were kept while the desk was waiting."""
        while self._held and not self.desk.waiting:
            self.press(*self._held.pop(0))

    def run(self, line: str, count: int | None = None) -> None:
        """Run the command whose name begins a line, with what stands behind it; the mistake before it is over."""
        if self.desk.message.passing:
            self.desk.tell("")
        self.desk.attempt(lambda: self.keyboard.run(line, count, self.desk, self))

    def on_foot_clicked(self, event: Foot.Clicked) -> None:
        """Take a hint that was clicked for its key."""
        self.click_key(event.key)

    def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Run what a part of a bar stands for."""
        self.click_line(event.run)

    def click_key(self, key: str) -> None:
        """Press a key, or several, given as the hints show it."""
        for one in self.keyboard.keys_shown_as(key):
            self.press(one, one if len(one) == 1 else None)

    def click_line(self, line: str) -> None:
        """Run a command line, unless papers are waited for."""
        if not self.desk.waiting:
            self.run(line)

    @property
    def commands(self) -> Mapping[str, Command]:
        """The commands of this place by their names."""
        return self.keyboard.commands

    def _show_hints(self) -> None:
        papers = bool(self.desk.view.ids)
        self.foot.show_hints(self.keyboard.hint_line(self.foot.size.width, papers=papers))

    # What is shown

    def look(self) -> None:
        """Show the desk as it is now."""
        raise NotImplementedError

    def look_at_bars(self) -> None:
        """Show the status and the hints."""
        desk = self.desk
        self.foot.show_status(status_line(desk.view, desk.tally, desk.message, self.foot.size.width))
        self._show_hints()

    # What commands ask for

    @property
    def page(self) -> int:
        """How many rows are in sight."""
        raise NotImplementedError

    def scroll(self, lines: int) -> None:
        """Scroll the text."""
        raise NotImplementedError

    def leave(self) -> None:
        """Go back; from the list, leave the program."""
        raise NotImplementedError

    def open_reader(self) -> None:
        """Show the paper under the cursor alone, where that makes sense."""

    def open_similar(self, number: int) -> None:
        """Read a paper that is like the one that is read; only the reader knows them."""
        raise ReadlistError(f"similar paper {number} is known in the reader only", "Enter there")

    def open_filter(self) -> None:
        """Let the filter be typed, where there is one."""

    def maximize_preview(self) -> None:
        """Give the preview the whole screen, where there is one."""

    def center(self) -> None:
        """Show the row of the cursor in the middle, where there are rows."""

    def change_pane(self) -> None:
        """Let the keys move in the other pane."""
        raise NotImplementedError

    def edit_note(self, paper: Paper, then: Callable[[str], None]) -> None:
        """Let a note be written in the user's own editor; the draft stays until it is stored."""
        from textual.app import SuspendNotSupported  # noqa: PLC0415

        from readlist.editor import NoteDraft  # noqa: PLC0415

        draft = NoteDraft(self.desk.library.path, paper.id or 0, paper.note or "")
        fault: ReadlistError | None = None
        text = ""
        try:
            with self.app.suspend():  # it does not come back after an error of its own accord
                try:
                    text = draft.edit()
                except ReadlistError as error:
                    fault = error
        except SuspendNotSupported as error:
            raise ReadlistError("no editor can be opened from here", "`a` writes a note in place") from error
        if fault is not None:
            raise fault
        if draft.is_left_over:
            self.notify("the editor began with the draft that was not stored before", markup=False)
        if text != (paper.note or ""):
            then(text)  # which takes the draft away
        else:
            draft.forget()

    def ask_tags(
        self,
        tags: list[tuple[str, int]],
        present: tuple[str, ...],
        then: Callable[[tuple[str, ...]], None],
        *,
        removing: bool,
    ) -> None:
        """Let tags be chosen."""
        from readlist.tui.screens.tag_prompt import TagPrompt  # noqa: PLC0415  the first frame does without it

        self.app.push_screen(TagPrompt(tags, present, removing), self._answered(then))

    def ask_note(self, paper: Paper, then: Callable[[str], None]) -> None:
        """Let a note be written."""
        from readlist.tui.screens.note_editor import NoteEditor  # noqa: PLC0415

        self._ask_until_stored(lambda text: NoteEditor(paper.record.heading, text), then, paper.note or "")

    def ask_fields(self, paper: Paper, then: Callable[[dict[str, str]], None]) -> None:
        """Let bibliographic fields be edited."""
        from readlist.tui.screens.edit_form import EditForm  # noqa: PLC0415

        nothing: dict[str, str] = {}
        self._ask_until_stored(lambda typed: EditForm(paper.record, typed), then, nothing)

    def ask_line(
        self,
        label: str,
        then: Callable[[str], None],
        complete: Callable[[str], list[str]] | None = None,
        value: str = "",
    ) -> None:
        """Let a line be typed, again where it will not do."""
        from readlist.tui.screens.line_prompt import LinePrompt  # noqa: PLC0415

        self._ask_until_stored(lambda typed: LinePrompt(label, typed, complete), then, value)

    def ask_path(self, label: str, then: Callable[[str], None], value: str = "") -> None:
        """Let the path of a file be typed."""
        from readlist.tui.screens.completion import complete_path  # noqa: PLC0415

        self.ask_line(label, then, complete_path, value)

    def visit(self, name: str) -> None:
        """Open the screen of that name."""
        from readlist.tui.screens.visits import VISITS  # noqa: PLC0415

        screen, then = VISITS[name](self.desk)
        self.app.push_screen(screen, self._answered(then))

    def show_help(self) -> None:
        """Show the keys of this place."""
        from readlist.tui.screens.help import Help  # noqa: PLC0415

        self.app.push_screen(Help(self.keyboard.help_rows))

    def show_palette(self) -> None:
        """Let a command be found by what it does, and run it."""
        from readlist.tui.screens.palette import Palette  # noqa: PLC0415

        self.app.push_screen(Palette(self.commands), self._answered(self.run))

    def quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def _ask_until_stored(
        self, screen: Callable[[_T], Screen[_T | None]], then: Callable[[_T], None], typed: _T
    ) -> None:
        """Show a screen; what cannot be stored of it is shown again, so that it is not lost."""

        def store(answer: _T) -> None:
            try:
                then(answer)
            except ReadlistError:
                self._ask_until_stored(screen, then, answer)
                raise

        self.app.push_screen(screen(typed), self._answered(store))

    def _answered(self, then: Callable[..., None]) -> Callable[..., None]:
        """The callback of a prompt: nothing after Esc, mistakes in the status line."""

        def answered(answer: object) -> None:
            if answer is not None:
                self.desk.attempt(lambda: then(answer))

        return answered

    # In and out

    def on_paste(self, event: events.Paste) -> None:
        """Show what was pasted before it is stored."""
        event.stop()
        self.import_text(event.text, "clipboard")

    def import_text(self, text: str, name: str, folder: Path | None = None) -> None:
        """Show what a text holds before it is stored."""
        from readlist.tui.screens.import_preview import ImportPreview  # noqa: PLC0415

        def stored(added: Added | None) -> None:
            if added is not None:
                self.desk.welcome(added)

        if text.strip():
            self.app.push_screen(ImportPreview(self.desk.library, text, name, folder=folder), stored)
        else:
            self.desk.tell(f"{name} holds no text", "Copy a page of papers.", wrong=True)

    def import_file(self, path: str) -> None:
        """Show what a file holds before it is stored."""
        from readlist.files import read_text  # noqa: PLC0415

        async def read() -> None:
            place = expanded(path.strip())
            self.import_text(await asyncio.to_thread(read_text, place), place.name, place.parent)

        self._later(read(), lambda: self.ask_path("import file", self.import_file, path))

    def import_clipboard(self) -> None:
        """Show what the clipboard holds before it is stored."""
        from readlist.clipboard import paste  # noqa: PLC0415

        async def read() -> None:
            self.import_text(await asyncio.to_thread(paste), "clipboard")

        self._later(read())

    def copy(self, text: str, what: str) -> None:
        """Copy a text, and say which way it went."""
        from readlist.clipboard import copy  # noqa: PLC0415

        async def copied() -> None:
            sequences: list[str] = []
            way = await asyncio.to_thread(copy, text, sequences.append)
            if sequences:
                self.app.copy_to_clipboard(text)
            self.notify(f"{what}: {way}", markup=False)

        self._later(copied())

    def open_outside(self, find: Callable[[], str]) -> None:
        """Open the address or path that is found with the system's own program."""
        from readlist.opening import show  # noqa: PLC0415

        async def opened() -> None:
            self.notify(await asyncio.to_thread(lambda: show(find())), markup=False)

        self._later(opened())

    def export(self, ids: Sequence[int], path: str) -> None:
        """Write papers to a file; its ending tells the format."""
        from readlist.tui.exporting import export_papers  # noqa: PLC0415

        async def exported() -> None:
            place = expanded(path.strip())
            written = await asyncio.to_thread(export_papers, self.desk.library, ids, place, self.desk.settings.preset)
            self.desk.exported = str(place)
            self.notify(written, markup=False)

        self._later(exported())

    def _later(self, work: Awaitable[None], again: Callable[[], None] = lambda: None) -> None:
        """Do some work without keeping the keys waiting; mistakes go to the status line, and one is asked again."""

        async def done() -> None:
            try:
                await work
            except ReadlistError as error:
                self.desk.tell_error(error)
                again()

        self.run_worker(done(), exit_on_error=True)
