"""Every part of the reliability battery in its short size; ``python -m tests.reliability --long`` is the long one."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.reliability.parts import PARTS

SEED = 20261120


@pytest.mark.parametrize("name", PARTS)
def test_nothing_is_lost(name: str) -> None:
    if name == "outside" and shutil.which("strace") is None:
        pytest.skip("strace is not there, which makes system calls fail")
    if name == "kill" and not hasattr(os, "fork"):
        pytest.skip("needs fork")
    part = PARTS[name]
    for figure in part.run(part.short, SEED):
        assert figure.faults == 0, figure
