"""One row of an import at close range: the record as it would be stored, and the lines it was read from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Vertical

from readlist.tui.screens.import_text import entry_paragraphs, lines_label, problem_paragraphs, raw_paragraphs
from readlist.tui.widgets.paragraphs import laid_out
from readlist.tui.widgets.sheet import Sheet
from readlist.tui.widgets.titles import titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

    from readlist.model.draft import Entry
    from readlist.model.paper import Problem
    from readlist.tui.widgets.paragraphs import Paragraph

NUMBER_COLUMN = 7
FEW, ALL = 3, 400
"""Rows of the screen for one source line: beside the list, and on the whole screen."""


class CloserLook(Vertical):
    """Two panes: the record, and the source lines; ``whole`` shows long source lines to their end."""

    def __init__(self, plain: bool) -> None:  # noqa: FBT001  whether to draw with ASCII only
        super().__init__(id="import-closer")
        self._plain = plain
        self.whole = False

    def compose(self) -> ComposeResult:
        """Put the record above its lines."""
        for part in ("import-record", "import-raw"):
            yield Sheet(id=part, ascii=self._plain)

    def show_entry(self, entry: Entry, title: str, lines: Sequence[str]) -> None:
        """Show a record and the lines it was read from."""
        self._show(title, entry_paragraphs(entry))
        span = entry.record.source.lines if entry.record.source else (1, 0)
        self._show_lines(f"{lines_label(span).capitalize()}, as given", lines, span)

    def show_problem(self, problem: Problem, title: str, lines: Sequence[str]) -> None:
        """Show a passage that no record could be made of."""
        self._show(title, problem_paragraphs(problem))
        self._show_lines(f"{lines_label(problem.lines).capitalize()}, as given", lines, problem.lines)

    def show_text(self, lines: Sequence[str]) -> None:
        """Show a text that nothing was found in."""
        self._show("", ())
        self._show_lines("The text, as given", lines, (1, len(lines)))

    def move(self, lines: int) -> None:
        """Scroll the record, or, where all of it is to be seen, its lines."""
        record, raw = self.query_one("#import-record", Sheet), self.query_one("#import-raw", Sheet)
        (record if record.hidden and record.top < record.hidden else raw).move(lines)

    def _show(self, title: str, paragraphs: Iterable[Paragraph]) -> None:
        sheet = self.query_one("#import-record", Sheet)
        sheet.display = bool(title)
        titled(sheet, f" {title} ")
        sheet.show(partial(laid_out, list(paragraphs)))

    def _show_lines(self, title: str, lines: Sequence[str], span: tuple[int, int]) -> None:
        sheet = self.query_one("#import-raw", Sheet)
        titled(sheet, f" {title} ")
        shown = list(raw_paragraphs(lines, span, rows=ALL if self.whole else FEW))
        sheet.show(partial(laid_out, shown, column=NUMBER_COLUMN))
