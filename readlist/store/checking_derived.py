"""What follows from papers, compared with them: columns, and the index of words."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from readlist.model.words import Words
from readlist.store.codec import DERIVED_COLUMNS, SOURCES_OF_DERIVED, derived_row, selection
from readlist.store.in_order import papers_in_order
from readlist.store.words import rows_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_READ = selection(SOURCES_OF_DERIVED)
_PLACES = ", ".join("?" * len(Words._fields))


def papers_with_wrong_columns(connection: sqlite3.Connection) -> Iterator[int]:
    """The papers whose derived columns do not follow from the others."""
    rows = connection.execute(f"SELECT {', '.join(DERIVED_COLUMNS)} FROM paper JOIN reading ON paper = id ORDER BY id")
    ids = (id_ for (id_,) in connection.execute("SELECT paper FROM reading ORDER BY paper").fetchall())
    for paper, row in zip(papers_in_order(connection, _READ, ids), rows, strict=False):
        if derived_row(paper.record) != list(row):
            yield paper.id or 0


def wrong_columns(connection: sqlite3.Connection) -> str:
    """Tells of papers whose derived columns do not follow from the others."""
    wrong = next(papers_with_wrong_columns(connection), None)
    return "" if wrong is None else f"those of paper {wrong} do not follow from it"


def wrong_words(connection: sqlite3.Connection) -> str:
    """Tells of a paper that the index of words has with others than its own.

    A second index is made for the time of the comparison.
    """
    (made,) = connection.execute("SELECT sql FROM main.sqlite_master WHERE name = 'words'").fetchone()
    connection.execute(made.replace("TABLE words", "TABLE temp.meant", 1).replace(", prefix='1 2 3'", ""))
    try:
        for name, schema, index in (("words_told", "main", "words"), ("words_meant", "temp", "meant")):
            connection.execute(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab({schema}, {index}, instance)")
        ids = (id_ for (id_,) in connection.execute("SELECT paper FROM reading ORDER BY paper").fetchall())
        put_in = f"INSERT INTO temp.meant (rowid, {', '.join(Words._fields)}) VALUES (?, {_PLACES})"
        connection.executemany(put_in, rows_of(connection, ids))
        return _first_difference(connection)
    finally:
        for name in ("words_told", "words_meant", "meant"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _first_difference(connection: sqlite3.Connection) -> str:
    told, meant = (
        connection.execute(f"SELECT term, doc, col, offset FROM temp.words_{name}") for name in ("told", "meant")
    )
    for one, other in zip_longest(told, meant):
        if one != other:
            return f"it differs at paper {(one or other)[1]}"
    return ""
