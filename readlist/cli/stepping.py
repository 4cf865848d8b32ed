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


def stepping(name: str, summary: str, done: str, step: Callable[[Library], Change | None]) -> click.Command:
    """A subcommand that takes some steps of the journal, one after another."""

    @click.command(name, help=summary, epilog=f"Example: readlist {name} 2")
    @click.argument("steps", type=click.IntRange(min=1), default=1)
    @library_option
    def command(steps: int, library: Path | None) -> None:
        with open_library(library) as reading_list:
            for _ in range(steps):
                change = step(reading_list)
                if change is None:
                    tell(f"nothing to {name}")
                    break
                tell(f"{done}: {change.label}")

    return command
