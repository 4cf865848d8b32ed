"""How long somebody waits for a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


def _say_nothing() -> None:
    pass


class Patience(NamedTuple):
    """How long to wait, in seconds, while another process writes; ``tell`` is called every few seconds meanwhile."""

    seconds: float = 5.0
    tell: Callable[[], object] = _say_nothing


LONG = 600.0
"""Seconds: longer than any import or migration that somebody runs beside the work."""
