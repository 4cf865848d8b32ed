"""What a user's action did: a change of papers, and the step of the journal that holds it."""

from __future__ import annotations

from typing import Literal, NamedTuple

BULK = 50  # papers
"""Before so many papers leave at once, a backup is made."""


class Change(NamedTuple):
    """What one action did: its undo step (None if nothing changed), a label for people, the papers and the fields.

    ``kind`` tells whether it was done, taken back or done again, ``warning`` what could not be done before it.
    """

    step: int | None
    label: str
    ids: tuple[int, ...] = ()
    fields: frozenset[str] = frozenset()
    kind: Literal["do", "undo", "redo"] = "do"
    warning: str = ""


class Step(NamedTuple):
    """A step of the journal: its ISO time in UTC, its label, how many papers it changed.

    ``state`` is "done", "undone" (can be redone) or "dropped" (undone, and something else was done since).
    """

    id: int
    at: str
    label: str
    state: Literal["done", "undone", "dropped"]
    papers: int

    @property
    def standing(self) -> str:
        """The state in words, of which none names a status of papers."""
        return "past redo" if self.state == "dropped" else self.state
