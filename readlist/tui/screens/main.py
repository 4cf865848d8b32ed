"""The main screen: the list of a view, the preview of the paper under the cursor, status and hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.content import Content

from readlist.errors import ReadlistError
from readlist.tui.screens.command_screen import CommandScreen
from readlist.tui.screens.side_bar import SideBar
from readlist.tui.widgets.bars import Bar, views_line
from readlist.tui.widgets.guidance import guidance
from readlist.tui.widgets.page import Page
from readlist.tui.widgets.pages import preview_page
from readlist.tui.widgets.paper_list import PaperList
from readlist.tui.widgets.query_line import Offer, QueryLine, Typing

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from readlist.model.query.completion import Completion
    from readlist.tui.desk import Desk

_WIDE = 160


class MainScreen(CommandScreen):
    """The list over or beside the preview, by the width of the terminal."""

    PLACE = "list"
    HORIZONTAL_BREAKPOINTS = [(0, "-thin"), (40, "-narrow"), (100, "-beside"), (_WIDE, "-wide")]  # noqa: RUF012  as the toolkit has it
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-low"), (20, "-high")]  # noqa: RUF012

    def __init__(self, desk: Desk, *, ascii: bool = False) -> None:  # noqa: A002  what it is called everywhere
        super().__init__(desk, ascii=ascii)
        self.views = Bar(id="views", ascii=ascii)
        self.side = SideBar(desk, id="side", ascii=ascii)
        self.papers = PaperList(desk.paper_at, id="papers", ascii=ascii)
        self.preview = Page(preview_page, id="preview", ascii=ascii)
        self.query_line = QueryLine(id="query", ascii=ascii)
        self._filtering = False

    def expect(self, size: Size) -> None:
        """Take the classes of a size before it is told, so that the first frame is not drawn twice."""
        for points, cells in ((self.HORIZONTAL_BREAKPOINTS, size.width), (self.VERTICAL_BREAKPOINTS, size.height)):
            self.add_class(max(point for point in points if point[0] <= cells)[1], update=False)

    def compose(self) -> ComposeResult:
        """Views, list and preview, status and hints, from top to bottom; side bar and filter come when needed."""
        yield self.views
        yield Container(self.papers, self.preview, id="body")
        yield self.foot

    def render(self) -> Content:
        """What is seen where there is no room for anything else."""
        return Content("terminal too small")

    def on_resize(self, event: events.Resize) -> None:
        """Show everything in the new size."""
        if event.size.width >= _WIDE and not self.side.is_attached:
            self.query_one("#body").mount(self.side, before=0)
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Show the desk as it is now; the preview last, so that held keys do not wait for it."""
        desk = self.desk
        self.papers.color_tags(desk.tally.colors)
        self.papers.show(desk.view, guidance(desk.view, desk.tally) if not desk.view.ids else ())
        self.set_class(not desk.view.ids and not desk.view.filter, "-empty")
        if self.place != self.PLACE and not desk.waiting and not (desk.view.ids and self.preview.size.height):
            self.change_pane()
        if desk.settings.config.preview == self.has_class("-without-preview"):
            self.remove_class("-maximized").toggle_class("-without-preview")
            self.call_after_refresh(self.look)
        if not self.foot.size.width:
            return
        self._show_query()
        self.look_at_bars()
        if self.side.size.width:
            self.side.look()
        elif self.views.size.width:
            self.views.show_items([views_line(desk.view, desk.tally, self.views.size.width)])
        self.call_later(self._look_at_paper)
        self.release_keys()

    def _look_at_paper(self) -> None:
        self.preview.color_tags(self.desk.tally.colors)
        self.preview.show(self.desk.paper, self.desk.view.meant)

    # The filter

    def press(self, key: str, character: str | None) -> None:
        """Take a key: for the filter while it is typed, else for a command."""
        if self._filtering:
            self._type(key, character)
        else:
            super().press(key, character)

    def open_filter(self) -> None:
        """Let the filter be typed."""
        typing = self._typing()
        self._filtering = True
        self._show_query(typing)

    def _show_query(self, typing: Typing | None = None) -> None:
        typing = typing or self._typing()
        if (self._filtering or typing.text) and not self.query_line.is_attached:
            self.mount(self.query_line, before=self.foot)
        view = self.desk.view
        corrected = view.meant.corrected.values() if view.filter == typing.text.strip() else ()
        self.query_line.show(typing, self.desk.mistake, corrected, active=self._filtering)

    def on_paste(self, event: events.Paste) -> None:
        """A paste is part of the filter while it is typed; else the toolkit calls the base class too: it is papers."""
        if self._filtering:
            event.stop().prevent_default()
            self._typed(self.query_line.typing.typed(event.text[:500]))

    def _typing(self) -> Typing:
        """What stands in the filter line: what is being typed, else the filter of the view."""
        if self._filtering:
            return self.query_line.typing
        return Typing(self.desk.view.filter, len(self.desk.view.filter))

    def _type(self, key: str, character: str | None) -> None:
        if key in {"enter", "escape"}:
            self._filtering = False
            self.desk.answers.stop_completions()
            (self.desk.keep_filter if key == "enter" else self.desk.drop_filter)()
        elif key in {"tab", "shift+tab"}:
            self._complete(1 if key == "tab" else -1)
        elif key in {"down", "up", "ctrl+n", "ctrl+p"}:
            self.desk.show(self.desk.view.moved(1 if key in {"down", "ctrl+n"} else -1))
        else:
            typing = self.query_line.typing
            self._typed(typing.typed(character) if character else typing.after(key) or typing)

    def _typed(self, typing: Typing) -> None:
        from readlist.model.query.completion import types_value  # noqa: PLC0415  the first frame does without it

        before = self.query_line.typing
        self.query_line.show(typing, self.desk.mistake, active=True)
        if typing.text != before.text:
            self.desk.filter(typing.text)
            if types_value(*typing):
                self._look_up(typing)
            else:
                self.desk.answers.stop_completions()

    def _complete(self, by: int) -> None:
        """Take the next completion, or the one before; of the name of a field too, which is not offered by itself."""
        if self.query_line.offer.found:
            self._take(self.query_line.offer, by)
        else:
            self._look_up(self.query_line.typing, by)

    def _look_up(self, typing: Typing, by: int = 0) -> None:
        """Offer what the line may become, when that is known; ``by`` takes one of it at once."""

        def known(found: list[Completion]) -> None:
            if self._filtering and typing == self.query_line.typing:
                other = (one for one in found if one.text != typing.text[slice(*one.span)])
                offer = Offer(typing, tuple(other))
                self.query_line.suggest(offer)
                if offer.found and by:
                    self._take(offer, by)

        self.desk.answers.completions(*typing, known)

    def _take(self, offer: Offer, by: int) -> None:
        taken = offer.step(by)
        self.query_line.suggest(taken)
        self.query_line.show(taken.line, self.desk.mistake, active=True)
        self.desk.filter(taken.line.text)
        if len(taken.found) == 1:
            self._look_up(taken.line)

    # What commands ask for

    @property
    def page(self) -> int:
        """How many rows are in sight."""
        return self.papers.size.height

    def scroll(self, lines: int) -> None:
        """Scroll the preview."""
        self.preview.scroll_lines(lines)

    def open_reader(self) -> None:
        """Show the paper under the cursor alone."""
        from readlist.tui.screens.reader import Reader  # noqa: PLC0415  the first frame does without it

        if self.desk.paper is not None:
            self.app.push_screen(Reader(self.desk, ascii=self.ascii))

    def leave(self) -> None:
        """Leave the text for the list, or else the program."""
        if self.place == self.PLACE:
            self.quit()
        else:
            self.change_pane()

    def change_pane(self) -> None:
        """Let the keys move in the text of the preview, with the reader's commands, or in the list again."""
        in_list = self.place == self.PLACE
        if in_list and not self.preview.size.height:
            raise ReadlistError("no preview here", "zp shows it, where there is room")
        self.place = "reader" if in_list else self.PLACE
        self.set_class(in_list, "-in-text")
        self.look_at_bars()

    def center(self) -> None:
        """Show the row of the cursor in the middle."""
        self.papers.center()

    def maximize_preview(self) -> None:
        """Give the preview the whole screen, or its part again."""
        self.toggle_class("-maximized")
        self.call_after_refresh(self.look)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Let the filter be typed on when it is clicked."""
        if self.query_line.region.contains(*event.screen_offset) and not self._filtering:
            self.open_filter()

    def click_key(self, key: str) -> None:
        """Press a key that was clicked; it is none of the filter that is being typed."""
        self._stop_typing()
        super().click_key(key)

    def click_line(self, line: str) -> None:
        """Run a command line that was clicked; nothing of it is typed on."""
        self._stop_typing()
        if self.place != self.PLACE:
            self.change_pane()
        super().click_line(line)

    def _stop_typing(self) -> None:
        if self._filtering:
            self._type("enter", None)

    def on_paper_list_pointed(self, event: PaperList.Pointed) -> None:
        """Put the cursor on the row that was clicked; a second click opens it."""
        self.desk.show(self.desk.view.at(event.row))
        if event.times == 2:
            self.open_reader()

    def on_paper_list_wheeled(self, event: PaperList.Wheeled) -> None:
        """Move the cursor with the wheel."""
        self.desk.show(self.desk.view.moved(event.rows))
