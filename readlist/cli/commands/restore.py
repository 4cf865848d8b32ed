"""``readlist restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlist.cli.backing import described, print_backups
from readlist.cli.options import confirm, library_option, settings, yes_option
from readlist.cli.output import say, tell
from readlist.errors import NotFound
from readlist.library.backups import Backups
from readlist.model.backups import named
from readlist.model.text import counted

if TYPE_CHECKING:
    from readlist.model.backups import Backup


@click.command("restore", epilog="Example: readlist restore 2031-05-06")
@click.argument("backup", required=False)
@click.option("--list", "only_list", is_flag=True, help="List the backups, and restore none.")
@click.option("--salvage", is_flag=True, help="Save what can be read of a damaged library instead.")
@click.option("--json", "as_json", is_flag=True, help="With --list: print as JSON.")
@yes_option
@library_option
def command(backup: str | None, only_list: bool, salvage: bool, as_json: bool, yes: bool, library: Path | None) -> None:
    """Bring back a backup: a file, the beginning of a name that --list shows, or the newest that is sound.

    The library as it stands is moved aside, never deleted.
    """
    backups = Backups(settings(library).library)
    if backup is not None and (salvage or only_list):
        raise click.UsageError("Name a backup to restore, or use an option alone.")
    if only_list:
        print_backups(backups, as_json=as_json)
    elif salvage:
        _salvage(backups, yes=yes)
    else:
        _restore(backups, backup, yes=yes)


def _restore(backups: Backups, name: str | None, *, yes: bool) -> None:
    if name is None:
        newest, unsound = backups.newest_sound()
        for one in unsound:
            tell(f"passed over, since it cannot be used: {backups.path(one)}")
        path = backups.path(newest)
    else:
        path = backups.named(name)
    chosen = named(path.name, path.stat().st_size)
    tell(f"to restore: {path}" + (f" ({described(chosen)})" if chosen else ""))
    if backups.library.exists():
        tell(f"the library as it stands is moved aside, not deleted{_newer(backups, chosen)}")
    confirm("Restore it?", yes=yes)
    _tell_aside(backups.restore(path))
    say(f"restored: {backups.library}")


def _newer(backups: Backups, chosen: Backup | None) -> str:
    """How many papers the library has that the backup cannot have, where that can be known."""
    newer = backups.added_since([chosen.made]) if chosen else None
    return f"; {counted(newer[0])} of it were added since" if newer else ""


def _salvage(backups: Backups, *, yes: bool) -> None:
    if not backups.library.exists():
        raise NotFound(f"no library at {backups.library}", "Name one with --library.")
    tell(f"{backups.library} is moved aside, not deleted; what can be read of it takes its place")
    confirm("Save what can be read?", yes=yes)
    saved = backups.salvage()
    for table, number in saved.rows.items():
        lacking = "\tsome could not be read" if table in saved.lacking else ""
        say(f"{number}\t{table}{lacking}")
    _tell_aside(saved.aside)
    tell(f"saved: {counted(saved.papers)}" + ("; what was done before cannot be undone" * (not saved.rows["step"])))


def _tell_aside(aside: Path | None) -> None:
    if aside is not None:
        tell(f"moved aside: {aside}")
