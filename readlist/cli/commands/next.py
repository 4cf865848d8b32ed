"""``readlist next``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.commands import list as listing
from readlist.cli.completing import query_words
from readlist.cli.options import QueryWords, library_option
from readlist.model.planning import NEXT_UP


@click.command("next", cls=QueryWords, epilog="Example: readlist next tag:vision --limit 3")
@click.argument("query", nargs=-1, shell_complete=query_words)
@click.option("--format", "notation", type=listing.NOTATIONS, default="table")
@click.option("--limit", type=click.IntRange(min=0), default=10, show_default=True, help="No more papers than this.")
@click.option("--fields", default="id,priority,status,title,author,year", metavar="A,B", help="Columns, as in `list`.")
@library_option
@click.pass_context
def command(
    ctx: click.Context, query: tuple[str, ...], notation: str, limit: int, fields: str, library: Path | None
) -> None:
    """List what to read next: of what is marked reading or later, by priority, star and age."""
    ctx.invoke(
        listing.command,
        query=(NEXT_UP, *query),
        notation=notation,
        sort="next",
        reverse=False,
        limit=limit,
        fields=fields,
        library=library,
    )
