"""How the time to read a text grows with it: measured in processor time, and only where it takes any."""

from __future__ import annotations

import time
from collections.abc import Callable

SMALL, LARGE = 1_250, 5_000  # letters
ATTEMPTS = 5
UNNOTICED = 0.1  # seconds that no text of that size needs to explain


def seconds(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def assert_linear(act: Callable[[int], object], what: str) -> None:
    """That four times as much takes no more than about four times as long, at least once: machines stand still."""
    assert any(_is_linear(act) for _ in range(ATTEMPTS)), what


def _is_linear(act: Callable[[int], object]) -> bool:
    large = seconds(lambda: act(LARGE))
    return large < UNNOTICED or large < 8 * max(UNNOTICED / 4, seconds(lambda: act(SMALL)))
