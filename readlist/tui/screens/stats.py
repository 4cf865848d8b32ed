"""How the library is worked on: by week, by status, by tag, and when the inbox will be empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from readlist.model.charts import bar, sparkline
from readlist.model.fields import GLYPHS
from readlist.model.statistics import told_delay, told_forecast
from readlist.tui.cells import cell, fit
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.drawn import tag_paint
from readlist.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from textual.widget import Widget

    from readlist.model.statistics import Statistics
    from readlist.tui.desk import Desk
    from readlist.tui.widgets.drawn import Line, Span

WEEKS = 26
_LABEL = 10  # cells
_NUMBER = 9


class Stats(Dialog[None]):
    """The statistics of half a year, counted in the background."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "cancel", "close", show=False),
        Binding("j,down", "move(1)", "down", show=False),
        Binding("k,up", "move(-1)", "up", show=False),
        Binding("pagedown,ctrl+d,space", "move(10)", "further down", show=False),
        Binding("pageup,ctrl+u", "move(-10)", "further up", show=False),
    ]
    HINTS: ClassVar[tuple[Hint, ...]] = (("j k", "scroll"), ("Esc", "close"))

    def __init__(self, desk: Desk) -> None:
        super().__init__("Statistics")
        self._desk = desk

    def body(self) -> Iterable[Widget]:
        """The text."""
        yield Sheet(id="numbers", ascii=ascii_only(self.app))

    def on_mount(self) -> None:
        """Count."""
        self.query_one("#numbers", Sheet).show(lambda _: [(("counting…", "muted"),)])
        self._desk.answers.statistics(WEEKS, self._learn)

    def on_unmount(self) -> None:
        """Count no more."""
        self._desk.answers.stop_statistics()

    def _learn(self, found: Statistics) -> None:
        if self.is_attached:
            self.query_one("#numbers", Sheet).show(lambda cells: [*sheet(found, self._desk.tally.colors, cells)])

    def action_move(self, lines: int) -> None:
        """Scroll by that many lines."""
        self.query_one("#numbers", Sheet).move(lines)


def sheet(found: Statistics, colors: Mapping[str, str], cells: int) -> Iterator[Line]:
    """The statistics in lines of that many cells."""
    yield ((told_forecast(found), "title"),)
    yield ((told_delay(found), "plain"),)
    yield ()
    yield from _weeks(found, cells)
    most = max(found.statuses.values(), default=0)
    yield from _section("By status")
    for status, papers in found.statuses.items():
        name = f"{GLYPHS[status][0]} {status}"
        yield _bar_row((name, f"status-{status}"), papers, most, cells)
    if found.tags:
        yield from _section("By tag")
        for tag, papers in found.tags:
            yield _bar_row((f"#{cell(tag)}", tag_paint(tag, colors)), papers, found.tags[0][1], cells)


def _section(name: str) -> Iterator[Line]:
    yield ()
    yield ((name, "section"),)


def _weeks(found: Statistics, cells: int) -> Iterator[Line]:
    """A sparkline of each number, beside it that of this week and of the week before."""
    room = cells - _LABEL - 3 * _NUMBER
    wide = 2 if room >= 2 * len(found.weeks) else 1
    weeks = found.weeks[-max(room // wide, 1) :]
    width = wide * len(weeks)
    heads = "".join(f"{head:>{_NUMBER}}" for head in ("this week", "before", "in all"))
    yield (fit(f"Last {len(weeks)} weeks", _LABEL + width), "section"), (heads, "faint")
    for name, paint in (("added", "accent"), ("decided", "bar"), ("read", "good")):
        numbers = [getattr(week, name) for week in weeks]
        before = numbers[-2] if len(numbers) > 1 else 0
        counts = "".join(f"{number:>{_NUMBER},}" for number in (numbers[-1], before, sum(numbers)))
        yield (fit(name, _LABEL), "plain"), (sparkline(numbers, wide), paint), (counts, "muted")
    yield ((fit(f"{' ' * _LABEL}{weeks[0].start}", _LABEL + width), "faint"),)


def _bar_row(name: Span, papers: int, most: int, cells: int) -> Line:
    label = min(max(cells // 3, _LABEL + 2), 24)
    drawn = bar(papers, most, max(cells - label - _NUMBER - 1, 1))
    return (fit(name[0], label), name[1]), (f"{papers:>{_NUMBER},} ", "muted"), (drawn, name[1])
