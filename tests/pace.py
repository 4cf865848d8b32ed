"""How the time that something takes grows: measured in processor time."""

from __future__ import annotations

import time
from collections.abc import Callable

ATTEMPTS = 5  # machines stand still between two measurements; what grows too fast does so each time


def seconds(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def grows_evenly(act: Callable[[int], object], small: int, large: int, *, times: int, least: float) -> bool:
    """Whether the large size takes less than so many times what the small one takes, or ``least`` seconds if more."""

    def is_even() -> bool:
        taken = seconds(lambda: act(large))
        return taken < times * least or taken < times * seconds(lambda: act(small))

    return any(is_even() for _ in range(ATTEMPTS))


def assert_linear(act: Callable[[int], object], what: str) -> None:
    """That four times as many letters take no more than about four times as long, if they take any time."""
    assert grows_evenly(act, 1_250, 5_000, times=8, least=0.025), what
