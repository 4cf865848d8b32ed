"""The tags of papers, as rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from readlist.model.tags import TagCount, with_those_above

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping


_COLORED = "INSERT INTO tag (name, folded, color) VALUES (?, ?, ?) ON CONFLICT (folded) DO UPDATE SET color ="


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


def count_tags(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The tags in use with their numbers of papers, most used first."""
    return [(name, papers) for _, _, name, papers in _in_use(connection)]


def _in_use(connection: sqlite3.Connection) -> list[tuple[int, str, str, int]]:
    return connection.execute(
        "SELECT t.id, t.folded, t.name, count(*) AS papers FROM tagging g JOIN tag t ON t.id = g.tag"
        " JOIN reading r ON r.paper = g.paper WHERE r.present GROUP BY t.id ORDER BY papers DESC, t.folded"
    ).fetchall()


def count_tree(connection: sqlite3.Connection) -> list[TagCount]:
    """The tags in use and those above them, in no order."""
    own = _in_use(connection)
    counts = {folded: papers for _, folded, _, papers in own}
    names = {folded: name for _, folded, name, _ in own}
    pairs = [(id_, above) for id_, folded, _, _ in own for above in with_those_above(folded)]
    for _, _, name, _ in own:
        for above in with_those_above(name):
            names.setdefault(above.casefold(), above)
    rows = connection.execute(
        "SELECT json_extract(m.value, '$[1]') AS folded, count(DISTINCT g.paper)"
        " FROM json_each(?) m JOIN tagging g ON g.tag = json_extract(m.value, '$[0]')"
        " JOIN reading r ON r.paper = g.paper WHERE r.present GROUP BY folded",
        (json.dumps(pairs),),
    )
    colors = colors_of(connection)
    return [
        TagCount(names.get(key, key), papers, counts.get(key, 0), colors.get(key)) for key, papers in rows.fetchall()
    ]


def tagged(connection: sqlite3.Connection, tags: Iterable[str]) -> list[int]:
    """The papers that have one of these very tags, whatever their case."""
    rows = connection.execute(
        "SELECT DISTINCT g.paper FROM tagging g JOIN tag t ON t.id = g.tag JOIN reading r ON r.paper = g.paper"
        " WHERE r.present AND t.folded IN (SELECT value FROM json_each(?)) ORDER BY 1",
        (json.dumps([tag.casefold() for tag in tags]),),
    )
    return [paper for (paper,) in rows]


def colors_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The colors of tags, by their casefolded names; those that were never given one are not there."""
    return dict(connection.execute("SELECT folded, color FROM tag WHERE color NOT NULL").fetchall())


def color_tag(connection: sqlite3.Connection, tag: str, color: str | None) -> None:
    """Give a tag a color, or none; no paper needs to have it."""
    connection.execute(f"{_COLORED} excluded.color", (tag, tag.casefold(), color))


def pass_colors(connection: sqlite3.Connection, names: Mapping[str, str]) -> None:
    """Give tags that have no color those of others; the names stand by the casefolded ones of the others."""
    colors = colors_of(connection)
    connection.executemany(
        f"{_COLORED} coalesce(tag.color, excluded.color)",
        [(new, new.casefold(), colors[old]) for old, new in names.items() if old in colors],
    )
