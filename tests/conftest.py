"""What all tests share; the only place that knows where the sample material lies."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are shared: time is for benchmarks. The usual run tries the same examples each time.
settings.register_profile("usual", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None)  # asks the properties of formats for many more examples
settings.load_profile("usual")

SAMPLES = Path(os.environ.get("READLIST_SAMPLES", Path(__file__).resolve().parents[2] / "shared"))


LONGEST = (
    "/test_architecture.py",
    "/formats/test_export_consumers.py",
    "/reliability/test_battery.py",
    "/store/test_two_processes.py",
    "/tui/test_every_key.py",
    "/tui/test_pictures.py",
    "/tui/test_safety.py",
    "/tui/test_undone.py",
)
"""The files that take longest; where processes share the tests, none of them is to run alone at the end."""


def pytest_configure(config: pytest.Config) -> None:
    """Have the files begun in the order in which they are found here, not by how many tests they hold."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONGEST))


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
