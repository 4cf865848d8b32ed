"""The rows of the files that are kept current, and of the papers that reference managers were given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from readlist.model.target import Target

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from readlist.model.target import Marks

_COLUMNS = "path, query, format, preset, ascii, paused, entries, written, trouble"


class Targets:
    """The targets of a library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Target]:
        """Every target, by its path."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM target ORDER BY path").fetchall()
        return [
            Target(
                path=path,
                query=query,
                format=notation,
                preset=preset,
                ascii=bool(ascii_only),
                paused=bool(paused),
                entries=_load(entries),
                written=written,
                trouble=trouble,
            )
            for path, query, notation, preset, ascii_only, paused, entries, written, trouble in rows
        ]

    def put(self, target: Target) -> None:
        """Keep a target in place of the one of its path."""
        values = (target.path, target.query, target.format, target.preset, target.ascii, target.paused)
        self._connection.execute(
            f"INSERT OR REPLACE INTO target ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, _dump(target.entries), target.written, target.trouble),
        )

    def remove(self, path: str) -> None:
        """Forget the target of a path."""
        self._connection.execute("DELETE FROM target WHERE path = ?", (path,))

    def pushed(self, program: str) -> set[int]:
        """The papers that a reference manager was given."""
        return {
            paper for (paper,) in self._connection.execute("SELECT paper FROM pushed WHERE program = ?", (program,))
        }

    def remember_pushed(self, program: str, papers: Iterable[int], now: str) -> None:
        """Note that a reference manager was given papers."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO pushed (paper, program, at) VALUES (?, ?, ?)",
            [(paper, program, now) for paper in papers],
        )


def _dump(entries: Mapping[str, Marks]) -> str:
    """Fingerprints as JSON; one that stands alone needs no list."""
    return json.dumps({key: list(marks) if len(marks) > 1 else marks[0] for key, marks in entries.items()})


def _load(text: str) -> dict[str, Marks]:
    return {key: tuple(marks) if isinstance(marks, list) else (marks,) for key, marks in json.loads(text).items()}
