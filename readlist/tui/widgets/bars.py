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

    from readlist.tui.desk import Message
    from readlist.tui.tally import Tally
    from readlist.tui.view import View
    from readlist.tui.widgets.drawn import Line

HINTS_WHEN_NARROW = 9


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
    """The views with their numbers, the one looked at marked; an unusual order at the right end."""
    spans: list[tuple[str, str]] = [(" ", "plain")]
    for status in Status:
        here = view.base == f"status:{status}"
        spans += [(f"{'▌' if here else ' '}{status.capitalize()} ", "title" if here else "muted")]
        spans += [(f"{tally.statuses.get(status, 0):,}  ", "accent" if here else "faint")]
    if view.base and not view.base.startswith("status:"):
        spans += [(f"▌{cell(view.name)}  ", "title")]
    else:
        spans += [(f"{' ' if view.base else '▌'}All ", "muted" if view.base else "title")]
        spans += [(f"{tally.total:,}", "faint" if view.base else "accent")]
    order = f"{view.order.field} {'↑' if view.order.reverse else '↓'}" if view.order.field != "added" else "readlist"
    room = width - sum(cell_len(text) for text, _ in spans) - cell_len(order) - 1
    return (*spans, (" " * room, "plain"), (order, "faint")) if room > 1 else tuple(spans)


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
    room = width - taken - cell_len(hint) - 3
    text = cell(message.text)
    shown = fit(text, min(cell_len(text), max(room, 0)))
    padding = max(width - taken - cell_len(shown) - cell_len(hint) - 1, 0)
    return (*left, (" " * padding, "plain"), (shown, "wrong" if message.wrong else "plain"), (hint, "accent"))


def hint_line(pairs: Sequence[tuple[str, str]], width: int, typed: str = "") -> Line:
    """Keys and what they do, as many as there is room for; ``typed`` is a sequence that is not finished."""
    spans: list[tuple[str, str]] = [(f" {typed}…  " if typed else " ", "accent")]
    used = cell_len(spans[0][0])
    most = len(pairs) if width >= 100 or typed else HINTS_WHEN_NARROW
    for key, word in pairs[:most]:
        needed = cell_len(key) + cell_len(word) + 1
        if used + needed <= width:
            spans += [(f"{key} ", "key"), (f"{word}  ", "muted")]
            used += needed + 2
    return tuple(spans)


def side_lines(view: View, tally: Tally, width: int, height: int) -> list[Line]:
    """The views and the most used tags with their numbers, for a side bar."""
    rows: list[Line] = [((" Views", "section"),)]
    for status in Status:
        base = f"status:{status}"
        rows.append(_side_row(GLYPHS[status][0], status.capitalize(), tally.statuses.get(status, 0), view, base, width))
    rows.append(_side_row(" ", "All", tally.total, view, ALL, width))
    tags = sorted(tally.tags.items(), key=lambda pair: (-pair[1], pair[0]))[: max(height - len(rows) - 2, 0)]
    if tags:
        rows += [(), ((" Tags", "section"),)]
        rows += [_side_row("#", cell(tag), number, view, f"tag:{tag}", width) for tag, number in tags]
    return rows


def _side_row(sign: str, name: str, number: int, view: View, base: str, width: int) -> Line:
    here = view.base == base
    count = f"{number:,}"
    label = fit(f"{sign} {name}" if sign != "#" else f"#{name}", width - len(count) - 4)
    return (
        ("▌" if here else " ", "bar"),
        (label, "title" if here else "muted"),
        (f" {count}", "accent" if here else "faint"),
    )


def reader_line(view: View, width: int) -> Line:
    """Which paper of the view is read."""
    left = f" {cell(view.name)} › paper {view.cursor + 1:,} of {len(view.ids):,}"
    right = "[ previous   ] next "
    room = width - cell_len(left) - cell_len(right)
    return (left, "title"), (" " * max(room, 0), "plain"), (right if room > 0 else "", "faint")
