"""Imports beside what the database alone takes: python -m tests.benchmarks.importing [--papers N] [--shared DIR].

In turn, on the same real papers, processor time: an import as a user makes it, of records that were read; the same rows
written by ``executemany`` into the same schema with all its indexes; sqlite-utils with full-text search by triggers.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import sqlite3
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median

from sqlite_utils import Database

from readlist.library import Library
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.paper import Paper, Record
from readlist.model.words import words_of
from readlist.store import Store
from readlist.store.codec import DERIVED_COLUMNS, RECORD_COLUMNS, derived_row, record_row
from readlist.store.turns import transaction
from readlist.store.words import PUT_IN
from tests.benchmarks.libraries import real_records

BATCH = 5000
COLUMNS = (*RECORD_COLUMNS, *DERIVED_COLUMNS)


def imported(records: list[Record], path: Path) -> float:
    """As a user does it, in parts as a large text has them."""
    began = time.process_time()
    with Library.open(path) as library:
        for begin in range(0, len(records), BATCH):
            batch = records[begin : begin + BATCH]
            text = "\n".join(f"{record.title} {record.abstract}" for record in batch)
            entries = tuple(Entry(record, Verdict.NEW) for record in batch)
            library.accept(Draft(f"part {begin}", "jsonl", 1.0, text, entries, ()))
    return time.process_time() - began


def written(records: list[Record], path: Path) -> float:
    """The rows alone, all that an import leaves, table by table, and the words of the papers."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "library.db"
        imported(records, model)
        tables = _rows(model)
    words = [(number, *words_of(Paper(record=record))) for number, record in enumerate(records, 1)]
    store = Store(path)
    began = time.process_time()
    with transaction(store._connection, path):
        for table, rows in tables.items():
            places = ", ".join("?" * len(rows[0]))
            store._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", rows)
        store._connection.executemany(PUT_IN, words)
    spent = time.process_time() - began
    store.close()
    return spent


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables of a library, without those that SQLite itself keeps for the index of words."""
    with contextlib.closing(sqlite3.connect(path)) as library:
        names = library.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words%'")
        tables = {name: library.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}
    return {name: rows for name, rows in tables.items() if rows}


def with_triggers(records: list[Record], path: Path) -> float:
    """By sqlite-utils."""
    rows = [dict(zip(COLUMNS, (*record_row(record), *derived_row(record)), strict=True)) for record in records]
    database = Database(path)
    table = database.table("paper")
    table.insert_all(rows[:1])
    table.enable_fts(["title_folded", "authors_folded", "abstract"], create_triggers=True)
    began = time.process_time()
    table.insert_all(rows[1:])
    spent = time.process_time() - began
    database.close()
    return spent


def main() -> None:
    """Print the medians of some rounds."""
    gc.disable()  # as the program does for a command
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    given = parser.parse_args()
    records = list(islice(real_records(given.shared), given.papers))
    ways: dict[str, Callable[[list[Record], Path], float]] = {
        "import": imported,
        "executemany": written,
        "sqlite-utils with triggers": with_triggers,
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(given.rounds):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as folder:
                spent[name].append(way(records, Path(folder) / "library.db"))
    for name, times in spent.items():
        print(f"{name:28} {1e6 * median(times) / len(records):7.0f} µs a paper")


if __name__ == "__main__":
    main()
