"""Marks: letters that stand for a paper in a view, as in vim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.errors import ReadlistError

if TYPE_CHECKING:
    from readlist.tui.view import View

BACK = "'"
"""The mark of where one came from."""


class Marks:
    """The marks that were set; ``BACK`` is set at each jump."""

    def __init__(self) -> None:
        self._set: dict[str, tuple[View, int | None]] = {}

    def put(self, letter: str, view: View) -> None:
        """Set a mark on the paper under the cursor."""
        self._set[letter] = view.anew(view.filter, view.order), view.paper

    def jump(self, letter: str, here: View) -> tuple[View, int | None]:
        """The view of a mark, nothing known of its papers yet, and the paper; ReadlistError where it was not set."""
        if letter not in self._set:
            known = " ".join(sorted(self._set.keys() - {BACK}))
            raise ReadlistError(f"no mark {letter}", f"set: {known}" if known else "m and a letter sets one")
        found = self._set[letter]
        self.put(BACK, here)
        return found
