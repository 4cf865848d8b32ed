"""The journal, compared with the papers: what was done last is what stands there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from readlist.store.codec import LISTS, READING_COLUMNS, RECORD_COLUMNS
from readlist.store.journal import read_field
from readlist.store.reversal import is_other

if TYPE_CHECKING:
    import sqlite3

    from readlist.store.codec import Stored

_FIELDS = frozenset({*RECORD_COLUMNS, *READING_COLUMNS, *LISTS})


def unreadable_changes(connection: sqlite3.Connection) -> str:
    """Tells of changes that undo cannot make sense of: of no field, of no papers, with no list where one belongs."""
    rows = connection.execute(
        "SELECT count(*), min(step) FROM change WHERE first > last OR first < 1"
        " OR last > (SELECT coalesce(max(id), 0) FROM paper)"
        " OR field NOT IN (SELECT value FROM json_each(?1))"
        " OR field IN (SELECT value FROM json_each(?2)) AND NOT (json_valid(old) AND json_valid(new))",
        (json.dumps(sorted(_FIELDS)), json.dumps(sorted(LISTS))),
    )
    number, step = rows.fetchone()
    return f"{number} changes make no sense, the first in step {step}" if number else ""


def other_values(connection: sqlite3.Connection) -> str:
    """Tells of a paper with a value that is not what the last step that stands made of it."""
    most = connection.execute("SELECT coalesce(max(id), 0) FROM paper").fetchone()[0]
    looked_at: dict[str, bytearray] = {}
    changes = connection.execute(
        "SELECT c.first, c.last, c.field, c.new FROM change c JOIN step s ON s.id = c.step WHERE s.state = 'done'"
        " ORDER BY c.id DESC"
    )
    for first, last, field, new in changes:
        if field not in _FIELDS or last > most:
            continue  # told of above
        seen = looked_at.setdefault(field, bytearray(most + 1))
        papers = [id_ for id_ in range(first, last + 1) if not seen[id_]]
        seen[first : last + 1] = b"\1" * (last + 1 - first)
        for id_, value in read_field(connection, field, papers):
            if is_other(field, value, new) and not _was_pinned(field, new):
                return f"{field} of paper {id_} is not what was done last"
    return ""


def _was_pinned(field: str, new: Stored) -> bool:
    """Whether a paper had no citation key then, and may have been given one by an export, which is no step."""
    return field == "citekey" and new is None
