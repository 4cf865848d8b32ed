"""Files that are kept current, written by a process of its own once the library has been quiet for a while."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.library import Library


class Keeper:
    """Looks now and then whether the library was changed, and has the files written that are kept current."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._seen = self._kept = library.version
        self._told: set[str] = set()

    def look(self) -> None:
        """Have the files written if something was changed before the last look, and nothing since."""
        version = self._library.version
        if version == self._seen:
            self.keep()
        self._seen = version

    def keep(self) -> None:
        """Have the files written if something was changed since the last time."""
        version, before = self._library.version, self._kept
        self._kept = version
        if version != before and any(not target.paused for target in self._library.targets()):
            # -P: no module is looked for where the user is.
            readlist = [sys.executable, "-P", "-m", "readlist"]
            command = [*readlist, "targets", "--refresh", "--library", str(self._library.path)]
            quiet = subprocess.DEVNULL
            with suppress(OSError):  # no further process can be had: the next change has the files written
                subprocess.Popen(  # noqa: S603  this program itself, no shell
                    command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
                )

    def troubles(self) -> list[str]:
        """What keeps files from being current that was not told yet."""
        troubles = {f"{target.path}: {target.trouble}" for target in self._library.targets() if target.trouble}
        fresh = sorted(troubles - self._told)
        self._told = troubles
        return fresh
