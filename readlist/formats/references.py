"""Plain lists of references as papers have them at their end, in any citation style."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE, Evidence, Reader
from readlist.formats._name_lists import name_list
from readlist.formats._references.entries import LONGEST, entries, likeness, share_of_references, without_mark
from readlist.model.paper import Problem, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENOUGH = 0.4  # share of references from which a text may be a list of them


def recognize(text: str) -> float:
    """How sure a cleaned text is a list of references: the share of it that looks like them."""
    share = share_of_references(text)
    return share * (0.5 if share > _ENOUGH and _in_lines(text[:SAMPLE]) else 0.98)


def _in_lines(text: str) -> bool:
    """Whether most entries of a list have their authors in a line of their own, which no reference goes on behind."""
    lines = [without_mark(line)[1].strip() for line in text.split("\n") if line.strip()]
    named = sum(_names(line, after) and not _names(after) for line, after in pairwise(lines))
    return named > 2 and named > 0.5 * len(entries(text))


def _names(line: str, after: str = "") -> bool:
    ended = line[-1:] in ",;:" or (line[-1:] == "." and not after.startswith(("In ", "Proc")))
    found = name_list(line) if not ended and len(line) < LONGEST else None
    return found is not None and found.sure and len(found.names) > 1


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
