"""``readlist merge``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.completing import keys
from readlist.cli.options import library_option, open_library, pairs
from readlist.cli.output import tell_change
from readlist.library.editing import ALIASES


@click.command("merge", epilog="Example: readlist merge moon2020maps 45 --field abstract=45")
@click.argument("kept", metavar="KEY", shell_complete=keys)
@click.argument("others", nargs=-1, required=True, metavar="OTHER...", shell_complete=keys)
@click.option(
    "--field", "fields", multiple=True, metavar="NAME=KEY", help="Take a field from that paper; may be repeated."
)
@library_option
def command(kept: str, others: tuple[str, ...], fields: tuple[str, ...], library: Path | None) -> None:
    """Make several papers one, in one undo step: KEY is kept, the others leave.

    Each is named by its citation key or its id. The one that is kept takes what it lacks from the others; their tags,
    keywords, addresses, files and notes are joined with its own.
    """
    chosen = pairs(fields, "NAME=KEY")
    with open_library(library) as reading_list:
        values = {ALIASES.get(name, name): reading_list.named(key.strip()) for name, key in chosen.items()}
        change = reading_list.merge(reading_list.named(kept), map(reading_list.named, others), values)
    tell_change(change, "parts them again")
