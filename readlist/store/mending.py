"""Put right what follows from what a user wrote, which stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.store import touched
from readlist.store.checking import LOST
from readlist.store.checking_derived import papers_with_wrong_columns
from readlist.store.journal import derive
from readlist.store.words import read_all

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from readlist.model.change import Change
    from readlist.store import Store


def mend(store: Store, abouts: Collection[str]) -> Change:
    """Put right what checks of these names have found; bringing lost papers back is a step that can be undone."""
    with store.write("bring back lost papers") as writing:
        connection = writing.step.connection
        if "papers" in abouts:
            lost = _bring_back(connection, store.clock())
            writing.step.set(lost, "present", True)  # noqa: FBT003  a column's value
        if "columns" in abouts:
            derive(connection, list(papers_with_wrong_columns(connection)))
        if "latest changes" in abouts:
            connection.execute("DELETE FROM touched")
            touched.note(connection, [id_ for (id_,) in connection.execute("SELECT id FROM paper").fetchall()])
        read_all(connection)
    return writing.change()


def _bring_back(connection: sqlite3.Connection, now: str) -> list[int]:
    """Give papers whose reading state is gone a new one; nobody sees them yet."""
    lost = [id_ for (id_,) in connection.execute(LOST).fetchall()]
    connection.executemany(
        "INSERT INTO reading (paper, present, status, added, changed) VALUES (?1, 0, 'inbox', ?2, ?2)",
        [(id_, now) for id_ in lost],
    )
    return lost
