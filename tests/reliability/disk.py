"""A disk that remembers what was written and not yet synced, and that fails when it is told to."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import apsw

from tests.reliability.adapter import over

NAME = "readlist-tests"
SECTOR = 512
FAULTS: dict[str, type[apsw.Error]] = {"IOERR": apsw.IOError, "FULL": apsw.FullError}


class Act(NamedTuple):
    """What was done to a file: "write" (at, content), "truncate" (at), "sync", "delete"; "done" is no file's."""

    kind: str
    file: str
    at: int = 0
    content: bytes = b""


@dataclass
class Fault:
    """The k-th write or sync from now on fails, once or for good, in one of the ways of FAULTS."""

    kind: str = "IOERR"
    at: int = 0  # never
    sticky: bool = False
    calls: int = 0

    def meet(self) -> None:
        self.calls += 1
        if self.at and (self.calls == self.at or (self.sticky and self.calls > self.at)):
            raise FAULTS[self.kind]

    @property
    def met(self) -> bool:
        return bool(self.at) and self.calls >= self.at


@dataclass
class Watch:
    """What happened on the disk, and what is to happen."""

    acts: list[Act] = field(default_factory=list)
    fault: Fault = field(default_factory=Fault)


class Disk(apsw.VFS):
    """The files of the system, watched."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        super().__init__(NAME, "unix")

    def xOpen(self, name: Any, flags: list[int]) -> File:  # noqa: N802  apsw's name
        return File(self.watch, name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802
        self.watch.acts.append(Act("delete", Path(name).name))
        super().xDelete(name, syncdir)


class File(apsw.VFSFile):
    """A file whose writes and syncs are noted before they are done, or fail."""

    def __init__(self, watch: Watch, name: Any, flags: list[int]) -> None:
        self.watch = watch
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.name = Path(path).name if path else ""
        super().__init__("unix", name, flags)

    def _note(self, kind: str, at: int = 0, content: bytes = b"") -> None:
        if self.name:
            if kind != "truncate":
                self.watch.fault.meet()
            self.watch.acts.append(Act(kind, self.name, at, content))

    def xWrite(self, content: bytes, at: int) -> None:  # noqa: N802
        self._note("write", at, bytes(content))
        super().xWrite(content, at)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._note("truncate", size)
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._note("sync")
        super().xSync(flags)


@contextmanager
def watched() -> Iterator[Watch]:
    """Libraries are opened on a disk that is watched."""
    watch = Watch()
    disk = Disk(watch)
    try:
        with over(NAME):
            yield watch
    finally:
        disk.unregister()


Files = dict[str, bytearray]


def applied(files: Files, act: Act) -> None:
    """Do to files what was done to a disk."""
    if act.kind == "delete":
        files.pop(act.file, None)
        return
    content = files.setdefault(act.file, bytearray())
    if act.kind == "truncate":
        del content[act.at :]
    elif act.kind == "write":
        content.extend(bytes(max(0, act.at - len(content))))
        content[act.at : act.at + len(act.content)] = act.content


class Power:
    """A disk whose acts are played back until the power goes: what was synced is there, of the rest anything may be."""

    def __init__(self, files: Files) -> None:
        self.safe = files
        self.waiting: list[Act] = []

    def play(self, acts: Iterable[Act]) -> None:
        for act in acts:
            if act.kind == "sync":
                for one in self.waiting:
                    if one.file == act.file:
                        applied(self.safe, one)
                self.waiting = [one for one in self.waiting if one.file != act.file]
            elif act.kind == "delete":
                self.waiting = [one for one in self.waiting if one.file != act.file]
                applied(self.safe, act)
            elif act.file:
                self.waiting.append(act)

    def cut(self, chance: random.Random) -> Files:
        """What is on the disk when the power goes: each unsynced act was done, not done, or torn at a sector."""
        left = {name: bytearray(content) for name, content in self.safe.items()}
        share = chance.choice([0.0, 0.2, 0.5, 0.8, 1.0])
        for act in self.waiting:
            if chance.random() < share:
                applied(left, act)
            elif act.kind == "write" and chance.random() < 0.5:
                kept = chance.randrange(0, len(act.content) + 1, SECTOR) if len(act.content) > SECTOR else 0
                applied(left, act._replace(content=act.content[:kept]))
        return left
