"""A user's work on a library, one transaction after the other, and the whole state that each of them leads to.

The clock stands still, so the same work leads to the same rows, whatever happened between.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from readlist.library import Library
from readlist.library.parts import Wanted
from readlist.library.update import Update
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.fields import Order
from readlist.model.names import Name
from readlist.model.paper import Record, Source, Status
from readlist.store import Store
from readlist.store.driver import sqlite3
from readlist.store.schema import WORDS_SINCE

MOMENT = "2031-01-02T03:04:05+00:00"
MEMORY = Path("/dev/shm")
Deed = Callable[[Library], object]


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder in memory, where there is one: what is lost there is lost by the program, and nothing waits for a disk."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        yield Path(name)


def page(name: str, numbers: Iterable[int], venue: str | None = None, words: int = 60) -> Draft:
    """An import of papers of these numbers."""
    records = [
        Record(
            title=f"Paper {number} on {name}",
            authors=(Name(f"Writer{number}", "Ann"),),
            abstract=f"About {number} and {name}. " * (words // 5),
            doi=f"10.1000/{name}.{number}",
            venue=venue,
            source=Source("", "test", (line, line)),
        )
        for line, number in enumerate(numbers, start=1)
    ]
    text = "\n".join(f"{record.title} {record.venue} {record.abstract}" for record in records)
    return Draft(name, "test", 1.0, text, tuple(Entry(record, Verdict.NEW) for record in records), ())


def opened(path: Path) -> Library:
    """The library at a path, at a time that stands still."""
    return Library(Store(path, clock=lambda: MOMENT))


def begun(path: Path, papers: int) -> Path:
    """A library of so many papers, with tags, notes and citation keys here and there."""
    with opened(path) as library:
        ids = library.accept(page("maps", range(papers)), tags=["maps"]).new
        library.tag(ids[::3], ["maps/old", "roads"])
        library.annotate(ids[0], "A note.\n\nIn two parts.")
        library.citekeys(ids[::2])
        library.set_apart([(ids[0], ids[1])])
    return path


def step_of(library: Library, label: str) -> int:
    """The last step whose label begins so."""
    return next(step.id for step in library.history(1000) if step.label.startswith(label))


def deeds(papers: int) -> dict[str, Deed]:
    """What is done, in this order, to a library of so many papers; each is one transaction."""
    every = range(1, papers + 1)
    half = papers // 2
    lines = '{"title": "Rain on maps", "doi": "10.1000/rain"}\n{"title": "Snow on maps", "authors": ["Bo Li"]}\n'
    return {
        "import": lambda it: it.accept(page("inns", range(papers)), tags=["inns", "new"], status=Status.LATER),
        "import that improves": lambda it: it.accept(page("maps", range(half), "The Hall")),
        "import of text": lambda it: it.add(lines, "lines.jsonl"),
        "import in parts": lambda it: list(it.add_in_parts([lines.replace("Rain", "Wind").replace("rain", "wind")], Wanted("w", "jsonl"))),
        "decision": lambda it: it.mark([1], Status.READ),
        "decisions": lambda it: it.mark(every[1:half], Status.DROPPED),
        "star": lambda it: it.star(every[::2], starred=True),
        "priority": lambda it: it.prioritize(every[:half], 2),
        "snooze": lambda it: it.snooze(every[half:], "2999-01-01"),
        "tag": lambda it: it.tag(every, ["to do", "maps"], ["roads"]),
        "note": lambda it: it.annotate(2, "mine " * 50),
        "edit": lambda it: it.edit(3, {"title": "Another title", "authors": "Bo Li; Cy Ash", "year": "2001"}),
        "citation key": lambda it: it.rekey(1, "mine2031"),
        "new keys": lambda it: it.update(every[:half], Update(new_key=True)),
        "keys for good": lambda it: it.citekeys(every),
        "rename tag": lambda it: it.rename_tag("maps", "charts"),
        "delete tag": lambda it: it.delete_tag("charts", below=True),
        "merge": lambda it: it.merge(1, [2, 4]),
        "not a duplicate": lambda it: it.set_apart([(5, 6), (3, 6)]),
        "delete": lambda it: it.delete(every[half:]),
        "undo": lambda it: it.undo(),
        "undo of a step before": lambda it: it.undo(step_of(it, "star")),
        "redo": lambda it: it.redo(),
        "undo of a merge": lambda it: it.undo(step_of(it, "merge")),
        "undo of an import": lambda it: it.undo(step_of(it, "add 2 papers from lines")),
        "redo of an import": lambda it: it.redo(step_of(it, "add 2 papers from lines")),
        "color of a tag": lambda it: it.color_tag("to do", "red"),
        "saved view": lambda it: it.save_view("mine", "tag:new", Order("title")),
    }  # fmt: skip


def rows(path: Path) -> Iterator[str]:
    """Every row of a library that is closed, and every word of its index; AssertionError where it is damaged.

    Random numbers and where the index is stored are left out.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words%' ORDER BY name"
        ).fetchall()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        yield f"version {version}"
        for (table,) in tables:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]
            chosen = ", ".join(column for column in sorted(columns) if (table, column) != ("touched", "salt"))
            yield table
            yield from map(repr, connection.execute(f"SELECT {chosen} FROM {table} ORDER BY {chosen}"))
        if version < WORDS_SINCE:
            return
        connection.execute("CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, words, instance)")
        yield from map(repr, connection.execute("SELECT term, doc, col, offset FROM temp.found ORDER BY 1, 2, 3, 4"))


def state(path: Path) -> str:
    """What tells two states of a library apart."""
    return hashlib.sha256("\n".join(rows(path)).encode()).hexdigest()


@dataclass(frozen=True)
class Story:
    """A library, what is done to it, and its state before and after each deed."""

    library: Path
    deeds: dict[str, Deed]
    states: tuple[str, ...]

    def copy(self, folder: Path, deed: int = 0) -> Path:
        """The library as it is before a deed, as a file of its own."""
        place = folder / "library.db"
        place.with_name("library.db-wal").unlink(missing_ok=True)
        place.with_name("library.db-shm").unlink(missing_ok=True)
        shutil.copyfile(self.library.with_name(f"{deed}.db"), place)
        return place


def story(folder: Path, papers: int) -> Story:
    """Do everything once; a copy of the library before each deed is kept in the folder."""
    library = begun(folder / "library.db", papers)
    told = deeds(papers)
    states = []
    for number, deed in enumerate([*told.values(), None]):
        states.append(state(library))
        shutil.copyfile(library, library.with_name(f"{number}.db"))
        if deed is not None:
            with opened(library) as reading_list:
                deed(reading_list)
    idle = [name for name, (old, new) in zip(told, pairwise(states), strict=True) if old == new]
    assert not idle, "a deed that does nothing shows nothing"
    return Story(library, told, tuple(states))
