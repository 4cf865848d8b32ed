"""The bar of long work."""

from __future__ import annotations

import io
import sys
import time

import pytest

from readlist.cli import progress


class Terminal(io.StringIO):
    """What is drawn on a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_work_that_tells_nothing_yet_has_its_bar_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.01)
    with progress.Progress("reading"):
        for _ in range(1000):
            if terminal.getvalue():
                break
            time.sleep(0.01)
    assert terminal.getvalue().startswith(f"\rreading {'.' * progress.CELLS}   0%")
    assert terminal.getvalue().endswith(" \r")


def test_short_work_and_output_into_a_file_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress.Progress("reading") as tell:
            tell(0.5)
        assert stream.getvalue() == ""
