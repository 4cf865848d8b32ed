"""Every imported text as it was given, and which of its lines told of which paper."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from readlist.errors import DamagedLibrary
from readlist.model.paper import Source
from readlist.model.text import lines_of
from readlist.store.driver import WAY_BACK

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from readlist.model.names import Name

_LEVEL = 4  # of zlib: a twentieth longer than at its usual level, in half the time
# A text's lines tell of a paper as long as the step that brought the text stands.
STANDS = "(i.step IS NULL OR s.state = 'done')"


class Imports:
    """The imported texts of a library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self, text: str) -> int | None:
        """The import that brought this very text, if it still stands."""
        row = self._connection.execute(
            f"SELECT i.id FROM import i LEFT JOIN step s ON s.id = i.step WHERE i.digest = ? AND {STANDS}",
            (_digest(text),),
        ).fetchone()
        return int(row[0]) if row else None

    def brought(self, text: str) -> tuple[int | None, int] | None:
        """The step that brought this very text, if it still stands, and how many papers it told of."""
        row = self._connection.execute(
            "SELECT step, (SELECT count(DISTINCT paper) FROM source WHERE import = id) FROM import WHERE id = ?",
            (self.known(text),),
        ).fetchone()
        return (row[0], row[1]) if row else None

    def keep(self, text: str, *, name: str, notation: str, folder: str | None, step: int | None, now: str) -> int:
        """Keep a text, compressed; its id. A text whose import was undone belongs to the new step from now on."""
        digest = _digest(text)
        row = self._connection.execute("SELECT id FROM import WHERE digest = ?", (digest,)).fetchone()
        if row is not None:
            self._connection.execute(
                "UPDATE import SET step = ?, name = ?, format = ?, folder = ?, at = ? WHERE id = ?",
                (step, name, notation, folder, now, row[0]),
            )
            self._connection.execute("DELETE FROM source WHERE import = ?", (row[0],))
            return int(row[0])
        cursor = self._connection.execute(
            "INSERT INTO import (step, at, name, format, folder, digest, raw) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (step, now, name, notation, folder, digest, zlib.compress(text.encode(), _LEVEL)),
        )
        return cursor.lastrowid or 0

    def add_sources(self, import_id: int, sources: Iterable[tuple[int, Source, int]]) -> None:
        """Note which lines of a text told of which papers, with the fingerprints of what stands in them."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO source (paper, import, format, first, last, print) VALUES (?, ?, ?, ?, ?, ?)",
            [(paper, import_id, source.format, *source.lines, words) for paper, source, words in sources],
        )

    def told_by(self, words: int) -> tuple[int, bool] | None:
        """The first present paper that lines with this fingerprint told of, and whether by one that it took in."""
        row = self._connection.execute(
            "SELECT r.paper, r.paper <> o.paper FROM source o JOIN import i ON i.id = o.import"
            " LEFT JOIN step s ON s.id = i.step LEFT JOIN merged m ON m.paper = o.paper"
            " JOIN reading r ON r.paper = coalesce(m.kept, o.paper)"
            f" WHERE o.print = ? AND r.present AND {STANDS} ORDER BY o.import, o.paper LIMIT 1",
            (words,),
        ).fetchone()
        return (row[0], bool(row[1])) if row else None

    def sources_of(self, ids: str) -> dict[int, Source]:
        """The first source of each of these papers; ``ids`` is a JSON list."""
        rows = self._connection.execute(
            "SELECT o.paper, i.name, o.format, o.first, o.last FROM source o JOIN import i ON i.id = o.import"
            f" LEFT JOIN step s ON s.id = i.step WHERE {STANDS}"
            " AND o.paper IN (SELECT value FROM json_each(?)) ORDER BY o.paper, o.import DESC, o.first DESC",
            (ids,),
        )
        return {paper: Source(name, notation, (first, last)) for paper, name, notation, first, last in rows.fetchall()}

    def folders_of(self, paper: int) -> list[str]:
        """The folders of the files that told of a paper or of those it took in, that of the first one first."""
        rows = self._connection.execute(
            "SELECT i.folder FROM source o JOIN import i ON i.id = o.import"
            " LEFT JOIN step s ON s.id = i.step"
            " WHERE o.paper IN (SELECT ?1 UNION SELECT paper FROM merged WHERE kept = ?1)"
            f" AND i.folder IS NOT NULL AND {STANDS} GROUP BY i.folder ORDER BY min(o.import)",
            (paper,),
        )
        return [folder for (folder,) in rows.fetchall()]

    def raw_lines(self, paper: int) -> list[str]:
        """The lines of the first imported text that told of a paper."""
        row = self._connection.execute(
            "SELECT i.raw, o.first, o.last FROM source o JOIN import i ON i.id = o.import"
            f" LEFT JOIN step s ON s.id = i.step WHERE o.paper = ? AND {STANDS} ORDER BY o.import, o.first LIMIT 1",
            (paper,),
        ).fetchone()
        if row is None:
            return []
        raw, first, last = row
        try:
            text = zlib.decompress(raw).decode()
        except (zlib.error, UnicodeDecodeError) as error:
            raise DamagedLibrary("an imported text is damaged", WAY_BACK) from error
        return lines_of(text)[first - 1 : last]

    def learn_authors(self, names: Iterable[Name]) -> None:
        """Remember names as those of authors."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO author (name) VALUES (?)", [(name.display,) for name in names]
        )


def _digest(text: str) -> bytes:
    from hashlib import sha256  # noqa: PLC0415  slow to load, and needed for imports only

    return sha256(text.encode()).digest()
