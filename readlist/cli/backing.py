"""What the command line says of backups."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from readlist.cli.output import complain, say, tell
from readlist.cli.progress import Progress
from readlist.errors import DamagedLibrary, LibraryError
from readlist.library.backups import Backups, daily_backup
from readlist.model.text import counted, sized

if TYPE_CHECKING:
    from pathlib import Path

    from readlist.library.shelf import Shelf
    from readlist.model.backups import Backup


def back_up_daily(shelf: Shelf) -> None:
    """Make the backup of the day, if there is none; what keeps it from being made is told, and stops nothing."""
    try:
        with Progress("backing up") as progress:
            daily_backup(shelf, progress)
    except DamagedLibrary as error:
        complain(error)
    except LibraryError as error:
        tell(f"no backup was made: {error.message}")


def described(backup: Backup) -> str:
    """A backup in a few words."""
    made = f"{backup.made.astimezone():%Y-%m-%d %H:%M}"
    return f"{made}, {backup.reason.replace('-', ' ')}, {counted(backup.papers)}, {sized(backup.size)}"


def print_backups(backups: Backups, *, as_json: bool) -> None:
    """Print the backups of a library, the newest first."""
    found = backups.all()
    for backup in found:
        path = backups.path(backup)
        say(as_json_line(backup, path) if as_json else f"{path}\t{described(backup)}")
    if not found:
        tell(f"no backups of {backups.library} yet")


def as_json_line(backup: Backup, path: Path) -> str:
    """A backup as a JSON object."""
    told = {
        "path": str(path),
        "made": backup.made.isoformat(),
        "reason": backup.reason,
        "papers": backup.papers,
        "version": backup.version,
        "bytes": backup.size,
    }
    return json.dumps(told, ensure_ascii=False)
