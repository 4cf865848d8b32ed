"""The index of the words of papers, kept beside the rows that they stand in.

It holds no text of its own, so a paper can only be taken out of it by the words with which it was put in: before its
row changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.words import Words, words_of
from readlist.store.codec import READING_COLUMNS, selection
from readlist.store.driver import sqlite3
from readlist.store.in_order import BATCH, papers_in_order
from readlist.store.relations import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.model.paper import Paper

UNSEARCHED = (READING_COLUMNS.keys() - {"citekey", "note"}) | RELATIONS.keys()
"""The fields that may change without a word of the paper changing."""
_READ = selection(
    """
    title authors abstract date venue affiliations categories doi arxiv code url urls attachments doubts
    """.split()
)
_COLUMNS = ", ".join(Words._fields)
_PLACES = ", ".join("?" * len(Words._fields))
PUT_IN = f"INSERT INTO words (rowid, {_COLUMNS}) VALUES (?, {_PLACES})"
_TAKE_OUT = f"INSERT INTO words (words, rowid, {_COLUMNS}) VALUES ('delete', ?, {_PLACES})"


class Rewording:
    """Papers whose words change: taken out of the index before their first change, put in again after the last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._new: dict[int, tuple[int | str, ...]] = {}
        self._out: set[int] = set()
        self._is_wrong = False  # it was found to hold other words than the rows

    def begin(self, id_: int, paper: Paper) -> None:
        """Put a new paper in, as its row tells it."""
        self._new[id_] = (id_, *words_of(paper))
        if len(self._new) >= BATCH:
            self._put_new()

    def take_out(self, ids: Iterable[int]) -> None:
        """Take papers out of the index, as far as they are in it."""
        chosen = set(ids)
        waiting = self._new.keys() & chosen
        for id_ in waiting:
            del self._new[id_]
        known = chosen - self._out - waiting
        self._out |= chosen
        try:
            self._connection.executemany(_TAKE_OUT, rows_of(self._connection, known))
        except sqlite3.DatabaseError as error:
            if "malformed" not in str(error):
                raise
            self._is_wrong = True

    def put_in(self) -> None:
        """Put every paper that was taken out, or is new, into the index as it stands in its row.

        An index that was wrong, since another program has changed rows behind it, is made anew.
        """
        if self._is_wrong:
            read_all(self._connection)
        else:
            self._put_new()
            self._connection.executemany(PUT_IN, rows_of(self._connection, self._out))
        self._new.clear()
        self._out.clear()
        self._is_wrong = False

    def _put_new(self) -> None:
        self._connection.executemany(PUT_IN, self._new.values())
        self._new.clear()


def read_all(connection: sqlite3.Connection) -> None:
    """Put every paper into the index, whatever is in it."""
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    ids = (id_ for (id_,) in connection.execute("SELECT id FROM paper ORDER BY id").fetchall())
    connection.executemany(PUT_IN, rows_of(connection, ids))


def rows_of(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[tuple[int | str, ...]]:
    """The words of papers with their ids, in their order, in which an index is written fastest."""
    papers = papers_in_order(connection, _READ, sorted(ids))
    return ((paper.id or 0, *words_of(paper)) for paper in papers)
