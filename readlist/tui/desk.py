"""The desk: the library, the view that is looked at, what was done last; knows no toolkit.

A key leads to a command, the command to a method here, that to one method of the library; what changed comes back as a
Change, the view follows it, and ``changed`` tells the screen to look again. Reading that may take long is done in the
background: meanwhile ``waiting`` is true, and the screen keeps the keys that are typed until it is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.errors import BusyLibrary, DamagedLibrary, QueryError, ReadlistError
from readlist.model.fields import Order
from readlist.model.planning import NEXT_UP
from readlist.model.query import text_of
from readlist.model.text import counted
from readlist.tui.answers import Answers
from readlist.tui.indexing import indexed
from readlist.tui.later import Later
from readlist.tui.marks import Marks
from readlist.tui.messages import STILL_READING, Message, told
from readlist.tui.settings import Settings
from readlist.tui.tally import Tally
from readlist.tui.view import INBOX, View

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from readlist.library import Library
    from readlist.model.change import Change, Step
    from readlist.model.draft import Added
    from readlist.model.paper import Paper
    from readlist.model.ranking import Ranking
    from readlist.model.saved import SavedView
    from readlist.tui.background import Background

    Deed = Callable[[Library, Sequence[int]], Change]

FIRST_ROWS = 200
AT_ONCE = 100
_KEPT_PAPERS = 4000
_WINDOW = 64


class Desk:
    """A library with the view that is looked at; ``changed`` is called when there is something new to show."""

    def __init__(
        self, library: Library, background: Background, changed: Callable[[], None], settings: Settings | None = None
    ) -> None:
        self.library = library
        self.settings = settings or Settings()
        self.marks = Marks()
        self.exported = ""
        self.view = View()
        self.tally = Tally()
        self.message = Message()
        self.mistake: QueryError | None = None
        self.waiting = False
        self._background = background
        self._changed = changed
        self._papers: dict[int, Paper] = {}
        self._again: tuple[Deed, bool] | None = None
        self._before_filter: View | None = None
        self._counting = False
        self.answers = Answers(background, self.tell_error)
        self._later = Later(library, background, self._changed_later, self._failed)
        self._closed = False

    # Looking

    @property
    def paper(self) -> Paper | None:
        """The paper under the cursor."""
        return self.paper_at(self.view.cursor) if self.view.ids else None

    def paper_at(self, row: int) -> Paper | None:
        """The paper of a row of the view; None for one that is no longer there."""
        paper = self._papers.get(self.view.ids[row])
        if paper is None:
            first = max(0, row - _WINDOW // 2)
            self._fetch(self.view.ids[first : first + _WINDOW])
            paper = self._papers.get(self.view.ids[row])
        return paper

    def papers(self, ids: Sequence[int]) -> list[Paper]:
        """These papers, in this order."""
        self._fetch(ids)
        return [self._papers[id_] for id_ in ids if id_ in self._papers]

    def start(self) -> None:
        """Read the first rows of the inbox, and nothing else."""
        view = View(INBOX)
        self.view = view.with_papers(self.library.ranked(view.query, view.order, FIRST_ROWS))
        self.tally = Tally(colors=self.library.tag_colors())
        self._changed()

    def catch_up(self) -> None:
        """Read what the first frame did without: the other rows, and the numbers."""
        self._complete()
        self.recount()

    def close(self) -> None:
        """Give up what is done beside the work."""
        self._closed = True

    def finish(self) -> None:
        """Store what still waits to be, once nothing works in the background any more."""
        self._later.finish()

    def open(self, base: str, order: Order | None = None, called: str = "", landing: int | None = None) -> None:
        """Look at another view, from its first paper on, or from one it is to land on."""
        self._before_filter = None
        usual = Order() if self.view.base == NEXT_UP else self.view.order
        self._load(View(base, order=order or usual, called=called), landing)

    def open_saved(self, saved: SavedView) -> None:
        """Look at a saved view."""
        self.open(saved.query, saved.order, saved.name)

    def jump(self, letter: str) -> None:
        """Go back to the paper of a mark, in the view where it was set."""
        view, paper = self.marks.jump(letter, self.view)
        self._before_filter = None
        self._load(view, landing=paper)

    def save_view(self, name: str) -> SavedView:
        """Save what is looked at under a name."""
        return self.library.save_view(name, text_of(self.view.query), self.view.order)

    def sort(self, field: str) -> None:
        """Sort by a field; again by the same one: the other way round."""
        order = self.view.order
        self._load(self.view.anew(self.view.filter, Order(field, order.field == field and not order.reverse)))

    def show(self, view: View) -> None:
        """Show a view whose papers are known already: with another cursor or selection."""
        if view is not self.view:
            self.view = view
            self._changed()

    def tell(self, text: str, hint: str = "", *, wrong: bool = False, passing: bool = False) -> None:
        """Show a message in the status line; a passing one until the next key."""
        self.message = Message(text, hint, wrong, passing)
        self._changed()

    def tell_error(self, error: ReadlistError, *, passing: bool = False) -> None:
        """Show what went wrong in the status line."""
        self.tell(error.message, error.hint, wrong=True, passing=passing)

    def stay(self) -> None:
        """Give up what is being looked for, and stay with what is shown."""
        self._settle()
        self._changed()

    def attempt(self, action: Callable[[], None]) -> None:
        """Do something; what goes wrong is told in the status line, until the next key."""
        try:
            action()
        except ReadlistError as error:
            self.tell_error(error, passing=True)

    # Filtering

    def filter(self, text: str) -> None:
        """Narrow the view to what is typed, in the background; on a mistake the last good result stays."""
        if self._before_filter is None:
            self._before_filter = self.view
        if text.strip() == self.view.filter:
            self._settle()
            self._changed()
        else:
            self._load_later(self.view.anew(text.strip(), self.view.order))

    def keep_filter(self) -> None:
        """Go on with the view as it is filtered."""
        self._before_filter = None
        self.mistake = None
        self._changed()

    def drop_filter(self) -> None:
        """Go back to what was looked at before the filter was typed."""
        self._settle()
        before, self._before_filter = self._before_filter, None
        if before is not None:
            self.view = before
            self._complete()
        self._changed()

    def refilter(self, text: str) -> None:
        """Show the view with another filter, or the whole of it, with the cursor on the same paper."""
        if text != self.view.filter:
            self._load(self.view.unselected()._replace(filter=text))

    # Changing

    def act(
        self, deed: Deed, ids: Sequence[int], *, decides: bool = False, after: bool = True, at_once: int = AT_ONCE
    ) -> None:
        """Do something to papers; more than ``at_once`` are changed in the background. ``.`` does it again."""
        if not ids:
            return
        if after:
            self._again = (deed, decides)
        is_many = len(ids) > at_once
        if not is_many:
            self._fetch(ids)  # what they were before, for the numbers
        self.change(lambda library: deed(library, ids), counted(len(ids)), ids if decides else (), is_many=is_many)

    def repeat(self, count: int | None) -> None:
        """Do the last thing again, to the papers meant now."""
        if self._again is None:
            raise ReadlistError("nothing to repeat yet")
        deed, decides = self._again
        self.act(deed, self.view.targets(count), decides=decides)

    def undo(self, step: Step | None = None, *, redo: bool = False) -> None:
        """Take a step back, else the last, or do it again."""
        if self._later.what:
            raise ReadlistError(f"still changing {self._later.what}", "Undo waits until it is done.")
        wanted = step or self.library.next_step(redo=redo)
        if wanted is None:
            raise ReadlistError("nothing to redo" if redo else "nothing to undo")

        def turn(library: Library) -> Change | None:
            return library.redo(wanted.id) if redo else library.undo(wanted.id)

        self.change(turn, "the step", is_many=wanted.papers > AT_ONCE)

    def change(
        self, deed: Callable[[Library], Change | None], what: str, acted: Sequence[int] = (), *, is_many: bool = False
    ) -> None:
        """Change the library: at once, or later where it takes long, where another process writes, or others wait."""
        if is_many or self._later.what:
            self._change_later(deed, what, f"changing {what}…")
            return
        try:
            change = deed(self.library)
        except BusyLibrary:
            self._change_later(deed, what, f"another process is writing; then: changing {what}")
        else:
            if change is not None:
                self._take(change, acted)

    def welcome(self, added: Added) -> None:
        """After an import: look at the first new paper in the inbox."""
        self._papers.clear()
        self.message = Message(added.change.label, "u undo")
        self._load(View(order=self.view.order), landing=added.new[0] if added.new else None)
        self.recount()

    def look_again(self) -> None:
        """Read everything anew if another process has changed the library, once nothing else is being looked for."""
        if not self.waiting and self.library.changed_elsewhere():
            self._papers.clear()
            self._load(self.view, landing=self.view.paper)
            self.recount()

    def recount(self) -> None:
        """Count papers, tags and decisions anew in the background, and have the search index follow."""

        def counted(tally: Tally) -> None:
            self.tally, self._counting = tally, False
            self._changed()

        self._counting = True
        self._background.ask("tally", Tally.of, counted, self.tell_error)
        self._index()

    def _index(self) -> None:
        """Have the search index made in the background; look again for what was not found without it."""

        def made(is_new: bool) -> None:  # noqa: FBT001  an answer
            if is_new and self.view.filter and not self.view.ids and not self.waiting:
                self._load(self.view)

        self._background.ask("index", lambda library: indexed(library, lambda: self._closed), made, self.tell_error)

    def _change_later(self, deed: Callable[[Library], Change | None], what: str, said: str) -> None:
        self.tell(said, "leaving waits for it")
        self._later.add(deed, what)

    def _changed_later(self, change: Change | None) -> None:
        if change is None:
            self.tell("nothing to undo or redo", wrong=True)
        else:
            self.library.changed_elsewhere()
            self._take_all(change)

    def _take(self, change: Change, acted: Sequence[int] = ()) -> None:
        if len(change.ids) > AT_ONCE:
            self._take_all(change)
            return
        before = [self._papers.get(id_) for id_ in change.ids]
        for id_ in change.ids:
            self._papers.pop(id_, None)
        self._fetch(change.ids)
        after = [self._papers.get(id_) for id_ in change.ids]
        if self._counting or (change.kind != "do" and None in before):
            self.recount()
        else:
            self.tally = self.tally.changed(zip(before, after, strict=True), change.kind)
        self.message = told(change)
        self._follow(change, self.library.matches(self.view.query, change.ids, self.view.meant), acted)
        self._changed()

    def _follow(self, change: Change, held: Collection[int], acted: Sequence[int]) -> None:
        self._before_filter = None
        if self.view.lacks(change, held):
            self._load(self.view, landing=min(held))
            return
        self.view = self.view.after(change, held, acted)
        self._complete()

    def _take_all(self, change: Change) -> None:
        self._papers.clear()
        self.message = told(change)
        landing = change.ids[0] if change.kind != "do" and change.ids else None
        self._load(self.view.unselected(), landing=landing)
        self.recount()

    # Reading ids

    def _load(self, view: View, landing: int | None = None) -> None:
        """Read the papers of a view and show it; at once where an index gives them in order."""
        if view.order.field != "added" or not view.is_usual:
            self._load_later(view, landing)
            return
        self._arrive(view, self.library.ranked(view.query, view.order, FIRST_ROWS), landing)

    def _load_later(self, view: View, landing: int | None = None) -> None:
        self._background.interrupt("rest")
        self.waiting = True
        self._background.ask(
            "find",
            lambda library: library.ranked(view.query, view.order, FIRST_ROWS),
            lambda found: self._arrive(view, found, landing),
            self._failed,
        )

    def _arrive(self, view: View, found: Ranking, landing: int | None) -> None:
        self._settle()
        self.view = view.with_papers(found)
        if landing is not None:
            self.view = self.view.at_paper(landing)
            if self.view.paper == landing:
                landing = None
        self._complete(landing)
        self._changed()

    def _complete(self, landing: int | None = None) -> None:
        """Read the ids that are missing still; the keys wait if the cursor has to go to one of them."""
        self._background.interrupt("rest")  # it may be that of another view
        if self.view.complete:
            return
        view = self.view
        self.waiting = landing is not None

        def arrived(found: Ranking) -> None:
            self.waiting = False
            completed = self.view.with_papers(found)
            self.view = completed.at_paper(landing) if landing is not None else completed
            self._changed()

        self._background.ask("rest", lambda library: library.ranked(view.query, view.order), arrived, self._failed)

    def _settle(self) -> None:
        """Nothing is being looked for any more, and nothing is wrong with the query."""
        self._background.forget("find")
        if self.message is STILL_READING:
            self.message = Message()
        self.waiting = False
        self.mistake = None

    def _failed(self, error: ReadlistError) -> None:
        self.waiting = False
        if isinstance(error, QueryError) and self._before_filter is not None:
            self.mistake = error
            self._changed()
        else:
            self.tell_error(error)

    def _fetch(self, ids: Sequence[int]) -> None:
        missing = [id_ for id_ in ids if id_ not in self._papers]
        if not missing:
            return
        if len(self._papers) + len(missing) > _KEPT_PAPERS:
            self._papers = {id_: self._papers[id_] for id_ in ids if id_ in self._papers}
        self._papers.update((paper.id, paper) for paper in self._read(missing) if paper.id is not None)

    def _read(self, ids: Sequence[int]) -> list[Paper]:
        """These papers; of a damaged library those that can be read, and what is wrong is told."""
        try:
            return self.library.papers(ids)
        except DamagedLibrary as error:
            if len(ids) == 1 and self.message.text != error.message:
                self.tell_error(error)
            return [paper for id_ in ids for paper in self._read([id_])] if len(ids) > 1 else []
