"""What the lines of a page are: titles, abstracts, glued title and authors, or none of these.

The most probable sequence of labels is found by dynamic programming over the lines, with three kinds of evidence: how
long a text is and how it is written, which label follows which (a title is followed by its abstract, a head by a
glued line; a page without titles is a run of abstracts), and how hard-wrapped lines follow one another.
The figures are logarithms of shares, counted over 152,878 titles and 112,374 abstracts of the ACL Anthology and of
machine-learning proceedings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import IntEnum
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._lines import Kind, Line
from readlist.model.text import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._wrapped import Seam


class Label(IntEnum):
    """What a text is on its page."""

    START = 0  # nothing yet, or the furniture of a page
    HEAD = 1  # subject and date of a listed paper
    TITLE = 2
    ABSTRACT = 3  # of the title before it
    GLUED = 4  # title and authors of a listed paper
    LISTED = 5  # abstract of a listed paper
    BARE = 6  # abstract without a title
    OTHER = 7


class Unit(NamedTuple):
    """Lines ``first`` to ``last`` (positions in the list of lines) that are one text of a kind."""

    label: Label
    first: int
    last: int


_TEXTS = (Label.TITLE, Label.ABSTRACT, Label.GLUED, Label.LISTED, Label.BARE, Label.OTHER)
_ABSTRACTS = (Label.ABSTRACT, Label.LISTED, Label.BARE)
_NEVER = -inf
#             START   HEAD    TITLE   ABSTRACT GLUED  LISTED  BARE    OTHER     (to)
_FOLLOWS = (
    (0.0, 0.0, -0.4, _NEVER, _NEVER, _NEVER, -1.2, -4.0),  # from START
    (0.0, -4.0, _NEVER, _NEVER, -0.02, -9.0, _NEVER, -5.0),  # from HEAD
    (-2.0, -2.0, -3.1, -0.05, _NEVER, _NEVER, -7.0, -5.3),  # from TITLE
    (0.0, 0.0, -0.02, _NEVER, _NEVER, _NEVER, -5.3, -4.6),  # from ABSTRACT
    (-1.0, -1.0, -9.0, _NEVER, _NEVER, -0.05, -9.0, -9.0),  # from GLUED
    (0.0, 0.0, -0.7, _NEVER, _NEVER, _NEVER, -0.8, -3.0),  # from LISTED
    (0.0, 0.0, -3.5, _NEVER, _NEVER, _NEVER, -0.04, -4.6),  # from BARE
    (0.0, 0.0, -0.9, _NEVER, _NEVER, _NEVER, -1.6, -0.9),  # from OTHER
)

# Width in cells: shares of titles and of abstracts below it, that is between it and the width before.
_WIDTHS = (15, 20, 30, 40, 60, 80, 100, 120, 140, 160, 200, 250, 300, 400, 500, 700, 1000, 1600, 2000, 2300, 2600)
_TITLE_WIDTH = (-5.8, -5.9, -3.9, -3.0, -1.4, -1.0, -1.5, -2.6, -4.1, -5.7, -6.3, -7.0, -8.3, -10, -11, *[-14.0] * 7)
_ABSTRACT_WIDTH = (*[-9.0] * 10, -8.5, -7.6, -7.2, -5.4, -4.6, -3.0, -1.6, -0.5, -2.4, -5.0, -6.7, -7.6)
# Log-odds of titles to lines of abstracts: by tenths of words that are capitalized, by words of grammar.
_CAPITALS = (-3.9, -2.3, -2.2, -2.2, -2.0, -0.5, 1.8, 4.2, 5.5, 3.5)
_GRAMMAR_WORDS = (1.1, -2.6, -3.9)
_NAMES_WIDTH = 45  # cells that three authors take
_LONG = 700  # cells from which a text is an abstract, however it is written
_STOPS = (".", "!", "?", "。")

_STOP = re.compile(r"[.!?][)\"'\]]?(?= [A-Z(\"\[0-9]|$)|[。！？]")
_GRAMMAR = re.compile(
    r"\b(?:we|our|this|these|is|are|was|were|has|have|can|it|its|that|which|be|been|they|their|such)\b", re.IGNORECASE
)
_CAPITALIZED = re.compile(r"(?<!\S)[^\w\s]?[A-Z]")
_WORD = re.compile(r"(?<!\S)[^\w\s]?[^\W\d_]")
_OPENING = re.compile(r"(?:We|This|In this|These|Our|The)\b")
_NAMES = re.compile(r" et al\.?(?: ?[·•] ?.{1,200})?$| [·•] [a-z][\w-]*(?:, [\w-]+){0,12}$")


class _Shape(NamedTuple):
    """How a text is written: its width in cells, log-odds that titles are written so, how it begins and ends."""

    cells: int
    style: float = 0.0
    opens: bool = False  # with a word that abstracts begin with
    ends: str = ""
    names: bool = False  # it ends in "et al." or affiliations

    def plus(self, after: _Shape) -> _Shape:
        """This text with another one below it."""
        style = self.style + after.style - 2.0 * (self.ends in _STOPS)
        return _Shape(self.cells + 1 + after.cells, style, self.opens, after.ends, after.names)


_NO_SHAPE = _Shape(0)


def _shape(text: str) -> _Shape:
    if len(text) >= _LONG:
        return _Shape(len(text), ends=text[-1])
    ends = text[-1]
    stops = len(_STOP.findall(text)) - (ends in _STOPS)
    capitals = len(_CAPITALIZED.findall(text)) / max(1, len(_WORD.findall(text)))
    style = _CAPITALS[min(9, int(10 * capitals))] + _GRAMMAR_WORDS[min(2, len(_GRAMMAR.findall(text)))]
    style -= 2.5 * min(2, max(0, stops)) + (8.0 if " " not in text and "/" in text else 0.0)
    return _Shape(width(text), style, _OPENING.match(text) is not None, ends, _NAMES.search(text) is not None)


def _odds(label: Label, shape: _Shape) -> float:
    """Log-probability of a text under a label, but for what all labels share."""
    if label in _ABSTRACTS:
        return _ABSTRACT_WIDTH[bisect_right(_WIDTHS, shape.cells)] - 2.0 * (shape.ends not in _STOPS)
    if label is Label.OTHER:
        return -1.0 - shape.cells / 6
    if shape.cells >= _LONG:
        return -20.0
    odds = shape.style - 2.0 * shape.opens - 4.5 * (shape.ends in _STOPS)
    if label is Label.TITLE:
        return odds + _TITLE_WIDTH[bisect_right(_WIDTHS, shape.cells)]
    if shape.names:
        odds = max(odds, 0.0) + 5.0
    return odds + _TITLE_WIDTH[bisect_right(_WIDTHS, max(30, shape.cells - _NAMES_WIDTH))]


class _Step(NamedTuple):
    """The best way to end a text here: its score, its first line, the label before it."""

    score: float
    first: int
    before: Label


_IMPOSSIBLE = _Step(-inf, 0, Label.START)


def labeled(lines: Sequence[Line], following: Sequence[Seam]) -> list[Unit]:
    """The texts and heads of a page in order; ``following`` are the seams of its lines."""
    search = _Search(lines, following)
    for at in range(len(lines)):
        search.advance(at)
    return search.traced()


class _Search:
    """The dynamic program: after each line, for each label, the best way to end a text with that label there."""

    def __init__(self, lines: Sequence[Line], following: Sequence[Seam]) -> None:
        self.lines = lines
        self.following = following
        self.shapes = [_shape(line.text) if line.kind is Kind.TEXT else _NO_SHAPE for line in lines]
        self.steps: list[list[_Step]] = []
        self.entries: list[list[tuple[float, Label]]] = []  # the best label before a text that begins here
        self.joined: list[float] = []  # what joining all lines so far gives, from the last that stands apart
        self.opened = [_IMPOSSIBLE] * len(Label)  # the best long text with a label that goes on here
        self.frontier = 0  # texts that begin before this line are in ``opened``

    def advance(self, at: int) -> None:
        """Add a line."""
        state = self.steps[-1] if self.steps else [_Step(0.0, 0, Label.START), *[_IMPOSSIBLE] * (len(Label) - 1)]
        self.entries.append([_entry(state, label) for label in Label])
        joins = self.following[at].joins
        self.joined.append(self.joined[-1] + joins if joins > -inf else 0.0)
        if joins == -inf:
            self.opened, self.frontier = [_IMPOSSIBLE] * len(Label), at
        kind = self.lines[at].kind
        if kind is Kind.TEXT:
            self.steps.append(self._texts(at))
        elif kind is Kind.PART:
            self.steps.append([_Step(step.score, at, label) for label, step in zip(Label, state, strict=True)])
        else:
            label = Label.HEAD if kind is Kind.HEAD else Label.START
            score, before = self.entries[at][label]
            self.steps.append([_Step(score, at, before) if other is label else _IMPOSSIBLE for other in Label])

    def _texts(self, at: int) -> list[_Step]:
        best = [_IMPOSSIBLE] * len(Label)
        shape = self.shapes[at]
        first = at
        while True:
            if first == at or self.following[first].breaks > -5:
                self._offer(best, first, at, shape)
            if first <= self.frontier:
                break
            first -= 1
            shape = self.shapes[first].plus(shape)
            if shape.cells > _WIDTHS[-1]:
                self._open(first)
                break
        for label in _ABSTRACTS:
            score, first, before = self.opened[label]
            step = _Step(score + self.joined[at] + _odds(label, _Shape(_WIDTHS[-1], ends=shape.ends)), first, before)
            best[label] = max(best[label], step)
        return best

    def _offer(self, best: list[_Step], first: int, at: int, shape: _Shape) -> None:
        """Lines ``first`` to ``at`` as one text, under every label."""
        seams = self.following[first].breaks + self.joined[at] - self.joined[first]
        for label in _TEXTS:
            score, before = self.entries[first][label]
            if score > _NEVER:
                best[label] = max(best[label], _Step(score + seams + _odds(label, shape), first, before))

    def _open(self, until: int) -> None:
        """From now on texts that begin at a line up to ``until`` are long."""
        for first in range(self.frontier, until + 1):
            for label in _ABSTRACTS:
                score, before = self.entries[first][label]
                score += self.following[first].breaks - self.joined[first]
                self.opened[label] = max(self.opened[label], _Step(score, first, before))
        self.frontier = until + 1

    def traced(self) -> list[Unit]:
        """The best sequence, from the last line back."""
        units: list[Unit] = []
        at = len(self.lines) - 1
        label = max(Label, key=lambda label: self.steps[at][label].score) if self.lines else Label.START
        while at >= 0:
            step = self.steps[at][label]
            if self.lines[at].kind in {Kind.TEXT, Kind.HEAD}:
                units.append(Unit(label, step.first, at))
            at, label = step.first - 1, step.before
        return units[::-1]


def _entry(state: list[_Step], label: Label) -> tuple[float, Label]:
    return max((step.score + _FOLLOWS[before][label], before) for before, step in zip(Label, state, strict=True))
