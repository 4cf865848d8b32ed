"""The user's own keys: a named set, and keys for single commands, from the table ``[keys]`` of the configuration."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from readlist.errors import ConfigError
from readlist.tui.context import Place
from readlist.tui.keys import clashes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readlist.tui.context import Command

Keys = tuple[str, ...]

SET = "set"
SETS: dict[str, dict[str, Keys]] = {
    "vim": {},
    "mail": {
        "read": ("e", "d"),
        "dropped": ("#", "x"),
        "undo": ("z", "u"),
        "snooze": ("b",),
        "export": ("w b",),
        "edit": ("w e",),
        "preview": ("w p",),
        "maximize": ("w m",),
        "next-theme": ("w t",),
        "center": ("w z",),
    },
    "emacs": {
        "down": ("n", "down", "ctrl+n"),
        "up": ("p", "up"),
        "page-down": ("pagedown", "ctrl+v"),
        "first": ("<", "home", "g g"),
        "last": (">", "end", "G"),
        "next-undecided": ("}",),
        "previous-undecided": ("{",),
        "paste": ("ctrl+y",),
        "filter-papers": ("/", "ctrl+s"),
        "text-page-down": ("pagedown", "ctrl+v", "space"),
        "text-begin": ("<", "home", "g g"),
        "text-end": (">", "end", "G"),
    },
}
"""What each named set has other than the keys of the registry: keys by the names of commands."""


def rebound(commands: Sequence[Command], wishes: Mapping[str, str | Sequence[str]]) -> tuple[Command, ...]:
    """The commands with the keys that a user wishes; ConfigError for names that do not exist and keys that clash.

    ``wishes`` has the keys by the names of commands, one binding as text or several in a list, none in an empty one;
    under ``set`` the name of a set, whose keys they replace.
    """
    named = str(wishes.get(SET, "vim"))
    if named not in SETS:
        raise ConfigError(f"no set of keys named {named!r}", f"Known: {', '.join(SETS)}.")
    own = {name: (keys,) if isinstance(keys, str) else tuple(keys) for name, keys in wishes.items() if name != SET}
    known = {command.name for command in commands}
    for name in own:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            raise ConfigError(
                f"[keys]: no command named {name!r}",
                f"Did you mean {near[0]}?" if near else "Take it out: `readlist config --edit`; `:` has the names.",
            )
    chosen = SETS[named] | own
    found = tuple(replace(command, keys=chosen.get(command.name, command.keys)) for command in commands)
    faults = list(dict.fromkeys(fault for place in get_args(Place) for fault in clashes(pairs(found, place))))
    if faults:
        raise ConfigError(f"[keys]: {faults[0]}", "Give one of the two another key, or none: `name = []`.")
    return found


def pairs(commands: Iterable[Command], place: Place) -> list[tuple[str, str]]:
    """The (keys, command name) pairs of a place."""
    return [(keys, command.name) for command in commands if place in command.places for keys in command.keys]
