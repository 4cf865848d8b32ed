"""``readlist merge``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.completing import keys
from readlist.cli.options import library_option, open_library
from readlist.cli.output import tell
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
    chosen = dict(map(_pair, fields))
    with open_library(library) as reading_list:
        values = {ALIASES.get(name, name): reading_list.named(key) for name, key in chosen.items()}
        change = reading_list.merge(reading_list.named(kept), map(reading_list.named, others), values)
    tell(f"{change.label} (`readlist undo` parts them again)")
    if change.warning:
        tell(change.warning)


def _pair(text: str) -> tuple[str, str]:
    name, sign, key = text.partition("=")
    if not sign:
        raise click.UsageError(f"--field {text}: write NAME=KEY.")
    return name.strip(), key.strip()
