"""How far long work has come: one line on standard error, on a terminal only, after a second."""

from __future__ import annotations

import os
import sys
import time
from threading import Timer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE_SECONDS = 1.0
REDRAW_SECONDS = 0.1
CELLS = 30


class Progress:
    """A bar that is drawn when the work takes long, and gone when it is done; call it with the share that is done."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = False
        draws = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + PATIENCE_SECONDS if draws else float("inf")
        self._timer = Timer(PATIENCE_SECONDS, self, (0.0,)) if draws else None

    def __call__(self, share: float) -> None:
        """Show the share of the work that is done, from 0 to 1."""
        if time.monotonic() < self._next:
            return
        full = round(share * CELLS)
        sys.stderr.write(f"\r{self._label} {'#' * full}{'.' * (CELLS - full)} {share:4.0%}")
        sys.stderr.flush()
        self._shown = True
        self._next = time.monotonic() + REDRAW_SECONDS

    def __enter__(self) -> Self:
        """Show the empty bar in time, even if no share is told by then."""
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._shown:
            sys.stderr.write("\r" + " " * (len(self._label) + CELLS + 6) + "\r")
