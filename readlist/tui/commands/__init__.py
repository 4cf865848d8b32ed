"""Every action of the user, once: bindings, hint line and help derive from what stands in these modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.tui.commands import appearance, decide, look, transfer
from readlist.tui.context import Command, Group, Place
from readlist.tui.keys import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

__all__ = ["COMMANDS", "commands_of", "help_rows", "hints"]


def _found(module: ModuleType) -> Iterator[Command]:
    for value in vars(module).values():
        if isinstance(value, Command):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, Command))


COMMANDS: tuple[Command, ...] = tuple(
    found for module in (decide, look, transfer, appearance) for found in _found(module)
)
"""All commands, in the order of the help within each group."""


def commands_of(place: Place, commands: Sequence[Command] = COMMANDS) -> dict[str, Command]:
    """The commands of a place by their names."""
    return {command.name: command for command in commands if place in command.places}


def hints(place: Place, commands: Sequence[Command] = COMMANDS, *, papers: bool = True) -> list[tuple[str, str]]:
    """The (keys, word) pairs for the hint line of a place, the most useful first; fewer where there are no papers."""
    ranked = [
        command
        for command in commands_of(place, commands).values()
        if command.rank and command.keys and (papers or not command.on_papers)
    ]
    ranked.sort(key=lambda command: (not papers and command.group is not Group.IN, command.rank))
    return [(spelled(command.keys[0]), command.hint) for command in ranked]


def help_rows(place: Place, commands: Sequence[Command] = COMMANDS) -> list[tuple[str, str, str]]:
    """The (group, keys, label) rows of the help of a place, group by group."""
    known = commands_of(place, commands).values()
    return [
        (group.value, "  ".join(spelled(keys) for keys in command.keys) or f":{command.name}", command.label)
        for group in Group
        for command in known
        if command.group is group
    ]
