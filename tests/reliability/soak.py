"""Random keys in a real terminal for a long time: the app goes on, its memory and its log stay small, its library whole."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from readlist.library.checkup import examined
from readlist.model.finding import Level
from readlist.tui.commands import COMMANDS
from tests.benchmarks.terminal import Terminal, running
from tests.reliability.figures import Figure
from tests.reliability.script import begun, temporary

ROOT = Path(__file__).parents[2]
PAPERS = 500
MB = 1 << 20
LARGEST_LOG = 64 * MB
LARGEST_MEMORY = 150 * MB
GROWTH = 8 * MB  # of the memory, from the second fifth of the time to the last
LOADED = 600  # seconds after which everything that the app needs has been loaded
SAMPLES = 50
PAUSE = 0.02
ALONE = 0.15  # what follows an escape sooner belongs to it
AT_ONCE = 50  # keys; then the app may do what it has not done yet, so that its memory holds none
DONE = 0.5  # seconds without a change on the screen
STARTED = 2.0
LEAVING = {"back", "leave", "palette", "command-line"}  # the last two lead to the others
LETTERS = "abcdefghijklmnoprstuvwxyz0123456789 -"  # q leaves
NAMED = {
    "escape": "\x1b", "enter": "\r", "tab": "\t", "space": " ", "down": "\x1b[B", "up": "\x1b[A", "home": "\x1b[H",
    "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
}  # fmt: skip


def typed(keys: str, chance: random.Random) -> list[str]:
    """What a terminal sends for the keys of a binding, key by key."""
    sent = []
    for key in keys.split():
        if key.startswith("ctrl+"):
            sent.append(chr(ord(key[-1]) & 0x1F))
        else:
            sent.append(chance.choice(LETTERS) if key == "{letter}" else NAMED.get(key, key))
    return sent


def work(seed: int) -> Iterator[str]:
    """Keys without an end: commands, words into whatever they have opened, and out of it."""
    chance = random.Random(seed)
    bindings = [keys for command in COMMANDS if command.name not in LEAVING for keys in command.keys]
    while True:
        yield from typed(chance.choice(bindings), chance)
        if chance.random() < 0.3:
            yield from (chance.choice(LETTERS) for _ in range(chance.randrange(6)))
            yield chance.choice("\r\t\x1b")
        if chance.random() < 0.2:
            yield from "\x1b\x1b"


def fault_found(terminal: Terminal, log: Path, seconds: int, seed: int) -> str:
    """What must not be and is, while keys are pressed for so many seconds; what they came to is printed."""
    begin = time.monotonic()
    memory: list[int] = []
    pressed = logged = received = 0
    try:
        for key in work(seed):
            share = (time.monotonic() - begin) / seconds
            if share >= 1:
                break
            terminal.send(key, ALONE if key == "\x1b" else PAUSE)
            pressed += 1
            if pressed % AT_ONCE == 0:
                terminal.settle(DONE)
                if terminal.received == received:
                    return f"the app stood still, after {pressed:,} keys"
                received = terminal.received
            if share * SAMPLES >= len(memory):
                memory.append(terminal.memory())
                logged = max(logged, log.stat().st_size)
    except OSError:
        said = terminal.printed.decode(errors="replace")
        return f"the app ended with {terminal.status()} after {pressed:,} keys; it said: {said!r}"
    fifth = SAMPLES // 5
    early, late = median(memory[fifth : 2 * fifth]), median(memory[-fifth:])
    print(f"{pressed:,} keys, memory {early / MB:.1f} MB, later {late / MB:.1f} MB, log {logged / MB:.1f} MB")
    if late > LARGEST_MEMORY or (seconds > 5 * LOADED and late - early > GROWTH):
        return "memory grew"
    return "the log grew" if logged > LARGEST_LOG else ""


def run(count: int, seed: int) -> list[Figure]:
    """So many seconds of random keys; then the library is examined."""
    with temporary() as folder:
        library = begun(folder / "library.db", PAPERS)
        own = {
            "READLIST_LIBRARY": str(library), "READLIST_STATE": str(folder / "choices.json"),
            "READLIST_CONFIG": str(folder / "config.toml"), "HOME": str(folder), "VISUAL": "true", "BROWSER": "true",
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        with running((sys.executable, "-m", "readlist"), folder, **own) as terminal:
            terminal.settle(STARTED)
            found = [fault_found(terminal, folder / "library.db-wal", count, seed)]
        found += [finding.text for finding in examined(library, thorough=True) if finding.level is Level.PROBLEM]
    faults = [*filter(None, found)]
    print(*faults, sep="\n", end="\n" if faults else "")
    return [Figure("soak", "seconds of random keys", count, "ended, grown or not whole", len(faults))]
