"""Libraries to measure with, made of real papers; each is built once and kept in a folder."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from readlist.library import Library
from readlist.model.dates import PartialDate
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.names import Name
from readlist.model.paper import Paper, Record, Source, Status
from readlist.model.words import words_of
from readlist.store import Store
from readlist.store.codec import DERIVED_COLUMNS, RECORD_COLUMNS, derived_row, record_row
from readlist.store.touched import note
from readlist.store.turns import transaction
from readlist.store.words import PUT_IN

BATCH = 5000


def real_records(shared: Path) -> Iterator[Record]:
    """The 152,878 real papers, as records."""
    with gzip.open(shared / "data" / "acl.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            paper = json.loads(line)
            yield Record(
                title=paper["title"],
                authors=tuple(map(Name.parse, filter(None, paper["authors"]))),
                abstract=paper["abstract"] or None,
                date=PartialDate(paper["year"]) if paper["year"] else None,
                venue=paper["venue"] or None,
                pages=paper["pages"] or None,
                url=paper["url"] or None,
                source=Source("acl.jsonl", "jsonl", (number, number)),
            )


def imported(path: Path, shared: Path, count: int) -> Path:
    """A library into which so many real papers were imported, as a user would."""
    if not path.exists():
        records = real_records(shared)
        with Library.open(path.with_suffix(".part")) as library:
            while len(library.ids()) < count and (batch := list(islice(records, BATCH))):
                entries = tuple(Entry(record, Verdict.NEW) for record in batch)
                text = "\n".join(record.title or "" for record in batch)
                library.accept(Draft("acl.jsonl", "jsonl", 1.0, text, entries, ()))
            library.delete(library.ids()[count:])
        path.with_suffix(".part").rename(path)
    return path


def bulk(path: Path, shared: Path, count: int, letters: int = 200) -> Path:
    """A library of any size, written past the import: the real papers again and again, so much of each abstract."""
    if not path.exists():
        store = Store(path.with_suffix(".part"))
        columns = (*RECORD_COLUMNS, *DERIVED_COLUMNS)
        places = ", ".join("?" * len(columns))
        records = [
            replace(record, abstract=(record.abstract or "")[:letters] or None)
            for record in islice(real_records(shared), min(count, 150_000))
        ]
        rows = [(*record_row(record), *derived_row(record)) for record in records]
        words = [words_of(Paper(record=record)) for record in records]
        with transaction(store._connection, store.path):
            store._connection.executemany(
                f"INSERT INTO paper (id, {', '.join(columns)}) VALUES (?, {places})", _numbered(rows, count)
            )
            store._connection.execute(
                "INSERT INTO reading (paper, present, status, added, changed) SELECT id, 1, ?, ?, ? FROM paper",
                (Status.INBOX, store.clock(), store.clock()),
            )
            store._connection.executemany(PUT_IN, _numbered(words, count))
            note(store._connection, range(1, count + 1))
        store.close()
        path.with_suffix(".part").rename(path)
    return path


def _numbered(rows: Sequence[tuple[object, ...]], count: int) -> Iterator[tuple[object, ...]]:
    return ((number + 1, *rows[number % len(rows)]) for number in range(count))
