"""Where a title ends and its first author begins, when a page has glued them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glued:
    """A line of an author's listing without its affiliations and "et al.", and the abstract below it."""

    text: str
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Joint:
    """A glued line taken apart; ``certain`` is False where the place is a guess."""

    title: str
    authors: tuple[str, ...]
    certain: bool


def take_apart(lines: list[Glued], knows_author: Callable[[str], bool]) -> list[Joint]:
    """Title and authors of each glued line of a page; names that stand elsewhere in the page are evidence.

    ``knows_author`` tells whether a name, as displayed, is one of an author in the library.
    """
    joints = []
    for line in lines:
        first, *rest = line.text.split(", ")
        at = max((at for at in range(1, len(first)) if first[at - 1].islower() and first[at].isupper()), default=len(first))
        joints.append(Joint(first[:at], tuple(filter(None, (first[at:], *rest))), certain=not knows_author(first[at:])))
    return joints
