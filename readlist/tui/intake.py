"""An import under the user's eyes: the draft, what was left out of it, what was put right; a plain value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from readlist.model.draft import Draft, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readlist.model.draft import Entry
    from readlist.model.paper import Record


class Mark(StrEnum):
    """What becomes of a row of the import, as a word."""

    NEW = "new"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    OUT = "left out"
    PROBLEM = "problem"


_MARK_OF = {Verdict.NEW: Mark.NEW, Verdict.IMPROVED: Mark.IMPROVED, Verdict.UNCHANGED: Mark.UNCHANGED}


@dataclass(frozen=True, slots=True)
class Intake:
    """A draft whose rows are its entries, then its problems; ``out`` and ``edited`` hold indices of entries.

    ``counts`` tells how many rows bear each mark; ``doubts`` are the rows, in order, that want a look. Both follow
    from the rest and are kept so that a change of one row costs one row. ``columns`` holds "author" and "year" where
    any record has one.
    """

    draft: Draft
    counts: Mapping[Mark, int]
    doubts: tuple[int, ...]
    out: frozenset[int] = frozenset()
    edited: frozenset[int] = frozenset()
    tags: tuple[str, ...] = ()
    columns: frozenset[str] = frozenset()

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """The intake of a fresh draft: everything is in."""
        marks = [_first_mark(entry) for entry in draft.entries]
        doubts = [row for row, mark in enumerate(marks) if mark is Mark.DOUBTFUL]
        counts = Counter(marks) + Counter({Mark.PROBLEM: len(draft.problems)})
        rows = (*doubts, *range(len(marks), len(marks) + len(draft.problems)))
        known = {"author": any(entry.record.authors for entry in draft.entries)}
        known["year"] = any(entry.record.date for entry in draft.entries)
        return cls(draft, counts, rows, columns=frozenset(name for name, there in known.items() if there))

    @property
    def rows(self) -> int:
        """How many rows there are: entries, then problems."""
        return len(self.draft.entries) + len(self.draft.problems)

    @property
    def storing(self) -> int:
        """How many entries storing would add or improve."""
        return sum(self.counts.get(mark, 0) for mark in (Mark.NEW, Mark.IMPROVED, Mark.DOUBTFUL))

    def is_entry(self, row: int) -> bool:
        """Whether there is such a row and it is an entry, not a problem."""
        return 0 <= row < len(self.draft.entries)

    def mark(self, row: int) -> Mark:
        """What becomes of that row."""
        if not self.is_entry(row):
            return Mark.PROBLEM
        return Mark.OUT if row in self.out else self._inner_mark(row)

    def toggled(self, row: int) -> Self:
        """The intake with that entry taken out, or put back in."""
        if not self.is_entry(row):
            return self
        return self._recounted(row, replace(self, out=self.out ^ {row}))

    def corrected(self, row: int, record: Record) -> Self:
        """The intake with that entry's record put right; that ends all doubt, unless there is no title."""
        certain = replace(record, doubts=() if record.title else record.doubts or ("no title",))
        draft = self.draft.replaced(row, certain)
        doubts = tuple(doubt for doubt in self.doubts if doubt != row or certain.doubts)
        changed = replace(self, draft=draft, doubts=doubts, edited=self.edited | {row}, out=self.out - {row})
        return self._recounted(row, changed)

    def tagged(self, tags: tuple[str, ...]) -> Self:
        """The intake with these tags for all its papers."""
        return replace(self, tags=tags)

    def doubt_after(self, row: int, step: int = 1) -> int | None:
        """The next row that wants a look (a step of -1: the one before), around the end; None if there is none."""
        if not self.doubts:
            return None
        at = bisect_right(self.doubts, row) if step > 0 else bisect_left(self.doubts, row) - 1
        return self.doubts[at % len(self.doubts)]

    def kept(self) -> Draft:
        """The draft without what was left out."""
        entries = tuple(entry for row, entry in enumerate(self.draft.entries) if row not in self.out)
        return replace(self.draft, entries=entries)

    def _inner_mark(self, row: int) -> Mark:
        return _first_mark(self.draft.entries[row])

    def _recounted(self, row: int, changed: Self) -> Self:
        counts = Counter(self.counts)
        counts[self.mark(row)] -= 1
        counts[changed.mark(row)] += 1
        return replace(changed, counts=+counts)


def _first_mark(entry: Entry) -> Mark:
    if entry.record.doubts and entry.verdict is not Verdict.UNCHANGED:
        return Mark.DOUBTFUL
    return _MARK_OF[entry.verdict]
