"""Looking at a reading list: what is in it, in which order, and what was done."""

from __future__ import annotations

from array import array
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from readlist.errors import NotFound
from readlist.model.fields import SORTABLE, Order
from readlist.model.moments import day_of
from readlist.model.patience import Patience
from readlist.model.query import parse
from readlist.model.query.tree import bare_words
from readlist.model.ranking import Meant, Ranking
from readlist.model.tags import in_tree
from readlist.store import Store

if TYPE_CHECKING:
    from collections.abc import Container, Generator, Iterable, Iterator, Sequence
    from datetime import date
    from types import TracebackType

    from readlist.library.facets import Facet
    from readlist.library.finder import Finder
    from readlist.library.intake import Tell
    from readlist.library.near import NearPair
    from readlist.model.change import Step
    from readlist.model.paper import Paper, Status
    from readlist.model.query import Query
    from readlist.model.query.completion import Completion
    from readlist.model.saved import SavedView
    from readlist.model.statistics import Statistics
    from readlist.model.tags import TagCount
    from readlist.model.target import Target


BATCH = 1000
FIRST_COUNTED = 2000  # papers
LONGEST_ID = 18  # digits


class Found(NamedTuple):
    """The ids of some papers of a query, and how many it has in all."""

    ids: array[int]
    total: int


class Chosen(NamedTuple):
    """Papers to do something with; not exact where none is what was asked for, but these are close to it."""

    ids: array[int]
    is_exact: bool


