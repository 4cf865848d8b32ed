"""Injected faults of the disk, at every write and sync of every deed: all of it was done, or nothing.

After a fault the same store is used on: the deed is done again, and leads where it should.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from readlist.errors import LibraryError
from readlist.library import Library
from readlist.store.driver import sqlite3
from tests.reliability.disk import FAULTS, Fault, watched
from tests.reliability.figures import Figure
from tests.reliability.script import Deed, Story, opened, state, story, temporary

PAPERS = 8


class Place(NamedTuple):
    """A deed by its number, and a fault in it."""

    deed: int
    kind: str
    at: int
    sticky: bool


def places(told: Story, folder: Path) -> Iterator[Place]:
    """Every write and sync of every deed, with every fault."""
    for number, deed in enumerate(told.deeds.values()):
        with watched() as watch, opened(told.copy(folder, number)) as library:
            watch.fault = Fault()
            deed(library)
            calls = watch.fault.calls
        for at in range(1, calls + 1):
            for kind in FAULTS:
                for sticky in (False, True):
                    yield Place(number, kind, at, sticky)


def fault_found(told: Story, folder: Path, place: Place) -> str:
    """What is wrong after a fault; nothing, as it should be."""
    path = told.copy(folder, place.deed)
    before, after = told.states[place.deed : place.deed + 2]
    deed = list(told.deeds.values())[place.deed]
    with watched() as watch:
        library = opened(path)
        watch.fault = Fault(place.kind, place.at, place.sticky)
        is_done = _done(library, deed)
        watch.fault = Fault()
        if not is_done:
            deed(library)
        library.close()
    if state(path) != after:
        return "the store could not be used on" if not is_done else "half of it was done"
    path = told.copy(folder, place.deed)
    with watched() as watch:
        library = opened(path)
        watch.fault = Fault(place.kind, place.at, place.sticky)
        is_done = _done(library, deed)
        with suppress(sqlite3.Error):  # the disk may still fail
            library.close()
    return "" if state(path) == (after if is_done else before) else "not the state before, nor that after"


def _done(library: Library, deed: Deed) -> bool:
    """Whether a deed was done; a fault is one of our errors."""
    try:
        deed(library)
    except LibraryError:
        return False
    return True


def run(count: int, seed: int) -> list[Figure]:
    """Try so many of all faults, chosen at random; all of them if that is as many."""
    with temporary() as folder:
        told = story(folder, PAPERS)
        place = folder / "fault"
        place.mkdir()
        known = list(places(told, place))
        chosen = random.Random(seed).sample(known, min(count, len(known)))
        found = [f"{one}: {wrong}" for one in chosen if (wrong := fault_found(told, place, one))]
    for one in found[:20]:
        print(one)
    tried = (
        f"faults (IOERR, FULL; once, for good) at the writes and syncs of {len(told.deeds)} deeds, of {len(known):,}"
    )
    return [Figure("fault", tried, len(chosen), "half done, or not usable afterwards", len(found))]
