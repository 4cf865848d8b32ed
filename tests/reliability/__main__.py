"""Run the battery and print its figures: python -m tests.reliability [--long] [--seed N] [--count N] [PART ...]."""

from __future__ import annotations

import argparse
import time

from tests.reliability.figures import table
from tests.reliability.parts import PARTS


def main() -> None:
    """Run the parts that were asked for, or all; the first thing that must not be ends it with what led to it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", help=f"one of {', '.join(PARTS)}; all without")
    parser.add_argument("--long", action="store_true", help="the sizes of the promises, which take hours")
    parser.add_argument("--seed", type=int, default=20261120)
    parser.add_argument("--count", type=int, help="how often to try, in place of the part's own size")
    asked = parser.parse_args()
    figures = []
    for name in asked.part or PARTS:
        part = PARTS[name]
        begun = time.monotonic()
        figures += part.run(asked.count or (part.long if asked.long else part.short), asked.seed)
        print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)
    print(table(figures))


if __name__ == "__main__":
    main()
