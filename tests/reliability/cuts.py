"""Power cuts: after each, a library is as it was before or after one deed, and after every acknowledged one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from readlist.library import Library
from tests.reliability.disk import Act, Files, Power, watched
from tests.reliability.figures import Figure
from tests.reliability.script import Story, deeds, opened, state, story, temporary

PAPERS = 12
LIBRARY = "library.db"
DONE = Act("done", "")


def recorded(told: Story, folder: Path, synchronous: str = "FULL") -> list[Act]:
    """What a disk was told to do while everything was done, with a mark where each deed was acknowledged."""
    told.copy(folder)
    with watched() as watch, opened(folder / LIBRARY) as library:
        library._store._connection.execute(f"PRAGMA synchronous = {synchronous}")
        for deed in told.deeds.values():
            deed(library)
            watch.acts.append(DONE)
    return watch.acts


def cuts(told: Story, acts: list[Act], places: list[int], chance: random.Random) -> Iterator[tuple[int, Files]]:
    """For each place, in ascending order, how many deeds were acknowledged there, and what the disk then holds."""
    power = Power({LIBRARY: bytearray(told.library.with_name("0.db").read_bytes())})
    begun = 0
    for place in places:
        power.play(act for act in acts[begun:place] if act is not DONE)
        begun = place
        yield acts[:place].count(DONE), power.cut(chance)


def laid(files: Files, folder: Path) -> Path:
    """Files in a folder that holds no others."""
    for beside in folder.iterdir():
        beside.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / LIBRARY


def faults(count: int, seed: int, synchronous: str = "FULL") -> Iterator[str]:
    """Cut the power so often; what is neither the state before nor the one after."""
    chance = random.Random(seed)
    with temporary() as folder:
        told = story(folder, PAPERS)
        place = folder / "cut"
        place.mkdir()
        acts = recorded(told, place, synchronous)
        places = sorted(chance.randrange(len(acts) + 1) for _ in range(count))
        for acknowledged, files in cuts(told, acts, places, chance):
            path = laid(files, place)
            Library.open(path, create=False).close()
            if state(path) not in told.states[acknowledged : acknowledged + 2]:
                yield f"a cut after {acknowledged} of {list(told.deeds)}"


def run(count: int, seed: int) -> list[Figure]:
    """Cut the power so often; then once more on a disk that is synced too seldom, which must be found out."""
    found = list(faults(count, seed))
    assert list(faults(100, seed, "NORMAL")), "the simulated disk forgets nothing"
    tried = f"power cuts over {len(deeds(PAPERS))} kinds of deeds"
    return [Figure("cut", tried, count, "lost, half or damaged", len(found))]
