"""SIGKILL at random moments: what was acknowledged is there, nothing is half there, nothing is damaged.

A life is what a process does until it is killed, one deed after the other, each acknowledged when it is done. What is
left must be what the acknowledged deeds lead to, or these and the next one.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from readlist.files import replace_file
from readlist.formats import WriteOptions
from readlist.library import Library
from readlist.library.backups import Backups
from readlist.model.paper import Status
from readlist.store.driver import sqlite3
from tests.reliability.figures import Figure
from tests.reliability.script import Story, begun, opened, state, story
from tests.store.earlier import take_back

PAPERS = 120
AT_A_TIME = 4  # deeds of a life
FILES = 8


class Life(Protocol):
    """What is done until the process is killed."""

    name: str

    def begin(self, folder: Path, chance: random.Random) -> None:
        """Make ready what the life works on."""

    def live(self, folder: Path) -> Iterator[None]:
        """Do it; each deed is acknowledged where the life yields."""

    def check(self, folder: Path, acknowledged: int) -> None:
        """AssertionError where anything is lost, half done or damaged."""


class Working:
    """A user's work on a library; what is left can be worked with."""

    name = "import, triage, tags, edits, merge, delete, undo, redo"

    def __init__(self, told: Story) -> None:
        self.story = told
        self.first = 0

    def begin(self, folder: Path, chance: random.Random) -> None:
        self.first = chance.randrange(len(self.story.deeds))
        self.story.copy(folder, self.first)

    def live(self, folder: Path) -> Iterator[None]:
        with opened(folder / "library.db") as library:
            for deed in list(self.story.deeds.values())[self.first : self.first + AT_A_TIME]:
                deed(library)
                yield

    def check(self, folder: Path, acknowledged: int) -> None:
        path = folder / "library.db"
        states = self.story.states[self.first : self.first + AT_A_TIME + 1][acknowledged : acknowledged + 2]
        found = state(path)
        assert found in states, f"{acknowledged} of {list(self.story.deeds)[self.first :][:AT_A_TIME]}"
        done = self.first + acknowledged + states.index(found)
        if done < len(self.story.deeds):
            with opened(path) as library:
                list(self.story.deeds.values())[done](library)
            assert state(path) == self.story.states[done + 1]


