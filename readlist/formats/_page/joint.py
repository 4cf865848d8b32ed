"""Where a title ends and its first author begins, when a page has glued them together.

Each place of a line where a name may begin is a cut. The reasons for and against it are log-odds, so that the cuts of
a line have probabilities: the likeliest is taken, and marked as a guess where others come near it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from readlist.formats._page.joint_cuts import PARTS, Words, cuts, ordinary_words
from readlist.formats._page.joint_evidence import WEIGHTS, evidence
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

SURE = 0.85  # the probability from which on a joint is no guess
NONE_OF_THEM = 0.0  # the weight of the chance that a line's true joint is none of its cuts
_FEW = 3  # lines that are glued at no likely place by chance
_BETWEEN = regex(r" (?:(?:by|[—–·|/-]) )?\Z")
_SUFFIX = regex(r", (?=(?:Jr\.?|Sr\.?|II|III|IV)(?:,|$))")


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

    >>> take_apart([Glued("Weighing Ships at SeaAda Brown, Max Fehr", "Ships at sea are weighed.")], lambda name: False)
    [Joint(title='Weighing Ships at Sea', authors=('Ada Brown', 'Max Fehr'), certain=True)]
    """
    page = ordinary_words(line.abstract for line in lines)
    names = Counter(name for line in lines for name in _unglued(line))
    glued = [_joint(line, page, names, knows_author) for line in lines]
    if len(lines) < _FEW or 2 * sum(joint.certain for joint in glued) >= len(lines):
        return glued
    parted = [_joint(line, page, names, knows_author, parted=True) for line in lines]
    several = sum(joint.certain and len(joint.authors) > 1 for joint in parted)
    return parted if 2 * several > len(lines) else glued


def _unglued(line: Glued) -> set[str]:
    """The names of a line that stand by themselves between commas."""
    return {part for part in line.text.split(", ", PARTS)[1:PARTS] if " " in part}


def _joint(
    line: Glued,
    page: frozenset[str],
    names: Counter[str],
    knows_author: Callable[[str], bool],
    *,
    parted: bool = False,
) -> Joint:
    mine = _unglued(line)

    def known(name: str) -> bool:
        return names[name] > (name in mine) or knows_author(name)

    words = Words.of(line.abstract, page)
    found = cuts(line.text, words, parted=parted)
    weights = [sum(WEIGHTS.get(reason, 0.0) for reason in evidence(cut, words, known)) for cut in found]
    best = max(weights)
    cut = found[weights.index(best)]
    probability = 1 / sum(exp(weight - best) for weight in (*weights, NONE_OF_THEM))
    authors = _authors(line.text[cut.at :])
    return Joint(_BETWEEN.sub("", line.text[: cut.at]), authors, certain=bool(authors) and probability >= SURE)


def _authors(text: str) -> tuple[str, ...]:
    """The names between commas; "Jr." and the like belong to the name before them."""
    return tuple(filter(None, _SUFFIX.sub(" ", text).split(", ")))
