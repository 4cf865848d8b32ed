"""What the lines of a page are: titles, abstracts, glued title and authors, or none of these.

The most probable sequence of labels is found by dynamic programming over the lines, with three kinds of evidence: how
a text is written, which label follows which (a title is followed by its abstract, a head by a glued line; a page
without titles is a run of abstracts), and how hard-wrapped lines follow one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import IntEnum
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._page.lines import Kind, Line
from readlist.formats._page.style import (
    MOST,
    NO_STYLE,
    WIDEST,
    Style,
    abstract_odds,
    further_odds,
    glued_odds,
    other_odds,
    style,
    title_odds,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._page.wrapped import Seam


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
    FURTHER = 8  # a later paragraph of the abstract before it


class Unit(NamedTuple):
    """Lines ``first`` to ``last`` (positions in the list of lines) that are one text of a kind."""

    label: Label
    first: int
    last: int


_START, _HEAD, _TITLE, _ABSTRACT, _GLUED, _LISTED, _BARE, _OTHER, _FURTHER = Label
_ODDS = (
    (_TITLE, title_odds),
    (_ABSTRACT, abstract_odds),
    (_GLUED, glued_odds),
    (_LISTED, abstract_odds),
    (_BARE, abstract_odds),
    (_OTHER, other_odds),
    (_FURTHER, further_odds),
)
_ABSTRACTS = (_ABSTRACT, _LISTED, _BARE, _FURTHER)

_Follows = Mapping[Label, Mapping[Label, float]]
# The logarithm of how often a label is followed by another; what is absent never happens.
_FOLLOWS: _Follows = {
    _START: {_START: 0.0, _HEAD: 0.0, _TITLE: -0.4, _BARE: -1.2, _OTHER: -4.0},
    _HEAD: {_START: 0.0, _HEAD: -4.0, _GLUED: -0.02, _LISTED: -9.0, _OTHER: -5.0},
    _TITLE: {_START: -2.0, _HEAD: -2.0, _TITLE: -3.1, _ABSTRACT: -0.05, _BARE: -7.0, _OTHER: -5.3},
    _ABSTRACT: {_START: 0.0, _HEAD: 0.0, _TITLE: -0.02, _BARE: -5.3, _OTHER: -4.6, _FURTHER: -4.6},
    _GLUED: {_START: -1.0, _HEAD: -1.0, _TITLE: -14.0, _LISTED: -0.05, _BARE: -14.0, _OTHER: -12.0},
    _LISTED: {_START: 0.0, _HEAD: 0.0, _TITLE: -4.5, _BARE: -4.5, _OTHER: -5.0, _FURTHER: -4.0},
    _BARE: {_START: 0.0, _HEAD: 0.0, _TITLE: -3.5, _BARE: -0.04, _OTHER: -4.6},
    _OTHER: {_START: 0.0, _HEAD: 0.0, _TITLE: -0.9, _BARE: -1.6, _OTHER: -0.9},
    _FURTHER: {_START: 0.0, _HEAD: 0.0, _TITLE: -0.02, _BARE: -5.3, _OTHER: -4.6, _FURTHER: -1.0},
}
# What is rarer on a page where hardly any title lacks its abstract, where hardly any has one, and where hardly any
# abstract lacks its title.
_LONELY_TITLE = {_TITLE: {_TITLE: -6.5}}
_SELDOM_ABSTRACT = {_TITLE: {_ABSTRACT: -9.0}}
_LONELY_ABSTRACT = {_TITLE: {_BARE: -12.0}, _ABSTRACT: {_BARE: -9.0}, _FURTHER: {_BARE: -9.0}}
# Log-odds of a text above names to be anything but a title.
_ABOVE_NAMES = dict.fromkeys((_START, _HEAD, _ABSTRACT, _LISTED, _BARE, _OTHER, _FURTHER), -20.0)
_FEW, _SELDOM, _SOME = 0.05, 0.15, 0.35
_SEVERAL = 3  # titles without abstracts
_MOST_LINES = 36  # of a text that is looked at as a whole; a longer one is told by where it begins and ends


def labeled(lines: Sequence[Line], following: Sequence[Seam]) -> list[Unit]:
    """The texts and heads of a page in order; ``following`` are the seams of its lines."""
    styles = [style(line.text) if line.kind is Kind.TEXT else NO_STYLE for line in lines]
    # Of wrapped lines it cannot be told where a paragraph begins and where the next paper does.
    wrapped = sum(seam.joins > -inf for seam in following) > 0.25 * len(lines)
    usual = {label: {**held, _FURTHER: -inf} for label, held in _FOLLOWS.items()} if wrapped else _FOLLOWS
    units = _Search(lines, following, styles, usual).best()
    counts = Counter(unit.label for unit in units)
    alone = counts[_TITLE] - counts[_ABSTRACT]
    rare = {
        **(_LONELY_TITLE if 0 < alone <= _FEW * counts[_TITLE] else {}),
        **(_SELDOM_ABSTRACT if 0 < counts[_ABSTRACT] <= max(alone > _SEVERAL, _SELDOM * counts[_TITLE]) else {}),
        **(_LONELY_ABSTRACT if 0 < counts[_BARE] <= _SOME * counts[_TITLE] else {}),
    }
    if rare:
        follows = {label: {**held, **rare.get(label, {})} for label, held in usual.items()}
        units = _Search(lines, following, styles, follows).best()
    return units


class _Step(NamedTuple):
    """The best way to end a text here: its score, its first line, the label before it."""

    score: float
    first: int
    before: Label


_IMPOSSIBLE = _Step(-inf, 0, _START)
_NOWHERE = (_IMPOSSIBLE,) * len(Label)


class _Search:
    """The dynamic program: after each line, for each label, the best way to end a text with that label there."""

    def __init__(
        self, lines: Sequence[Line], following: Sequence[Seam], styles: Sequence[Style], follows: _Follows
    ) -> None:
        self.lines = lines
        self.following = following
        self.styles = styles
        self.precedes = [
            [(before, follows[before][label]) for before in Label if label in follows[before]] for label in Label
        ]
        self.steps: list[list[_Step]] = []
        self.entries: list[list[tuple[float, Label]]] = []  # the best label before a text that begins here
        self.joined: list[float] = []  # what joining all lines so far gives, from the last that stands apart
        self.opened = list(_NOWHERE)  # the best text so far with a label that is long and goes on here
        self.frontier = 0  # texts that begin before this line are in ``opened``

    def best(self) -> list[Unit]:
        """The most probable sequence, traced from the last line back."""
        for at in range(len(self.lines)):
            self._advance(at)
        units: list[Unit] = []
        at = len(self.lines) - 1
        label = max(Label, key=lambda label: self.steps[at][label].score) if self.lines else _START
        while at >= 0:
            step = self.steps[at][label]
            if self.lines[at].kind in {Kind.TEXT, Kind.HEAD}:
                units.append(Unit(label, step.first, at))
            at, label = step.first - 1, step.before
        return units[::-1]

    def _advance(self, at: int) -> None:
        state = self.steps[-1] if self.steps else [_Step(0.0, 0, _START), *_NOWHERE[1:]]
        self.entries.append([_entry(state, precedes) for precedes in self.precedes])
        joins = self.following[at].joins
        self.joined.append(self.joined[-1] + joins if joins > -inf else 0.0)
        if joins == -inf:
            self.opened, self.frontier = list(_NOWHERE), at
        kind = self.lines[at].kind
        if kind is Kind.TEXT:
            self.steps.append(self._texts(at))
        elif kind in {Kind.PART, Kind.NOTE, Kind.NAMES}:
            odds = _ABOVE_NAMES if kind is Kind.NAMES else {}
            self.steps.append(
                [_Step(step.score + odds.get(label, 0.0), at, label) for label, step in zip(Label, state, strict=True)]
            )
        else:
            fixed = list(_NOWHERE)
            label = _HEAD if kind is Kind.HEAD else _START
            score, before = self.entries[at][label]
            fixed[label] = _Step(score, at, before)
            self.steps.append(fixed)

    def _texts(self, at: int) -> list[_Step]:
        """The best texts that end with a line, for all lines that they may begin with."""
        best = list(_NOWHERE)
        text = self.styles[at]
        first = at
        self._offer(best, first, at, text)
        while first > self.frontier:
            first -= 1
            text = self.styles[first].plus(text)
            if text.cells > WIDEST or at - first > _MOST_LINES:
                self._open(first)
                break
            if self.following[first].breaks > -5:
                self._offer(best, first, at, text)
        if self.frontier and self.following[at].joins > -inf:
            long = abstract_odds(Style(WIDEST, ends=text.ends)) + self.joined[at]
            for label in _ABSTRACTS:
                step = self.opened[label]
                best[label] = max(best[label], _Step(step.score + long, step.first, step.before))
        return best

    def _offer(self, best: list[_Step], first: int, at: int, text: Style) -> None:
        """Lines ``first`` to ``at`` as one text, under every label."""
        seams = self.following[first].breaks + self.joined[at] - self.joined[first]
        most = seams + max(text.odds, 0.0) + MOST  # spares the odds of lines that hardly go on
        for label, odds in _ODDS:
            score, before = self.entries[first][label]
            if score + most > best[label].score:
                score += seams + odds(text)
                if score > best[label].score:
                    best[label] = _Step(score, first, before)

    def _open(self, until: int) -> None:
        """From now on texts that begin at a line up to ``until`` are long."""
        for first in range(self.frontier, until + 1):
            for label in _ABSTRACTS:
                score, before = self.entries[first][label]
                score += self.following[first].breaks - self.joined[first]
                if score > self.opened[label].score:
                    self.opened[label] = _Step(score, first, before)
        self.frontier = until + 1


def _entry(state: Sequence[_Step], precedes: Sequence[tuple[Label, float]]) -> tuple[float, Label]:
    best, label = -inf, _START
    for before, log in precedes:
        score = state[before].score + log
        if score > best:
            best, label = score, before
    return best, label
