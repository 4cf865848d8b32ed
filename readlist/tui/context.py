"""What a command is, and what it is given: the desk it works on, the stage it plays on, the count that was typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

from readlist.errors import ReadlistError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readlist.model.paper import Paper
    from readlist.tui.desk import Desk

Place = Literal["list", "reader"]
LIST: tuple[Place, ...] = ("list",)
READER: tuple[Place, ...] = ("reader",)
EVERYWHERE: tuple[Place, ...] = ("list", "reader")


class Group(StrEnum):
    """What a command is for; the order is that of the help."""

    DECIDE = "decide and go on"
    ADJUST = "adjust"
    UNDO = "undo"
    MOVE = "move"
    SELECT = "select"
    FIND = "find"
    GO = "go to"
    IN = "in"
    OUT = "out"
    OTHER = "other"


class Stage(Protocol):
    """What a command may ask of the screen; answers come back through ``then``, and not at all after Esc."""

    @property
    def page(self) -> int:
        """How many rows are in sight."""

    def scroll(self, lines: int) -> None:
        """Scroll the preview, or the reader's text."""

    def open_reader(self) -> None:
        """Show the paper under the cursor alone."""

    def open_similar(self, number: int) -> None:
        """Read the paper of that number, from 1, among those that are like the one that is read."""

    def leave(self) -> None:
        """Go back; from the list, leave the program."""

    def quit(self) -> None:
        """Leave the program."""

    def open_filter(self) -> None:
        """Let the filter be typed."""

    def change_pane(self) -> None:
        """Let the keys move in the other pane: the list, or the text of the preview."""

    def center(self) -> None:
        """Show the row of the cursor in the middle."""

    def maximize_preview(self) -> None:
        """Give the preview the whole screen, or its part again."""

    def ask_tags(
        self,
        tags: list[tuple[str, int]],
        present: tuple[str, ...],
        then: Callable[[tuple[str, ...]], None],
        *,
        removing: bool,
    ) -> None:
        """Let tags be chosen."""

    def ask_note(self, paper: Paper, then: Callable[[str], None]) -> None:
        """Let a note be written."""

    def edit_note(self, paper: Paper, then: Callable[[str], None]) -> None:
        """Let a note be written in the user's own editor."""

    def ask_fields(self, paper: Paper, then: Callable[[dict[str, str]], None]) -> None:
        """Let bibliographic fields be edited; the answer has those that changed."""

    def ask_line(
        self,
        label: str,
        then: Callable[[str], None],
        complete: Callable[[str], list[str]] | None = None,
        value: str = "",
    ) -> None:
        """Let a line be typed."""

    def ask_path(self, label: str, then: Callable[[str], None], value: str = "") -> None:
        """Let the path of a file be typed."""

    def import_file(self, path: str) -> None:
        """Show what a file holds before it is stored."""

    def import_clipboard(self) -> None:
        """Show what the clipboard holds before it is stored."""

    def export(self, ids: Sequence[int], path: str) -> None:
        """Write papers to a file."""

    def copy(self, text: str, what: str) -> None:
        """Copy a text to the clipboard."""

    def open_outside(self, find: Callable[[], str]) -> None:
        """Open the address or path that is found with the system's own program."""

    def visit(self, name: str) -> None:
        """Open the screen of that name, one of ``screens.visits.VISITS``."""

    def show_palette(self) -> None:
        """Let a command be found by what it does, and run it."""

    def show_help(self) -> None:
        """Show the keys of this place."""

    def run(self, line: str) -> None:
        """Run the command whose name begins a line, with what stands behind it."""

    @property
    def commands(self) -> Mapping[str, Command]:
        """The commands of this place by their names."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a command works with: the desk, the stage, the count typed before it, and what was typed behind its name."""

    desk: Desk
    stage: Stage
    count: int | None = None
    argument: str = ""

    @property
    def times(self) -> int:
        """The count, or once."""
        return self.count or 1

    def this(self) -> Paper:
        """The paper under the cursor; ReadlistError where there is none."""
        paper = self.desk.paper
        if paper is None:
            raise ReadlistError("no paper here")
        return paper

    def ids(self) -> Sequence[int]:
        """The papers an action is meant for: the selection, else ``count`` papers from the cursor on."""
        return self.desk.view.targets(self.count)


@dataclass(frozen=True, slots=True)
class Command:
    """An action of the user: what it is called, its keys (see ``keys``), and what it does.

    ``label`` tells what it does, for the help; ``hint`` is a word for the hint line, which shows those of the lowest
    ``rank`` first, and none of rank 0. ``arguments`` gives what may be typed behind its name; None if nothing may.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    group: Group
    run: Callable[[Context], None]
    places: tuple[Place, ...] = EVERYWHERE
    hint: str = ""
    rank: int = 0
    arguments: Callable[[Context], list[str]] | None = None

    @property
    def on_papers(self) -> bool:
        """Whether it does nothing where there are no papers."""
        return self.group in {Group.DECIDE, Group.ADJUST, Group.MOVE, Group.SELECT, Group.OUT}
