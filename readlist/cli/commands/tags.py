"""``readlist tags``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.options import library_option, open_library
from readlist.cli.output import say, tell


@click.command("tags", epilog="Example: readlist tags --rename ssl vision/ssl")
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Rename a tag and those below it.")
@click.option("--delete", metavar="TAG", help="Take a tag from every paper.")
@library_option
def command(rename: tuple[str, str] | None, delete: str | None, library: Path | None) -> None:
    """List the tags with their numbers of papers, rename or delete one."""
    with open_library(library) as reading_list:
        if rename is not None:
            tell(reading_list.rename_tag(*rename).label)
        elif delete is not None:
            tell(reading_list.delete_tag(delete).label)
        else:
            for tag, papers in reading_list.tags():
                say(f"{papers}\t{tag}")
