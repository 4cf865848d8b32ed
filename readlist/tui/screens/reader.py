"""The reader: one paper with all its fields, abstract, note and BibTeX; the same keys decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError
from readlist.tui.keys import spelled
from readlist.tui.marks import BACK
from readlist.tui.screens.command_screen import CommandScreen
from readlist.tui.view import ALL
from readlist.tui.widgets.bars import Bar, reader_line
from readlist.tui.widgets.page import Page
from readlist.tui.widgets.pages import reader_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        self._similar: Sequence[Paper] = ()
        self._similar_to: int | None = None

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
        if self.desk.waiting:
            self.look_at_bars()
            return
        if paper is None:
            if self.is_current:
                self.leave()
            return
        self.text.color_tags(self.desk.tally.colors)
        if paper.id != self._similar_to:
            self._look_for_similar(paper.id or 0)
        self.text.show(paper, self.desk.view.meant)
        self.heading.show_items([reader_line(self.desk.view, self.heading.size.width)])
        self.look_at_bars()
        self.release_keys()

    def _look_for_similar(self, paper: int) -> None:
        self._similar, self._similar_to = (), paper

        def found(similar: Sequence[Paper]) -> None:
            if similar and self._similar_to == paper:
                self._similar = similar
                self.text.rewrite()

        self.desk.answers.similar(paper, found)

    def open_similar(self, number: int) -> None:
        """Read a similar paper: in the view that is looked at, if it is there, else among all."""
        paper = self._similar[number - 1].id if number <= len(self._similar) else None
        if paper is None:
            raise ReadlistError(f"there is no similar paper {number} here")
        self.desk.marks.put(BACK, self.desk.view)
        view = self.desk.view.at_paper(paper)
        if view.paper == paper:
            self.desk.show(view)
        else:
            self.desk.open(ALL, landing=paper)

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
        similar = self._similar if paper.id == self._similar_to else ()
        commands = (self.commands[f"similar-{number}"] for number, _ in enumerate(similar, start=1))
        keys = (spelled(keys[0]) if (keys := command.keys) else f":{command.name}" for command in commands)
        return reader_page(
            paper, min(width, _LONGEST_LINE), entry, list(zip(keys, similar, strict=True)), colors=colors
        )


def bibtex(paper: Paper, preset: str, key_style: str) -> str:
    """The paper as BibTeX, under its citation key or the one it would get."""
    from readlist.formats import WriteOptions, writer  # noqa: PLC0415  the writers are loaded when a paper is opened
    from readlist.model.keypattern import key_maker  # noqa: PLC0415

    record = paper.record
    keyed = replace(paper, record=replace(record, citekey=record.citekey or key_maker(key_style)(record)))
    return "".join(writer("bibtex").write([keyed], WriteOptions(preset)))
