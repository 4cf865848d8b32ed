"""The keys of a place: what was typed so far, which command it is, and what the hint line shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.errors import NotFound
from readlist.tui.commands import COMMANDS, commands_of, help_rows, hints
from readlist.tui.commands.key_maps import pairs, rebound
from readlist.tui.context import Context
from readlist.tui.keys import Chosen, KeyReader, Pending, spelled, trie
from readlist.tui.widgets.bars import hint_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readlist.tui.context import Place, Stage
    from readlist.tui.desk import Desk
    from readlist.tui.widgets.drawn import Line


class Keyboard:
    """Turns keys into commands of one place, and runs them; ``wishes`` are the user's own keys (``key_maps``)."""

    def __init__(self, place: Place, wishes: Mapping[str, str | Sequence[str]]) -> None:
        known = rebound(COMMANDS, wishes) if wishes else COMMANDS
        self.commands = commands_of(place, known)
        self.help_rows = help_rows(place, known)
        self._hints = hints(place, known)
        self._hints_without_papers = hints(place, known, papers=False)
        bindings = pairs(known, place)
        self._keys = KeyReader(trie(bindings))
        self._shown = {spelled(keys): keys.split() for keys, _ in bindings}
        self._begun: Pending | None = None

    def feed(self, key: str, character: str | None) -> Chosen | None:
        """The command that a key completes; None where more keys are needed, or where it means nothing."""
        found = self._keys.feed(character if character and character != " " else key)
        self._begun = found if isinstance(found, Pending) and found.typed else None
        return found if isinstance(found, Chosen) else None

    def keys_shown_as(self, shown: str) -> Sequence[str]:
        """The keys of a hint; where a sequence was begun, the one that goes on with it."""
        if self._begun is None:
            return self._shown.get(shown, ())
        return [key for key, _ in self._begun.continuations if spelled(key) == shown]

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
            (spelled(key), self.commands[name].hint or self.commands[name].label if name in self.commands else name)
            for key, name in self._begun.continuations
        ]
        return hint_line(pairs, width, self._begun.typed)
