"""Saved views with their numbers of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import NotFound, QueryError

if TYPE_CHECKING:
    from readlist.library.shelf import Shelf
    from readlist.model.saved import SavedView


class Counted(NamedTuple):
    """A view, how many papers it has, and why it cannot be looked at: then there is no number."""

    view: SavedView
    papers: int | None = None
    fault: str = ""


def counted(shelf: Shelf, view: SavedView) -> Counted:
    """A view with its number of papers, or with what is wrong with it."""
    try:
        return Counted(view, shelf.find(view.query, order=view.order, limit=0).total)
    except (QueryError, NotFound) as error:
        return Counted(view, fault=error.message)
