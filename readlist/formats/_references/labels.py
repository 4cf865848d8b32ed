"""What each chunk of a reference is: the likeliest path through the parts that references are made of.

The weights beside this file were learned, as a conditional random field, from references labelled by hand and from
records set in several hundred citation styles. Each line: a feature and its weight for each label in tenths; a line
that begins with ``>`` holds the weights of a step from a label over a punctuation mark.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._references.features import features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readlist.formats._references.chunks import Chunk

LABELS = (
    "author",
    "date before",
    "other",
    "title",
    "editor",
    "venue",
    "volume",
    "pages",
    "publisher",
    "place",
    "date",
    "link",
    "note",
)
_BEFORE_TITLE, _TITLE = 3, 3  # labels that stand before a title only; the title's own
_NEVER = -1_000_000


class _Weights(NamedTuple):
    """Weights of labels by feature, and by punctuation mark those of each label behind each, and before each."""

    features: Mapping[str, tuple[int, ...]]
    into: Mapping[str, list[tuple[int, ...]]]
    out_of: Mapping[str, list[tuple[int, ...]]]


class Labeling(NamedTuple):
    """The label of each chunk, and by how much (in tenths of log-odds) another extent of the title is less likely."""

    labels: list[str]
    margin: int


def labeled(found: Sequence[Chunk], names_end: int = 0) -> Labeling:
    """The labels of the chunks of a reference, at least one; up to the end of the names, if told, these are names."""
    weights = _weights()
    known = weights.features.get
    odds = [list(map(sum, zip(*filter(None, map(known, held)), strict=True))) for held in features(found)]
    _forbid(odds, found, names_end)
    marks = [chunk.before[-1:] for chunk in found]
    forward, origins = [odds[0]], []
    for here, mark in zip(odds[1:], marks[1:], strict=True):
        sums = [list(map(add, forward[-1], row)) for row in weights.into.get(mark, weights.into[""])]
        best = list(map(max, sums))
        origins.append([row.index(most) for row, most in zip(sums, best, strict=True)])
        forward.append(list(map(add, best, here)))
    at = forward[-1].index(max(forward[-1]))
    path = [at]
    for origin in reversed(origins):
        at = origin[at]
        path.append(at)
    path.reverse()
    return Labeling([LABELS[label] for label in path], _margin(weights, odds, marks, forward, path))


def _forbid(odds: list[list[int]], found: Sequence[Chunk], names_end: int) -> None:
    """Make the labels impossible that a role, or the end of the names, excludes."""
    for at, chunk in enumerate(found):
        if chunk.kind == "role":
            odds[at][_TITLE] = _NEVER
            if chunk.before.endswith(","):  # behind a name
                odds[max(0, at - 1)][_TITLE] = _NEVER
        elif names_end and chunk.end <= names_end:
            odds[at][1:] = [_NEVER] * (len(LABELS) - 1)
        elif names_end:
            odds[at][0] = _NEVER


def _margin(
    weights: _Weights, odds: list[list[int]], marks: list[str], forward: list[list[int]], path: list[int]
) -> int:
    """How far the best path is ahead of the best one in which some chunk joins or leaves the title."""
    behind = [0] * len(LABELS)
    most = max(forward[-1])
    margin = -_NEVER
    for at in range(len(odds) - 1, -1, -1):
        through = list(map(add, forward[at], behind))
        title = through.pop(_TITLE)
        margin = min(margin, most - (max(through) if path[at] == _TITLE else title))
        if at:
            rows = weights.out_of.get(marks[at], weights.out_of[""])
            after = list(map(add, odds[at], behind))
            behind = [max(map(add, after, row)) for row in rows]
    return margin


@cache
def _weights() -> _Weights:
    held: dict[str, tuple[int, ...]] = {}
    steps: dict[str, list[tuple[int, ...]]] = {}
    text = files("readlist.formats._references").joinpath("weights.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, _, figures = line.partition("\t")
        row = tuple(int(figure or 0) for figure in figures.split(","))
        if name.startswith(">"):
            steps.setdefault(name[1:], []).append(row)
        else:
            held[name] = row
    out_of = {
        mark: [tuple(_step(before, after, rows) for after in range(len(LABELS))) for before in range(len(LABELS))]
        for mark, rows in steps.items()
    }
    # Only labels that stand before the title, and the title, lead to these: shorter rows are added faster.
    into = {
        mark: [row[: _TITLE + 1] if at <= _TITLE else row for at, row in enumerate(zip(*rows, strict=True))]
        for mark, rows in out_of.items()
    }
    return _Weights(held, into, out_of)


def _step(before: int, after: int, rows: Sequence[Sequence[int]]) -> int:
    """The weight of a step between two labels: nothing comes back to the front, a title is one stretch."""
    allowed = before < _BEFORE_TITLE or after > _TITLE or (before == after == _TITLE)
    return rows[before][after] if allowed else _NEVER
