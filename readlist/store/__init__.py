"""One SQLite file with everything; the only place that knows SQL."""

from __future__ import annotations

import json
from array import array
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from readlist.model.change import Change, Step
from readlist.model.moments import day_of, stored
from readlist.model.paper import Status
from readlist.model.patience import Patience
from readlist.model.query import fields_asked, holds
from readlist.model.query.tree import EVERYTHING
from readlist.store import touched
from readlist.store.codec import WHOLE, identity_columns, selection
from readlist.store.connection import connect
from readlist.store.driver import translated
from readlist.store.imports import Imports
from readlist.store.looking import FEW, first_papers, with_rare_state
from readlist.store.relations import pairs_apart
from readlist.store.schema import WORDS_SINCE
from readlist.store.tags import color_tag, colors_of, count_tags, count_tree, tagged, tags_of
from readlist.store.turns import transaction
from readlist.store.where import select_among, select_count, select_ids, select_sorted

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from readlist.model.paper import Paper, Record
    from readlist.model.query import Query
    from readlist.model.saved import SavedView
    from readlist.model.tags import TagCount
    from readlist.model.target import Target
    from readlist.store.codec import Stored
    from readlist.store.facets import Asked
    from readlist.store.lookup import Lookup
    from readlist.store.statistics import Worked
    from readlist.store.targets import Targets
    from readlist.store.touched import Mark
    from readlist.store.views import Views
    from readlist.store.writing import Writing

__all__ = ["Store"]

_PRESENT_WITH = "SELECT p.id FROM paper p JOIN reading r ON r.paper = p.id WHERE r.present AND"


def utc_now() -> str:
    """The time as it is stored: ISO, UTC, to the second."""
    return stored(datetime.now(UTC))


