"""Changes that the screen does not wait for: made one after the other, in the order in which they were asked for."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import ReadlistError
from readlist.tui.background import WRITING

if TYPE_CHECKING:
    from collections.abc import Callable

    from readlist.library import Library
    from readlist.model.change import Change
    from readlist.tui.background import Background


class _Wanted(NamedTuple):
    deed: Callable[[Library], Change | None]
    what: str


class Later:
    """A queue of changes; ``made`` is told each, on the thread of the screen, ``failed`` what went wrong instead.

    Each has time to wait for other processes that are writing.
    """

    def __init__(
        self,
        library: Library,
        background: Background,
        made: Callable[[Change | None], None],
        failed: Callable[[ReadlistError], None],
    ) -> None:
        self._library = library
        self._background = background
        self._made = made
        self._failed = failed
        self._wanted: deque[_Wanted] = deque()
        self._at_work = ""

    @property
    def what(self) -> str:
        """What is being changed; empty if nothing is."""
        return self._at_work

    def add(self, deed: Callable[[Library], Change | None], what: str) -> None:
        """Make a change when those before it are made."""
        self._wanted.append(_Wanted(deed, what))
        if not self._at_work:
            self._begin()

    def finish(self) -> None:
        """Make what is left, once nothing works in the background any more."""
        self._make_all(self._library)

    def _begin(self) -> None:
        self._at_work = self._wanted[0].what
        self._background.ask(WRITING, self._make_all, self._tell, self._give_up)

    def _make_all(self, _: Library) -> list[Change | ReadlistError | None]:
        """Make all changes, those included that are asked for meanwhile; one leaves the queue when it is stored."""
        outcomes: list[Change | ReadlistError | None] = []
        if not self._wanted:
            return outcomes
        with self._library.reopened() as own:
            while self._wanted:
                try:
                    outcomes.append(self._wanted[0].deed(own))
                except ReadlistError as error:
                    outcomes.append(error)
                self._wanted.popleft()
        return outcomes

    def _tell(self, outcomes: list[Change | ReadlistError | None]) -> None:
        self._at_work = ""
        for outcome in outcomes:
            if isinstance(outcome, ReadlistError):
                self._failed(outcome)
            else:
                self._made(outcome)
        if self._wanted:
            self._begin()

    def _give_up(self, error: ReadlistError) -> None:
        self._at_work = ""
        self._wanted.clear()
        self._failed(error)
