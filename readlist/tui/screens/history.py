"""What was done to the library, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from readlist.tui.cells import cell, fit
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from readlist.model.change import Step
    from readlist.tui.widgets.drawn import Line

_PAINTS = {"done": "plain", "undone": "warn", "dropped": "muted"}


class History(Dialog[None]):
    """The steps of the journal, each with its time, what became of it, and what it did."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,U", "cancel", "close", show=False)]
    HINTS: ClassVar[tuple[Hint, ...]] = (("j k", "move"), ("Esc", "close"))

    def __init__(self, steps: Sequence[Step], now: datetime | None = None) -> None:
        super().__init__("History")
        self._steps = steps
        self._now = now or datetime.now().astimezone()

    def body(self) -> Iterable[Widget]:
        """The list of steps."""
        yield PickList(self._row, id="steps", ascii=ascii_only(self.app))

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one("#steps", PickList)
        rows.fill(max(len(self._steps), 1), 0 if self._steps else -1)
        rows.focus()

    def _row(self, index: int, cells: int) -> Line:
        if not self._steps:
            return (("nothing was done yet", "muted"),)
        return step_row(self._steps[index], cells, self._now)


def step_row(step: Step, cells: int, now: datetime) -> Line:
    """A step of the journal on one line."""
    when, papers = moment(step.at, now), f"{step.papers:,}" if step.papers != 1 else ""
    room = max(cells - len(when) - 11 - 8, 8)
    paint = _PAINTS[step.state]
    return (
        (f"{when}  ", "muted"),
        (fit(step.state, 9), "good" if step.state == "done" else paint),
        (fit(cell(step.label), room), paint),
        (f"{papers:>8}", "muted"),
    )


def moment(at: str, now: datetime) -> str:
    """An ISO time in the clock of ``now``, 12 letters long: the time of a day this year, else the date.

    >>> moment("2031-05-06T07:08:09+00:00", datetime.fromisoformat("2031-05-07T00:00:00+00:00"))
    '06 May 07:08'
    """
    try:
        then = datetime.fromisoformat(at)
    except ValueError:
        return fit(cell(at), 12)
    local = then.astimezone(now.tzinfo)
    return local.strftime("%d %b %H:%M" if local.year == now.year else "%d %b  %Y")
