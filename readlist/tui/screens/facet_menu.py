"""What the papers of a view have, with counts: choosing some of it narrows the view."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len

from readlist.library.facets import Facet
from readlist.model.query import parse, text_of
from readlist.model.query.facets import FACETS, chosen, key_of, narrowed
from readlist.model.query.tree import all_of
from readlist.tui.cells import cell, fit
from readlist.tui.screens.completion import closest
from readlist.tui.screens.dialog import Dialog, Hint, ascii_only
from readlist.tui.widgets.bars import Bar, Item
from readlist.tui.widgets.field import Field
from readlist.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from readlist.model.query import Query
    from readlist.tui.answers import Answers
    from readlist.tui.view import View
    from readlist.tui.widgets.drawn import Line


UNKNOWN = Facet(papers=0)


class Row(NamedTuple):
    """A value, and how many papers have it; None where that is not known."""

    text: str
    papers: int | None = None


class FacetMenu(Dialog[str | None]):
    """Closes with the filter of the view as it was narrowed, or None.

    The counts of a facet are those without what was chosen of it, so that they say what another choice would find.
    """

    HINTS: ClassVar[tuple[Hint, ...]] = (
        ("Tab", "next"), ("space", "several"), ("Enter", "narrow"), ("Esc", "cancel"),
    )  # fmt: skip

    def __init__(self, view: View, answers: Answers) -> None:
        super().__init__("Narrow by")
        self._base = parse(view.base)
        self._before: Query = parse(view.filter)
        self._query = self._before
        self._answers = answers
        self._facet = next((facet for facet in FACETS if not chosen(self._base, facet)), FACETS[0])
        self._known = UNKNOWN
        self._asked_for = ""
        self._rows: list[Row] = []

    def body(self) -> Iterable[Widget]:
        """The facets above the line to type into, the values of one, and what is known of them."""
        plain = ascii_only(self.app)
        yield Bar(id="facets", ascii=plain)
        yield Field(intercept=self.take_key, placeholder="type to find a value", id="typed")
        yield PickList(self._row, id="values", ascii=plain, focusable=False)
        yield Bar(id="known", ascii=plain)

    def on_mount(self) -> None:
        """Count the values of the first facet."""
        self.query_one("#typed", Field).focus()
        self._ask("")

    def on_unmount(self) -> None:
        """Count no more."""
        self._answers.stop_facet()

    def on_resize(self) -> None:
        """Show the facets that fit."""
        self.call_after_refresh(self._show)

    # Counting

    def _turn_to(self, facet: str) -> None:
        self._facet = facet
        self.query_one("#typed", Field).type_over("")
        self._ask("")

    def _ask(self, typed: str) -> None:
        self._asked_for = typed
        self._known = UNKNOWN
        query = all_of((self._base, narrowed(self._query, self._facet, ())))
        self._answers.facet(query, self._facet, typed, self._learn)
        self._show()

    def _learn(self, found: Facet) -> None:
        if self.is_attached:
            on = self._under_cursor()
            self._known = found
            self._show(on)

    def on_input_changed(self) -> None:
        """Show the values that fit what is typed; those that are not known yet are looked up."""
        typed = self._typed
        if typed != self._asked_for and (self._known.cut or self._asked_for):
            self._ask(typed)
        else:
            self._show()

    # Showing

    def _show(self, on: str = "") -> None:
        """Show what is known; the cursor stays on a value."""
        values = [Row(*value) for value in self._known.values]
        keys = {key_of(self._facet, row.text) for row in values}
        beyond = [Row(value) for value in chosen(self._query, self._facet) if key_of(self._facet, value) not in keys]
        rows = {row.text: row for row in (*beyond, *values)}
        typed = self._typed
        self._rows = [rows[text] for text in closest(typed, rows)] if typed else list(rows.values())
        at = next((at for at, row in enumerate(self._rows) if row.text == on), 0)
        self.query_one("#values", PickList).fill(len(self._rows), at)
        bar = self.query_one("#facets", Bar)
        narrowing = [one for one in FACETS if chosen(self._query, one)]
        bar.show_items([facets_line(self._facet, narrowing, bar.size.width)])
        self.query_one("#known", Bar).show(((known_line(self._known, len(self._rows)), "muted"),))

    def _row(self, index: int, cells: int) -> Line:
        row = self._rows[index]
        count = "" if row.papers is None else f"{row.papers:,}"
        is_chosen = key_of(self._facet, row.text) in self._chosen_keys()
        return (
            ("» " if is_chosen else "  ", "mark"),
            (fit(cell(row.text), cells - 12), "title" if is_chosen else "plain"),
            (f"{count:>10}", "muted"),
        )

    @property
    def _typed(self) -> str:
        return self.query_one("#typed", Field).value.strip()

    def _under_cursor(self) -> str:
        cursor = self.query_one("#values", PickList).cursor
        return self._rows[cursor].text if 0 <= cursor < len(self._rows) else ""

    def _chosen_keys(self) -> set[str]:
        return {key_of(self._facet, value) for value in chosen(self._query, self._facet)}

    # Choosing

    def take_key(self, key: str) -> bool:
        """Take the keys of this dialog."""
        rows = self.query_one("#values", PickList)
        page = max(rows.size.height - 1, 1)
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": page, "pageup": -page}
        turns = {"tab": 1, "right": 1, "shift+tab": -1, "left": -1}
        if key in steps:
            rows.move(rows.cursor + steps[key])
        elif key in turns:
            self._turn_to(FACETS[(FACETS.index(self._facet) + turns[key]) % len(FACETS)])
        elif key == "space":
            self._toggle()
            rows.move(rows.cursor + 1)
            self._show(self._under_cursor())
        elif key == "enter":
            self._narrow()
        else:
            return super().take_key(key)
        return True

    def _toggle(self) -> None:
        """Choose the value under the cursor, or no longer."""
        value, values = self._under_cursor(), chosen(self._query, self._facet)
        if value:
            key = key_of(self._facet, value)
            others = [other for other in values if key_of(self._facet, other) != key]
            wanted = others if len(others) < len(values) else [*values, value]
            self._query = narrowed(self._query, self._facet, wanted)

    def _narrow(self) -> None:
        """Close with what was chosen, the value under the cursor if that is nothing."""
        if self._query == self._before:
            self._toggle()
        self.dismiss(text_of(self._query))

    def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Turn to the facet that was clicked."""
        self._turn_to(event.run)
        self.query_one("#typed", Field).focus()

    def on_pick_list_moved(self) -> None:
        """Keep typing after a click on a value."""
        self.query_one("#typed", Field).focus()

    def on_pick_list_taken(self) -> None:
        """Narrow by the value that was clicked twice."""
        self._narrow()


