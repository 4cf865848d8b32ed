"""Citation keys (a stand-in until the real one is written)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from readlist.model.paper import Record


def is_valid(key: str) -> bool:
    """Whether a key may be used."""
    return bool(key)


def suggest(record: Record) -> str:
    """A key."""
    return "paper"


def unique(key: str, taken: Container[str]) -> str:
    """A key that is not taken."""
    number = 0
    while f"{key}{number}" in taken:
        number += 1
    return f"{key}{number}"