class Store:
    """A library file: one connection, used by the thread that opened it."""

    def __init__(
        self,
        path: Path,
        *,
        create: bool = True,
        read_only: bool = False,
        clock: Callable[[], str] = utc_now,
        patience: Patience = Patience(),  # noqa: B008  frozen
    ) -> None:
        self.path = path
        self.clock = clock
        self.patience = patience
        self._connection, self.read_only = connect(path, create=create, read_only=read_only, patience=patience)
        self._seen_version = self._data_version()
        self._wordless = int(self._one("PRAGMA user_version") or 0) < WORDS_SINCE

    def close(self) -> None:
        """Close the file; the store cannot be used any more."""
        self._connection.close()

    # What is there

    def ids(self, query: Query, order: str, *, reverse: bool, limit: int | None, offset: int = 0) -> array[int]:
        """The ids of a query's papers in an order, as an array of 64-bit numbers."""
        if (few := self._few(query)) is not None:
            end = None if limit is None else offset + limit
            return self.sorted(list(self.among(query, few)), order, reverse=reverse)[offset:end]
        clause = select_ids(query, self.now, order, reverse=reverse)
        self._know_words(query)
        with translated(self.path):
            if order == "added" and limit is not None and not offset:
                held = partial(self.among, query)
                first = first_papers(self._connection, query, self.now, held, reverse=reverse, limit=limit)
                if first is not None:
                    return array("q", first)
            rows = self._connection.execute(
                f"{clause.sql} LIMIT ? OFFSET ?", (*clause.values, -1 if limit is None else limit, offset)
            )
            return array("q", chain.from_iterable(rows))

    def sorted(self, ids: Sequence[int], order: str, *, reverse: bool) -> array[int]:
        """Those of these papers that are present, in an order."""
        clause = select_sorted(ids, order, reverse=reverse)
        return array("q", chain.from_iterable(self._rows(clause.sql, *clause.values)))

    def count(self, query: Query) -> int:
        """How many papers a query has."""
        if (few := self._few(query)) is not None:
            return len(self.among(query, few))
        clause = select_count(query, self.now)
        self._know_words(query)
        return int(self._one(clause.sql, *clause.values) or 0)

    def _few(self, query: Query) -> list[int] | None:
        """The papers with the reading state that a query asks for, where they are few enough to look at each."""
        with translated(self.path):
            return with_rare_state(self._connection, query, self.now)

    def among(self, query: Query, ids: Iterable[int]) -> set[int]:
        """Which of these papers a query has; a few are looked at one by one, whatever the size of the library."""
        chosen, now = list(ids), self.now
        if len(chosen) <= FEW:
            return {paper.id or 0 for paper in self.papers(chosen, fields_asked(query)) if holds(query, paper, now)}
        clause = select_among(query, now, chosen)
        self._know_words(query)
        return {id_ for (id_,) in self._rows(clause.sql, *clause.values)}

    def facets(self, asked: Asked) -> list[tuple[str, int]]:
        """The values of a facet with their numbers of papers, those of most papers first; slow for many papers."""
        from readlist.store.facets import count_values  # noqa: PLC0415  a list is made without

        self._know_words(asked.query)
        with translated(self.path):
            return count_values(self._connection, asked, self.now)

    def interrupt(self) -> None:
        """Stop what is being read, from another thread: it ends with a LibraryError."""
        self._connection.interrupt()

    def papers(self, ids: Iterable[int], fields: Container[str] | None = None) -> list[Paper]:
        """The present papers of these ids, in the order of the ids; with ``fields``, only those are filled."""
        wanted = list(ids)
        chosen = json.dumps(wanted)
        selected = WHOLE if fields is None else selection(fields)
        rows = self._rows(f"{selected.sql} WHERE r.present AND r.paper IN (SELECT value FROM json_each(?))", chosen)
        with translated(self.path):
            tags = tags_of(self._connection, wanted) if fields is None or "tags" in fields else {}
            sources = Imports(self._connection).sources_of(chosen) if fields is None or "source" in fields else {}
        found = {row[0]: selected.paper(row, tags.get(row[0], ()), sources.get(row[0])) for row in rows}
        return [found[id_] for id_ in wanted if id_ in found]

    def find_citekey(self, citekey: str) -> int | None:
        """The paper that has a citation key, whatever its case."""
        return self._one("SELECT paper FROM reading WHERE present AND citekey = ?", citekey)

    def citekeys(self) -> set[str]:
        """Every citation key in use, in lower case."""
        return {
            key.casefold() for (key,) in self._rows("SELECT citekey FROM reading WHERE present AND citekey NOT NULL")
        }

    def citekeys_to_come(self, but: Iterable[int] = ()) -> set[str]:
        """The citation keys, in lower case, that undo or redo may give back to a paper, some papers aside."""
        from readlist.store import reversal  # noqa: PLC0415  a list is made without

        with translated(self.path):
            return reversal.citekeys_to_come(self._connection, but)

    def candidates(self, record: Record) -> list[Paper]:
        """The papers that may be the same as a record: by identifiers, title or the beginning of the abstract."""
        found: set[int] = set()
        for column, value in identity_columns(record):
            found.update(id_ for (id_,) in self._rows(f"{_PRESENT_WITH} p.{column} = ? LIMIT 500", value))
        return self.papers(sorted(found)) if found else []

    @property
    def lookup(self) -> Lookup:
        """What papers have in common with a record or with one another."""
        from readlist.store.lookup import Lookup  # noqa: PLC0415  the first frame does without it

        return Lookup(self._rows, self._know_words)

    def told_by(self, words: int) -> tuple[Paper, bool] | None:
        """The present paper that was first read from lines with this fingerprint, and whether it took that one in."""
        with translated(self.path):
            told = Imports(self._connection).told_by(words)
        return (self.papers(told[:1])[0], told[1]) if told else None

    def apart(self) -> list[tuple[int, int]]:
        """The pairs of papers that only look like one, the smaller id first."""
        with translated(self.path):
            return pairs_apart(self._connection)

    def imported(self, text: str) -> tuple[int | None, int] | None:
        """The step that brought this very text and stands, and how many papers it told of; None where none did."""
        with translated(self.path):
            return Imports(self._connection).brought(text)

    def counts(self) -> dict[Status, int]:
        """How many papers stand at each status, those left out that are snoozed."""
        asleep = "SELECT status, count(*) FROM reading WHERE present AND snoozed > ? GROUP BY status"
        counts = dict.fromkeys(Status, 0)
        for status, number in self._rows("SELECT status, count(*) FROM reading WHERE present GROUP BY status"):
            counts[Status(status)] += number
        for status, number in self._rows(asleep, day_of(self.now).isoformat()):
            counts[Status(status)] -= number
        return counts

    def tags(self) -> list[tuple[str, int]]:
        """The tags in use with their numbers of papers, most used first."""
        with translated(self.path):
            return count_tags(self._connection)

    def tag_tree(self) -> list[TagCount]:
        """The tags in use and those above them, in no order."""
        with translated(self.path):
            return count_tree(self._connection)

    def tagged(self, tags: Iterable[str]) -> list[int]:
        """The papers that have one of these very tags, whatever their case."""
        with translated(self.path):
            return tagged(self._connection, tags)

    def tag_colors(self) -> dict[str, str]:
        """The colors of tags, by their casefolded names."""
        with translated(self.path):
            return colors_of(self._connection)

    def knows_author(self, name: str) -> bool:
        """Whether a name, as displayed, is one of an author of a stored paper."""
        return self._one("SELECT 1 FROM author WHERE name = ?", name) is not None

    def decided_since(self, moment: str) -> int:
        """How many decisions on papers stand since a moment (ISO, UTC)."""
        decided = self._one(
            "SELECT sum(c.last - c.first + 1) FROM step s JOIN change c ON c.step = s.id"
            " WHERE s.state = 'done' AND s.at >= ? AND c.field = 'status' AND c.new <> ?",
            moment,
            Status.INBOX,
        )
        return int(decided or 0)

    def worked(self, since: str) -> Worked:
        """What was added and decided since a moment (ISO, UTC)."""
        from readlist.store.statistics import worked  # noqa: PLC0415  a list is made without

        with translated(self.path):
            return worked(self._connection, since)

    def raw_lines(self, id_: int) -> list[str]:
        """The lines of the imported text that told of a paper."""
        with translated(self.path):
            return Imports(self._connection).raw_lines(id_)

    def folders(self, id_: int) -> list[str]:
        """The folders of the imported files that told of a paper."""
        with translated(self.path):
            return Imports(self._connection).folders_of(id_)

    def latest_mark(self) -> Mark:
        """The place of the last change of what papers are found by."""
        with translated(self.path):
            return touched.latest(self._connection)

    def touched_since(self, mark: Mark, most: int) -> list[int] | None:
        """The papers that changed so after a place, None where they are more than ``most``, or it is no place here."""
        with translated(self.path):
            return touched.since(self._connection, mark, most)

    def found_by(self, ids: Iterable[int]) -> Iterator[Paper]:
        """Those of some papers, in ascending order, that are present, with no more than they are found by."""
        with translated(self.path):
            yield from touched.found_by(self._connection, ids)

    def history(self, limit: int) -> list[Step]:
        """The latest steps, newest first."""
        rows = self._rows("SELECT id, at, label, state, papers FROM step ORDER BY id DESC LIMIT ?", limit)
        return [Step(*row) for row in rows]

    def papers_of_step(self, step: int, most: int) -> list[int]:
        """The first papers that a step changed."""
        spans = "SELECT DISTINCT first, last FROM change WHERE step = ? ORDER BY first, last LIMIT ?"
        rows = self._rows(spans, step, most * most)
        return sorted({id_ for first, last in rows for id_ in range(first, min(last + 1, first + most))})[:most]

    def targets(self) -> list[Target]:
        """The files that are kept current."""
        with translated(self.path):
            return self._targets().all()

    def views(self) -> list[SavedView]:
        """The saved views, in the user's order."""
        with translated(self.path):
            return self._views().all()

    def pushed(self, program: str) -> set[int]:
        """The papers that a reference manager was given."""
        with translated(self.path):
            return self._targets().pushed(program)

    @property
    def version(self) -> tuple[int, int]:
        """What differs after every change: rows written through this store, and what others have written."""
        return self._connection.total_changes, self._data_version()

    def changed_elsewhere(self) -> bool:
        """Whether another connection has written since the last call."""
        version, self._seen_version = self._seen_version, self._data_version()
        return version != self._seen_version

    # What changes it

    @contextmanager
    def write(self, label: str, step: int | None = None) -> Iterator[Writing]:
        """One action of the user: everything in it is stored together, or nothing.

        With ``step``, it is a further part of that one, if nothing was done or undone since.
        """
        from readlist.store import journal  # noqa: PLC0415  a list is made without
        from readlist.store.writing import Writing  # noqa: PLC0415  the same

        with transaction(self._connection, self.path, self.patience):
            nothing_undone = "NOT EXISTS (SELECT 1 FROM step WHERE state = 'undone')"
            last = self._one(f"SELECT max(id) FROM step WHERE state = 'done' AND {nothing_undone}")
            action = journal.Step(self._connection, label, self.clock(), step if step == last else None)
            yield Writing(action, Imports(self._connection))
            action.close()

    @contextmanager
    def write_targets(self) -> Iterator[Targets]:
        """What is known of other programs and files, changed beside the journal: no step takes it back."""
        with transaction(self._connection, self.path, self.patience):
            yield self._targets()

    @contextmanager
    def write_views(self) -> Iterator[Views]:
        """The saved views, changed beside the journal like the targets."""
        with transaction(self._connection, self.path, self.patience):
            yield self._views()

    def color_tag(self, tag: str, color: str | None) -> None:
        """Give a tag a color, or none; beside the journal like the targets."""
        with transaction(self._connection, self.path, self.patience):
            color_tag(self._connection, tag, color)

    def next_step(self, *, redo: bool) -> Step | None:
        """The step that would be taken back, or done again; None where there is none."""
        from readlist.store import reversal  # noqa: PLC0415  a list is made without

        with translated(self.path):
            return reversal.next_step(self._connection, redo=redo)

    def reverse(self, step: int | None = None, *, redo: bool) -> Change | None:
        """Take back a step, else the last that stands, or do one again, else the first undone; None for none at all."""
        from readlist.store import reversal  # noqa: PLC0415  a list is made without

        with transaction(self._connection, self.path, self.patience):
            found = self.next_step(redo=redo) if step is None else reversal.step_of(self._connection, step)
            if found is None:
                return None
            ids, fields = reversal.reverse(self._connection, self.clock(), found, redo=redo)
        return Change(found.id, found.label, tuple(sorted(ids)), frozenset(fields), "redo" if redo else "undo")

    def _targets(self) -> Targets:
        from readlist.store.targets import Targets  # noqa: PLC0415  a list is made without

        return Targets(self._connection)

    def _views(self) -> Views:
        from readlist.store.views import Views  # noqa: PLC0415  a list is made without

        return Views(self._connection)

    @property
    def now(self) -> datetime:
        """The time, where the user is."""
        return datetime.fromisoformat(self.clock()).astimezone()

    def _know_words(self, query: Query | None = None) -> None:
        """Read the words of a library of an earlier version that cannot be changed, when they are first asked for."""
        if self._wordless and query != EVERYTHING:
            from readlist.store.words import read_all  # noqa: PLC0415  needed at most once

            with translated(self.path):
                read_all(self._connection)
            self._wordless = False

    def _rows(self, sql: str, *values: Stored) -> list[Any]:
        with translated(self.path):
            return self._connection.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: str | int) -> int | None:
        rows = self._rows(sql, *values)
        return rows[0][0] if rows else None

    def _data_version(self) -> int:
        with translated(self.path):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
