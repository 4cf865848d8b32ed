"""Saved views: queries that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import Conflict, NotFound, ReadlistError
from readlist.model.fields import Order
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NAME = 100  # characters


class SavedView(NamedTuple):
    """A query with a name of its own, which is told from others whatever its case, and the order of its papers."""

    name: str
    query: str
    order: Order = Order()


def folded(name: str) -> str:
    """A name as it is told from others.

    >>> folded(" To  Cite") == folded("to cite")
    True
    """
    return squeeze(clean(name)).casefold()


def tidy_name(name: str) -> str:
    """A name as it is kept, on one line; ReadlistError for one that cannot be."""
    tidy = squeeze(clean(name))
    if not tidy or len(tidy) > LONGEST_NAME:
        raise ReadlistError(f"{tidy[:20]!r} is no name for a view", f"Give one of 1 to {LONGEST_NAME} letters.")
    return tidy


def place_of(views: Sequence[SavedView], name: str) -> int:
    """Where the view of a name stands; NotFound where there is none."""
    for place, view in enumerate(views):
        if folded(view.name) == folded(name):
            return place
    raise NotFound(f"no view named {squeeze(clean(name))!r}", "`readlist views` lists them.")


def with_view(views: Sequence[SavedView], view: SavedView, place: int | None = None) -> list[SavedView]:
    """The views with another one: at a place, else instead of the one that has its name, else behind the others."""
    here = [at for at, other in enumerate(views) if folded(other.name) == folded(view.name)]
    others = [other for at, other in enumerate(views) if at not in here]
    at = place if place is not None else here[0] if here else len(others)
    return [*others[:at], view, *others[at:]]


def with_name(views: Sequence[SavedView], old: str, new: str) -> list[SavedView]:
    """The views with another name for one of them; NotFound, or Conflict where another one has that name."""
    at = place_of(views, old)
    others = [view for place, view in enumerate(views) if place != at]
    if any(folded(view.name) == folded(new) for view in others):
        raise Conflict(f"there is a view named {squeeze(clean(new))!r}", "Give another name, or remove that view.")
    return with_view(others, views[at]._replace(name=tidy_name(new)), at)
