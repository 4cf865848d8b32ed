"""Measure the reader of reference lists: python -m tests.benchmarks.references.measure --styles DIR [--weights FILE].

Titles, first authors, years and venues that are right, of those that stand in the references: a row for each style that
nothing was learned from, with papers that nothing was learned from. The titles of references labelled by hand come last:
every second, which is learned from in any case, and the others, which ``learn --half`` leaves out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

from readlist.formats import _reference_labels
from readlist.formats._reference_fields import record
from readlist.formats._reference_list import Entry
from tests.benchmarks.references.examples import Example, by_hand, styled, styles
from tests.benchmarks.references.papers import papers


def _folded(text: object) -> str:
    return "".join(filter(str.isalnum, str(text).casefold()))


def told(name: str, examples: Iterable[Example]) -> Counter[tuple[str, bool]]:
    """How often what a reference shows is read right, and how often not; printed as a row."""
    count: Counter[tuple[str, bool]] = Counter()
    for text, _, paper in examples:
        found = record(Entry((1, 1), text, ""), None)
        people = [f"{name.particle}{name.family}{name.literal}" for name in found.authors or found.editors]
        asked = {
            "titles": (paper["title"], found.title),
            "authors": (paper["author"][0]["family"] if "author" in paper else "", "".join(people[:1])),
            "years": (paper["issued"]["date-parts"][0][0] if "issued" in paper else "", found.year),
            "venues": (paper.get("container-title", ""), found.venue),
        }
        shown = {what: pair for what, pair in asked.items() if str(pair[0]) and _folded(pair[0]) in _folded(text)}
        count.update((what, _folded(want) == _folded(got)) for what, (want, got) in shown.items())
    whole = {what: count[what, True] + count[what, False] for what, _ in sorted(count)}
    cells = [f"{what} {count[what, True]}/{every}" for what, every in whole.items()]
    print(f"{name[:40]:40}", *(f"{cell:20}" for cell in cells))
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the reader of reference lists.")
    parser.add_argument("--styles", type=Path, required=True, help="the folder of .csl files that was learned from")
    parser.add_argument("--weights", type=Path, help="another file than the one in readlist")
    parser.add_argument("--most", type=int, default=40, help="styles to measure with")
    args = parser.parse_args()
    if args.weights:
        vars(_reference_labels)["files"] = lambda _package: SimpleNamespace(joinpath=lambda _name: args.weights)
    made = papers(40, held_out=True, seed=5)
    examples = [(path.stem, styled(path, made)) for path in styles(args.styles, args.most, held_out=True)]
    for name, found in examples:
        told(name, found)
    told("all styles", (example for _, found in examples for example in found))
    told("by hand, learned from", list(by_hand())[::2])
    told("by hand, left out by learn --half", list(by_hand())[1::2])


if __name__ == "__main__":
    main()
