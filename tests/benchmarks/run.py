"""Measure everything and write docs/benchmarks.md: python -m tests.benchmarks.run [--folder DIR] [--quick].

Figures are processor time, and ratios of things measured in turn in one run; wall time on shared machines tells little.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from readlist.library import Library
from readlist.library.backups import Backups
from readlist.model.paper import Status
from readlist.store.driver import sqlite3
from readlist.tui.answers import COUNTED
from tests.benchmarks.libraries import bulk, imported, real_records
from tests.benchmarks.terminal import run_to_end, running
from tests.conftest import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
READLIST = str(Path(sys.executable).with_name("readlist"))
KEYS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its bar."""

    what: str
    measured: str
    bar: str


def in_turn(first: Callable[[], float], second: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of two measurements, made A B A B …, after one of each that does not count."""
    first(), second()
    pairs = [(first(), second()) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def first_frame(what: str) -> float:
    """Seconds of processor time until the first frame."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "seconds"
        with running([sys.executable, "-m", "tests.benchmarks.first_frame", str(out), what]) as terminal:
            for _ in range(600):
                terminal.settle(0.05, 0.2)
                if out.exists() and out.read_text():
                    return float(out.read_text())
    raise RuntimeError(f"no first frame of {what}")


def start_up(library: Path, empty: Path, rounds: int) -> list[Row]:
    """The first frame beside that of the smallest app of the toolkit."""
    rows = []
    for name, path in (("an empty library", empty), ("100,000 papers", library)):
        own, minimal = in_turn(lambda path=path: first_frame(str(path)), lambda: first_frame("minimal"), rounds)  # type: ignore[misc]
        measured = f"{own / minimal:.2f} times ({own * 1000:.0f} ms, minimal app {minimal * 1000:.0f} ms)"
        rows.append(Row(f"first frame, {name}, as a multiple of a minimal app", measured, "1.3 or less"))
    return rows


def keys(library: Path) -> list[Row]:
    """What keys cost in the app with 100,000 papers, at 120x40."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "library.db"
        shutil.copyfile(library, copy)
        Backups(copy).make()  # that of the day, which the first look at a library makes beside the work
        with running([READLIST, "--library", str(copy)]) as terminal:
            terminal.settle(1.0)
            terminal.press("jjjjjxxu")
            move, decide = terminal.cost("j" * KEYS), terminal.cost("x" * KEYS)
            undo, page = terminal.cost("u" * KEYS), terminal.cost("\x04" * KEYS)
        with Library.open(copy) as reading_list:
            undone = reading_list.counts()[Status.DROPPED]
    assert undone == 1, "the decisions of the benchmark did not happen as they should"
    return [
        Row("`j`, 100,000 papers, 120x40", f"{move:.1f} ms", "16 ms or less"),
        Row("a decision, written durably, next paper shown", f"{decide:.1f} ms", "25 ms or less"),
        Row("undo of a decision", f"{undo:.1f} ms", "none"),
        Row("half a page down (`ctrl+d`)", f"{page:.1f} ms", "none"),
    ]


def three_million(path: Path, empty: Path, rounds: int) -> list[Row]:
    """The app over 3,000,000 papers."""
    with Library.open(path) as library:
        library.papers(library.ids("status:inbox", limit=40))
        before = time.thread_time()
        library.papers(library.ids("status:inbox", limit=200)[:40])
        spent = (time.thread_time() - before) * 1000
        before = time.thread_time()
        library.facet("", "author", first=COUNTED[0])
        counted = (time.thread_time() - before) * 1000
    backups = Backups(path)
    if not backups.all():
        backups.make()
    own, first = in_turn(lambda: first_frame(str(path)), lambda: first_frame(str(empty)), rounds)
    with running([READLIST, "--library", str(path)]) as terminal:
        terminal.settle(5.0)
        move = terminal.cost("j" * KEYS)
        terminal.press("xu" * 5)
        decide = terminal.cost("x" * KEYS)
        terminal.press("u" * KEYS)
        terminal.press("/neural", 1.0)  # the index is loaded
        terminal.press("\x1b")
        typed = terminal.cost("/neural machine translation")
        terminal.press("\x1b\x1b")
        terminal.press("G", 1.0)
        memory = terminal.memory()
    return [
        Row(
            "3,000,000 papers: first frame, as a multiple of an empty library's",
            f"{own / first:.2f} times ({own * 1000:.0f} ms, {first * 1000:.0f} ms)",
            "1.5 or less",
        ),
        Row("3,000,000 papers: first rows, on the thread of the screen", f"{spent:.1f} ms", "20 ms or less"),
        Row("3,000,000 papers: `j`", f"{move:.1f} ms", "16 ms or less"),
        Row("3,000,000 papers: a decision, written durably, next paper shown", f"{decide:.1f} ms", "25 ms or less"),
        Row("3,000,000 papers: a letter in the query line, all threads together", f"{typed:.1f} ms", "none"),
        Row("3,000,000 papers: first counts of authors (`f`), in the background", f"{counted:.0f} ms", "none"),
        Row("3,000,000 papers: memory of the app, at the end of the list", f"{memory / 1e6:.0f} MB", "under 150 MB"),
    ]


def listing(library: Path, rounds: int) -> list[Row]:
    """`readlist list` from start to end."""
    with tempfile.TemporaryDirectory() as folder:
        thousand = imported(Path(folder) / "library.db", SAMPLES, 1000)
        own, base = in_turn(
            lambda: run_to_end([READLIST, "list", "--library", str(thousand)]),
            lambda: run_to_end([sys.executable, "-c", "import sqlite3, click, platformdirs, json"]),
            rounds,
        )
    measured = f"{own / base:.2f} times ({own * 1000:.0f} ms, {base * 1000:.0f} ms)"
    hundred = median(run_to_end([READLIST, "list", "--library", str(library)]) for _ in range(3))
    return [
        Row(
            "`readlist list`, 1,000 papers, as a multiple of starting Python with four packages",
            measured,
            "1.5 or less",
        ),
        Row("`readlist list`, 100,000 papers", f"{hundred:.2f} s", "none"),
    ]


def adding(rounds: int) -> list[Row]:
    """`readlist add` of the four pages to an empty library."""
    pages = [str(page) for page in sorted((SAMPLES / "seeds").glob("*.txt"))]

    def add() -> float:
        with tempfile.TemporaryDirectory() as folder:
            return run_to_end([READLIST, "add", "--library", f"{folder}/library.db", *pages])

    own, base = in_turn(add, lambda: run_to_end([sys.executable, "-c", "import sqlite3, rapidfuzz, click"]), rounds)
    allowed = 3 * base + 0.327
    return [
        Row(
            "`readlist add` of four pages (327 records) to an empty library",
            f"{own * 1000:.0f} ms: {own / allowed:.2f} of what is allowed",
            f"3 times starting Python with three packages ({base * 1000:.0f} ms), plus 1 ms a record: {allowed * 1000:.0f} ms",
        )
    ]


def importing() -> list[Row]:
    """Papers that are compared with the library and stored, by the second."""
    with tempfile.TemporaryDirectory() as folder:
        list(zip(range(20_000), real_records(SAMPLES), strict=False))
        before = time.process_time()
        list(zip(range(20_000), real_records(SAMPLES), strict=False))
        reading = time.process_time() - before
        before = time.process_time()
        imported(Path(folder) / "library.db", SAMPLES, 20_000)
        spent = time.process_time() - before - reading
    return [
        Row("storing 20,000 records, each compared with the library", f"{20_000 / spent:,.0f} papers a second", "none")
    ]


def write(rows: Sequence[Row]) -> None:
    """Write the page of figures."""
    machine = (
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    table = [
        "| what | measured | bar |",
        "|---|---|---|",
        *(f"| {row.what} | {row.measured} | {row.bar} |" for row in rows),
    ]
    text = (
        "# Benchmarks\n\n"
        "Written by `python -m tests.benchmarks.run`, which needs the sample files. Times are processor time of the whole\n"
        "process; what is compared was measured in turn in the same run.\n\n"
        f"{machine}.\n\n" + "\n".join(table) + "\n"
    )
    page = ROOT / "docs" / "benchmarks.md"
    _, heading, others = page.read_text().partition("\n## ")  # sections that other commands measure
    page.write_text(text + heading + others)
    sys.stdout.write(text)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "readlist-benchmarks")
    parser.add_argument("--quick", action="store_true", help="leave out the library of 3,000,000 papers")
    arguments = parser.parse_args()
    # What is measured is a program that was used before: its modules are compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    arguments.folder.mkdir(exist_ok=True)
    library = imported(arguments.folder / "100k.db", SAMPLES, 100_000)
    empty = arguments.folder / "empty.db"
    Library.open(empty).close()
    rows = [*start_up(library, empty, 15), *keys(library), *listing(library, 15), *adding(15), *importing()]
    if not arguments.quick:
        rows += three_million(bulk(arguments.folder / "3m.db", SAMPLES, 3_000_000), empty, 9)
    write(rows)


if __name__ == "__main__":
    main()
