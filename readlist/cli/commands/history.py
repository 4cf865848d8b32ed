"""``readlist history``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.options import library_option, open_shelf
from readlist.cli.output import say


@click.command("history", epilog="Example: readlist history --limit 5")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="No more steps than this.")
@library_option
def command(limit: int, library: Path | None) -> None:
    """List what was done, newest first."""
    with open_shelf(library) as shelf:
        for step in shelf.history(limit):
            state = "" if step.state == "done" else f" ({step.standing})"
            say(f"{step.id}\t{step.at}\t{step.label}{state}")
