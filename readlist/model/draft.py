"""An import before it is stored: what was read, and what storing it would do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Self

from readlist.model.paper import UNTOUCHED

if TYPE_CHECKING:
    from readlist.model.change import Change
    from readlist.model.paper import Problem, ReadingState, Record

MOST_PROBLEMS = 10_000  # of an import in parts


class Verdict(StrEnum):
    """What storing a record does: it is new, it improves a paper, or it changes nothing."""

    NEW = "new"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of an import; ``paper`` is the id of the same paper in the library, ``gains`` the fields it improves.

    A record that repeats an earlier one of the same import is judged against that one, and has no ``paper`` yet. What
    the user has ``edited`` counts more than what the library has. ``state`` is what the source tells of reading.
    """

    record: Record
    verdict: Verdict
    paper: int | None = None
    gains: tuple[str, ...] = ()
    edited: bool = False
    state: ReadingState = UNTOUCHED

    def judged(self, verdict: Verdict, paper: int | None = None, gains: tuple[str, ...] = ()) -> Entry:
        """The entry with what it turned out to do; itself where that was known."""
        if (self.verdict, self.paper, self.gains) == (verdict, paper, gains):
            return self
        return replace(self, verdict=verdict, paper=paper, gains=gains)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was read and compared with the library, and not stored yet.

    ``confidence`` (0 to 1) tells how sure the format is, ``furniture`` how many lines were skipped as page furniture,
    ``folder`` where the file of the text lies.
    """

    name: str
    format: str
    confidence: float
    text: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    furniture: int = 0
    folder: str | None = None

    @property
    def new(self) -> int:
        """How many papers the library does not have yet."""
        return self._count(Verdict.NEW)

    @property
    def improved(self) -> int:
        """How many records know something that the library does not."""
        return self._count(Verdict.IMPROVED)

    @property
    def unchanged(self) -> int:
        """How many records tell nothing new."""
        return self._count(Verdict.UNCHANGED)

    @property
    def doubtful(self) -> int:
        """How many records the reader is not sure of."""
        return sum(bool(entry.record.doubts) for entry in self.entries)

    def _count(self, verdict: Verdict) -> int:
        return sum(entry.verdict is verdict for entry in self.entries)

    def without(self, index: int) -> Draft:
        """The draft without its entry at that index (from 0)."""
        return replace(self, entries=self.entries[:index] + self.entries[index + 1 :])

    def replaced(self, index: int, record: Record) -> Draft:
        """The draft with a record that the user has edited in the entry at that index (from 0)."""
        entry = replace(self.entries[index], record=record, edited=True)
        return replace(self, entries=(*self.entries[:index], entry, *self.entries[index + 1 :]))


@dataclass(frozen=True, slots=True)
class Added:
    """What an import did: one change for all its files, the ids of the new and of the improved papers."""

    change: Change
    drafts: tuple[Draft, ...]
    new: tuple[int, ...] = ()
    improved: tuple[int, ...] = ()


class Tallied(NamedTuple):
    """What an import in parts has found so far, in how many letters.

    ``problems`` are the first of them, ``further`` is how many there are besides.
    """

    name: str
    format: str = ""
    confidence: float = 0.0
    found: int = 0
    new: int = 0
    improved: int = 0
    unchanged: int = 0
    doubtful: int = 0
    problems: tuple[Problem, ...] = ()
    step: int | None = None
    letters: int = 0
    further: int = 0

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """What a text has that is added at once."""
        return cls(draft.name).joined(draft)._replace(problems=draft.problems, further=0)

    def joined(self, draft: Draft, above: int = 0) -> Self:
        """The same with a further part, which begins below that many lines."""
        room = MOST_PROBLEMS - len(self.problems)
        problems = (
            problem._replace(lines=(problem.lines[0] + above, problem.lines[1] + above)) for problem in draft.problems
        )
        return self._replace(
            format=draft.format,
            confidence=draft.confidence,
            found=self.found + len(draft.entries),
            new=self.new + draft.new,
            improved=self.improved + draft.improved,
            unchanged=self.unchanged + draft.unchanged,
            doubtful=self.doubtful + draft.doubtful,
            problems=(*self.problems, *islice(problems, room)),
            further=self.further + max(0, len(draft.problems) - room),
        )
