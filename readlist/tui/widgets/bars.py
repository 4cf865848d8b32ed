"""The lines around the list: views above, status and hints below, the side bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.message import Message

from readlist.model.fields import GLYPHS
from readlist.model.paper import Status
from readlist.tui.cells import cell, fit
from readlist.tui.view import ALL, tag_query
from readlist.tui.widgets.drawn import Drawn, tag_paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.strip import Strip

    from readlist.library.counted import Counted
    from readlist.tui.messages import Message as Told
    from readlist.tui.tally import Tally
    from readlist.tui.view import View
    from readlist.tui.widgets.drawn import Line, Span

HINTS_WHEN_NARROW = 9
HELP_KEY = "?"
_SHORT_HINT = 12  # cells


class Item(NamedTuple):
    """A part of a line of a bar, and the command line that a click on it stands for, if any."""

    line: Line
    run: str = ""


class Bar(Drawn):
    """Some lines that are set from outside."""

    class Clicked(Message):
        """A part was clicked that stands for a command line."""

        def __init__(self, run: str) -> None:
            super().__init__()
            self.run = run

    rows: Sequence[Sequence[Item]] = ()

    def show(self, *lines: Line) -> None:
        """Show these lines."""
        self.show_items([[Item(line)] for line in lines])

    def show_items(self, rows: Sequence[Sequence[Item]]) -> None:
        """Show these lines, each of several parts."""
        if rows != self.rows:
            self.rows = rows
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the lines; nothing behind the last."""
        return self.strip_of(joined(self.rows[y]) if y < len(self.rows) else ())

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        end = 0
        for item in self.rows[event.y] if event.y < len(self.rows) else ():
            begin, end = end, end + length_of(item.line)
            if begin <= event.x < end and item.run:
                self.post_message(self.Clicked(item.run))


