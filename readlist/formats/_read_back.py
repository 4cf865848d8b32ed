"""Whether what was written reads back as the papers, as far as a notation can hold them."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from readlist.errors import ExportError
from readlist.model.paper import Paper, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from readlist.formats._kinds import Found

_HINT = "No file was changed. This is a fault of readlist: please report it with the paper's title."


def check_read_back(
    label: str, found: Iterable[Found], papers: Iterable[Paper], held: Callable[[Paper], dict[str, Any]]
) -> None:
    """Nothing where each paper is found again; ExportError names the first difference.

    ``held`` gives what the notation holds of a paper, by the names of the fields.
    """
    for read, meant in zip_longest(found, papers):
        if meant is None:
            raise not_read_back(label, "the text", "holds more papers than were written")
        where = f"the paper {meant.record.heading!r}"
        if read is None or isinstance(read, Problem):
            raise not_read_back(label, where, "is missing" if read is None else f"is not read: {read.reason}")
        there = held(read if isinstance(read, Paper) else Paper(record=read))
        for name, value in held(meant).items():
            if there.get(name) != value:
                raise not_read_back(label, f"{name} of {where}", f"reads {there.get(name)!r} in place of {value!r}")


def not_read_back(label: str, where: str, what: str) -> ExportError:
    """The error for a written text of which a part says something else than was meant."""
    return ExportError(f"the {label} does not read back: {where} {what}", _HINT)
