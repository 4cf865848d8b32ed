"""An index of papers, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from readlist.errors import ReadlistError
from readlist.search import _candidates, _glued, _rank, _readings
from readlist.search._build import in_memory
from readlist.search._tables import UnusableIndex, opened
from readlist.search._vocabulary import Vocabulary
from readlist.search.words import MOST_WORDS, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from readlist.search._rank import Evidence
    from readlist.search._readings import Reading
    from readlist.search._tables import Tables
    from readlist.search.words import Entry

ENOUGH = 10  # papers with all words as they were typed: what else might be meant is not looked for
TOO_FEW = 3  # papers with all words: such with all but one are looked for too
MOST_BEGUN = 50  # papers with a word that begins as typed: no pieces of words are meant
COMMON = 100  # papers with a word that is one edit away: the same
COMMON_SHARE = 1000  # or one in so many papers
USUAL = 20  # papers with the very word that was typed: no other is meant
USUAL_SHARE = 200  # and one in so many papers
MOST_KEPT = 64


class Stopped(ReadlistError):
    """A search was given up before its end."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper that was found: its number, how much speaks for it, and its words that were meant.

    There is one for each typed word, empty where the paper has none; of pieces or first letters typed in one, all.
    """

    number: int
    score: int
    words: tuple[str, ...]


def go_on() -> None:
    """Never stop a search."""


class Index:
    """An index of papers, in a file or in memory; it never changes and may be asked by several threads at a time."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._vocabulary = Vocabulary(tables)
        self._forgiving: dict[tuple[str, int], Reading] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """The index in a file; raises UnusableIndex. Whether it is that of a library, its properties tell."""
        return cls(opened(path))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """An index of papers, in ascending order of their numbers, in memory."""
        return cls(in_memory(entries))

    def __len__(self) -> int:
        return len(self._tables.numbers)

    @property
    def library(self) -> str:
        """The library that the index was built for; empty for one in memory."""
        return self._tables.library

    @property
    def step(self) -> int:
        """The step of the library that the index stands for."""
        return self._tables.step

    def places(self, numbers: NDArray[np.int64]) -> NDArray[np.intp]:
        """The places of those of some papers that are in the index."""
        own = self._tables.numbers
        places = np.searchsorted(own, numbers)
        return places[own[np.minimum(places, max(0, len(own) - 1))] == numbers] if len(own) else places[:0]

    def search(
        self, text: str, limit: int, mask: NDArray[np.bool_] | None = None, check: Callable[[], None] = go_on
    ) -> list[Hit]:
        """The best papers for what was typed, the best first, of equals the newest; none for a text without words.

        ``mask``: which papers, by their places, may be found. ``check`` is called between steps and may raise Stopped.
        Raises UnusableIndex where the arrays contradict themselves.
        """
        typed = words_of(text)[:MOST_WORDS]
        if not typed or not len(self):
            return []
        try:
            found = self._found(typed, is_open=not text[-1:].isspace(), mask=mask, check=check).best(limit)
            return self._hits(typed, found)
        except (IndexError, ValueError, OverflowError) as error:
            raise UnusableIndex("the search index is damaged") from error

    def _found(
        self, typed: list[str], *, is_open: bool, mask: NDArray[np.bool_] | None, check: Callable[[], None]
    ) -> Evidence:
        last = len(typed) - 1
        readings = [
            _readings.plain(self._vocabulary, word, is_last=is_open and at == last) for at, word in enumerate(typed)
        ]
        plain = self._with_all(readings, mask)
        is_told = last > 1 and len(plain.papers) >= TOO_FEW and all(reading.is_whole for reading in readings[:-1])
        if is_told or len(plain.papers) >= (ENOUGH if last else MOST_BEGUN):
            return plain
        check()
        readings = [reading if self._is_usual(reading) else self._forgive(reading) for reading in readings]
        check()
        found = self._with_all(readings, mask)
        check()
        if not last and len(typed[0]) >= _glued.FROM and not self._is_common(readings[0]):
            return self._with_pieces(found, typed[0], mask)
        if last and len(found.papers) < TOO_FEW:
            papers = _candidates.with_all_but_one(self._tables, readings, mask)
            with_less = _rank.ranked(self._tables, papers, readings)
            found = found.and_that_of(with_less.where(with_less.matched >= last)).once()
        return found

    def _with_all(self, readings: list[Reading], mask: NDArray[np.bool_] | None) -> Evidence:
        papers = _candidates.with_all(self._tables, readings, mask)
        found = _rank.ranked(self._tables, papers, readings)
        return found.where(found.matched == len(readings))

    def _forgive(self, reading: Reading) -> Reading:
        """The forgiving reading, kept for the next letter that is typed."""
        key = reading.text, reading.begun
        kept = self._forgiving.get(key)
        if kept is None:
            if len(self._forgiving) >= MOST_KEPT:
                self._forgiving.clear()
            kept = self._forgiving[key] = _readings.forgiving(self._vocabulary, reading)
        return kept

    def _is_common(self, reading: Reading) -> bool:
        """Whether a word that many papers have is one edit away from what was typed."""
        near = reading.near[reading.worth >= _readings.FULL - _readings.EDITS[1] - _readings.BEGUN_WITH_EDITS]
        return self._most_papers(near) >= max(COMMON, len(self) // COMMON_SHARE)

    def _is_usual(self, reading: Reading) -> bool:
        """Whether what was typed is a word that many papers have."""
        return reading.is_whole and self._most_papers(np.array([reading.low])) >= max(USUAL, len(self) // USUAL_SHARE)

    def _most_papers(self, words: NDArray[np.intp]) -> int:
        """How many papers have the one of some words that most have."""
        starts = self._tables.posting_starts
        return int((starts[words + 1] - starts[words]).max(initial=0))

    def _with_pieces(self, found: Evidence, text: str, mask: NDArray[np.bool_] | None) -> Evidence:
        """Also the papers of whose words pieces, or of whose title the first letters, make up a text; each once."""
        initials = _glued.by_initials(self._tables, text, mask)
        glued = _glued.glued(self._tables, self._vocabulary, text, mask)
        return found.and_that_of(initials).and_that_of(glued).once()

    def _hits(self, typed: list[str], found: Evidence) -> list[Hit]:
        """The hits for some evidence."""
        vocabulary = self._vocabulary
        places = set(found.meant.reshape(-1).tolist()) - {len(vocabulary)}
        word = {len(vocabulary): ""} | {place: vocabulary[place] for place in places}
        rows = [tuple(word[place] for place in row) for row in found.meant.tolist()]
        unmeant = [at for at, row in enumerate(rows) if not any(row)]
        titles = _rank.title_table(self._tables, found.papers[unmeant], _rank.LONGEST_ROW).tolist()
        for at, title in zip(unmeant, titles, strict=True):
            words = [vocabulary[place] for place in title if place < len(vocabulary)]
            rows[at] = tuple(_glued.pieces(words, typed[0][: _glued.LONGEST]) or words)
        return list(map(Hit, self._tables.numbers[found.papers].tolist(), found.scores.tolist(), rows))
