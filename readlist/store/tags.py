"""The tags of papers, as rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def spellings(connection: sqlite3.Connection, folded: Iterable[str]) -> list[tuple[str, str]]:
    """Which of these casefolded tags some paper has, with their spelling."""
    rows = connection.execute(
        "SELECT folded, name FROM tag t WHERE folded IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM tagging g WHERE g.tag = t.id)",
        (json.dumps(list(folded)),),
    )
    return rows.fetchall()


def write_tags(connection: sqlite3.Connection, ids: Iterable[int], tags: tuple[str, ...]) -> None:
    """Give papers these tags and no others; the tags are spelled so from now on."""
    for tag in tags:
        connection.execute(
            "INSERT INTO tag (name, folded) VALUES (?, ?)"
            " ON CONFLICT (folded) DO UPDATE SET name = excluded.name WHERE name <> excluded.name",
            (tag, tag.casefold()),
        )
    folded = json.dumps([tag.casefold() for tag in tags])
    for id_ in ids:
        connection.execute("DELETE FROM tagging WHERE paper = ?", (id_,))
        connection.execute(
            "INSERT INTO tagging (paper, tag) SELECT ?, id FROM tag WHERE folded IN (SELECT value FROM json_each(?))",
            (id_, folded),
        )


def tags_of(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The tags of each of these papers that has some, in the order of the alphabet."""
    rows = connection.execute(
        "SELECT g.paper, t.name FROM tagging g JOIN tag t ON t.id = g.tag"
        " WHERE g.paper IN (SELECT value FROM json_each(?)) ORDER BY g.paper, t.folded",
        (json.dumps(list(ids)),),
    )
    found: dict[int, tuple[str, ...]] = {}
    for paper, name in rows.fetchall():
        found[paper] = (*found.get(paper, ()), name)
    return found