def facets_line(here: str, narrowing: Iterable[str], cells: int) -> list[Item]:
    """The names of the facets, those left out for which there is no room, the one looked at never.

    >>> "".join(text for item in facets_line("code", ["tag"], 24) for text, _ in item.line)
    'venue category ▌code'
    """
    names = {facet: f"{'▌' * (facet == here)}{'»' * (facet in narrowing)}{facet}" for facet in FACETS}
    gap = 2 if sum(map(cell_len, names.values())) + 2 * (len(names) - 1) <= cells else 1
    for facet in FACETS[: FACETS.index(here)]:
        before = list(names.values())[: list(names).index(here) + 1]
        if sum(map(cell_len, before)) + gap * (len(before) - 1) > cells:
            del names[facet]
    last = list(names)[-1]
    return [
        Item(
            (
                (name, "title" if facet == here else "mark" if name[0] == "»" else "muted"),
                (" " * gap if facet != last else "", "plain"),
            ),
            facet,
        )
        for facet, name in names.items()
    ]


def known_line(known: Facet, shown: int) -> str:
    """What is known of the values: whether they are counted, and whether there are more.

    >>> known_line(UNKNOWN, 0), known_line(Facet(), 0)
    ('counting…', 'no paper here has any')
    """
    if known.papers is not None:
        return f"of {known.papers:,} papers; counting all…" if known.papers else "counting…"
    if not shown:
        return "no paper here has any" if not known.values else "nothing fits"
    return "those of most papers; type to find others" if known.cut else f"{shown:,} value{'s' * (shown != 1)}"
