"""What all tests share; the only place that knows where the sample material lies."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("usual", deadline=None)  # machines are shared: time is for benchmarks
settings.register_profile("long", deadline=None)  # asks the properties of formats for many more examples
settings.load_profile("usual")

SAMPLES = Path(os.environ.get("READLIST_SAMPLES", Path(__file__).resolve().parents[2] / "shared"))


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over the tests themselves, which are there to the end."""
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real sample files; tests that need it are skipped where it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip(f"no sample files at {SAMPLES} (READLIST_SAMPLES names another folder)")
    return SAMPLES


@pytest.fixture(scope="session", autouse=True)
def _choices_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep tests, and the programs they start, away from what the user's own app remembers."""
    os.environ["READLIST_STATE"] = str(tmp_path_factory.mktemp("state") / "choices.json")