class Shelf:
    """A reading list in a file, to look at. Use it from the thread that opened it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._finder: Finder | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = True, patience: Patience = Patience()) -> Self:  # noqa: B008  frozen
        """The library at a path, begun if there is none; a child of LibraryError where the file cannot be used."""
        return cls(Store(path, create=create, patience=patience))

    def second(self) -> Self:
        """A further handle on the same file for another thread, for looking only."""
        return type(self)(Store(self.path, create=False, read_only=True))

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the library lies."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether it can only be looked at."""
        return self._store.read_only

    def find(
        self,
        query: str | Query = "",
        *,
        order: Order = Order(),  # noqa: B008  frozen
        limit: int | None = 50,
        offset: int = 0,
    ) -> Found:
        """Some papers of a query, and how many it has in all; QueryError with its place for a mistake in it.

        Those of bare words are ranked, unless an order is asked for.
        """
        parsed = _parsed(query)
        found = self.ranked(parsed, order, None if limit is None else offset + limit)
        if found.complete:
            return Found(found.ids[offset:], len(found.ids))
        beyond = len(found.extra) - len(self._store.among(found.query, found.extra))
        return Found(found.ids[offset:], self._store.count(found.query) + beyond)

    def ranked(
        self,
        query: str | Query,
        order: Order = Order(),  # noqa: B008  frozen
        limit: int | None = None,
        tell: Tell | None = None,
    ) -> Ranking:
        """The first papers of a query: those of bare words the best first, unless an order is asked for.

        Where few papers have these words, such that have nearly these follow, or stand where the order has them. The
        index that this takes in a large library is made here only if ``tell`` is there to hear how far it is.
        """
        parsed = _parsed(query)
        if bare_words(parsed)[0]:
            sortable(order.field)
            return self._finding().ranked(parsed, order, limit, tell)
        ids = self.ids(parsed, order, limit)
        return Ranking(ids, limit is None or len(ids) < limit, parsed)

    def index(self) -> Generator[float]:
        """Bring the index by which words are found that are nearly those of papers up to date, in steps.

        Each step tells which share is done; there is none where nothing has to be done.
        """
        return self._finding().index.build()

    def index_apart(self) -> Generator[None]:
        """The same in a process of its own; the steps tell nothing, and closed, it ends."""
        if self._finding().index.is_behind():
            from readlist.library.indexing import index_apart  # noqa: PLC0415  seldom needed

            yield from index_apart(self.path)

    def _finding(self) -> Finder:
        from readlist.library.finder import Finder  # noqa: PLC0415  a list is made without

        self._finder = self._finder or Finder(self._store)
        return self._finder

    def ids(self, query: str | Query = "", order: Order = Order(), limit: int | None = None) -> array[int]:  # noqa: B008  frozen
        """The ids of a query's papers, in an order."""
        return self._store.ids(_parsed(query), sortable(order.field), reverse=order.reverse, limit=limit)

    def matches(self, query: str | Query, ids: Iterable[int], meant: Meant = Meant()) -> set[int]:  # noqa: B008  frozen
        """Which of these papers a query has, those included that have nearly its bare words, or what these meant."""
        parsed, chosen = _parsed(query), list(ids)
        held = self._store.among(parsed, chosen)
        others = [id_ for id_ in chosen if id_ not in held]
        if not others or not bare_words(parsed)[0]:
            return held
        return held | self._finding().nearly(parsed, others, meant.corrected)

    def papers(self, ids: Iterable[int], fields: Container[str] | None = None) -> list[Paper]:
        """The papers of these ids, in their order; an id that is not there is left out.

        With ``fields``, only those fields of the records are filled, which is quicker; tags and source count as such.
        """
        return self._store.papers(ids, fields)

    def resolve(self, key: str) -> int | None:
        """The id of the paper that a citation key, or an id in digits, names."""
        named = self._store.find_citekey(key)
        if named is None and key.isdecimal() and len(key) <= LONGEST_ID and self._store.papers([int(key)]):
            return int(key)
        return named

    def named(self, key: str) -> int:
        """The id of the paper that a citation key, or an id in digits, names; NotFound where there is none."""
        id_ = self.resolve(key)
        if id_ is None:
            raise NotFound(f"no paper with the key {key!r}", "`readlist list --format keys` lists the keys.")
        return id_

    def closest(self, query: str | Query, tell: Tell | None = None) -> Chosen:
        """The papers of a query; where there are none, those that have nearly its bare words."""
        ids = self.ids(query)
        return Chosen(ids, is_exact=True) if ids else Chosen(self.ranked(query, tell=tell).ids, is_exact=False)

    def select(self, words: Sequence[str], tell: Tell | None = None) -> Chosen:
        """The papers that keys name, or else that a query of these words has; NotFound where there is none.

        Numbers are ids, and each has to be there.
        """
        named = {word: self.resolve(word) for word in words}
        ids = list(dict.fromkeys(id_ for id_ in named.values() if id_ is not None))
        missing = [word for word, id_ in named.items() if id_ is None]
        if missing and all(map(str.isdecimal, words)):
            raise NotFound(f"no paper with the id {missing[0]}", "`readlist list --fields id,title` shows the ids.")
        chosen = self.closest(" ".join(words), tell) if missing or not words else Chosen(array("q", ids), is_exact=True)
        if not chosen.ids:
            raise NotFound(f"no paper matches {' '.join(words)!r}", "`readlist list` shows what is there.")
        return chosen

    def completions(self, line: str, cursor: int) -> list[Completion]:
        """What may stand where one types in a query: names of fields, values that papers have."""
        from readlist.library.completing import known_values  # noqa: PLC0415  a list is made without
        from readlist.model.query.completion import completions  # noqa: PLC0415  the same

        return completions(line, cursor, partial(known_values, self._store))

    def facet(self, query: str | Query, facet: str, typed: str = "", *, first: int | None = None) -> Facet:
        """How many papers of a query have each value of a facet (see ``model.query.facets``), at most 200 values.

        With ``typed``, only values in which its words begin. With ``first``, only so many papers count: all of a large
        library may take half a minute, and ``interrupt`` ends it. NotFound for a facet that there is none of.
        """
        from readlist.library.facets import facet_of, with_words  # noqa: PLC0415  a list is made without

        found = self.ranked(with_words(_parsed(query), facet, typed), limit=first or FIRST_COUNTED)
        ids = found.ids if first or found.complete else None
        papers = None if ids is None or found.complete else len(ids)
        return facet_of(self._store, found.query, facet, typed, ids)._replace(papers=papers)

    def interrupt(self) -> None:
        """Stop what another thread reads through this handle; there it ends with a LibraryError."""
        self._store.interrupt()

    @property
    def today(self) -> date:
        """The day, where the user is."""
        return day_of(self._store.now)

    def counts(self) -> dict[Status, int]:
        """How many papers stand at each status, those left out that are snoozed."""
        return self._store.counts()

    def tags(self) -> list[tuple[str, int]]:
        """The tags in use with their numbers of papers, most used first."""
        return self._store.tags()

    def tag_tree(self) -> list[TagCount]:
        """The tags in use and those above them, in the order of their tree."""
        return in_tree(self._store.tag_tree())

    def tag_colors(self) -> dict[str, str]:
        """The colors of tags, by their casefolded names."""
        return self._store.tag_colors()

    def decided_since(self, moment: str) -> int:
        """How many decisions stand since a moment (ISO, UTC)."""
        return self._store.decided_since(moment)

    def statistics(self, weeks: int = 12) -> Statistics:
        """What was added, decided and read in the last weeks, this one included; when the inbox will be empty."""
        from readlist.library.statistics import statistics_of  # noqa: PLC0415  a list is made without

        return statistics_of(self._store, weeks)

    def next_step(self, *, redo: bool) -> Step | None:
        """The step that undo would take back, or redo do again."""
        return self._store.next_step(redo=redo)

    def history(self, limit: int = 50) -> list[Step]:
        """The latest steps, newest first."""
        return self._store.history(limit)

    def papers_of_step(self, step: int, most: int) -> list[int]:
        """The first papers that a step changed."""
        return self._store.papers_of_step(step, most)

    def raw_lines(self, id_: int) -> list[str]:
        """The lines that a paper was first read from, as they were given."""
        return self._store.raw_lines(id_)

    def folders(self, id_: int) -> list[Path]:
        """Where the paths of a paper's attachments may begin: beside the files that told of it, beside the library."""
        return [*map(Path, self._store.folders(id_)), self.path.resolve().parent]

    def targets(self) -> list[Target]:
        """The files that are kept current."""
        return self._store.targets()

    def views(self) -> list[SavedView]:
        """The saved views, in the user's order; how many papers one has, ``find`` tells."""
        return self._store.views()

    @property
    def version(self) -> tuple[int, int]:
        """What differs after every change, here or in another process."""
        return self._store.version

    def changed_elsewhere(self) -> bool:
        """Whether another process has written to the library since the last call."""
        return self._store.changed_elsewhere()

    def similar(self, id_: int, most: int = 5) -> list[Paper]:
        """The papers that are most like one, the most alike first; none where none is much like it."""
        from readlist.library.similar import similar  # noqa: PLC0415  a list is made without

        papers = self.papers([id_])
        return similar(self._store, papers[0], most) if papers else []

    def duplicates(self, tell: Tell | None = None) -> list[NearPair]:
        """Pairs of papers that look like one, with the evidence, but for those that were told apart.

        ``tell`` is called with the share of the work that is done; what it raises ends the work.
        """
        from readlist.library.near import PASSES, near_pairs  # noqa: PLC0415  loads rapidfuzz, needed here only

        ids = self.ids()
        read = count()

        def every() -> Iterator[Paper]:
            for start in range(0, len(ids), BATCH):
                if tell is not None:
                    tell(min(next(read) * BATCH / (PASSES * len(ids)), 1.0))
                yield from self.papers(ids[start : start + BATCH], ("title", "abstract"))

        return near_pairs(every, self.papers, frozenset(self._store.apart()))


def _parsed(query: str | Query) -> Query:
    return parse(query) if isinstance(query, str) else query


def sortable(field: str) -> str:
    """The name of a field that papers can be sorted by; NotFound for any other."""
    if field not in SORTABLE:
        raise NotFound(f"papers cannot be sorted by {field!r}", f"Known: {', '.join(SORTABLE)}.")
    return field
