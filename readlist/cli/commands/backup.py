"""``readlist backup``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.backing import as_json_line, described, print_backups
from readlist.cli.options import library_option, open_shelf, settings
from readlist.cli.output import say, tell
from readlist.cli.progress import Progress
from readlist.library.backups import Backups


@click.command("backup", epilog="Example: readlist backup -o papers-2031.db")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Make it in this file, which is kept for good.")
@click.option("--list", "only_list", is_flag=True, help="List the backups that there are, and make none.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@library_option
def command(output: Path | None, only_list: bool, as_json: bool, library: Path | None) -> None:
    """Make a backup of the library, verified.

    They lie beside the library, in the folder of its name and `.backups`, which may be a link to one elsewhere. One is
    made by itself each day of use, before the library is brought up to a newer version, and before 50 papers or more
    are deleted; kept are those of 7 days, 4 weeks and 12 months. `readlist restore` brings one back.
    """
    if only_list:
        print_backups(Backups(settings(library).library), as_json=as_json)
        return
    with open_shelf(library) as shelf, Progress("backing up") as progress:
        backups = Backups(shelf.path)
        made = backups.make(tell=progress) if output is None else backups.make_in(output, progress)
    path = output or backups.path(made)
    say(as_json_line(made, path) if as_json else str(path))
    tell(f"backed up: {described(made)}")
