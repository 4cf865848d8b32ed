"""The lines around the list: views above, status and hints below, the side bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Region

from readlist.model.fields import GLYPHS
from readlist.model.paper import Status
from readlist.tui.cells import cell, fit
from readlist.tui.view import ALL
from readlist.tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from readlist.model.saved import SavedView
    from readlist.tui.messages import Message
    from readlist.tui.tally import Tally
    from readlist.tui.view import View
    from readlist.tui.widgets.drawn import Line, Span

HINTS_WHEN_NARROW = 9
HELP_KEY = "?"
_SHORT_HINT = 12  # cells


class Bar(Drawn):
    """Some lines that are set from outside."""

    lines: Sequence[Line] = ()

    def show(self, *lines: Line) -> None:
        """Show these lines."""
        if lines != self.lines:
            self.lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the lines; nothing behind the last."""
        return self.strip_of(self.lines[y] if y < len(self.lines) else ())


class Foot(Drawn):
    """The status line, and the hints below it."""

    status: Line = ()
    hints: Line = ()

    def show_status(self, line: Line) -> None:
        """Show another status."""
        if line != self.status:
            self.status = line
            self.refresh(Region(0, 0, self.size.width, 1))

    def show_hints(self, line: Line) -> None:
        """Show other hints."""
        if line != self.hints:
            self.hints = line
            self.refresh(Region(0, 1, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """The status on a ground of its own, or the hints."""
        return self.strip_of(self.hints) if y else self.strip_of(self.status, "status")


def views_line(view: View, tally: Tally, width: int) -> Line:
    """The views with their numbers, the one looked at marked; an unusual order at the right end.

    Where there is not room for all, the view looked at comes first, and the others as far as they fit.
    """
    known = [(f"status:{status}", status.capitalize(), tally.statuses.get(status, 0)) for status in Status]
    known.append((ALL, "All", tally.total))
    items = [_view_item(name, f"{count:,}", here=view.base == base) for base, name, count in known]
    if all(view.base != base for base, _, _ in known):
        items.append(_view_item(cell(view.name), "", here=True))
    order = f"{view.order.field} {'↑' if view.order.reverse else '↓'} " if view.order.field != "added" else ""
    if sum(map(_length, items)) + 1 + len(order) > width:
        items.sort(key=lambda item: item[0][1] != "title")
    spans: list[Span] = [(" ", "plain")]
    used = 1 + len(order)
    for item in items:
        if used + _length(item) <= width:
            spans += item
            used += _length(item)
    return (*spans, (" " * (width - used), "plain"), (order, "faint"))


def _view_item(name: str, count: str, *, here: bool) -> Line:
    return (f"{'▌' if here else ' '}{name} ", "title" if here else "muted"), (
        f"{count}  ",
        "accent" if here else "faint",
    )


def _length(line: Line) -> int:
    return sum(cell_len(text) for text, _ in line)


def status_line(view: View, tally: Tally, message: Message, width: int) -> Line:
    """The view and where the cursor is in it, the decisions of today, and the last action at the right."""
    total = f"{len(view.ids):,}{'' if view.complete else '+'}"
    place = f"{view.cursor + 1:,} of {total}" if view.ids else "empty"
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


def side_lines(view: View, tally: Tally, saved: Sequence[SavedView], width: int, height: int) -> list[Line]:
    """The views, those that were saved, and the most used tags, with their numbers where they are known."""

    def row(name: str, number: int | None, *, here: bool) -> Line:
        count = "" if number is None else f"{number:,}"
        return (
            ("▌" if here else " ", "bar"),
            (fit(cell(name), width - len(count) - 4), "title" if here else "muted"),
            (f" {count}", "accent" if here else "faint"),
        )

    def is_here(base: str) -> bool:
        return view.base == base and not view.called

    rows: list[Line] = [((" Views", "section"),)]
    for status in Status:
        name = f"{GLYPHS[status][0]} {status.capitalize()}"
        rows.append(row(name, tally.statuses.get(status, 0), here=is_here(f"status:{status}")))
    rows.append(row("  All", tally.total, here=is_here(ALL)))
    shown = saved[: max(height - len(rows) - 3, 0)]
    rows += [row(one.name, None, here=view.called == one.name) for one in shown]
    tags = sorted(tally.tags.items(), key=lambda pair: (-pair[1], pair[0]))[: max(height - len(rows) - 2, 0)]
    if tags:
        rows += [(), ((" Tags", "section"),)]
        rows += [row(f"#{tag}", number, here=is_here(f"tag:{tag}")) for tag, number in tags]
    return rows


def reader_line(view: View, width: int) -> Line:
    """Which paper of the view is read."""
    left = f" {cell(view.name)} › paper {view.cursor + 1:,} of {len(view.ids):,}"
    right = "[ previous   ] next "
    room = width - cell_len(left) - cell_len(right)
    return (left, "title"), (" " * max(room, 0), "plain"), (right if room > 0 else "", "faint")
