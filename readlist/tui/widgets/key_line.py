"""The keys of a dialog: written once, from which its bindings, the line at its foot and its help derive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.binding import Binding

from readlist.tui.widgets.bars import key_at
from readlist.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.strip import Strip

    from readlist.tui.widgets.drawn import Line

_SHOWN = {
    "enter": "Enter", "escape": "Esc", "left": "←", "question_mark": "?", "right": "→", "slash": "/", "tab": "Tab",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """A key, the action it runs, a word for the line at the foot ("" for none), and what it does for the help.

    ``key`` may be several keys, parted by commas; the foot shows the first.
    """

    key: str
    action: str
    word: str
    label: str

    @property
    def shown(self) -> str:
        """The first key as people write it."""
        return self.all_shown[0]

    @property
    def all_shown(self) -> list[str]:
        """Every key as people write it."""
        return [_SHOWN.get(key, key) for key in self.key.split(",")]


def bindings(keys: Iterable[Key]) -> list[Binding]:
    """The keys as the toolkit binds them."""
    return [Binding(key.key, key.action, key.label, show=False) for key in keys]


def help_rows(group: str, keys: Iterable[Key]) -> list[tuple[str, str, str]]:
    """The keys as (group, keys, label)."""
    return [(group, " ".join(key.all_shown), key.label) for key in keys]


def hinted(keys: Iterable[Key]) -> list[tuple[str, str]]:
    """The keys as (key, word), those that have a word."""
    return [(key.shown, key.word) for key in keys if key.word]


class KeyLine(Drawn):
    """The line at the foot of a screen: as many of its keys as there is room for, the last two always."""

    def __init__(self, keys: Sequence[Key], *, id: str, ascii: bool = False) -> None:  # noqa: A002  the toolkit's names
        super().__init__(id=id, ascii=ascii)
        self._keys = keys
        self._words: dict[str, str] = {}
        self._said: Line = ()

    def word(self, action: str, word: str) -> None:
        """Show another word for the key of an action."""
        if self._words.get(action) != word:
            self._words[action] = word
            self.refresh()

    def say(self, line: Line) -> None:
        """Show a message instead of the keys; an empty one brings the keys back."""
        if self._said != line:
            self._said = line
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  there is one line
        """Draw the message, or the keys."""
        return self.strip_of(self._line())

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        shown = key_at(self._line(), event.x)
        for key in self._keys:
            if key.shown == shown:
                self.app.call_later(self.app.simulate_key, key.key)

    def _line(self) -> Line:
        words = [(key.shown, word) for key in self._keys if (word := self._words.get(key.action, key.word))]
        return ((" ", "plain"), *(self._said or key_line(words, self.size.width - 2)))


def key_line(keys: Sequence[tuple[str, str]], cells: int) -> Line:
    """Keys and words on one line of that many cells, the least important left out, the last two kept.

    >>> "".join(text for text, _ in key_line([("a", "add"), ("b", "better"), ("?", "keys"), ("Esc", "leave")], 28))
    'a add  ? keys  Esc leave'
    """
    kept = list(keys)
    while len(kept) > 2 and sum(cell_len(f"{key} {word}") + 2 for key, word in kept) - 2 > cells:
        kept.pop(-3)
    gaps = ["  "] * (len(kept) - 1) + [""]
    spans = (((key, "key"), (f" {word}{gap}", "muted")) for (key, word), gap in zip(kept, gaps, strict=True))
    return tuple(span for pair in spans for span in pair)
