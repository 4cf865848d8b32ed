"""Killed at random moments of an import: no library damaged, no half import, nothing acknowledged lost."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from readlist.library import Library
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.names import Name
from readlist.model.paper import Record, Source, Status

ROUNDS = 50
SIZE = 150
LONGEST_SECONDS = 0.12


def page(number: int) -> Draft:
    """An import of SIZE papers that no other import has."""
    records = [
        Record(
            title=f"Paper {line} of import {number}",
            authors=(Name(f"Writer{number}x{line}", "Ann"),),
            abstract=f"Sentence {number} {line}. " * 30,
            source=Source("", "test", (line, line)),
        )
        for line in range(1, SIZE + 1)
    ]
    text = "\n".join(record.abstract or "" for record in records)
    return Draft(f"import {number}", "test", 1.0, text, tuple(Entry(record, Verdict.NEW) for record in records), ())


def import_for_ever(path: Path, first: int, acknowledge: int) -> None:
    """The life of the process that is killed: import, decide, undo a decision, say so, again."""
    with Library.open(path) as library:
        for number in range(first, first + 1000):
            added = library.accept(page(number), tags=[f"import-{number}"])
            library.mark(added.new[:3], Status.READ)
            library.undo()
            os.write(acknowledge, f"{number}\n".encode())


def killed_round(path: Path, first: int, seconds: float, *, after_one: bool) -> list[int]:
    """Run the importer for a moment and kill it; the numbers of the imports that it acknowledged.

    The moment begins at once, or ``after_one`` import was acknowledged, however long that takes.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            import_for_ever(path, first, writing)
        finally:
            os._exit(0)
    os.close(writing)
    told = os.read(reading, 1) if after_one else b""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return [int(line) for line in (told + pipe.read()).split()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_fifty_times_nothing_is_lost_or_half_done(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    chance = random.Random(20261120)
    acknowledged: set[int] = set()
    for number in range(ROUNDS):
        seconds = chance.uniform(0, LONGEST_SECONDS)
        found = killed_round(path, number * 1000, seconds, after_one=number % 2 > 0)
        assert found or number % 2 == 0
        acknowledged.update(found)
        with Library.open(path) as library:
            assert library._store._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            whole = {int(tag.removeprefix("import-")) for tag, papers in library.tags() if papers == SIZE}
            assert len(library.ids()) == SIZE * len(whole)
            assert acknowledged <= whole
            kept = library._store._connection.execute("SELECT count(*) FROM import").fetchone()[0]
            assert kept == len(whole)
            assert len(library.ids("status:read")) <= 3
            while len(library.ids("status:read")):
                library.undo()
