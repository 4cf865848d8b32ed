"""The parts of the battery, with how often each tries: in the test suite, and in the long run, which has every fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.reliability import cuts, faults, killed, machine, outside, soak
from tests.reliability.figures import Figure


class Part(NamedTuple):
    """A part of the battery; ``run`` takes how often, or for how many seconds, and a seed."""

    run: Callable[[int, int], list[Figure]]
    short: int
    long: int


PARTS: Mapping[str, Part] = {
    "model": Part(machine.run, 100, 20_000),
    "kill": Part(killed.run, 60, 1_000),
    "cut": Part(cuts.run, 100, 1_000),
    "fault": Part(faults.run, 150, 1_000_000),
    "outside": Part(outside.run, 8, 400),
    "soak": Part(soak.run, 15, 3_600),
}
