"""The rows of saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.fields import Order
from readlist.model.saved import SavedView, folded

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class Views:
    """The saved views of a library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[SavedView]:
        """Every view, in the user's order."""
        rows = self._connection.execute("SELECT name, query, sort, reverse FROM view ORDER BY place").fetchall()
        return [SavedView(name, query, Order(sort, bool(reverse))) for name, query, sort, reverse in rows]

    def keep(self, views: Iterable[SavedView]) -> None:
        """Keep these views, in this order, and no others."""
        self._connection.execute("DELETE FROM view")
        self._connection.executemany(
            "INSERT INTO view (folded, name, query, sort, reverse, place) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (folded(view.name), view.name, view.query, view.order.field, view.order.reverse, place)
                for place, view in enumerate(views)
            ],
        )
