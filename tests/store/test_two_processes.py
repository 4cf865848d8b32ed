"""Processes that change one library at once: nobody's change is lost, nobody is told of a lock."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from readlist.errors import BusyLibrary, LibraryError
from readlist.library import Library
from readlist.library.backups import Backups
from readlist.library.checkup import examined
from readlist.library.place import hint_of_place
from readlist.model.paper import Status
from readlist.model.patience import Patience
from readlist.store.schema import VERSION
from tests.store.both_drivers import DRIVERS, done, started
from tests.store.earlier import take_back

TIMES = 25
PROCESSES = 4
BEGIN = """
import sys, json
from pathlib import Path
from readlist.errors import UndoRefused
from readlist.library import Library
from readlist.model.paper import Status
from readlist.model.patience import LONG, Patience
name = sys.argv[2]
library = Library.open(Path(sys.argv[1]), patience=Patience(LONG))
"""
TOGETHER = f"""
import time
Path(f"{{sys.argv[1]}}-{{name}}").touch()
while not all(Path(f"{{sys.argv[1]}}-{{other}}").exists() for other in "abcd"):
    time.sleep(0.001)
TIMES = {TIMES}
"""
"""Nobody begins before all are there."""
PATTERNS = {
    "a list of one paper": """
for number in range(TIMES):
    library.tag([1], [f"{name}{number}"])
""",
    "fields of one paper": """
for number in range(TIMES):
    {"a": lambda: library.annotate(1, str(number)), "b": lambda: library.mark([1], list(Status)[number % 6]),
     "c": lambda: library.prioritize([1], number % 3 + 1), "d": lambda: library.edit(1, {"venue": str(number)})}[name]()
""",
    "imports and decisions": """
for number in range(TIMES):
    if name in "ab":
        library.add(json.dumps({"title": f"Paper {number} of {name}"}), f"{name}{number}.jsonl")
    else:
        library.tag(library.ids()[:5], [name])
        library.mark(library.ids()[:5], Status.READ)
""",
    "undo and redo": """
for number in range(TIMES):
    try:
        library.tag([1], [f"{name}{number}"])
        if name in "ab":
            library.undo()
            library.redo()
    except UndoRefused:
        pass
""",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "library.db"
    with Library.open(place) as library:
        library.add('{"title": "Paper"}', "paper.jsonl")
    return place


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_p4_processes_write_at_once_and_nothing_is_lost(path: Path, pattern: str, driver: str) -> None:
    running = [started(driver, BEGIN + TOGETHER + PATTERNS[pattern], path, name) for name in "abcd"]
    for process in running:
        done(process)
    with Library.open(path) as library:
        assert library._store._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (paper,) = library.papers([1])
        if pattern == "a list of one paper":
            assert len(paper.tags) == PROCESSES * TIMES
            assert len(library.history(9999)) == 1 + PROCESSES * TIMES
        if pattern == "fields of one paper":
            last = (paper.note, paper.status, paper.priority, paper.record.venue)
            number = TIMES - 1
            assert last == (str(number), list(Status)[number % 6], number % 3 + 1, str(number))
        if pattern == "imports and decisions":
            assert len(library.ids()) == 1 + 2 * TIMES
        while library.undo():
            pass
        assert list(library.ids()) == []


@pytest.mark.parametrize("driver", DRIVERS)
def test_p4_twelve_processes_bring_a_library_up_to_date_at_once(path: Path, driver: str) -> None:
    with Library.open(path) as library:
        take_back(library._store._connection, 1)
    for process in [started(driver, BEGIN + "library.tag([1], [name])", path, f"tag{number}") for number in range(12)]:
        done(process)
    with Library.open(path) as library:
        assert library._store._one("PRAGMA user_version") == VERSION
        assert len(library.papers([1])[0].tags) == 12


def test_p4_what_one_process_writes_the_other_sees_at_once(path: Path) -> None:
    with Library.open(path) as one, Library.open(path) as other:
        for status in Status:
            one.mark([1], status)
            assert other.papers([1])[0].status is status
        assert other.changed_elsewhere()


def test_p4_a_writer_waits_for_its_turn_and_is_told(path: Path) -> None:
    slow = BEGIN + "import time\nwith library._store.write('slow'):\n print('on', flush=True)\n time.sleep(3)"
    process = started("", slow, path, "slow")
    assert process.stdout is not None
    assert process.stdout.readline() == "on\n"
    told: list[float] = []
    with Library.open(path, patience=Patience(60, lambda: told.append(time.monotonic()))) as library:
        library.mark([1], Status.READ)
    assert len(told) == 1
    done(process)


def test_p4_who_has_no_patience_is_told_who_writes_and_what_to_do(path: Path) -> None:
    with ExitStack() as both:
        one, other = (both.enter_context(Library.open(path)) for _ in range(2))
        other.hurry(0)
        with one._store.write("slow"), pytest.raises(BusyLibrary) as caught:
            other.mark([1], Status.READ)
        assert "locked" not in caught.value.message
        assert caught.value.hint
        other.mark([1], Status.READ)


LOOKS: dict[str, Callable[[Library], object]] = {
    "a second handle": lambda library: library.second().close(),
    "a handle that writes": lambda library: library.reopened().close(),
    "a backup": lambda library: Backups(library.path).make(),
    "a backup elsewhere": lambda library: Backups(library.path).make_in(library.path.with_name("copy.db")),
    "how much is newer": lambda library: Backups(library.path).added_since([datetime.now(UTC)]),
    "the doctor": lambda library: list(examined(library.path, thorough=True)),
    "a search": lambda library: library.find("papr"),
    "a hint about the place": lambda library: hint_of_place(library.path),
    "a restoring, refused": lambda library: refused(lambda: Backups(library.path).restore(library.path)),
    "a salvage, refused": lambda library: refused(lambda: Backups(library.path).salvage()),
}
"""What may be done in a process while it writes: another route to the file must not let go of its locks."""


def refused(action: Callable[[], object]) -> None:
    with pytest.raises(LibraryError):
        action()


@pytest.mark.parametrize("look", LOOKS)
def test_p4_no_look_at_a_library_lets_go_of_its_locks(path: Path, look: str) -> None:
    others = (
        "import sys, sqlite3\nconnection = sqlite3.connect(sys.argv[1], timeout=0)\n"
        "try:\n connection.execute('BEGIN IMMEDIATE')\nexcept sqlite3.OperationalError as error:\n print(error)\n"
    )
    with Library.open(path) as library, library._store.write("slow") as writing:
        writing.step.set([1], "starred", True)
        LOOKS[look](library)
        assert done(started("", others, path)) == "database is locked\n"
    with Library.open(path) as library:
        assert library.papers([1])[0].starred
