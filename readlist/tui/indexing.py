"""The search index of the library that is looked at, made beside the work."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from readlist.library import Library


def indexed(library: Library, is_unwanted: Callable[[], bool]) -> bool:
    """Bring the index by which mistyped words are found up to date; whether that took anything."""
    is_new = False
    with closing(library.index_apart()) as building:
        for _ in building:
            is_new = True
            if is_unwanted():
                break
    return is_new
