"""The search index of a library: kept true to it, made anew where it is not.

It is a file beside the library that nobody has to know of; that of a small library is made in memory, at once.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from readlist import search as engine
from readlist.model.query.tree import EVERYTHING
from readlist.search.words import Entry
from readlist.store.touched import Mark

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from readlist.model.paper import Paper
    from readlist.search import Search
    from readlist.store import Store

FEW = 2_000  # papers, whose index is made in memory
MOST_CHANGED = 2_000  # papers that an index is caught up with
_WORTH = 1000  # an index is made anew once it has to learn one paper in so many


class SearchIndex:
    """The index of a library; it is used by the thread that uses the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._search: Search | None = None
        self._mark = Mark()
        self._file: tuple[int, ...] = ()

    @property
    def path(self) -> Path:
        """Where the index lies."""
        return self._store.path.with_name(f"{self._store.path.name}.search")

    def drop(self) -> None:
        """Use the index no more, which has turned out to be damaged."""
        self._search = None

    def is_behind(self) -> bool:
        """Whether an index should be made: there is none that is true to the library, or much has changed since."""
        if not self._store.latest_mark().number or self._is_small():
            return False
        search = self.current()
        return search is None or (search.is_crowded and len(search.fresh) * _WORTH > len(search.main))

    def build(self) -> Generator[float]:
        """Make the index anew where that is needed, in steps that tell which share is done.

        Closed before the end, it leaves all as it was.
        """
        if not self.is_behind():
            return
        mark = self._store.latest_mark()
        papers = self._store.count(EVERYTHING)
        with suppress(OSError):  # a folder that cannot be written to has no index
            for done in engine.build(self.path, self._entries(), str(mark.salt), mark.number):
                yield done / papers

    def current(self) -> Search | None:
        """The search as the library stands; None where there is no index that is true to it."""
        if (stamp := self._stamp()) != self._file:
            self._file = stamp
            self._open()
        latest = self._store.latest_mark()
        fresh = self._store.touched_since(self._mark, MOST_CHANGED) if self._search else None
        if self._search is None or fresh is None:
            self._search = self._of_few()
        elif fresh:
            entries = list(map(entry_of, self._store.found_by(fresh)))
            self._search = self._search.changed(entries, set(fresh) - {entry.number for entry in entries})
        self._mark = latest
        return self._search

    def _stamp(self) -> tuple[int, ...]:
        """What tells the file of the index from another one; empty where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return ()
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _open(self) -> None:
        self._search = None
        if self._file:
            with suppress(engine.UnusableIndex, OSError, ValueError):
                index = engine.Index.open(self.path)
                self._mark = Mark(index.step, int(index.library))
                self._search = engine.Search(index)

    def _of_few(self) -> Search | None:
        """A search in a small library, whose index is made at once; None for a larger one."""
        if not self._is_small():
            return None
        return engine.Search(engine.Index.of(self._entries()))

    def _entries(self) -> Iterator[Entry]:
        """All papers, in ascending order."""
        every = self._store.ids(EVERYTHING, "added", reverse=False, limit=None)
        return map(entry_of, self._store.found_by(every))

    def _is_small(self) -> bool:
        return not self._store.ids(EVERYTHING, "added", reverse=False, limit=1, offset=FEW)


def entry_of(paper: Paper) -> Entry:
    """What a paper is found by."""
    record = paper.record
    authors = tuple(name.display for name in record.authors)
    return Entry(paper.id or 0, record.title, authors, record.year, paper.tags, record.citekey)
