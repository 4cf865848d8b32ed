"""Targets: files that are kept current with the library."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Marks = tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class Target:
    """A file that holds the papers of a query, written anew after each change.

    ``entries`` are the fingerprints of what was last written, by citation key, or under "" where the notation is not
    written entry by entry; two where the file may hold either, since the program ended while it wrote, and None among
    them where it may lack the entry. ``written`` is the time of that (ISO, UTC); ``trouble`` tells why the file is not
    current.
    """

    path: str
    query: str
    format: str
    preset: str
    ascii: bool = False
    paused: bool = False
    entries: Mapping[str, Marks] = field(default_factory=dict)
    written: str | None = None
    trouble: str | None = None


class Outcome(StrEnum):
    """What became of a target."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    PAUSED = "paused"
    TROUBLE = "not written"
