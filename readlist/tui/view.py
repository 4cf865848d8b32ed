"""What is looked at: a query, its papers in order, the cursor and the selection; a plain value and pure functions.

Papers are ids in an array, so a view of three million papers is 24 MB and a move of the cursor costs nothing.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.fields import Order
from readlist.model.paper import Status
from readlist.model.planning import NEXT_UP
from readlist.model.query import parse
from readlist.model.query.tree import Not, all_of
from readlist.model.ranking import Meant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from readlist.model.change import Change
    from readlist.model.query import Query
    from readlist.model.ranking import Ranking

INBOX = "status:inbox"
ALL = ""
REMEMBERED = 200
AWAKE = Not(parse("is:snoozed"))
_OF_STATUS = {f"status:{status}": status.value.capitalize() for status in Status}
_NAMES = {ALL: "All", NEXT_UP: "Next up", **_OF_STATUS}


class Selection(NamedTuple):
    """The papers that were chosen: those of ``ids``, or, where ``inverted``, all but those."""

    ids: frozenset[int] = frozenset()
    inverted: bool = False

    def __bool__(self) -> bool:
        return self.inverted or bool(self.ids)

    def holds(self, paper: int) -> bool:
        """Whether a paper is chosen."""
        return (paper in self.ids) != self.inverted

    def toggled(self, papers: Iterable[int]) -> Selection:
        """The selection with each of these papers the other way round."""
        return self._replace(ids=self.ids.symmetric_difference(papers))

    def joined(self, papers: Iterable[int]) -> Selection:
        """The selection with these papers in it."""
        return self._replace(ids=self.ids.difference(papers) if self.inverted else self.ids.union(papers))

    def size(self, total: int) -> int:
        """How many papers of a view of ``total`` are chosen."""
        return total - len(self.ids) if self.inverted else len(self.ids)


class View(NamedTuple):
    """A query with the ids of its papers, from the first row on; ``complete`` once all of them are there.

    ``base`` is the view's own query, ``called`` the name it was saved under, ``filter`` what was typed on top of it and
    ``meant`` what that was taken for; ``anchor`` is the row where a range began; each of ``departures`` has the papers
    that one change took away, with the rows where they stood before.
    """

    base: str = INBOX
    filter: str = ""
    order: Order = Order()
    ids: array[int] = array("q")
    complete: bool = True
    cursor: int = 0
    selection: Selection = Selection()
    anchor: int | None = None
    departures: tuple[Mapping[int, int], ...] = ()
    meant: Meant = Meant()
    called: str = ""

    @property
    def query(self) -> Query:
        """What both the base and the filter ask for; the view of a status leaves out what is snoozed.

        Raises QueryError with the place in the filter of a mistake in it.
        """
        awake = (AWAKE,) if self.base in _OF_STATUS else ()
        return all_of((parse(self.base), *awake, parse(self.filter)))

    @property
    def name(self) -> str:
        """The view's name for people.

        >>> View("status:later").name, View("tag:vision").name
        ('Later', 'tag:vision')
        """
        return self.called or _NAMES.get(self.base, self.base)

    @property
    def is_usual(self) -> bool:
        """Whether it is the whole of one that every library has."""
        return not self.filter and self.base in _NAMES

    def anew(self, filter: str, order: Order) -> View:  # noqa: A002  the field's name
        """The same view with another filter and order, nothing known of its papers yet."""
        return View(self.base, filter, order, called=self.called)

    @property
    def paper(self) -> int | None:
        """The id of the paper under the cursor; None in an empty view."""
        return self.ids[self.cursor] if self.ids else None

    @property
    def chosen(self) -> int:
        """How many papers are selected, a range in the making included."""
        return self._settled().size(len(self.ids))

    def is_chosen(self, row: int) -> bool:
        """Whether the paper of a row is selected, or in the range that is being made."""
        return row in self._range() or self.selection.holds(self.ids[row])

    def targets(self, count: int | None = None) -> array[int]:
        """The papers an action is meant for: the selection, else ``count`` rows from the cursor on."""
        selection = self._settled()
        if selection.inverted and not selection.ids:
            return self.ids
        if selection:
            return array("q", (paper for paper in self.ids if selection.holds(paper)))
        return self.ids[self.cursor : self.cursor + (count or 1)]

    def with_papers(self, found: Ranking) -> View:
        """The view with the papers that were found; the cursor stays on its paper, else on its row.

        Where papers stood that left is forgotten: the rows may be others now.
        """
        ids = found.ids
        cursor = self.cursor
        paper = self.paper
        if paper is not None and not (cursor < len(ids) and ids[cursor] == paper):
            cursor = next(iter(rows_of((paper,), ids, cursor)), cursor)
        return self._replace(ids=ids, complete=found.complete, meant=found.meant, departures=()).at(cursor)

    def at(self, row: int) -> View:
        """The view with the cursor on a row, or the nearest there is."""
        return self._replace(cursor=max(0, min(row, len(self.ids) - 1)))

    def moved(self, rows: int) -> View:
        """The view with the cursor that many rows further down."""
        return self.at(self.cursor + rows)

    def at_paper(self, paper: int) -> View:
        """The view with the cursor on a paper; the same view where it does not hold it."""
        row = next(iter(rows_of((paper,), self.ids, self.cursor)), None)
        return self if row is None else self.at(row)

    def toggled(self, count: int | None = None) -> View:
        """Take ``count`` rows from the cursor on into the selection, or out of it, and step behind them."""
        if self.anchor is not None:
            return self.range_ended()
        chosen = self.ids[self.cursor : self.cursor + (count or 1)]
        return self._replace(selection=self.selection.toggled(chosen)).moved(len(chosen))

    def range_begun(self) -> View:
        """Begin a range at the cursor."""
        return self._replace(anchor=self.cursor)

    def range_ended(self) -> View:
        """Make the range that was begun part of the selection."""
        return self._replace(selection=self._settled(), anchor=None)

    def all_chosen(self) -> View:
        """Select every paper of the view."""
        return self._replace(selection=Selection(inverted=True), anchor=None)

    def unselected(self) -> View:
        """Select nothing."""
        return self._replace(selection=Selection(), anchor=None)

    def after(self, change: Change, held: Collection[int], acted: Collection[int] = ()) -> View:
        """The view after a change of papers, of which it now holds ``held``.

        Papers that it no longer holds leave, and the cursor takes the next one; a decision (``acted``) on papers that
        stay steps behind them and ends the selection; papers that come back take their old rows, and the cursor goes to
        the first of them.
        """
        back = {} if change.kind == "do" else self._homecoming(held)
        if back:
            return self._with_returned(back)
        leaving = rows_of([paper for paper in change.ids if paper not in held], self.ids, self.cursor)
        behind = self._behind(frozenset(acted) | {self.ids[row] for row in leaving})
        view = self._without(leaving, behind)
        if change.kind != "do":
            return view.at(next(iter(rows_of(held, view.ids, view.cursor)), view.cursor))
        return view.unselected() if acted else view

    def lacks(self, change: Change, held: Collection[int]) -> bool:
        """Whether a change brought papers into the view whose rows are not known, so that it has to be read anew."""
        known = self._homecoming(held)
        unknown = [paper for paper in held if paper not in known]
        return change.kind != "do" and len(rows_of(unknown, self.ids, self.cursor)) < len(unknown)

    def _range(self) -> range:
        if self.anchor is None:
            return range(0)
        return range(min(self.anchor, self.cursor), max(self.anchor, self.cursor) + 1)

    def _settled(self) -> Selection:
        rows = self._range()
        return self.selection.joined(self.ids[rows.start : rows.stop]) if rows else self.selection

    def _behind(self, acted: Collection[int]) -> int:
        """The first row from the cursor on whose paper was not acted on."""
        row = self.cursor
        while row < len(self.ids) and self.ids[row] in acted:
            row += 1
        return row

    def _without(self, leaving: list[int], cursor: int) -> View:
        if not leaving:
            return self.at(cursor)
        departure = {self.ids[row]: row for row in leaving}
        remembered = (*self.departures[-REMEMBERED:], departure)
        selection = self.selection._replace(ids=self.selection.ids - departure.keys())
        cursor -= sum(row < cursor for row in leaving)
        left = self._replace(ids=_cut(self.ids, leaving), departures=remembered, selection=selection, anchor=None)
        return left.at(cursor)

    def _homecoming(self, held: Collection[int]) -> dict[int, int]:
        """The rows where those of the papers stood that left the view, by the latest departure of each."""
        rows: dict[int, int] = {}
        for departure in self.departures:
            rows.update({paper: departure[paper] for paper in held if paper in departure})
        return rows

    def _with_returned(self, back: Mapping[int, int]) -> View:
        ids = self.ids[:]
        rows = []
        for paper, row in sorted(back.items(), key=lambda pair: pair[1]):
            rows.append(min(row, len(ids)))
            ids.insert(rows[-1], paper)
        departures = tuple(_without_papers(self.departures, back))
        return self._replace(ids=ids, departures=departures, anchor=None).at(rows[0])


def _cut(ids: array[int], rows: list[int]) -> array[int]:
    """The ids without some rows, which are ascending; without more copies of a long array than needed."""
    if len(rows) <= 8:
        kept = ids[:]
        for row in reversed(rows):
            del kept[row]
        return kept
    gone = set(rows)
    return array("q", (paper for row, paper in enumerate(ids) if row not in gone))


def _without_papers(departures: Iterable[Mapping[int, int]], papers: Collection[int]) -> Iterator[Mapping[int, int]]:
    for departure in departures:
        rows = {paper: row for paper, row in departure.items() if paper not in papers}
        if rows:
            yield rows


def rows_of(papers: Collection[int], ids: array[int], near: int = 0) -> list[int]:
    """The rows, ascending, where papers stand; those that are nowhere are left out; quick for papers from ``near`` on.

    >>> rows_of([7, 9, 4], array("q", [9, 8, 7]), near=2)
    [0, 2]
    """
    wanted = set(papers)
    rows = [row for row in range(near, min(near + len(wanted), len(ids))) if ids[row] in wanted]
    wanted.difference_update(ids[row] for row in rows)
    if len(wanted) <= 4:
        rows += [ids.index(paper) for paper in wanted if paper in ids]
    else:
        rows += [row for row, paper in enumerate(ids) if paper in wanted]
    return sorted(rows)


def tag_query(tag: str) -> str:
    """The query for the papers of a tag.

    >>> tag_query("vision"), tag_query("to cite")
    ('tag:vision', 'tag:"to cite"')
    """
    name = tag.strip().lstrip("#").replace('"', "")
    return f'tag:"{name}"' if " " in name else f"tag:{name}"
