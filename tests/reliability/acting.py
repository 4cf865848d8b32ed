"""One action on a library, told in values that can be sent to another process, and what came of it."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import IO, Any, NamedTuple

from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.library.update import Update
from readlist.model.draft import Added
from readlist.model.paper import Status


class Outcome(NamedTuple):
    """The step that an action made or turned, what it gave, and the name of the error that it raised."""

    step: int | None = None
    given: Any = None
    error: str | None = None


def act(library: Library, name: str, *values: Any) -> Outcome:
    """Do something to a library; what it refuses is an outcome."""
    try:
        result = _ACTIONS[name](library, *values) if name in _ACTIONS else getattr(library, name)(*values)
    except ReadlistError as error:
        return Outcome(error=type(error).__name__)
    if isinstance(result, Added):
        return Outcome(result.change.step, list(result.new))
    return Outcome(getattr(result, "step", None), result if isinstance(result, list) else None)


_ACTIONS: dict[str, Any] = {
    "add": lambda library, text, tags, status: library.add(
        text, "page.jsonl", tags=tags, status=Status(status) if status else None
    ),
    "mark": lambda library, ids, status: library.mark(ids, Status(status)),
    "new_key": lambda library, ids: library.update(ids, Update(new_key=True)),
    "delete_tag": lambda library, tag, below: library.delete_tag(tag, below=below),
}


class OtherProcess:
    """A process that does what it is told to a library, as a second window would."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.acting"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
        )  # fmt: skip

    def act(self, path: Path, name: str, *values: Any) -> Outcome:
        line = json.dumps([str(path), name, *values])
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()
        return Outcome(*json.loads(self._process.stdout.readline()))

    def end(self) -> None:
        self._process.communicate(b"")


@cache
def other_process() -> OtherProcess:
    """The one other process of this one; it ends with its input."""
    import atexit

    other = OtherProcess()
    atexit.register(other.end)
    return other


def obey(orders: IO[str], answers: IO[str]) -> None:
    """The life of the other process."""
    library: Library | None = None
    for line in orders:
        path, name, *values = json.loads(line)
        if library is None or str(library.path) != path:
            library = Library.open(Path(path), create=False)
        if name == "close":
            library.close()
            library = None
            print(json.dumps(Outcome()), file=answers, flush=True)
        else:
            print(json.dumps(act(library, name, *values)), file=answers, flush=True)


if __name__ == "__main__":
    obey(sys.stdin, sys.stdout)
