"""What an empty view tells: what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.paper import Status
from readlist.tui.cells import cell
from readlist.tui.view import INBOX

if TYPE_CHECKING:
    from readlist.tui.tally import Tally
    from readlist.tui.view import View
    from readlist.tui.widgets.drawn import Line

_INDENT = ("    ", "plain")


def guidance(view: View, tally: Tally) -> list[Line]:
    """The lines for an empty view: a welcome to an empty library, else what may be done from here."""
    if view.filter:
        return [_said("No match for “", cell(view.filter), "”."), (), _keyed("\\", "clears the filter")]
    if not tally.total:
        return _welcome()
    if view.base == INBOX:
        decided = f" {tally.decided:,} decided today." if tally.decided else ""
        return [_said("Inbox clear.", decided), (), *_next(tally), _keyed("p", "paste more, or just paste")]
    return [_said("Nothing in ", cell(view.name), "."), (), _keyed("g i", "inbox"), _keyed("g a", "all papers")]


def _welcome() -> list[Line]:
    return [
        (_INDENT, ("Your reading list is empty.", "title")),
        (),
        _keyed("paste", "a list of papers now: a web page, BibTeX, RIS, …"),
        _keyed("A", "add a file"),
        _keyed("?", "all keys"),
        _keyed("q", "leave; `readlist demo` is a list to try it on"),
    ]


def _next(tally: Tally) -> list[Line]:
    reading, later = (tally.statuses.get(status, 0) for status in (Status.READING, Status.LATER))
    lines = [_keyed("g r", f"{reading:,} to read now")] if reading else []
    lines += [_keyed("g l", f"{later:,} for later")] if later else []
    lines += [_keyed("u", "undo")] if tally.decided else []
    return lines


def _said(*parts: str) -> Line:
    return (_INDENT, ("".join(parts), "title"))


def _keyed(keys: str, what: str) -> Line:
    return (_INDENT, (f"{keys.replace(' ', ''):>6}  ", "key"), (what, "muted"))
