"""What all dialogs share: a box over the screen with a title, and the keys of the place on its lower edge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from readlist.tui.cells import cell
from readlist.tui.widgets.bars import key_at
from readlist.tui.widgets.field import Field, NoteArea, hand_on
from readlist.tui.widgets.key_line import key_line
from readlist.tui.widgets.titles import content, titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import App, ComposeResult
    from textual.widget import Widget

    from readlist.tui.widgets.drawn import Line

Result = TypeVar("Result")

Hint = tuple[str, str]
"""A key as people write it, and what it does."""
PRESSED = {"Enter": "enter", "Esc": "escape", "PgDn": "pagedown", "Tab": "tab", "space": "space"}
"""The toolkit's names of keys; what else has several letters, and no plus, is no single key."""
LOOKS = Path(__file__).parents[1] / "dialogs.tcss"
_EDGE = 3  # a corner of the box, its edge and a blank


class Dialog(ModalScreen[Result]):
    """A box with a title; Esc closes it without a result. Subclasses say what is in it and what its keys do."""

    CSS_PATH = LOOKS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "cancel", show=False)]
    HINTS: ClassVar[tuple[Hint, ...]] = (("Esc", "cancel"),)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._box_title = title

    @property
    def hints(self) -> Sequence[Hint]:
        """The keys on the lower edge of the box."""
        return self.HINTS

    def body(self) -> Iterable[Widget]:
        """What stands in the box."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Put the body into its box."""
        box = Box(self.hints, *self.body())
        titled(box, cell(self._box_title))
        yield box

    def take_key(self, key: str) -> bool:
        """Take a key before the field it was typed into does; whether it was taken."""
        if key == "escape":
            self.action_cancel()
        return key in {"escape", "tab", "shift+tab"}

    def action_cancel(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Give a field the keys that were typed before it had the focus."""
        fields = [widget for widget in self.query() if isinstance(widget, Field | NoteArea)]
        if fields and not any(event is seen for field in fields for seen in field.seen):
            hand_on(event, self.focused if self.focused in fields else fields[0])

    def on_paste(self, event: events.Paste) -> None:
        """Keep a paste that no field took away from the screens below."""
        event.stop()


class Box(Vertical):
    """The box of a dialog, with as many of its keys on the lower edge as there is room for, the last two always."""

    def __init__(self, hints: Sequence[Hint], *children: Widget) -> None:
        super().__init__(*children, classes="dialog", id="dialog")
        self._hints = hints
        self._line: Line = ()

    def on_resize(self) -> None:
        """Show the keys that there is room for."""
        self._line = key_line(self._hints, self.outer_size.width - 2 * _EDGE)
        self.border_subtitle = content(*self._line)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        if event.screen_y == self.region.bottom - 1:
            shown = key_at(self._line, event.screen_x - self.region.x - _EDGE)
            if len(shown) == 1 or shown in PRESSED or "+" in shown:
                self.app.call_later(self.app.simulate_key, PRESSED.get(shown, shown))


def ascii_only(app: App[object]) -> bool:
    """Whether the app was asked to draw with ASCII signs only."""
    return app.has_class("-ascii")