class Foot(Drawn):
    """The status line, and the hints below it."""

    class Clicked(Message):
        """A key was clicked, which is given as it is shown."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    status: Line = ()
    hints: Line = ()

    def show_status(self, line: Line) -> None:
        """Show another status."""
        if line != self.status:
            self.status = line
            self.redraw(0)

    def show_hints(self, line: Line) -> None:
        """Show other hints."""
        if line != self.hints:
            self.hints = line
            self.redraw(1)

    def render_line(self, y: int) -> Strip:
        """The status on a ground of its own, or the hints."""
        return self.strip_of(self.hints) if y else self.strip_of(self.status, "status")

    def on_click(self, event: events.Click) -> None:
        """Tell which key was clicked."""
        if key := key_at(self.hints if event.y else self.status, event.x):
            self.post_message(self.Clicked(key))


def key_at(line: Line, x: int) -> str:
    """The key that a click in a line of keys and words stands for; nothing where there is none.

    >>> key_at(((" ", "accent"), ("r ", "key"), ("read  ", "muted"), ("x ", "key"), ("drop", "muted")), 4)
    'r'
    >>> key_at((("read: Quiet Pixels", "plain"), ("  u undo", "accent")), 22)
    'u'
    """
    key, end = "", 0
    for text, paint in line:
        if paint in {"key", "accent"}:
            key = text.split()[0] if text.strip() else ""
        elif paint != "muted":
            key = ""
        end += cell_len(text)
        if x < end:
            return key
    return ""


def views_line(view: View, tally: Tally, width: int) -> list[Item]:
    """The views with their numbers, the one looked at marked; an unusual order at the right end.

    Where there is not room for all, the view looked at comes first, and the others as far as they fit.
    """
    known = [(status.value, f"status:{status}", tally.statuses.get(status, 0)) for status in Status]
    known.append(("all", ALL, tally.total))
    items = [_view_item(name, f"{count:,}", here=view.base == base) for name, base, count in known]
    if all(view.base != base for _, base, _ in known):
        items.append(Item(_name_and_count(cell(view.name), "", here=True)))
    order = order_of(view)
    if sum(length_of(item.line) for item in items) + 1 + len(order) > width:
        items.sort(key=lambda item: item.line[0][1] != "title")
    shown, used = [Item(((" ", "plain"),))], 1 + len(order)
    for item in items:
        if used + length_of(item.line) <= width:
            shown.append(item)
            used += length_of(item.line)
    return [*shown, Item(((" " * (width - used), "plain"),)), Item(((order, "faint"),), "reverse-order")]


def order_of(view: View) -> str:
    """The order of a view, if it is not the usual one."""
    return f"{view.order.field} {'↑' if view.order.reverse else '↓'} " if view.order.field != "added" else ""


def _view_item(name: str, count: str, *, here: bool) -> Item:
    return Item(_name_and_count(name.capitalize(), count, here=here), f"go-{name}")


def _name_and_count(name: str, count: str, *, here: bool) -> Line:
    return (f"{'▌' if here else ' '}{name} ", "title" if here else "muted"), (
        f"{count}  ",
        "accent" if here else "faint",
    )


def length_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def joined(items: Iterable[Item]) -> Line:
    """The parts of a line as one."""
    return tuple(span for item in items for span in item.line)


def status_line(view: View, tally: Tally, message: Told, width: int) -> Line:
    """The view and where the cursor is in it, the decisions of today, and the last action at the right."""
    total = f"{len(view.ids):,}{'' if view.complete else '+'}"
    place = f"{view.cursor + 1:,} of {total}" if view.ids else "no match" if view.filter else "empty"
    left: list[tuple[str, str]] = [(f" {cell(view.name)}  ", "title"), (f"{place}  ", "muted")]
    if view.chosen:
        left.append((f"{view.chosen:,} selected  ", "mark"))
    decided = f"{tally.decided:,} decided today  "
    hint = f"  {message.hint}" if message.hint else ""
    taken = sum(cell_len(text) for text, _ in left)
    if tally.decided and taken + len(decided) + min(cell_len(message.text), 24) + len(hint) + 3 <= width:
        left.append((decided, "faint"))
        taken += len(decided)
    room = max(width - taken - 3, 0)
    text = cell(message.text)
    # A long hint gets what the message leaves, and never less than a third; "u undo" stays whole.
    hint = fit(hint, min(cell_len(hint), max(room - cell_len(text), room // 3, _SHORT_HINT)))
    shown = fit(text, min(cell_len(text), room - cell_len(hint)))
    padding = max(width - taken - cell_len(shown) - cell_len(hint) - 1, 0)
    return (*left, (" " * padding, "plain"), (shown, "wrong" if message.wrong else "plain"), (hint, "accent"))


def hint_line(pairs: Sequence[tuple[str, str]], width: int, typed: str = "") -> Line:
    """Keys and what they do, as many as there is room for, the help always; ``typed`` is an unfinished sequence."""
    spans: list[Span] = [(f" {typed}…  " if typed else " ", "accent")]
    most = len(pairs) if width >= 100 or typed else HINTS_WHEN_NARROW
    wanted = pairs[:most]
    room = width - cell_len(spans[0][0]) - sum(_hint_length(pair) for pair in wanted if pair[0] == HELP_KEY)
    for pair in wanted:
        if pair[0] != HELP_KEY:
            if _hint_length(pair) - 2 > room:
                continue
            room -= _hint_length(pair)
        spans += [(f"{pair[0]} ", "key"), (f"{pair[1]}  ", "muted")]
    return tuple(spans)


def _hint_length(pair: tuple[str, str]) -> int:
    return cell_len(pair[0]) + cell_len(pair[1]) + 3


def side_rows(view: View, tally: Tally, saved: Sequence[Counted], width: int, height: int) -> list[list[Item]]:
    """The views, those that were saved, and the most used tags, with their numbers where they are known."""

    def row(run: str, name: str, number: int | None, *, here: bool, paint: str = "muted") -> list[Item]:
        count = "" if number is None else f"{number:,}"
        line = (
            ("▌" if here else " ", "bar"),
            (fit(cell(name), width - len(count) - 4), "title" if here else paint),
            (f" {count} ", "accent" if here else "faint"),
        )
        return [Item(line, run)]

    def is_here(base: str) -> bool:
        return view.base == base and not view.called

    order = order_of(view)
    head = _heading("Views", width - 1 - len(order))
    rows = [[*head, Item(((order, "faint"),), "reverse-order")]]
    for status in Status:
        name = f"{GLYPHS[status][0]} {status.capitalize()}"
        rows.append(row(f"go-{status}", name, tally.statuses.get(status, 0), here=is_here(f"status:{status}")))
    rows.append(row("go-all", "  All", tally.total, here=is_here(ALL)))
    shown = saved[: max(height - len(rows) - 3, 0)]
    rows += [row(f"view {one.name}", one.name, papers, here=view.called == one.name) for one, papers, _ in shown]
    tags = tally.most_used()[: max(height - len(rows) - 2, 0)]
    if tags:
        rows += [[], _heading("Tags", width - 1)]
        for tag, number in tags:
            paint = tag_paint(tag, tally.colors, "muted")
            rows.append(row(f"go-tag {tag}", f"#{tag}", number, here=is_here(tag_query(tag)), paint=paint))
    return rows


def _heading(name: str, width: int) -> list[Item]:
    return [Item(((fit(f" {name}", width), "section"),))]


def reader_line(view: View, width: int) -> list[Item]:
    """Which paper of the view is read."""
    left = Item(((f" {cell(view.name)} › paper {view.cursor + 1:,} of {len(view.ids):,}", "title"),), "back")
    steps = [Item((("[ previous", "faint"),), "previous-paper"), Item((("   ] next ", "faint"),), "next-paper")]
    room = width - sum(length_of(item.line) for item in (left, *steps))
    return [left, Item(((" " * room, "plain"),)), *steps] if room > 0 else [left]
