"""What can be written inside one action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.change import Change

if TYPE_CHECKING:
    from readlist.store.imports import Imports
    from readlist.store.journal import Step


class Writing:
    """What can be written inside one action: ``step`` changes papers, ``imports`` keeps texts and sources."""

    def __init__(self, step: Step, imports: Imports) -> None:
        self.step = step
        self.imports = imports
        self._connection = step.connection

    def pin_citekey(self, paper: int, key: str) -> None:
        """Give a paper its citation key for good: no step holds it, since what was handed out must stay."""
        self.step.rewording.take_out([paper])
        self.step.found_anew.add(paper)
        self._connection.execute("UPDATE reading SET citekey = ? WHERE paper = ? AND citekey IS NULL", (key, paper))

    def change(self) -> Change:
        """What the action has changed so far."""
        return Change(self.step.id, self.step.label, tuple(sorted(self.step.changed)), frozenset(self.step.fields))
