"""The reader: one paper with all its fields, abstract, note and BibTeX; the same keys decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readlist.tui.screens.command_screen import CommandScreen
from readlist.tui.widgets.bars import Bar, reader_line
from readlist.tui.widgets.page import Page
from readlist.tui.widgets.pages import reader_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from readlist.model.paper import Paper
    from readlist.tui.desk import Desk
    from readlist.tui.widgets.drawn import Line

_LONGEST_LINE = 96


class Reader(CommandScreen):
    """The paper under the cursor of the list, alone."""

    PLACE = "reader"

    def __init__(self, desk: Desk, *, ascii: bool = False) -> None:  # noqa: A002  what it is called everywhere
        super().__init__(desk, ascii=ascii)
        self.heading = Bar(id="views", ascii=ascii)
        self.text = Page(self._page, id="text", ascii=ascii)

    def compose(self) -> ComposeResult:
        """Where one is, the text, status and hints."""
        yield self.heading
        yield self.text
        yield self.foot

    def on_resize(self) -> None:
        """Show everything in the new size."""
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Show the paper under the cursor; go back where there is none left."""
        paper = self.desk.paper
        if paper is None:
            if not self.desk.waiting and self.is_current:
                self.leave()
            return
        self.text.color_tags(self.desk.tally.colors)
        self.text.show(paper, self.desk.view.meant)
        self.heading.show_items([reader_line(self.desk.view, self.heading.size.width)])
        self.look_at_bars()
        self.release_keys()

    @property
    def page(self) -> int:
        """How many lines are in sight."""
        return self.text.size.height

    def scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.text.scroll_lines(lines)

    def change_pane(self) -> None:
        """Go back to the list, which is the other one."""
        self.leave()

    def leave(self) -> None:
        """Go back to the list."""
        self.dismiss()

    def _page(self, paper: Paper, width: int, _: int, colors: Mapping[str, str]) -> list[Line]:
        entry = bibtex(paper, self.desk.settings.preset, self.desk.library.key_style)
        return reader_page(paper, min(width, _LONGEST_LINE), entry, colors)


def bibtex(paper: Paper, preset: str, key_style: str) -> str:
    """The paper as BibTeX, under its citation key or the one it would get."""
    from readlist.formats import WriteOptions, writer  # noqa: PLC0415  the writers are loaded when a paper is opened
    from readlist.model.keypattern import key_maker  # noqa: PLC0415

    record = paper.record
    keyed = replace(paper, record=replace(record, citekey=record.citekey or key_maker(key_style)(record)))
    return "".join(writer("bibtex").write([keyed], WriteOptions(preset)))
