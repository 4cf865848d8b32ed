"""Everything a user can do to a reading list; knows no screen.

``Library`` is resolved when it is first used: what only looks at a list imports ``shelf`` and does without the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readlist.library.library import Library

__all__ = ["Library"]


def __getattr__(name: str) -> Any:
    """Import the library on first use."""
    if name != "Library":
        raise AttributeError(f"module 'readlist.library' has no attribute {name!r}")
    from readlist.library.library import Library  # noqa: PLC0415  the door of the package

    return Library
