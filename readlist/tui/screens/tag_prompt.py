"""Tags to add to papers, or to take off them: a digit, or typing with completion."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from readlist.model.text import clean, squeeze
from readlist.tui.cells import cell, fit
from readlist.tui.screens.completion import closest
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.field import Field
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget
    from textual.widgets import Input

    from readlist.tui.widgets.drawn import Line

SHOWN = 9


class TagPrompt(Dialog[tuple[str, ...] | None]):
    """Closes with the tags asked for, or None.

    ``tags`` are those of the library with their numbers of papers, most used first; ``present`` those of the papers.
    A digit as the first key takes the tag of that number at once: one of the nine most used, or, when
    ``removing``, of those that are there. A blank first lets a tag begin with a digit; a comma parts several.
    """

    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("1-9", "at once"), ("Tab", "complete"), ("Enter", "store"), ("Esc", "cancel"),
    )  # fmt: skip

    def __init__(self, tags: Sequence[tuple[str, int]], present: tuple[str, ...], removing: bool = False) -> None:  # noqa: FBT001, FBT002 (fixed by its callers)
        super().__init__("Remove tags" if removing else "Add tags")
        self._papers = dict(tags)
        self._present = present
        self._removing = removing
        self._known = present if removing else tuple(self._papers)
        self._found: Sequence[str] = self._known[:SHOWN]
        self._shown_for = ""

    def body(self) -> Iterable[Widget]:
        """The line to type into above the tags that fit."""
        yield Field(intercept=self.take_key, placeholder=self._invitation(), id="typed")
        yield PickList(self._row, id="tags", ascii=ascii_only(self.app), focusable=False)

    def on_mount(self) -> None:
        """Show the numbered tags."""
        rows = self.query_one("#tags", PickList)
        rows.styles.height = len(self._found)
        rows.fill(len(self._found), -1)
        self.query_one("#typed", Field).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the tags that fit what is typed."""
        self._show_fitting(event.value)

    def _show_fitting(self, typed: str) -> None:
        if typed != self._shown_for:
            self._shown_for = typed
            self._found = self._fitting(last_tag(typed))
            self.query_one("#tags", PickList).fill(len(self._found), -1)

    def on_pick_list_moved(self) -> None:
        """Keep typing after a click on a tag."""
        self.query_one("#typed", Field).focus()

    def take_key(self, key: str) -> bool:
        """Take the keys of this dialog."""
        field, rows = self.query_one("#typed", Field), self.query_one("#tags", PickList)
        self._show_fitting(field.value)
        if not field.value and key in "123456789" and int(key) <= len(self._found):
            self.dismiss((self._found[int(key) - 1],))
        elif key == "enter":
            self.dismiss(
                self._asked(with_last_tag(field.value, self._found[rows.cursor]) if rows.cursor >= 0 else field.value)
            )
        elif key in {"down", "up"}:
            rows.move(rows.cursor + (1 if key == "down" else -1))
        elif key == "tab" and self._found:
            field.type_over(with_last_tag(field.value, self._found[max(rows.cursor, 0)]))
        else:
            return super().take_key(key)
        return True

    def _asked(self, typed: str) -> tuple[str, ...]:
        tags = tuple(dict.fromkeys(tag for part in typed.split(",") if (tag := tidy_tag(part))))
        if not self._removing:
            return tags
        return tuple(dict.fromkeys(best[0] for tag in tags if (best := closest(tag, self._present))))

    def _fitting(self, typed: str) -> Sequence[str]:
        return (closest(typed, self._known) if typed else self._known)[:SHOWN]

    def _invitation(self) -> str:
        if not self._known:
            return "there are none to remove" if self._removing else "a word for these papers"
        return (
            "a number, or tags to remove, parted by commas" if self._removing else "a number, or tags parted by commas"
        )

    def _row(self, index: int, cells: int) -> Line:
        tag = self._found[index]
        numbered = not self.query_one("#typed", Field).value
        papers = self._papers.get(tag, 0)
        on_it = "set" if tag in self._present and not self._removing else ""
        count = f"{on_it:>4}{papers:>7}"
        return (
            (f"{index + 1} " if numbered else "  ", "key"),
            (fit(cell(tag), cells - 2 - len(count)), "plain"),
            (count, "muted"),
        )


def last_tag(typed: str) -> str:
    """The tag that is being typed: what stands after the last comma.

    >>> last_tag("vision, #ss")
    'ss'
    """
    return tidy_tag(typed.rpartition(",")[2])


def with_last_tag(typed: str, tag: str) -> str:
    """What is typed with its last tag completed.

    >>> with_last_tag("vision, ss", "ssl")
    'vision, ssl'
    """
    before, comma, _ = typed.rpartition(",")
    return f"{before}{comma} {tag}" if comma else tag


def tidy_tag(text: str) -> str:
    """A tag as it is kept: safe, on one line, without the number sign before it."""
    return squeeze(clean(text)).removeprefix("#").strip()
