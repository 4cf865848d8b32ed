"""Every change of a paper goes through a Step, which writes it and keeps what was there before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readlist.errors import Conflict
from readlist.model.paper import Paper
from readlist.store.codec import (
    DERIVED_COLUMNS,
    READING_COLUMNS,
    RECORD_COLUMNS,
    SOURCES_OF_DERIVED,
    WHOLE,
    Stored,
    derived_row,
    read_tags,
    record_row,
    write_value,
)
from readlist.store.driver import sqlite3
from readlist.store.relations import RELATIONS, pairs_apart, read_related, taken_in, write_related
from readlist.store.runs import Run, runs
from readlist.store.tags import pass_colors, spellings, tags_of, write_tags
from readlist.store.touched import FOUND_BY, note
from readlist.store.words import UNSEARCHED, Rewording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from readlist.model.paper import ReadingState, Record

_COLUMNS = (*RECORD_COLUMNS, *DERIVED_COLUMNS)
_PUT_PAPER = f"INSERT INTO paper (id, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})"
_PUT_READING = (
    "INSERT INTO reading (paper, present, status, starred, priority, note, snoozed, citekey, added, changed)"
    " VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_TOGETHER = 64  # papers whose reading is written behind them, so that both are lost or saved in a damaged file


class Step:
    """One action of the user inside a write transaction; it becomes a row of the journal with its first change.

    With ``step``, it goes on with an action that was written in part.
    """

    def __init__(self, connection: sqlite3.Connection, label: str, now: str, step: int | None = None) -> None:
        self.connection = connection
        self.label = label
        self.now = now
        self.id = step
        self.changed: set[int] = set()
        self.fields: set[str] = set()
        self.rewording = Rewording(connection)
        self.found_anew: set[int] = set()
        self._created: set[int] = set()
        self._underived: set[int] = set()

    def begin(self) -> int:
        """The id of the step; what was undone before can no longer be redone."""
        if self.id is None:
            self.connection.execute("UPDATE step SET state = 'dropped' WHERE state = 'undone'")
            cursor = self.connection.execute(
                "INSERT INTO step (at, label, state) VALUES (?, ?, 'done')", (self.now, self.label)
            )
            self.id = cursor.lastrowid or 0
        return self.id

    def set(self, ids: Iterable[int], field: str, value: Any) -> None:
        """Give a field of some papers one value."""
        new = write_value(field, value)
        self._change(field, [(id_, old, new) for id_, old in self._values(field, ids) if old != new])

    def put(self, id_: int, values: Mapping[str, Any]) -> None:
        """Give some fields of one paper their values."""
        for field, value in values.items():
            self.set([id_], field, value)

    def retag(self, ids: Iterable[int], add: Iterable[str], remove: Iterable[str]) -> None:
        """Add and remove tags; case is ignored when they are compared.

        A tag that some paper has keeps its spelling, unless that very tag is removed too: so it is spelled anew.
        """
        gone = {tag.casefold() for tag in remove}
        added = {tag.casefold(): tag for tag in add}
        if not (gone or added):
            return
        added |= {folded: name for folded, name in spellings(self.connection, added) if folded not in gone}
        self._turn_tags(ids, lambda tags: (*(tag for tag in tags if tag.casefold() not in gone), *added.values()))

    def rename_tags(self, ids: Iterable[int], names: Mapping[str, str]) -> None:
        """Give tags of papers other names, which stand by the casefolded old ones; two of one name become one.

        The spelling of a name that is there stays as above. A name without a color takes that of the old one.
        """
        new = {name.casefold(): name for name in names.values()}
        new |= {folded: name for folded, name in spellings(self.connection, new) if folded not in names}
        turned = {old: new[name.casefold()] for old, name in names.items()}
        self._turn_tags(ids, lambda tags: [turned.get(tag.casefold(), tag) for tag in tags])
        pass_colors(self.connection, turned)

    def _turn_tags(self, ids: Iterable[int], turn: Callable[[Iterable[str]], Iterable[str]]) -> None:
        changes = []
        for id_, old in list(self._values("tags", ids)):
            tags = {tag.casefold(): tag for tag in turn(read_tags(old))}
            new = write_value("tags", sorted(tags.values(), key=str.casefold))
            if new != old:
                changes.append((id_, old, new))
        self._change("tags", changes)

    def set_apart(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Remember pairs of papers as two that only look like one."""
        wanted = {(min(pair), max(pair)) for pair in pairs}
        firsts = {first for first, _ in wanted}
        known = wanted.union(pairs_apart(self.connection, firsts))
        for first in sorted(firsts):
            self.set([first], "apart", sorted(other for one, other in known if one == first))

    def take_in(self, kept: int, others: Iterable[int]) -> None:
        """Have others leave for a paper that they turned out to be; what they are apart from, it is too."""
        gone = set(others)
        self.set(gone, "present", False)  # noqa: FBT003  a column's value
        self.set(gone.union(taken_in(self.connection, gone)), "merged", [kept])
        strangers = {id_ for pair in pairs_apart(self.connection, gone) for id_ in pair} - gone - {kept}
        self.set_apart((kept, stranger) for stranger in strangers)

    def create(self, papers: Sequence[tuple[Record, ReadingState]]) -> range:
        """Store new papers; their ids. To undo it is to take back that they are ``present``."""
        (last,) = self.connection.execute("SELECT ifnull(max(id), 0) FROM paper").fetchone()
        ids = range(last + 1, last + 1 + len(papers))
        new = list(zip(ids, papers, strict=True))
        for begin in range(0, len(new), _TOGETHER):
            self._put(new[begin : begin + _TOGETHER])
        if ids:
            self._created.update(ids)
            self._note("present", ids, [(ids[0], ids[-1], (0, 1))])
        return ids

    def _put(self, new: Sequence[tuple[int, tuple[Record, ReadingState]]]) -> None:
        self.connection.executemany(
            _PUT_PAPER, ((id_, *record_row(record), *derived_row(record)) for id_, (record, _) in new)
        )
        self.connection.executemany(
            _PUT_READING,
            (
                (id_, *state[:3], state.note, state.snoozed, record.citekey, self.now, self.now)
                for id_, (record, state) in new
            ),
        )
        for id_, (record, state) in new:
            if state.tags:
                tags = {tag.casefold(): tag for tag in state.tags}
                tags |= dict(spellings(self.connection, tags))
                write_tags(self.connection, [id_], tuple(tags.values()))
            self.rewording.begin(id_, Paper(record=record, tags=state.tags, note=state.note))

    def close(self) -> None:
        """Bring what follows from the changed fields up to date; the last act of the transaction."""
        touch(self.connection, self.changed - self._created, self.now)
        if self._underived:
            derive(self.connection, self._underived)
        self.rewording.put_in()
        note(self.connection, self.found_anew)
        if self.id is not None:
            self.connection.execute(
                "UPDATE step SET papers = papers + ?, label = ? WHERE id = ?", (len(self.changed), self.label, self.id)
            )

    def _values(self, field: str, ids: Iterable[int]) -> Iterator[tuple[int, Stored]]:
        return read_field(self.connection, field, ids)

    def _change(self, field: str, changes: list[tuple[int, Stored, Stored]]) -> None:
        if not changes:
            return
        ids = [id_ for id_, _, _ in changes]
        if field not in UNSEARCHED:
            self.rewording.take_out(ids)
        spans = list(runs(changes))
        for first, last, (_, new) in spans:
            write_field(self.connection, field, first, last, new)
        self._note(field, ids, spans)

    def _note(self, field: str, ids: Collection[int], spans: Iterable[Run]) -> None:
        """Keep in the journal that papers changed, with the values of each before and after."""
        step = self.begin()
        self.connection.executemany(
            "INSERT INTO change (step, first, last, field, old, new) VALUES (?, ?, ?, ?, ?, ?)",
            ((step, first, last, field, old, new) for first, last, (old, new) in spans),
        )
        self.changed.update(ids)
        self.fields.add(field)
        if field in FOUND_BY:
            self.found_anew.update(ids)
        if field in SOURCES_OF_DERIVED:
            self._underived.update(ids)


