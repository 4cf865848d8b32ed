"""The search for near-duplicate titles: python -m tests.benchmarks.near [--papers N] [--seed S] [--shared DIR] [--folder DIR].

Of every hundred titles two have a copy: three in five with one edit, one in five without one of its words, one in five
with two edits. A copy counts if its similarity (rapidfuzz's ratio) is 0.9 or more.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path
from random import Random

from rapidfuzz import fuzz

from readlist.model.text import fold
from readlist.search import alike
from tests.benchmarks.corpus import entries, made

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LEAST = 0.9


def edited(title: str, random: Random) -> str:
    """The title with a letter other, more or less than before."""
    at = random.randrange(len(title))
    letter = random.choice(LETTERS)
    return random.choice(
        (title[:at] + letter + title[at + 1 :], title[:at] + letter + title[at:], title[:at] + title[at + 1 :])
    )


def copied(title: str, random: Random) -> str:
    """The title as somebody else might have it."""
    kind = random.random()
    if kind < 0.6:
        return edited(title, random)
    if kind < 0.8:
        words = title.split()
        del words[random.randrange(len(words))]
        return " ".join(words)
    return edited(edited(title, random), random)


def main() -> None:
    """Plant copies and tell how many are found, in what time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "readlist-benchmarks")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    random = Random(given.seed)
    lines = made(given.shared / "data" / "acl.jsonl.gz", given.folder, given.papers, given.seed)
    titles = [fold(entry.title or "") for entry in entries(lines)]
    texts = list(enumerate(titles))
    planted = set()
    for number, title in random.sample([pair for pair in texts if len(pair[1].split()) > 1], given.papers // 50):
        copy = copied(title, random)
        if fuzz.ratio(title, copy) >= 100 * LEAST:
            planted.add((number, len(texts)))
        texts.append((len(texts), copy))
    began = time.process_time()
    found = {(one, other) for one, other, _ in alike(lambda: texts, LEAST)}
    spent = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(texts):,} titles: {spent:.1f} s CPU, {1e6 * spent / len(texts):.1f} µs each, {len(found):,} pairs")
    print(
        f"recall of {len(planted):,} planted: {len(planted & found) / len(planted):.3f}; memory {memory:,.0f} MB, all told"
    )


if __name__ == "__main__":
    main()
