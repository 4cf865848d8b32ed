"""Steps of the journal taken back, and done again.

Of two steps the later one depends on the earlier one where both changed a field of a paper, or where the earlier one
added or removed a paper that the later one changed. A step only stands while those that it depends on stand.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import NotFound, UndoRefused
from readlist.model.change import Step
from readlist.store.codec import SOURCES_OF_DERIVED
from readlist.store.journal import derive, read_field, touch, write_field
from readlist.store.touched import FOUND_BY, note
from readlist.store.words import UNSEARCHED, Rewording

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from readlist.store.codec import Stored

STEP = "SELECT id, at, label, state, papers FROM step"


class Run(NamedTuple):
    """One change of a step: a field of papers first..last, before and after."""

    first: int
    last: int
    field: str
    old: Stored
    new: Stored

    @property
    def papers(self) -> range:
        """The papers that were changed."""
        return range(self.first, self.last + 1)


def next_step(connection: sqlite3.Connection, *, redo: bool) -> Step | None:
    """The last step that stands, or the first one that is undone; None where there is none."""
    which = "WHERE state = 'undone' ORDER BY id" if redo else "WHERE state = 'done' ORDER BY id DESC"
    row = connection.execute(f"{STEP} {which} LIMIT 1").fetchone()
    return Step(*row) if row else None


def step_of(connection: sqlite3.Connection, id_: int) -> Step:
    """The step of an id; NotFound where there is none."""
    row = connection.execute(f"{STEP} WHERE id = ?", (id_,)).fetchone()
    if row is None:
        raise NotFound(f"no step {id_}", "`readlist history` lists them.")
    return Step(*row)


def reverse(connection: sqlite3.Connection, now: str, step: Step, *, redo: bool) -> tuple[set[int], set[str]]:
    """Take a step back, or do it again: the papers and fields that changed.

    UndoRefused where it does not stand so, where another step is in the way, or where a value is no longer what the
    step made of it; the transaction has to be given up then.
    """
    _check_state(step, redo=redo)
    changes = [
        Run(*row)
        for row in connection.execute(
            f"SELECT first, last, field, old, new FROM change WHERE step = ? ORDER BY id {'ASC' if redo else 'DESC'}",
            (step.id,),
        ).fetchall()
    ]
    _check_others(connection, step, changes, redo=redo)
    ids = {id_ for change in changes for id_ in change.papers}
    fields = {change.field for change in changes}
    rewording = Rewording(connection)
    rewording.take_out({id_ for change in changes if change.field not in UNSEARCHED for id_ in change.papers})
    for field, run in groupby(changes, lambda change: change.field):
        together = list(run)
        values = dict(read_field(connection, field, {id_ for change in together for id_ in change.papers}))
        for change in together:
            before, after = (change.old, change.new) if redo else (change.new, change.old)
            if any(is_other(field, values.get(id_), before) for id_ in change.papers):
                raise UndoRefused(f"{_cannot(step, redo=redo)}: {field} was changed elsewhere since")
            write_field(connection, field, change.first, change.last, after)
            values.update(dict.fromkeys(change.papers, after))
    touch(connection, ids, now)
    if fields & SOURCES_OF_DERIVED:
        derive(connection, ids)
    rewording.put_in()
    note(connection, {id_ for change in changes if change.field in FOUND_BY for id_ in change.papers})
    connection.execute("UPDATE step SET state = ? WHERE id = ?", ("done" if redo else "undone", step.id))
    return ids, fields


def citekeys_to_come(connection: sqlite3.Connection, but: Iterable[int]) -> set[str]:
    """The citation keys, in lower case, that undo or redo may give back to a paper, some papers aside."""
    rows = connection.execute(
        "WITH back AS (SELECT c.* FROM change c JOIN step s ON s.id = c.step WHERE s.state <> 'dropped'),"
        " rekeyed AS (SELECT * FROM back WHERE field = 'citekey'"
        " AND (first < last OR first NOT IN (SELECT value FROM json_each(?))))"
        " SELECT r.citekey FROM back b JOIN reading r ON r.paper BETWEEN b.first AND b.last"
        " WHERE b.field = 'present' AND NOT r.present AND r.citekey NOT NULL"
        " UNION SELECT old FROM rekeyed WHERE old NOT NULL UNION SELECT new FROM rekeyed WHERE new NOT NULL",
        (json.dumps(list(but)),),
    )
    return {key.casefold() for (key,) in rows}


def _cannot(step: Step, *, redo: bool) -> str:
    return f"“{step.label}” cannot be {'redone' if redo else 'undone'}"


def _check_state(step: Step, *, redo: bool) -> None:
    if step.state == ("undone" if redo else "done"):
        return
    if redo and step.state == "dropped":
        raise UndoRefused(f"{_cannot(step, redo=redo)}: something else was done since")
    raise UndoRefused(f"“{step.label}” {'was not undone' if redo else 'is undone already'}")


def _check_others(connection: sqlite3.Connection, step: Step, changes: list[Run], *, redo: bool) -> None:
    """Refuse to undo what a later step depends on that stands, or to redo what depends on an earlier undone one."""
    others = _others(connection, step, redo=redo)
    nearest = next(others, None)
    if nearest is None:
        return
    papers: defaultdict[str, set[int]] = defaultdict(set)
    for change in changes:
        papers[change.field].update(change.papers)
    whole = set() if redo else papers["present"]
    if redo:
        papers["present"] = set().union(*papers.values())
    for label, run in chain((nearest,), others):
        if not (papers[run.field].isdisjoint(run.papers) and whole.isdisjoint(run.papers)):
            why = f"before “{label}”" if redo else f"while “{label}” stands"
            raise UndoRefused(f"{_cannot(step, redo=redo)} {why}", f"{'Redo' if redo else 'Undo'} that one first.")


def _others(connection: sqlite3.Connection, step: Step, *, redo: bool) -> Iterator[tuple[str, Run]]:
    """The changes of the steps that may be in the way, with the labels of these, the nearest to go first."""
    which = "state = 'undone' AND s.id < ? ORDER BY s.id" if redo else "state = 'done' AND s.id > ? ORDER BY s.id DESC"
    rows = connection.execute(
        "SELECT s.label, c.first, c.last, c.field, c.old, c.new FROM step s JOIN change c ON c.step = s.id"
        f" WHERE {which}",
        (step.id,),
    )
    return ((label, Run(*run)) for label, *run in rows)


def is_other(field: str, value: Stored, before: Stored) -> bool:
    """Whether a stored value is another; tags are spelled for all papers at once, so their case does not count."""
    return value != before and (field != "tags" or str(value).casefold() != str(before).casefold())
