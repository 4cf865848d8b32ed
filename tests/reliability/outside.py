"""Faults of the system below the program: each file that it writes is the old one or the new one, never a mixture.

strace makes the k-th call that writes, syncs or renames fail, or kills the program there. What was asked for is then
asked for again, without a fault, and has to succeed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from readlist.formats import WriteOptions
from readlist.library import Library
from tests.reliability.figures import Figure
from tests.reliability.script import begun, temporary

CALLS = "write,pwrite64,fsync,fdatasync,ftruncate,rename,link"
KINDS = ("error=ENOSPC:when={}+", "error=EIO:when={}", "signal=KILL:when={}")
READLIST = (sys.executable, "-m", "readlist")
ROOT = Path(__file__).parents[2]
SECONDS = 120
PAPERS = 8


class Job(NamedTuple):
    """What the program does in a folder, what is there before, and what of it is looked at: before, after, no other."""

    name: str
    words: tuple[str, ...]
    begin: Callable[[Path], None]
    seen: Callable[[Path], object]


def library_begun(folder: Path) -> None:
    begun(folder / "library.db", PAPERS)
    with Library.open(folder / "library.db") as library:
        library.citekeys(library.ids())


def file_begun(folder: Path) -> None:
    library_begun(folder)
    (folder / "refs.bib").write_text("@misc{old,\n  title = {Old}\n}\n")


def target_begun(folder: Path) -> None:
    library_begun(folder)
    with Library.open(folder / "library.db") as library:
        library.keeping.keep(folder / "refs.bib", "", "bibtex", WriteOptions())
        library.edit(1, {"venue": "The Hall"})
        library.delete([2])


def choice_begun(folder: Path) -> None:
    (folder / "choices.json").write_text('{"preview": false}\n')


def editor_begun(folder: Path) -> None:
    library_begun(folder)
    editor = folder / "editor"
    editor.write_text('#!/bin/sh\ngrep -q mine "$1" || printf "and mine" >> "$1"\n')
    editor.chmod(0o700)


def lines_begun(folder: Path) -> None:
    lines = [
        json.dumps({"title": f"Rain {n}", "doi": f"10.1000/rain{n}", "abstract": f"Rain {n}. " * 50}) for n in range(30)
    ]
    (folder / "more.jsonl").write_text("\n".join(lines))


def more_begun(folder: Path) -> None:
    library_begun(folder)
    lines_begun(folder)


def read(name: str) -> Callable[[Path], object]:
    """The text of a file."""
    return lambda folder: (folder / name).read_text()


def noted(folder: Path) -> object:
    """The note of the first paper."""
    with Library.open(folder / "library.db") as library:
        return library.papers([1])[0].note


def papers(folder: Path) -> object:
    """The papers of a library, if there is one; one without papers is as good as none."""
    if not (folder / "library.db").exists():
        return 0
    with Library.open(folder / "library.db") as library:
        assert library._store._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return len(library.ids())


REMEMBER = "from readlist.remembered import remember, state_path; remember(state_path(), 'theme', 'dark')"
JOBS = (
    Job("export", (*READLIST, "export", "-o", "refs.bib"), file_begun, read("refs.bib")),
    Job("files kept current", (*READLIST, "targets", "--refresh"), target_begun, read("refs.bib")),
    Job("choices", (sys.executable, "-c", REMEMBER), choice_begun, read("choices.json")),
    Job("note in an editor", (*READLIST, "note", "1", "--edit"), editor_begun, noted),
    Job("import", (*READLIST, "add", "more.jsonl"), more_begun, papers),
    Job("import into no library", (*READLIST, "add", "more.jsonl"), lines_begun, papers),
)


def run_job(job: Job, folder: Path, *before: str) -> int:
    """Do a job in a folder, under another program if there is one; its exit code."""
    own = {
        "READLIST_LIBRARY": str(folder / "library.db"), "READLIST_STATE": str(folder / "choices.json"),
        "READLIST_CONFIG": str(folder / "config.toml"), "VISUAL": str(folder / "editor"),
        "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    done = subprocess.run(
        [*before, *job.words], cwd=folder, env=os.environ | own, stdin=subprocess.DEVNULL, capture_output=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    return done.returncode


def traced(job: Job, folder: Path, *inject: str) -> int:
    return run_job(job, folder, "strace", "-qq", "-o", str(folder / "told"), "-e", f"trace={CALLS}", *inject)


class World:
    """A job, its folder as it is before, how many calls it makes, and what is seen before and after."""

    def __init__(self, job: Job, folder: Path) -> None:
        self.job = job
        self.origin = folder / "origin"
        self.folder = folder / "work"
        self.folder.mkdir(parents=True)
        job.begin(self.folder)
        shutil.copytree(self.folder, self.origin)
        self.before = job.seen(self.folder) if job.name != "import into no library" else 0
        assert traced(job, self.folder) == 0
        self.calls = sum("(" in line for line in (self.folder / "told").read_text().splitlines())
        self.after = job.seen(self.folder)
        assert self.before != self.after

    def anew(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.origin, self.folder)

    def fault_found(self, kind: str, place: int) -> str:
        """What is wrong after a fault; nothing, as it should be."""
        self.anew()
        traced(self.job, self.folder, "-e", f"inject={CALLS}:{kind.format(place)}")
        found = self.job.seen(self.folder)
        if found not in {self.before, self.after}:
            return f"neither the old nor the new: {str(found)[:200]!r}"
        code = run_job(self.job, self.folder)
        if code or self.job.seen(self.folder) != self.after:
            return f"not done when asked for again: {str(self.job.seen(self.folder))[:200]!r}"
        # a library that was begun and not finished is no file of the user's
        left = {path.name for path in self.folder.iterdir() if path.suffix == ".new" and "library" not in path.name}
        return f"left lying about: {left}" if left else ""


def run(count: int, seed: int) -> list[Figure]:
    """So many faults, chosen at random over all jobs and calls; all if that is as many."""
    with temporary() as folder:
        worlds = [World(job, folder / str(number)) for number, job in enumerate(JOBS)]
        known = [(world, kind, place) for world in worlds for place in range(1, world.calls + 1) for kind in KINDS]
        chosen = random.Random(seed).sample(known, min(count, len(known)))
        found = [
            f"{world.job.name}, {kind.format(place)}: {wrong}"
            for world, kind, place in chosen
            if (wrong := world.fault_found(kind, place))
        ]
    print(*found[:20], sep="\n", end="\n" if found else "")
    tried = f"faults (ENOSPC, EIO, KILL) at system calls, of {len(known):,}: {', '.join(job.name for job in JOBS)}"
    return [Figure("outside", tried, len(chosen), "mixtures, or not usable afterwards", len(found))]