class Migrating:
    """A library of the first version is opened; all of it is brought up to date, or nothing."""

    name = "migration"

    def __init__(self, folder: Path) -> None:
        self.old = begun(folder / "old.db", PAPERS)
        self.new = folder / "new.db"
        with closing(sqlite3.connect(self.old, isolation_level=None)) as connection:
            take_back(connection, 1)
        shutil.copyfile(self.old, self.new)
        Library.open(self.new).close()
        self.states = (state(self.old), state(self.new))

    def begin(self, folder: Path, _: random.Random) -> None:
        shutil.copyfile(self.old, folder / "library.db")

    def live(self, folder: Path) -> Iterator[None]:
        Library.open(folder / "library.db").close()
        yield

    def check(self, folder: Path, acknowledged: int) -> None:
        path = folder / "library.db"
        with closing(sqlite3.connect(path)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        assert version != 1 or (not acknowledged and state(path) == self.states[0])
        Library.open(path).close()
        assert state(path) == self.states[1]


class Beginning:
    """A library is begun; it is there whole, or not at all."""

    name = "begin a library"

    def begin(self, folder: Path, _: random.Random) -> None: ...

    def live(self, folder: Path) -> Iterator[None]:
        Library.open(folder / "library.db").close()
        yield

    def check(self, folder: Path, acknowledged: int) -> None:
        path = folder / "library.db"
        assert path.exists() or not acknowledged
        with Library.open(path) as library:
            assert list(library.ids()) == []
        state(path)


class Exporting:
    """A file is replaced again and again; it is the old one or the new one, and nothing lies about afterwards."""

    name = "export"
    texts = tuple(f"@misc{{a{number},\n  title = {{{'x' * 40_000 * (number % 3)}}}\n}}\n" for number in range(FILES))

    def begin(self, folder: Path, _: random.Random) -> None:
        (folder / "refs.bib").write_text(self.texts[0])

    def live(self, folder: Path) -> Iterator[None]:
        for text in self.texts[1:]:
            replace_file(folder / "refs.bib", text)
            yield

    def check(self, folder: Path, acknowledged: int) -> None:
        assert (folder / "refs.bib").read_text() in self.texts[acknowledged : acknowledged + 2]
        replace_file(folder / "refs.bib", "done")
        assert [file.name for file in folder.iterdir()] == ["refs.bib"]


class Keeping:
    """Papers come, change and go in a file that is kept current; it follows, also after the process was killed."""

    name = "files kept current"

    def __init__(self, folder: Path) -> None:
        self.library = begun(folder / "kept.db", FILES)
        folder.joinpath("sample").mkdir()
        self.texts = [""]
        self.begin(folder / "sample", random.Random())
        for _ in self.live(folder / "sample"):
            self.texts.append((folder / "sample" / "refs.bib").read_text())

    def begin(self, folder: Path, _: random.Random) -> None:
        shutil.copyfile(self.library, folder / "library.db")
        with opened(folder / "library.db") as library:
            library.citekeys(library.ids())
            library.keeping.keep(folder / "refs.bib", "status:read", "bibtex", WriteOptions())

    def live(self, folder: Path) -> Iterator[None]:
        with opened(folder / "library.db") as library:
            for number in range(FILES):
                library.mark([number + 1], Status.READ)
                library.edit(1, {"venue": f"Venue {number}"})
                library.keeping.refresh()
                yield

    def check(self, folder: Path, acknowledged: int) -> None:
        file = folder / "refs.bib"
        assert file.read_text() in self.texts[acknowledged : acknowledged + 2]
        with opened(folder / "library.db") as library:
            library.edit(1, {"venue": "The last"})
            library.mark(library.ids()[1:], Status.LATER)
            (kept,) = library.keeping.refresh()
            assert not kept.target.trouble
            assert file.read_text() == library.export(list(library.ids("status:read")))


class BackingUp:
    """A library is backed up, worked on and restored; it is there whole after each, and so is every backup."""

    name = "backup, restore"

    def __init__(self, folder: Path) -> None:
        self.library = begun(folder / "backed.db", PAPERS)
        changed = folder / "changed.db"
        shutil.copyfile(self.library, changed)
        self._decide(changed)
        before, after = state(self.library), state(changed)
        self.states = (before, before, after, before)

    def begin(self, folder: Path, _: random.Random) -> None:
        shutil.copyfile(self.library, folder / "library.db")

    def live(self, folder: Path) -> Iterator[None]:
        backups = Backups(folder / "library.db")
        made = backups.make()
        yield
        self._decide(backups.library)
        yield
        backups.restore(backups.path(made))
        yield

    def check(self, folder: Path, acknowledged: int) -> None:
        backups = Backups(folder / "library.db")
        opened(backups.library).close()  # what was being restored is put in its place
        assert state(backups.library) in self.states[acknowledged : acknowledged + 2]
        assert backups.all() or not acknowledged
        assert all(map(backups.is_sound, backups.all()))

    def _decide(self, path: Path) -> None:
        with opened(path) as library:
            library.mark(library.ids()[:9], Status.READ)


def killed(live: Callable[[], Iterator[None]], seconds: float) -> tuple[int, bool]:
    """Live in another process and kill it after a moment; how many deeds were acknowledged, and whether it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            for _ in live():
                os.write(writing, b".")
            os.write(writing, b"!")
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return told.count(b"."), told.endswith(b"!")


@dataclass
class Pace:
    """How long a life lasts, learned from those before: kills are to fall into all of it."""

    longest: float = 0.1

    def learn(self, *, ended: bool) -> None:
        self.longest *= 0.9 if ended else 1.04


def lives(folder: Path) -> Sequence[Life]:
    """All lives."""
    folder.joinpath("story").mkdir()
    return (
        Working(story(folder / "story", PAPERS)), Working(story_of_few(folder)), Migrating(folder), Beginning(),
        Exporting(), Keeping(folder), BackingUp(folder),
    )  # fmt: skip


def story_of_few(folder: Path) -> Story:
    """The same work on few papers: more of the time goes into the commits."""
    folder.joinpath("few").mkdir()
    return story(folder / "few", 8)


def run(count: int, seed: int) -> list[Figure]:
    """Kill so often, in turn in each life."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        known = [(life, Pace()) for life in lives(Path(name))]
        midway = 0
        for number in range(count):
            life, pace = known[number % len(known)]
            folder = Path(tempfile.mkdtemp(dir=name))
            life.begin(folder, chance)
            acknowledged, ended = killed(partial(life.live, folder), chance.uniform(0, pace.longest))
            life.check(folder, acknowledged)
            pace.learn(ended=ended)
            midway += not ended
            shutil.rmtree(folder)
    what = "; ".join(dict.fromkeys(life.name for life, _ in known))
    return [Figure("kill", f"times SIGKILL ({midway:,} in the midst of it): {what}", count, "lost, half or damaged", 0)]
