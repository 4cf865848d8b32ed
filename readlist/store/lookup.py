"""What papers have in common: asked for in many single questions, or in one for many records."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from readlist.store.codec import Known, identity_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from readlist.model.paper import Record
    from readlist.store.codec import Stored


class Lookup:
    """Looks things up: ``rows`` gives those of a statement with its values, ``know_words`` has the index filled."""

    def __init__(self, rows: Callable[..., list[Any]], know_words: Callable[[], None]) -> None:
        self._rows = rows
        self._know_words = know_words

    @property
    def size(self) -> int:
        """How many papers there are, those included that are no longer present."""
        return int(self._rows("SELECT max(id) FROM paper")[0][0] or 0)

    def papers_with(self, words: str, columns: Sequence[str], most: int) -> list[int]:
        """The first papers that have words in a row in some columns of the index, those that are gone included.

        The words are folded and parted by blanks, as ``model.words`` tells them.
        """
        self._know_words()
        asked = f'{{{" ".join(columns)}}} : "{words}"'
        rows = self._rows("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?", asked, most)
        return [paper for (paper,) in rows]

    def known(self, records: Iterable[Record], prints: Iterable[int]) -> Known:
        """What some paper has of many records and fingerprints of lines: the others need not be looked for."""
        sought: defaultdict[str, set[Stored]] = defaultdict(set)
        for column, value in chain.from_iterable(map(identity_columns, records)):
            sought[column].add(value)
        sought["print"].update(prints)
        found = set()
        for column, values in sought.items():
            table = "source" if column == "print" else "paper"
            rows = self._rows(
                f"SELECT {column} FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))",
                json.dumps(list(values)),
            )
            found |= {(column, value) for (value,) in rows}
        return Known(frozenset(found))
