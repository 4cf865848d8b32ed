"""Find papers by what somebody types, and what is alike among many texts.

The public names are resolved when they are first used: numpy and rapidfuzz take long to load.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readlist.search._alike import alike
    from readlist.search._build import build
    from readlist.search._index import Hit, Index, Stopped
    from readlist.search._search import Search, corrections
    from readlist.search._tables import UnusableIndex, verify
    from readlist.search.words import Entry, bears_out

__all__ = [
    "Entry",
    "Hit",
    "Index",
    "Search",
    "Stopped",
    "UnusableIndex",
    "alike",
    "bears_out",
    "build",
    "corrections",
    "verify",
]

_HOMES = {
    "Entry": "words",
    "Hit": "_index",
    "Index": "_index",
    "Search": "_search",
    "Stopped": "_index",
    "UnusableIndex": "_tables",
    "alike": "_alike",
    "bears_out": "words",
    "build": "_build",
    "corrections": "_search",
    "verify": "_tables",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'readlist.search' has no attribute {name!r}")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy loads faster without threads for algebra
    return getattr(import_module(f"readlist.search.{_HOMES[name]}"), name)
