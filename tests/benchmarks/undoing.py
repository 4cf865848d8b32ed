"""What undo costs beside the change that it takes back: python -m tests.benchmarks.undoing [--papers N] [--rounds N].

Processor time of this thread; the change, undo and redo are done in turn on one library, the medians are compared.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from readlist.library import Library
from readlist.library.update import Update
from readlist.model.paper import Status
from tests.reliability.script import page

Deed = Callable[[Library, Sequence[int], int], object]
BAR = 2.0  # times the cost of the change

DEEDS: dict[str, Deed] = {
    "import": lambda library, _, turn: library.accept(page(f"inns{turn}", range(len(library.ids())))),
    "decide": lambda library, ids, turn: library.mark(ids, (Status.READ, Status.LATER)[turn % 2]),
    "tag": lambda library, ids, turn: library.tag(ids, [f"tag {turn}"]),
    "edit a field": lambda library, ids, turn: library.update(ids, Update(fields={"venue": f"Venue {turn}"})),
    "edit the authors": lambda library, ids, turn: library.update(ids, Update(fields={"authors": f"Bo Li{turn}"})),
    "new citation keys": lambda library, ids, _: library.update(ids, Update(new_key=True)),
    "rename a tag": lambda library, _, turn: library.rename_tag("all", f"every{turn}"),
    "merge": lambda library, ids, _: library.merge(ids[0], ids[1:]),
    "tell apart": lambda library, ids, _: library.set_apart((ids[0], other) for other in ids[1:]),
    "delete": lambda library, ids, _: library.delete(ids),
}  # fmt: skip


def seconds(deed: Callable[[], object]) -> float:
    """The processor time of this thread that something takes."""
    begun = time.thread_time()
    deed()
    return time.thread_time() - begun


def measured(library: Library, deed: Deed, rounds: int) -> tuple[float, float, float]:
    """The medians of a change, of undo and of redo, each of all papers in one step."""
    ids = list(library.ids())
    turns = []
    for turn in range(rounds):
        change = seconds(lambda turn=turn: deed(library, ids, turn))  # type: ignore[misc]
        undo = seconds(library.undo)
        turns.append((change, undo, seconds(library.redo)))
        library.undo()
    return median(turn[0] for turn in turns), median(turn[1] for turn in turns), median(turn[2] for turn in turns)


def main() -> None:
    """Print a table; exit 1 where undo or redo costs more than the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(
        f"| one step, {asked.papers:,} papers | change | undo | redo | undo as a multiple |",
        "|---|---|---|---|---|",
        sep="\n",
    )
    worst = 0.0
    for name, deed in DEEDS.items():
        with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
            library.accept(page("maps", range(asked.papers)), tags=["all"])
            change, undo, redo = measured(library, deed, asked.rounds)
        worst = max(worst, undo / change, redo / change)
        print(f"| {name} | {change:.2f} s | {undo:.2f} s | {redo:.2f} s | {undo / change:.2f} |", flush=True)
    raise SystemExit(worst > BAR)


if __name__ == "__main__":
    main()
