"""What was done to the library, newest first: any of it that nothing builds on is taken back, or done again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from readlist.tui.cells import cell, fit, wrap
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.screens.help import Help
from readlist.tui.widgets.bars import Bar
from readlist.tui.widgets.key_line import Key, bindings, help_rows, hinted
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from readlist.model.change import Step
    from readlist.tui.desk import Desk
    from readlist.tui.messages import Message
    from readlist.tui.widgets.drawn import Line

STEPS = 200
TITLES = 3
KEYS = (
    Key("enter", "turn", "undo or redo this one", "take the step back, or do it again"),
    Key("u", "turn", "", "the same"),
    Key("question_mark", "keys", "keys", "these keys"),
    Key("q", "cancel", "", "close"),
    Key("U", "cancel", "", "close"),
)
_PAINTS = {"done": "plain", "undone": "warn", "dropped": "muted"}


class History(Dialog[None]):
    """The steps of the journal, each with its time, what became of it, and what it did; below, the papers of one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    HINTS: ClassVar[tuple[Hint, ...]] = (*hinted(KEYS), ("Esc", "close"))

    def __init__(self, desk: Desk, now: datetime | None = None) -> None:
        super().__init__("History")
        self._desk = desk
        self._steps: Sequence[Step] = ()
        self._now = now or datetime.now().astimezone()

    def body(self) -> Iterable[Widget]:
        """The steps, the papers of the one under the cursor, and what came of it."""
        plain = ascii_only(self.app)
        yield PickList(self._row, id="steps", ascii=plain)
        yield Bar(id="named", ascii=plain)
        yield Bar(id="told", ascii=plain)

    def on_mount(self) -> None:
        """Show the steps."""
        self.query_one("#steps", PickList).focus()
        self._read()

    def look(self) -> None:
        """Show the steps as they are now, and what the desk tells."""
        if self.is_mounted:
            self._read()
            bar = self.query_one("#told", Bar)
            bar.show(*told_lines(self._desk.message, bar.size.width))

    def _read(self) -> None:
        here = self._here
        self._steps = self._desk.library.history(STEPS)
        rows = self.query_one("#steps", PickList)
        place = next((at for at, step in enumerate(self._steps) if here and step.id == here.id), 0)
        rows.fill(max(len(self._steps), 1), place if self._steps else -1)
        self._name_papers()

    def on_pick_list_moved(self) -> None:
        """Name the papers of the step under the cursor."""
        self._name_papers()

    def on_resize(self) -> None:
        """Name as many titles as there is room for."""
        self.call_after_refresh(self._name_papers)

    def _name_papers(self) -> None:
        bar, here = self.query_one("#named", Bar), self._here
        ids = self._desk.library.papers_of_step(here.id, TITLES) if here else []
        titles = [paper.record.heading for paper in self._desk.papers(ids)]
        bar.show(*paper_lines(titles, here.papers if here else 0, bar.size.width))

    @property
    def _here(self) -> Step | None:
        cursor = self.query_one("#steps", PickList).cursor
        return self._steps[cursor] if 0 <= cursor < len(self._steps) else None

    def action_keys(self) -> None:
        """Show the keys of this menu."""
        self.app.push_screen(Help(help_rows("history", KEYS)))

    def action_turn(self) -> None:
        """Take the step under the cursor back, or do it again."""
        step = self._here
        if step is not None:
            self._desk.attempt(lambda: self._desk.undo(step, redo=step.state != "done"))

    def on_pick_list_taken(self) -> None:
        """Turn the step that was clicked twice."""
        self.action_turn()

    def _row(self, index: int, cells: int) -> Line:
        if not self._steps:
            return (("nothing was done yet", "muted"),)
        return step_row(self._steps[index], cells, self._now)


def told_lines(message: Message, cells: int) -> list[Line]:
    """What the desk tells; where it went wrong, with what to do."""
    text = f"{message.text}. {message.hint}" if message.wrong and message.hint else message.text
    return [((line, "wrong" if message.wrong else "muted"),) for line in wrap(cell(text), max(cells, 1))]


def paper_lines(titles: Sequence[str], papers: int, cells: int) -> list[Line]:
    """The first titles of a step, one a line, and how many papers more it changed; the others may be gone.

    >>> ["".join(text for text, _ in line).rstrip() for line in paper_lines(["Maps", "Moons"], 12, 20)]
    ['  Maps', '  Moons', '  and 10 more']
    """
    lines: list[Line] = [((f"  {fit(cell(title), cells - 2)}", "plain"),) for title in titles]
    more = papers - len(titles)
    if more > 0:
        lines.append(((f"  and {more:,} more" if titles else f"  {papers:,} papers that are not there", "muted"),))
    return lines


def step_row(step: Step, cells: int, now: datetime) -> Line:
    """A step of the journal on one line."""
    when, papers = moment(step.at, now), f"{step.papers:,}" if step.papers != 1 else ""
    room = max(cells - len(when) - 13 - 8, 8)
    paint = _PAINTS[step.state]
    return (
        (f"{when}  ", "muted"),
        (fit(step.standing, 11), "good" if step.state == "done" else paint),
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
