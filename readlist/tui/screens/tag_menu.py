"""The tags as a tree with their numbers of papers: look at one, rename, delete or color it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from readlist.model.tags import COLORS, color_of
from readlist.tui.cells import cell, fit
from readlist.tui.desk import AT_ONCE
from readlist.tui.screens.choice import Choice
from readlist.tui.screens.completion import closest
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.screens.help import Help
from readlist.tui.screens.history import told_lines
from readlist.tui.screens.line_prompt import LinePrompt
from readlist.tui.view import tag_query
from readlist.tui.widgets.bars import Bar
from readlist.tui.widgets.drawn import tag_paint
from readlist.tui.widgets.field import Field
from readlist.tui.widgets.key_line import Key, bindings, help_rows, hinted
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from readlist.library import Library
    from readlist.model.change import Change
    from readlist.model.tags import TagCount
    from readlist.tui.desk import Desk
    from readlist.tui.widgets.drawn import Line

KEYS = (
    Key("enter", "go", "papers", "look at the papers of the tag"),
    Key("slash", "narrow", "find", "type to find a tag"),
    Key("r", "rename", "rename", "rename the tag and those below it"),
    Key("d", "delete", "delete", "delete the tag and those below it"),
    Key("x", "delete", "", "the same"),
    Key("c", "color", "color", "give the tag a color"),
    Key("u", "undo", "undo", "take the last change back"),
    Key("question_mark", "keys", "keys", "these keys"),
    Key("q", "cancel", "", "close"),
)
NONE = "none"


class TagMenu(Dialog[str | None]):
    """Closes with the query for the papers of a tag, or None; what is changed is stored at once."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    HINTS: ClassVar[tuple[Hint, ...]] = (*hinted(KEYS), ("Esc", "close"))

    def __init__(self, desk: Desk) -> None:
        super().__init__("Tags")
        self._desk = desk
        self._known: Sequence[TagCount] | None = None
        self._rows: Sequence[TagCount] = ()
        self._recolored: list[tuple[str, str | None] | None] = []  # None where something else was done

    def body(self) -> Iterable[Widget]:
        """The line to narrow with, the tags, and what was done last."""
        plain = ascii_only(self.app)
        yield Field(intercept=self.take_key, placeholder="/ to find a tag", id="typed")
        yield PickList(self._row, id="tags", ascii=plain)
        yield Bar(id="told", ascii=plain)

    def on_mount(self) -> None:
        """Count the tags."""
        self._list.focus()
        self._count()

    def on_unmount(self) -> None:
        """Count no more."""
        self._desk.answers.stop_tags()

    def look(self) -> None:
        """Count the tags anew, and show what the desk tells."""
        if self.is_mounted:
            bar = self.query_one("#told", Bar)
            bar.show(*told_lines(self._desk.message, bar.size.width))
            self._count()

    def _count(self) -> None:
        self._desk.answers.tags(self._learn)

    def _learn(self, known: Sequence[TagCount]) -> None:
        if self.is_attached:
            self._known = known
            self._show(self._here.name if self._here else "")

    def _show(self, on: str = "") -> None:
        """Show the tags that fit what is typed, with the cursor on the one of a name, or where it was."""
        known, typed = self._known or (), self._field.value.strip()
        by_name = {tag.name: tag for tag in known}
        self._rows = [by_name[name] for name in closest(typed, by_name)] if typed else known
        places = [at for at, tag in enumerate(self._rows) if tag.name.casefold() == on.casefold()]
        cursor = places[0] if places else 0 if typed else max(self._list.cursor, 0)
        self._list.fill(max(len(self._rows), 1), cursor if self._rows else -1)

    def _row(self, index: int, cells: int) -> Line:
        if not self._rows:
            none = "nothing fits" if self._known else "no tags yet: t tags the paper under the cursor"
            return (("counting…" if self._known is None else none, "muted"),)
        return tag_row(self._rows[index], self._desk.tally.colors, cells, whole=bool(self._field.value.strip()))

    @property
    def _list(self) -> PickList:
        return self.query_one("#tags", PickList)

    @property
    def _field(self) -> Field:
        return self.query_one("#typed", Field)

    @property
    def _here(self) -> TagCount | None:
        cursor = self._list.cursor
        return self._rows[cursor] if 0 <= cursor < len(self._rows) else None

    # Narrowing

    def on_key(self, event: events.Key) -> None:
        """Keep the keys of the list from the line that is typed into."""
        if not self._field.has_focus:
            event.prevent_default()

    def action_narrow(self) -> None:
        """Let a part of a tag be typed."""
        self.set_focus(self._field)

    def on_input_changed(self) -> None:
        """Show the tags that fit what is typed."""
        self._show()

    def take_key(self, key: str) -> bool:
        """Take the keys of the line that is typed into: Enter goes to the tag found, Tab to the list."""
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1}
        if key in steps:
            self._list.move(self._list.cursor + steps[key])
        elif key == "enter":
            self.action_go()
        elif key in {"tab", "shift+tab"} or (key == "escape" and self._field.value):
            if key == "escape":
                self._field.type_over("")
            self.set_focus(self._list)
        else:
            return super().take_key(key)
        return True

    # The keys

    def action_go(self) -> None:
        """Close with the query for the papers of the tag under the cursor."""
        if self._here is not None:
            self.dismiss(tag_query(self._here.name))

    def on_pick_list_taken(self) -> None:
        """Look at the papers of the tag that was clicked twice."""
        self.action_go()

    def action_rename(self) -> None:
        """Give the tag under the cursor, and those below it, another name."""
        tag = self._here
        if tag is None:
            return

        def answered(name: str | None) -> None:
            if name:
                self._change(lambda library: library.rename_tag(tag.name, name), tag.papers)

        names = [one.name for one in self._known or ()]
        self.app.push_screen(
            LinePrompt(f"rename {tag.name} to", tag.name, lambda typed: closest(typed, names)[:8]), answered
        )

    def action_delete(self) -> None:
        """Take the tag under the cursor, and those below it, from all papers."""
        tag = self._here
        if tag is not None:
            self._change(lambda library: library.delete_tag(tag.name, below=True), tag.papers)

    def action_color(self) -> None:
        """Give the tag under the cursor a color."""
        tag = self._here
        if tag is None:
            return

        def answered(color: str | None) -> None:
            if color is not None:
                self._color(tag.name, None if color == NONE else color)
                self._recolored.append((tag.name, tag.color))

        options = [(color, color) for color in (*COLORS, NONE)]
        self.app.push_screen(Choice(f"color of {tag.name}", options, tag.color or NONE), answered)

    def action_keys(self) -> None:
        """Show the keys of this menu."""
        self.app.push_screen(Help(help_rows("tags", KEYS)))

    def action_undo(self) -> None:
        """Take the last change back: of a color, else the last step."""
        before = self._recolored.pop() if self._recolored else None
        if before is not None:
            self._color(*before)
        else:
            self._desk.attempt(self._desk.undo)

    def _color(self, tag: str, color: str | None) -> None:
        def colored() -> None:
            self._desk.library.color_tag(tag, color)
            self._desk.tell(f"{tag}: {color or 'no color'}")
            self._desk.recount()

        self._desk.attempt(colored)

    def _change(self, change: Callable[[Library], Change], papers: int) -> None:
        self._desk.attempt(lambda: self._desk.change(change, "tags", is_many=papers > AT_ONCE))
        if not self._desk.message.wrong:
            self._recolored.append(None)


def tag_row(tag: TagCount, colors: Mapping[str, str], cells: int, *, whole: bool) -> Line:
    """A tag on one line: below those above it, or with its ``whole`` name; its color in words; how many papers."""
    name = tag.name if whole else "  " * min(tag.depth, cells // 4) + tag.last
    color = color_of(tag.name, colors) or ""
    return (
        (fit(cell_indented(name), cells - 20) + "  ", tag_paint(tag.name, colors)),
        (fit(color if tag.color else f"({color})" if color else "", 8), "muted"),
        (f"{tag.papers:>10,}", "accent"),
    )


def cell_indented(text: str) -> str:
    """A text as one line of the screen shows it, with its indentation.

    >>> cell_indented("    a  b")
    '    a b'
    """
    return " " * (len(text) - len(text.lstrip(" "))) + cell(text)
