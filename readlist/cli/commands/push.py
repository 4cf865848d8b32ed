"""``readlist push``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.completing import query_words
from readlist.cli.options import QueryWords, chosen_papers, library_option, open_library
from readlist.cli.output import tell
from readlist.cli.progress import Progress
from readlist.model.text import counted

_PROGRAMS = ("zotero", "jabref")


@click.command("push", cls=QueryWords, epilog="Example: readlist push zotero tag:thesis")
@click.argument("program", type=click.Choice(_PROGRAMS))
@click.argument("query", nargs=-1, shell_complete=query_words)
@click.option("--again", is_flag=True, help="Push also what was pushed before; it will be there twice.")
@click.option("--address", envvar="READLIST_ZOTERO_URL", metavar="URL", help="Where it listens, if not at 23119.")
@library_option
def command(program: str, query: tuple[str, ...], again: bool, address: str | None, library: Path | None) -> None:
    """Put the papers of a query, or all, into the running reference manager: each once.

    Zotero takes them into the collection that is selected in its window.
    """
    with open_library(library) as reading_list:
        ids = list(chosen_papers(reading_list, query))
        pushing = reading_list.pushing(program)
        fresh = ids if again else pushing.fresh(ids)
        skipped = f" ({len(ids) - len(fresh)} pushed before; --again pushes them once more)" if fresh != ids else ""
        if not fresh:
            tell(f"nothing to push{skipped}")
            return
        with Progress("pushing") as progress:
            where = pushing.push(fresh, address, progress)
        tell(f"{counted(len(fresh))} pushed: {where}{skipped}")
