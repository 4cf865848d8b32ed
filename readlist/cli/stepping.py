"""The two subcommands that walk the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from readlist.cli.options import library_option, open_library
from readlist.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from readlist.library import Library
    from readlist.model.change import Change

    Turn = Callable[[Library, int | None], Change | None]


def stepping(name: str, summary: str, done: str, turn: Turn) -> click.Command:
    """A subcommand that takes some steps of the journal, one after another, or a single one."""

    @click.command(name, help=summary, epilog=f"Example: readlist {name} 2")
    @click.argument("steps", type=click.IntRange(min=1), default=1)
    @click.option("--step", type=int, metavar="ID", help="This step, as `readlist history` numbers it, and no other.")
    @library_option
    def command(steps: int, step: int | None, library: Path | None) -> None:
        if step is not None and steps != 1:
            raise click.UsageError("Name one step, or say how many of the last.")
        with open_library(library) as reading_list:
            for _ in range(steps):
                change = turn(reading_list, step)
                if change is None:
                    tell(f"nothing to {name}")
                    break
                tell(f"{done}: {change.label}")

    return command
