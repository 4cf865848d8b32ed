"""How a function becomes a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.tui.context import EVERYWHERE, Command, Context, Group, Place

if TYPE_CHECKING:
    from collections.abc import Callable


def command(
    *keys: str,
    label: str,
    group: Group,
    places: tuple[Place, ...] = EVERYWHERE,
    hint: str = "",
    rank: int = 0,
    arguments: Callable[[Context], list[str]] | None = None,
) -> Callable[[Callable[[Context], None]], Command]:
    """Make a command of a function; it is called like the function, with dashes."""

    def made(run: Callable[[Context], None]) -> Command:
        return Command(run.__name__.replace("_", "-"), keys, label, group, run, places, hint, rank, arguments)

    return made
