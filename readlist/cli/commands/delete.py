"""``readlist delete``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.completing import keys_or_query
from readlist.cli.options import QueryWords, confirmed_papers, library_option, open_library, yes_option
from readlist.cli.output import tell_change


@click.command("delete", cls=QueryWords, epilog="Example: readlist delete status:dropped 'year:<2015' --yes")
@click.argument("words", nargs=-1, required=True, metavar="QUERY_OR_KEY...", shell_complete=keys_or_query)
@yes_option
@library_option
def command(words: tuple[str, ...], yes: bool, library: Path | None) -> None:
    """Remove papers, in one undo step; asks where there are several."""
    with open_library(library) as reading_list:
        change = reading_list.delete(confirmed_papers(reading_list, words, "Delete", yes=yes))
        tell_change(change, "brings back")
