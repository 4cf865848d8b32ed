"""The keys of a place: what was typed so far, which command it is, and what the hint line shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.errors import NotFound
from readlist.tui.commands import bindings, commands_of, help_rows, hints
from readlist.tui.context import Context
from readlist.tui.keys import Chosen, KeyReader, Pending, spelled, trie
from readlist.tui.widgets.bars import hint_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.tui.context import Place, Stage
    from readlist.tui.desk import Desk
    from readlist.tui.widgets.drawn import Line


class Keyboard:
    """Turns keys into commands of one place, and runs them."""

    def __init__(self, place: Place) -> None:
        self.commands = commands_of(place)
        self.help_rows = help_rows(place)
        self._hints = hints(place)
        self._hints_without_papers = hints(place, papers=False)
        self._keys = KeyReader(trie(bindings(place)))
        self._shown = {spelled(keys): keys.split() for keys, _ in bindings(place)}
        self._begun: Pending | None = None

    def feed(self, key: str, character: str | None) -> Chosen | None:
        """The command that a key completes; None where more keys are needed, or where it means nothing."""
        found = self._keys.feed(character if character and character != " " else key)
        self._begun = found if isinstance(found, Pending) and found.typed else None
        return found if isinstance(found, Chosen) else None

    def keys_shown_as(self, shown: str) -> Sequence[str]:
        """The keys of a hint; where a sequence was begun, the one that goes on with it."""
        return (shown,) if self._begun else self._shown.get(shown, ())

    def run(self, line: str, count: int | None, desk: Desk, stage: Stage) -> None:
        """Run the command that a line begins with; NotFound where there is none of that name."""
        name, _, argument = line.strip().partition(" ")
        command = self.commands.get(name)
        if command is None or (argument and command.arguments is None):
            raise NotFound(f"no command named {line.strip()!r}", "? keys")
        command.run(Context(desk, stage, count, argument.strip()))

    def hint_line(self, width: int, *, papers: bool = True) -> Line:
        """How a sequence that was begun may go on, else the most useful keys, with papers here or without."""
        if self._begun is None:
            return hint_line(self._hints if papers else self._hints_without_papers, width)
        pairs = [
            (key, self.commands[name].hint or self.commands[name].label if name in self.commands else name)
            for key, name in self._begun.continuations
        ]
        return hint_line(pairs, width, self._begun.typed)