def read_field(connection: sqlite3.Connection, field: str, ids: Iterable[int]) -> Iterator[tuple[int, Stored]]:
    """The stored value of a field for each of these papers, in the order of their ids."""
    if field in RELATIONS:
        yield from read_related(connection, field, ids)
        return
    chosen = json.dumps(list(ids))
    if field == "tags":
        for (id_,) in connection.execute("SELECT value FROM json_each(?) ORDER BY value", (chosen,)).fetchall():
            yield id_, write_value("tags", tags_of(connection, [id_]).get(id_, ()))
        return
    table, key = ("reading", "paper") if field in READING_COLUMNS else ("paper", "id")
    statement = f"SELECT {key}, {field} FROM {table} WHERE {key} IN (SELECT value FROM json_each(?)) ORDER BY {key}"
    yield from connection.execute(statement, (chosen,)).fetchall()


def write_field(connection: sqlite3.Connection, field: str, first: int, last: int, value: Stored) -> None:
    """Write a stored value into a field of papers first..last."""
    if field == "tags":
        write_tags(connection, range(first, last + 1), read_tags(value))
        return
    if field in RELATIONS:
        write_related(connection, field, first, last, str(value))
        return
    table, key = ("reading", "paper") if field in READING_COLUMNS else ("paper", "id")
    try:
        connection.execute(f"UPDATE {table} SET {field} = ? WHERE {key} BETWEEN ? AND ?", (value, first, last))
    except sqlite3.IntegrityError as error:
        raise Conflict("another paper has this citation key by now", "Give one of the two another key.") from error


def touch(connection: sqlite3.Connection, ids: set[int], now: str) -> None:
    """Note when papers changed."""
    if ids:
        statement = "UPDATE reading SET changed = ? WHERE paper IN (SELECT value FROM json_each(?))"
        connection.execute(statement, (now, json.dumps(sorted(ids))))


def derive(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Compute the derived columns of papers anew."""
    rows = connection.execute(
        f"{WHOLE.sql} WHERE r.paper IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    sets = ", ".join(f"{name} = ?" for name in DERIVED_COLUMNS)
    connection.executemany(
        f"UPDATE paper SET {sets} WHERE id = ?",
        [(*derived_row(WHOLE.paper(row).record), row[0]) for row in rows.fetchall()],
    )
