"""What a library holds of present papers, row by row, and whether undo and redo lead there."""

from __future__ import annotations

from typing import Any

from readlist.library import Library

_OF_PRESENT = "JOIN reading r ON r.present AND r.paper ="
_STATEMENTS = (
    f"SELECT p.* FROM paper p {_OF_PRESENT} p.id ORDER BY p.id",
    "SELECT paper, status, starred, priority, citekey, added, note, snoozed FROM reading WHERE present ORDER BY paper",
    f"SELECT g.paper, t.name FROM tagging g JOIN tag t ON t.id = g.tag {_OF_PRESENT} g.paper ORDER BY 1, t.folded",
    "SELECT first, second FROM distinct_pair ORDER BY 1, 2",
    "SELECT paper, kept FROM merged ORDER BY 1",
)
Rows = list[tuple[Any, ...]]


def holdings(library: Library) -> Rows:
    """Every row that tells of present papers; when they were changed is left out."""
    return [row for sql in _STATEMENTS for row in library._store._connection.execute(sql).fetchall()]


def assert_undone_and_redone(library: Library, before: Rows, steps: int = 1) -> None:
    """What was done since is taken back whole, by so many steps, and done again whole."""
    after = holdings(library)
    assert after != before
    for _ in range(steps):
        assert library.undo() is not None
    assert holdings(library) == before
    for _ in range(steps):
        assert library.redo() is not None
    assert holdings(library) == after
