"""What all tests share; the only place that knows where the sample material lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("usual", deadline=None)  # machines are shared: time is for benchmarks
settings.register_profile("long", deadline=None)  # asks the properties of formats for many more examples
settings.load_profile("usual")

SAMPLES = Path(os.environ.get("READLIST_SAMPLES", Path(__file__).resolve().parents[2] / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real sample files; tests that need it are skipped where it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip(f"no sample files at {SAMPLES} (READLIST_SAMPLES names another folder)")
    return SAMPLES
