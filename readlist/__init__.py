"""A terminal reading list for research papers.

The public names are resolved when they are first used, so that ``import readlist`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readlist.errors import ReadlistError
    from readlist.library import Library
    from readlist.model.names import Name
    from readlist.model.paper import Paper, Problem, Record, Source, Status

__version__ = "0.1.0"

__all__ = ["Library", "Name", "Paper", "Problem", "ReadlistError", "Record", "Source", "Status", "__version__"]

_HOMES = {
    "Library": "readlist.library",
    "Name": "readlist.model.names",
    "Paper": "readlist.model.paper",
    "Problem": "readlist.model.paper",
    "ReadlistError": "readlist.errors",
    "Record": "readlist.model.paper",
    "Source": "readlist.model.paper",
    "Status": "readlist.model.paper",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'readlist' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
