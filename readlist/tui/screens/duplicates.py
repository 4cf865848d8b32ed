"""Papers that look like one, two at a time: merge them field by field, or tell them apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.screen import ModalScreen

from readlist.errors import ReadlistError
from readlist.tui.cells import LONGEST_CELL, cell
from readlist.tui.pairing import Pairing
from readlist.tui.screens.dialog import LOOKS, ascii_only
from readlist.tui.screens.help import Help
from readlist.tui.screens.pair_text import field_line, pair_line, sides_line, value_lines
from readlist.tui.widgets.bars import Bar
from readlist.tui.widgets.key_line import Key, KeyLine, bindings, help_rows
from readlist.tui.widgets.pick_list import LEAD, TRAIL, PickList
from readlist.tui.widgets.sheet import Sheet
from readlist.tui.widgets.titles import titled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from readlist.library.near import NearPair
    from readlist.model.paper import Paper
    from readlist.tui.answers import Search
    from readlist.tui.desk import Deed, Desk
    from readlist.tui.pairing import Row, Side
    from readlist.tui.widgets.drawn import Line

PATIENCE = 0.15
"""Seconds between two looks at how far the search is."""
KEYS = (
    Key("enter", "merge", "merge", "merge: what is marked is kept"),
    Key("x", "tell_apart", "two papers", "two papers: never show the pair again"),
    Key("h,left", "take('left')", "left", "take the field from the left paper"),
    Key("l,right", "take('right')", "right", "take the field from the right paper"),
    Key("b", "take('both')", "both", "take the field from both, or as proposed"),
    Key("n,space,tab", "turn(1)", "next", "next pair"),
    Key("N,shift+tab", "turn(-1)", "", "pair before"),
    Key("u", "undo", "undo", "take the last pair back"),
    Key("J", "scroll(1)", "", "scroll the values down"),
    Key("K", "scroll(-1)", "", "scroll the values up"),
    Key("question_mark", "keys", "keys", "these keys"),
    Key("escape,q", "close", "close", "close"),
)
MOVES = (("move", "j k ↓ ↑", "next field, field before"), ("move", "g G", "first field, last field"))


class Pair(NamedTuple):
    """Two papers by their ids, the title of the first, and why they look like one."""

    one: int
    other: int
    heading: str
    evidence: str


class Done(NamedTuple):
    """A change that was made here: its step, and the pairs and the place among them before it."""

    step: int
    pairs: Sequence[Pair]
    place: int


class Duplicates(ModalScreen[None]):
    """Shows one pair after the other; each merge, and each “two papers”, is a step that ``u`` takes back.

    Pairs are looked for in the library, unless two papers are ``chosen``.
    """

    CSS_PATH = LOOKS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012  the toolkit's type

    def __init__(self, desk: Desk, chosen: Sequence[Paper] = ()) -> None:
        super().__init__()
        self._desk = desk
        self._chosen = chosen
        self._search: Search | None = None
        self._pairs: Sequence[Pair] = ()
        self._place = 0
        self._done: list[Done] = []
        self._pairing: Pairing | None = None
        self._rows: list[Row] = []

    def compose(self) -> ComposeResult:
        """The pairs above the fields of one of them, above the values of one field."""
        plain = ascii_only(self.app)
        self._title, self._sides = Bar(id="pair-title", ascii=plain), Bar(id="pair-sides", ascii=plain)
        self._list = PickList(self._pair_line, id="pairs", ascii=plain, focusable=False)
        self._fields = PickList(self._field_line, id="fields", ascii=plain)
        self._values = Sheet(id="values", ascii=plain)
        self._keys = KeyLine(KEYS, id="pair-keys", ascii=plain)
        yield from (self._title, self._list, self._sides, self._fields, self._values, self._keys)

    def on_mount(self) -> None:
        """Begin to look for pairs."""
        self._fields.focus()
        if len(self._chosen) == 2:
            one, other = self._chosen
            self._show([_pair(one, other, "the two that were selected")], 0)
        else:
            self._search = self._desk.answers.duplicates(self._learn)
            self.set_interval(PATIENCE, self._tell_progress)
            self._tell_progress()

    def on_unmount(self) -> None:
        """Look no further."""
        if self._search is not None:
            self._desk.answers.stop_duplicates(self._search)

    def on_resize(self) -> None:
        """Keep the papers above their columns."""
        self.call_after_refresh(self._show_sides)

    def on_paste(self, event: events.Paste) -> None:
        """Keep a paste away from the screens below."""
        event.stop()

    def _tell_progress(self) -> None:
        if self._search is not None:
            self._title.show(((f" Duplicates: comparing papers, {self._search.share:.0%}; Esc gives up", "title"),))

    def _learn(self, found: list[NearPair]) -> None:
        if self.is_attached:
            self._search = None
            self._show([_pair(pair.one, pair.other, pair.evidence) for pair in found], 0)

    # Showing

    def _show(self, pairs: Sequence[Pair], place: int) -> None:
        """Show pairs, one of them with its fields; those of which a paper has left since are not shown."""
        self._pairs, self._pairing, self._place = pairs, None, place
        while self._pairs and self._pairing is None:
            self._place = min(self._place, len(self._pairs) - 1)
            pair = self._pairs[self._place]
            papers = self._desk.library.papers([pair.one, pair.other])
            if len(papers) == 2:
                self._pairing = Pairing(papers[0], papers[1])
            else:
                self._pairs = [*self._pairs[: self._place], *self._pairs[self._place + 1 :]]
        self._list.fill(max(len(self._pairs), 1), self._place if self._pairs else -1)
        self._fill_fields(0)
        told = "none"
        if self._pairs:
            told = f"pair {self._place + 1:,} of {len(self._pairs):,}: {self._pairs[self._place].evidence}"
        self._title.show(((f" Duplicates  {cell(told)}", "title"),))
        self._show_sides()

    def _fill_fields(self, cursor: int) -> None:
        self._rows = self._pairing.rows if self._pairing else []
        self._fields.fill(len(self._rows), cursor)
        self._fields.refresh()
        self._show_values()

    def _show_sides(self) -> None:
        width = self._sides.size.width - LEAD - TRAIL
        self._sides.show(((" " * LEAD, "plain"), *sides_line(self._pairing, width)) if self._pairing else ())

    def _show_values(self) -> None:
        row = self._here
        titled(self._values, f" {row.label} " if row else "")
        self._values.show(partial(value_lines, row) if row else lambda _: ())

    @property
    def _here(self) -> Row | None:
        return self._rows[self._fields.cursor] if 0 <= self._fields.cursor < len(self._rows) else None

    def _pair_line(self, index: int, cells: int) -> Line:
        if not self._pairs:
            return (("" if self._search else "no pair of papers looks like one", "muted"),)
        return pair_line(self._pairs[index].heading, self._pairs[index].evidence, cells)

    def _field_line(self, index: int, cells: int) -> Line:
        return field_line(self._rows[index], cells)

    # Keys

    def on_pick_list_moved(self) -> None:
        """Follow the cursors."""
        self._keys.say(())
        if self._pairing and self._list.cursor != self._place:
            self._show(self._pairs, self._list.cursor)
        else:
            self._show_values()

    def action_turn(self, pairs: int) -> None:
        """Go to another pair."""
        place = min(max(self._place + pairs, 0), len(self._pairs) - 1)
        if self._pairing and place != self._place:
            self._keys.say(())
            self._show(self._pairs, place)

    def action_scroll(self, lines: int) -> None:
        """Scroll the values in full."""
        self._values.move(lines)

    def action_take(self, side: Side) -> None:
        """Take the field under the cursor from one of the papers, or both."""
        if self._pairing and self._here:
            self._pairing = self._pairing.taking(self._here.field, side)
            self._fill_fields(self._fields.cursor)

    def action_merge(self) -> None:
        """Merge the two papers as they are shown, and go on."""
        if self._pairing:
            gone, chosen = self._pairing.other.id, self._pairing.chosen
            rest = [pair for pair in self._pairs if gone not in pair[:2]]
            self._change(self._pairing, lambda library, ids: library.merge(ids[0], ids[1:], chosen), rest)

    def action_tell_apart(self) -> None:
        """Remember that the two papers only look like one, and go on."""
        if self._pairing:
            rest = [pair for at, pair in enumerate(self._pairs) if at != self._place]
            self._change(self._pairing, lambda library, ids: library.set_apart([(ids[0], ids[1])]), rest)

    def action_undo(self) -> None:
        """Take the last change back that was made here, and show its pair."""
        if not self._done:
            self._say("nothing was done here yet")
            return
        last = self._done[-1]
        if self._latest_step() != last.step:
            self._say("something else was done since: undo it in the list", "wrong")
            return
        try:
            self._desk.undo()
        except ReadlistError as error:
            self._say(f"{error.message}. {error.hint}", "wrong")
            return
        self._done.pop()
        self._show(last.pairs, last.place)
        self._say(self._desk.message.text)

    def action_keys(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(Help([*help_rows("duplicates", KEYS), *MOVES]))

    def action_close(self) -> None:
        """Go back to the list."""
        self.dismiss(None)

    def _change(self, pairing: Pairing, deed: Deed, rest: Sequence[Pair]) -> None:
        """Change the two papers that are shown, and go on with the rest of the pairs."""
        before = self._latest_step()
        try:
            self._desk.act(deed, [pairing.kept.id or 0, pairing.other.id or 0], after=False)
        except ReadlistError as error:
            self._say(f"{error.message}. {error.hint}", "wrong")
            return
        if self._latest_step() != before:
            self._done.append(Done(self._latest_step(), self._pairs, self._place))
        self._show(rest, self._place)
        self._keys.say((("u", "key"), (" undo  ", "muted"), (cell(self._desk.message.text), "plain")))

    def _latest_step(self) -> int:
        """The id of the last step that stands."""
        step = self._desk.library.next_step(redo=False)
        return step.id if step else 0

    def _say(self, told: str, paint: str = "muted") -> None:
        self._keys.say(((cell(told), paint),))


def _pair(one: Paper, other: Paper, evidence: str) -> Pair:
    return Pair(one.id or 0, other.id or 0, one.record.heading[:LONGEST_CELL], evidence)
