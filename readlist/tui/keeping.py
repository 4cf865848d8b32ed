"""Files that are kept current, written by a process of its own once the library has been quiet for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.library.apart import started

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
            # Where no process can be had, the next change has the files written.
            started("readlist", "targets", "--refresh", "--library", str(self._library.path), outlives=True)

    def troubles(self) -> list[str]:
        """What keeps files from being current that was not told yet."""
        troubles = {f"{target.path}: {target.trouble}" for target in self._library.targets() if target.trouble}
        fresh = sorted(troubles - self._told)
        self._told = troubles
        return fresh
