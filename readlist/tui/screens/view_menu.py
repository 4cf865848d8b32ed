"""The saved views with their numbers of papers: go to one, save what is looked at, rename, remove, move."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from readlist.errors import ReadlistError
from readlist.library.counted import Counted
from readlist.model.fields import Order
from readlist.model.saved import SavedView, folded
from readlist.tui.cells import cell, fit
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.screens.help import Help
from readlist.tui.screens.line_prompt import LinePrompt
from readlist.tui.widgets.bars import Bar
from readlist.tui.widgets.key_line import Key, bindings, help_rows, hinted
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from readlist.tui.desk import Desk
    from readlist.tui.widgets.drawn import Line

KEYS = (
    Key("enter", "go", "go", "look at the view"),
    Key("s", "save", "save", "save what is looked at"),
    Key("r", "rename", "rename", "rename the view"),
    Key("x", "remove", "remove", "forget the view"),
    Key("J", "shift(1)", "", "move the view down"),
    Key("K", "shift(-1)", "", "move the view up"),
    Key("u", "undo", "undo", "take the last change back"),
    Key("question_mark", "keys", "keys", "these keys"),
    Key("q", "cancel", "", "close"),
    Key("F", "cancel", "", "close"),
)


class ViewMenu(Dialog[SavedView | None]):
    """Closes with the view to look at, or None; what is changed is stored at once, and ``u`` takes it back."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    HINTS: ClassVar[tuple[Hint, ...]] = (*hinted(KEYS), ("Esc", "close"))

    def __init__(self, desk: Desk) -> None:
        super().__init__("Views")
        self._desk = desk
        self._views: list[SavedView] = []
        self._counted: dict[SavedView, Counted] = {}
        self._before: list[list[SavedView]] = []

    def body(self) -> Iterable[Widget]:
        """The views, and what was done last."""
        plain = ascii_only(self.app)
        yield PickList(self._row, id="saved", ascii=plain)
        yield Bar(id="done", ascii=plain)

    def on_mount(self) -> None:
        """Show the views."""
        self.query_one("#saved", PickList).focus()
        self._read(self._desk.view.called)

    def on_unmount(self) -> None:
        """Count no more."""
        self._desk.answers.stop_views()

    def _read(self, on: str = "", done: str = "") -> None:
        """Show the views as they are stored, with the cursor on the one of a name, or where it was."""
        rows = self.query_one("#saved", PickList)
        self._views = self._desk.library.views()
        places = [at for at, view in enumerate(self._views) if folded(view.name) == folded(on)]
        cursor = places[0] if places else max(rows.cursor, 0)
        rows.fill(max(len(self._views), 1), cursor if self._views else -1)
        self.query_one("#done", Bar).show(((cell(done), "muted"),))
        self._desk.answers.views([view for view in self._views if view not in self._counted], self._learn)

    def _learn(self, found: Counted) -> None:
        self._counted[found.view] = found
        if self.is_attached and found.view in self._views:
            self.query_one("#saved", PickList).refresh_row(self._views.index(found.view))

    def _row(self, index: int, cells: int) -> Line:
        if not self._views:
            return (("none yet: s saves what you look at", "muted"),)
        return view_row(self._counted.get(self._views[index], Counted(self._views[index])), cells)

    @property
    def _here(self) -> SavedView | None:
        cursor = self.query_one("#saved", PickList).cursor
        return self._views[cursor] if 0 <= cursor < len(self._views) else None

    # The keys

    def action_go(self) -> None:
        """Close with the view under the cursor."""
        if self._here is not None:
            self.dismiss(self._here)

    def on_pick_list_taken(self) -> None:
        """Go to the view that was clicked twice."""
        self.action_go()

    def action_save(self) -> None:
        """Save what is looked at under a name."""
        self._ask("save this view as", "", lambda name: (self._desk.save_view(name).name, f"saved: {name}"))

    def action_rename(self) -> None:
        """Give the view under the cursor another name."""
        view = self._here
        if view is not None:

            def renamed(name: str) -> tuple[str, str]:
                self._desk.library.rename_view(view.name, name)
                return name, f"renamed: {view.name}"

            self._ask("name of the view", view.name, renamed)

    def action_remove(self) -> None:
        """Forget the view under the cursor."""
        view = self._here
        if view is not None:
            self._change(lambda: ("", f"removed: {self._desk.library.remove_view(view.name).name}"))

    def action_shift(self, rows: int) -> None:
        """Move the view under the cursor by that many rows."""
        view = self._here
        if view is not None:
            place = self._views.index(view) + rows

            def moved() -> tuple[str, str]:
                self._desk.library.move_view(view.name, place)
                return view.name, ""

            self._change(moved)

    def action_keys(self) -> None:
        """Show the keys of this menu."""
        self.app.push_screen(Help(help_rows("views", KEYS)))

    def action_undo(self) -> None:
        """Take the last change back."""

        def undone() -> tuple[str, str]:
            self._desk.library.keep_views(self._before[-1])
            return "", "undone"

        if self._before and self._change(undone):
            del self._before[-2:]

    def _ask(self, label: str, value: str, change: Callable[[str], tuple[str, str]]) -> None:
        def answered(name: str | None) -> None:
            if name:
                self._change(lambda: change(name))

        self.app.push_screen(LinePrompt(label, value), answered)

    def _change(self, change: Callable[[], tuple[str, str]]) -> bool:
        """Change the views, and whether it could be done; ``change`` gives the name to go to, and what was done."""
        try:
            before = self._desk.library.views()
            on, done = change()
        except ReadlistError as error:
            self.query_one("#done", Bar).show(((cell(f"{error.message}. {error.hint}"), "wrong"),))
            return False
        self._before.append(before)
        self._read(on, done)
        return True


def view_row(found: Counted, cells: int) -> Line:
    """A view on one line: its name, its query, its order, its number of papers; what is wrong with it instead."""
    view, papers, fault = found
    count = "" if papers is None else f"{papers:,}"
    order = "" if view.order == Order() else f"  {'↑' if view.order.reverse else '↓'} {cell(view.order.field)}"
    name = min(max(cells // 3, 12), 30)
    told = (cell(fault), "wrong") if fault else (cell(view.query or "all papers") + order, "muted")
    return (
        (fit(cell(view.name), name) + "  ", "plain"),
        (fit(told[0], cells - name - 12), told[1]),
        (f"{count:>10}", "accent"),
    )
