"""The backups of a library: made when they are due, found, and brought back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import BackupError, LibraryError
from readlist.model.backups import Backup, Reason, is_due
from readlist.store import backups as copies
from readlist.store import restoring
from readlist.store.salvage import Saved, salvage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.library.intake import Tell
    from readlist.library.shelf import Shelf

_HOW_TO_CHOOSE = "`readlist restore --list` shows the backups."


class Backups:
    """The backups of the library at a path, which need not be sound, nor be there."""

    def __init__(self, library: Path) -> None:
        self.library = library

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return copies.folder_of(self.library)

    def all(self) -> list[Backup]:
        """The backups, the newest first."""
        return copies.backups_of(self.library)

    def path(self, backup: Backup) -> Path:
        """Where a backup lies."""
        return self.folder / backup.name

    def make(self, reason: Reason = Reason.ASKED, tell: Tell | None = None) -> Backup:
        """Make a backup; BackupError where it cannot be made, DamagedLibrary where the library is damaged."""
        return copies.back_up(self.library, reason, tell)

    def make_in(self, path: Path, tell: Tell | None = None) -> Backup:
        """Make a backup in a file of its own, which is never thinned out; BackupError where there is one already."""
        return copies.back_up_to(self.library, path, tell)

    def daily(self, tell: Tell | None = None) -> Backup | None:
        """Make the backup of the day, if there is none; errors as above."""
        return self.make(Reason.DAILY, tell) if self._is_due(daily=True) else None

    def before_deletion(self) -> str:
        """Make a backup before many papers leave; what kept it from being made, or nothing."""
        try:
            if self._is_due(daily=False):
                self.make(Reason.DELETION)
        except LibraryError as error:
            return f"no backup was made before: {error.message}"
        return ""

    def _is_due(self, *, daily: bool) -> bool:
        size = self.library.stat().st_size
        return is_due(self.all(), datetime.now().astimezone(), size, daily=daily)

    # The way back

    def named(self, name: str) -> Path:
        """The file that is meant: a path, or the newest whose name begins so; BackupError where there is none."""
        if Path(name).is_file():
            return Path(name)
        found = next((backup for backup in self.all() if backup.name.startswith(name)), None)
        if found is None:
            raise BackupError(f"there is no backup {name}", _HOW_TO_CHOOSE)
        return self.path(found)

    def newest_sound(self) -> tuple[Backup, Sequence[Backup]]:
        """The newest backup that is still sound, and those that are not; BackupError where there is none."""
        unsound: list[Backup] = []
        for backup in self.all():
            if self.is_sound(backup):
                return backup, unsound
            unsound.append(backup)
        raise BackupError(
            f"there is no sound backup of {self.library}",
            "`readlist restore --salvage` saves rows." if self.library.exists() else "Is that its name?",
        )

    def is_sound(self, backup: Backup) -> bool:
        """Whether a backup can be read from end to end."""
        try:
            copies.verified(self.path(backup))
        except LibraryError:
            return False
        return True

    def added_since(self, moments: Sequence[datetime]) -> list[int] | None:
        """How many papers of the library were added since each moment; None where it cannot be read."""
        try:
            return copies.added_since(self.library, moments)
        except LibraryError:
            return None

    def restore(self, backup: Path) -> Path | None:
        """Put a copy of a backup in the library's place; where the library was moved to, None if there was none.

        Raises BackupError for a backup that is not sound, BusyLibrary where another process has the library open.
        """
        return restoring.restore(self.library, backup)

    def salvage(self) -> Saved:
        """Put what can be read of the library in its place; BackupError where that is nothing, BusyLibrary as above."""
        return salvage(self.library)

    def begin_anew(self) -> Path | None:
        """Leave the place to a new library; where this one was moved to, BusyLibrary as above."""
        return restoring.begin_anew(self.library)


def daily_backup(shelf: Shelf, tell: Tell | None = None) -> Backup | None:
    """Make the backup of the day of a library that has papers, if there is none; errors as ``Backups.make``."""
    return Backups(shelf.path).daily(tell) if shelf.ids(limit=1) else None
