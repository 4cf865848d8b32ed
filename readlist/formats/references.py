"""Plain lists of references as papers have them at their end, in any citation style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Evidence, Reader
from readlist.formats._references.entries import LONGEST, entries, likeness, share_of_references
from readlist.model.paper import Problem, Record

if TYPE_CHECKING:
    from collections.abc import Iterator


def recognize(text: str) -> float:
    """How sure a cleaned text is a list of references: the share of it that looks like them."""
    return 0.98 * share_of_references(text)


def read(text: str, evidence: Evidence) -> Iterator[Record | Problem]:  # noqa: ARG001  a reference tells of itself
    """The records of a cleaned list of references."""
    from readlist.formats._references.fields import record  # noqa: PLC0415  not needed to recognize a text

    before: Record | None = None
    for entry in entries(text):
        if len(entry.text) > LONGEST:
            yield Problem(entry.lines, "too long for a reference", entry.text[:LONGEST])
        elif not entry.mark and likeness(entry.text) == 0:
            yield Problem(entry.lines, "neither authors nor year nor place of publication found", entry.text)
        else:
            before = record(entry, before)
            yield before


READER = Reader("references", "list of references", recognize, read, by_layout=True)
