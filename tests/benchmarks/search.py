"""Measure the forgiving search: python -m tests.benchmarks.search PAPERS [--sizes N…] [--seed S] [--queries Q].

PAPERS is a gzipped file of JSON lines with title, authors and year. Queries of twelve kinds are typed letter by letter,
at every size beside fzf and rapidfuzz over the same lines; times are processor time. Each size is measured in processes
of its own, so that memory is told apart. Where three typed words stand side by side in hundreds of titles no search can
tell which was meant: “tellable” counts the queries only whose words, as they were before they were degraded, ten papers
or fewer have side by side, and what can be had at most is told besides.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.search import Index
    from tests.benchmarks.corpus import Query

SIZES = (10_000, 100_000, 1_000_000, 3_000_000)
FZF_QUERIES = {10_000: 120, 100_000: 84, 1_000_000: 12}
RAPIDFUZZ_QUERIES = {10_000: 60, 100_000: 24, 1_000_000: 12}
FIRST_QUERIES = ("efficeint transformer atention", "pansegf", "zhang 2021 segm")
LIMIT = 50
LIBRARY = "benchmark"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the files of one measurement lie."""

    papers: Path
    folder: Path
    size: int
    seed: int

    @property
    def lines(self) -> Path:
        return self.folder / f"papers-{self.size}-{self.seed}.tsv"

    @property
    def index(self) -> Path:
        return self.folder / f"index-{self.size}-{self.seed}"


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _private() -> float:
    """MB of memory beyond mapped files, as Linux tells it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return _peak()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")) / 1024


def make(place: Place, _options: argparse.Namespace) -> dict[str, object]:
    from tests.benchmarks.corpus import made

    made(place.papers, place.folder, place.size, place.seed)
    return {}


def build_index(place: Place, _options: argparse.Namespace) -> dict[str, object]:
    from readlist.search import build
    from tests.benchmarks.corpus import entries

    begin = time.process_time()
    for _ in entries(place.lines):
        pass
    reading = time.process_time() - begin
    before = _peak()
    begin = time.process_time()
    for _ in build(place.index, entries(place.lines), LIBRARY, 1):
        pass
    spent = time.process_time() - begin - reading
    size = place.index.stat().st_size
    return {
        "index, bytes a paper": size / place.size,
        "build, microseconds a paper": spent / place.size * 1e6,
        "build, peak bytes a paper beyond a bare process": (_peak() - before) * 2**20 / place.size,
        "build, peak MB": _peak(),
    }


def first(place: Place, options: argparse.Namespace) -> dict[str, object]:
    """The first answers of a fresh process; the index is put out of the page cache before, when it is to be cold."""
    if options.cold:
        with place.index.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    begin, spent = time.perf_counter(), time.process_time()
    from readlist.search import Index

    index = Index.open(place.index)
    moments = [(time.perf_counter() - begin, time.process_time() - spent)]
    for query in FIRST_QUERIES:
        index.search(query, LIMIT)
        moments.append((time.perf_counter() - begin, time.process_time() - spent))
    state = "evicted" if options.cold else "in the page cache"
    what = f"a fresh process, index {state}, until open and after each query, ms (CPU)"
    return {what: ", ".join(f"{wall * 1000:.0f} ({cpu * 1000:.0f})" for wall, cpu in moments)}


def _percentiles(spent: list[float]) -> str:
    import numpy as np

    return " ".join(
        f"{name} {value * 1000:.2f}"
        for name, value in zip(("p50", "p95", "p99", "max"), np.percentile(spent, [50, 95, 99, 100]), strict=True)
    )


def _table(rows: dict[str, list[int]]) -> dict[str, str]:
    every = {**rows, "all": [rank for ranks in rows.values() for rank in ranks]}
    return {
        kind: f"recall@1 {_share(ranks, 1):.3f}  recall@10 {_share(ranks, 10):.3f}  MRR {sum(1 / rank for rank in ranks if rank) / len(ranks):.3f}  n {len(ranks)}"
        for kind, ranks in every.items()
        if ranks
    }


def _share(ranks: Sequence[int], most: int) -> float:
    return sum(0 < rank <= most for rank in ranks) / len(ranks)


def typed(place: Place, options: argparse.Namespace) -> dict[str, object]:
    from readlist.search import Entry, Index, Search
    from tests.benchmarks.corpus import queries, sharing

    asked = queries(place.lines, options.queries, options.seed + 1000)
    sharers = sharing(place.lines, asked)
    index = Index.open(place.index)
    index.search(FIRST_QUERIES[0], LIMIT)
    keystrokes: list[float] = []
    loops = [_timed(_loop)]
    ranks: dict[str, list[int]] = {}
    clear_ranks: dict[str, list[int]] = {}
    for query, count in zip(asked, sharers, strict=True):
        for end in range(1, len(query.text) + 1):
            begin = time.process_time()
            hits = index.search(query.text[:end], LIMIT)
            keystrokes.append(time.process_time() - begin)
        rank = next((at for at, hit in enumerate(hits, start=1) if hit.number == query.paper), 0)
        ranks.setdefault(query.kind, []).append(rank)
        if count <= 10:
            clear_ranks.setdefault(query.kind, []).append(rank)
    memory = _private()
    loops.append(_timed(_loop))
    fresh = Index.open(place.index)
    whole = [_timed(partial(fresh.search, query.text, LIMIT)) for query in asked]
    search = Search(index).changed(Entry(place.size + at, f"Paper {at} of a series") for at in range(1, 200))
    changes = [_timed(partial(search.changed, [Entry(place.size + at, "Zebrafish")])) for at in range(400, 420)]
    return {
        f"per keystroke, CPU ms, {len(keystrokes)} keystrokes": _percentiles(keystrokes),
        "whole query pasted, CPU ms": _percentiles(whole),
        "a change after 200 others, CPU ms": _percentiles(changes),
        "a loop of 300,000 steps before and after, CPU ms": ", ".join(f"{spent * 1000:.0f}" for spent in loops),
        "memory beyond mapped pages, MB": memory,
        "found": _table(ranks),
        "recall@10 if of the papers with the words side by side, and no others, any ten were shown": (
            f"{sum(min(1, 10 / count) for count in sharers) / len(sharers):.3f}"
        ),
        "found, tellable": _table(clear_ranks),
    }


def _loop() -> None:
    """Work of known length: times swing threefold where others use the same processors."""
    total = 0
    for step in range(300_000):
        total += step * step


def _timed(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def others(place: Place, options: argparse.Namespace) -> dict[str, object]:
    """fzf and rapidfuzz over the same lines, and the index for the very same queries."""
    from readlist.search import Index
    from tests.benchmarks.corpus import queries

    asked = queries(place.lines, options.queries, options.seed + 1000)
    random.Random(options.seed).shuffle(asked)
    lines = [text.rsplit("\t", 1)[0].replace("\t", " ") for text in place.lines.read_text("utf-8").splitlines()]
    index = Index.open(place.index)
    rivals = {"fzf": (FZF_QUERIES, _fzf(lines, place.folder)), "rapidfuzz": (RAPIDFUZZ_QUERIES, _rapidfuzz(lines))}
    report: dict[str, object] = {}
    for name, (counts, rival) in rivals.items():
        some = asked[: counts.get(place.size, 0)]
        if name == "fzf" and not shutil.which("fzf"):
            report["fzf"] = "not installed, left out"
        elif some:
            report.update(_beside(name, some, lines, rival, index))
    return report


def _beside(
    name: str, asked: Sequence[Query], lines: list[str], rival: Callable[[str], list[str]], index: Index
) -> dict[str, object]:
    found: dict[str, list[int]] = {}
    own: dict[str, list[int]] = {}
    spent, own_spent = [], []
    for query in asked:
        begin = _cpu()
        best = rival(query.text)
        spent.append(_cpu() - begin)
        begin = _cpu()
        hits = index.search(query.text, 10)
        own_spent.append(_cpu() - begin)
        told = [best.index(lines[query.paper - 1]) + 1] if lines[query.paper - 1] in best else [0]
        found.setdefault(query.kind, []).extend(told)
        own.setdefault(query.kind, []).append(
            next((at for at, hit in enumerate(hits, start=1) if hit.number == query.paper), 0)
        )
    return {
        f"{name}, CPU ms": _percentiles(spent),
        f"the index for these queries, CPU ms (beside {name})": _percentiles(own_spent),
        f"{name} found": _table(found),
        f"the index found of these (beside {name})": _table(own),
    }


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _fzf(lines: list[str], folder: Path) -> Callable[[str], list[str]]:
    path = folder / "lines"
    path.write_text("\n".join(lines), "utf-8")

    def search(text: str) -> list[str]:
        with path.open("rb") as file:
            done = subprocess.run(["fzf", "--filter", text], stdin=file, capture_output=True, check=False)
        return [line.decode() for line in done.stdout.split(b"\n", 10)[:10]]

    return search


def _rapidfuzz(lines: list[str]) -> Callable[[str], list[str]]:
    from rapidfuzz import fuzz, process

    lowered = [line.lower() for line in lines]

    def search(text: str) -> list[str]:
        return [lines[at] for _, _, at in process.extract(text, lowered, scorer=fuzz.partial_ratio, limit=10)]

    return search


PARTS: dict[str, Callable[[Place, argparse.Namespace], dict[str, object]]] = {
    "papers": make,
    "build": build_index,
    "first": first,
    "typed": typed,
    "others": others,
}


def _parsed(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES[:2])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queries", type=int, default=50, help="of each of the twelve kinds")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "readlist-search-benchmark")
    parser.add_argument("--part", choices=PARTS, help="one part only, as JSON")
    parser.add_argument("--cold", action="store_true", help="of the part “first”: with the index out of the page cache")
    return parser.parse_args(words)


def _shown(report: dict[str, object]) -> Iterator[str]:
    for what, value in report.items():
        if isinstance(value, dict):
            yield f"{what}:"
            yield from (f"    {kind:18} {figures}" for kind, figures in value.items())
        else:
            yield f"{what}: {value:.1f}" if isinstance(value, float) else f"{what}: {value}"


def main(words: Sequence[str] | None = None) -> None:
    options = _parsed(words)
    options.folder.mkdir(parents=True, exist_ok=True)
    for size in options.sizes:
        place = Place(options.papers, options.folder, size, options.seed)
        if options.part:
            print(json.dumps(PARTS[options.part](place, options)))
            continue
        print(f"\n== {size:,} papers, seed {options.seed}", flush=True)
        for part in (["papers"], ["build"], ["first", "--cold"], ["first"], ["typed"], ["others"]):
            call = [
                sys.executable,
                "-m",
                "tests.benchmarks.search",
                str(options.papers),
                "--sizes",
                str(size),
                "--seed",
            ]
            call += [
                str(options.seed),
                "--queries",
                str(options.queries),
                "--folder",
                str(options.folder),
                "--part",
                *part,
            ]
            done = subprocess.run(call, capture_output=True, text=True, check=True)
            print("\n".join(_shown(json.loads(done.stdout))), flush=True)


if __name__ == "__main__":
    main()
