"""The search index of a library, made in a process of its own so that no key waits: this module is run with a path."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError
from readlist.library.apart import started
from readlist.library.shelf import Shelf
from readlist.store import Store

if TYPE_CHECKING:
    from collections.abc import Generator

_PATIENCE = 0.1
_POLITENESS = 10
_ENDINGS = ("SIGTERM", "SIGHUP")  # a system may lack some


def index_apart(path: Path) -> Generator[None]:
    """Bring the index of the library at a path up to date, in another process, which ends when this is closed."""
    child = started(__name__, os.fspath(path.resolve()))
    if child is None:
        return
    try:
        while child.poll() is None:
            yield
            time.sleep(_PATIENCE)
    finally:
        child.terminate()
        child.wait()


def main() -> int:
    """Bring the index of the library that is named up to date; told to end, leave nothing behind."""
    for name in _ENDINGS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: sys.exit(1))
    with suppress(AttributeError):  # there is no such thing on Windows
        os.nice(_POLITENESS)
    try:
        store = Store(Path(sys.argv[1]), create=False, read_only=True)
        with Shelf(store) as shelf, closing(shelf.index()) as building:
            for _ in building:
                pass
    except ReadlistError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
