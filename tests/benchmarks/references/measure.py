"""Measure the reader of reference lists: python -m tests.benchmarks.references.measure --styles DIR [--weights FILE].

Titles, first authors, years and venues that are right, of those that stand in the references: a row for each style that
``learn`` holds out, with papers that it holds out. The titles of references labelled by hand come last: every second,
which is learned from in any case, and the others, which ``learn --half`` leaves out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

from readlist.formats._references import labels
from readlist.formats._references.entries import Entry
from readlist.formats._references.fields import record
from tests.benchmarks.references.examples import Example, by_hand, papers, styled, styles


def _folded(text: object) -> str:
    return "".join(filter(str.isalnum, str(text).casefold()))


def measure(name: str, examples: Iterable[Example]) -> None:
    """Print a row: how often what the references show is read right."""
    every, right = Counter[str](), Counter[str]()
    for text, _, paper in examples:
        found = record(Entry((1, 1), text, ""), None)
        people = [f"{name.particle}{name.family}{name.literal}" for name in found.authors or found.editors]
        asked = {
            "titles": (paper["title"], found.title),
            "authors": (paper["author"][0]["family"] if "author" in paper else "", "".join(people[:1])),
            "years": (paper["issued"]["date-parts"][0][0] if "issued" in paper else "", found.year),
            "venues": (paper.get("container-title", ""), found.venue),
        }
        for what, (want, got) in asked.items():
            if _folded(want) and _folded(want) in _folded(text):
                every[what] += 1
                right[what] += _folded(want) == _folded(got)
    print(f"{name[:40]:40}", *(f"{f'{what} {right[what]}/{count}':20}" for what, count in every.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the reader of reference lists.")
    parser.add_argument("--styles", type=Path, required=True, help="the folder of .csl files that was learned from")
    parser.add_argument("--weights", type=Path, help="another file than the one in readlist")
    parser.add_argument("--most", type=int, default=40, help="styles to measure with")
    args = parser.parse_args()
    if args.weights:
        vars(labels)["files"] = lambda _package: SimpleNamespace(joinpath=lambda _name: args.weights)
    made = papers(40, held_out=True, seed=5)
    examples = [(path.stem, list(styled(path, made))) for path in styles(args.styles, args.most, held_out=True)]
    examples.append(("all styles", [example for _, found in examples for example in found]))
    examples.append(("by hand, learned from", list(by_hand())[::2]))
    examples.append(("by hand, left out by learn --half", list(by_hand())[1::2]))
    for name, found in examples:
        measure(name, found)


if __name__ == "__main__":
    main()
