"""Measure the query line without typos: python -m tests.benchmarks.fields [--papers N] [--seed S] [--folder DIR].

Queries of every kind are typed letter by letter, the first fifty papers of each found: milliseconds of processor time.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random

from readlist.errors import QueryError
from readlist.library import Library
from readlist.model.fields import Order
from readlist.model.paper import Paper, Status
from tests.benchmarks.libraries import bulk
from tests.conftest import SAMPLES

WHOLE = 100_000  # letters of an abstract
SHOWN = 50
DECIDED = """
UPDATE reading SET
    status = CASE WHEN paper % 100 < 80 THEN 'inbox' ELSE CASE paper % 4
        WHEN 0 THEN 'later' WHEN 1 THEN 'read' WHEN 2 THEN 'skimmed' ELSE 'dropped' END END,
    starred = paper % 53 = 0,
    priority = CASE WHEN paper % 31 = 0 THEN paper % 4 ELSE 0 END,
    added = strftime('%Y-%m-%dT%H:%M:%SZ', '2025-01-01', (paper * 500 / (SELECT max(paper) FROM reading)) || ' days')
"""


def library_of(path: Path, papers: int) -> Library:
    """Papers of which a fifth were decided, with a few thousand notes and tags."""
    fresh = not path.exists()
    library = Library.open(bulk(path, SAMPLES, papers, WHOLE))
    if fresh:
        library._store._connection.execute(DECIDED)
        for number in range(1, 2000):
            library.annotate(number * papers // 2000, f"ask Kim about the baseline model of {number}")
        for number in range(30):
            library.tag(
                range(number + 1, papers, papers // 300), [f"nlp/topic{number}" if number % 3 else f"to{number}"]
            )
    return library


def word_of(text: str | None, random: Random) -> str:
    found = [word for word in (text or "").split() if word.isalnum()]
    return random.choice(found or ["model"])


def lines_for(paper: Paper, random: Random) -> Iterator[tuple[str, str]]:
    """A query of each kind that has to do with a paper."""
    record = paper.record
    title, other, text, more = (
        word_of(source, random) for source in (record.title, record.title, record.abstract, record.abstract)
    )
    author, year = record.authors[0].family or "li", record.year or 2000
    yield "one field", f"title:{title.lower()}"
    yield "one field", f"abstract:{text.lower()}"
    yield "one field", f'author:"{author}'
    yield "one field", f"venue:{word_of(record.venue, random)}"
    yield "one field", f"note:{random.choice(['kim', 'baseline', 'model', 'the', text.lower()])}"
    yield "two fields", f"title:{title.lower()} abstract:{text.lower()}"
    yield "two fields", f"year:{year - 2}..{year} title:{title.lower()}"
    yield "two fields", f"status:{random.choice(list(Status))} abstract:{text.lower()}"
    yield "two fields", f"tag:nlp {title}"
    yield "two fields", f"is:starred {text}"
    yield "two fields", f"added:>2026-04-20 {text}"
    yield "state", random.choice(["is:starred", "priority:>1", "status:later", "has:note", "tag:to9", "added:2025-06"])
    yield "years", random.choice([f"year:{year}", f"year:>{year}", f"year:..{year}"])
    yield "words", text
    yield "words", f"{title} {text}"
    yield "words", f"{title} {other} {more}"
    yield "phrase", '"' + " ".join((record.abstract or "no abstract here").lower().split()[3:7]).replace('"', "")
    yield "without", f"{title} -{text}"
    yield "without", f"-{text}"
    yield "or", f"title:{title.lower()} OR author:{author.split()[0]}"
    yield "case", f"title:{title.title()}"
    yield "case", f"abstract:{more.title()}"


def measured(library: Library, rounds: int, random: Random) -> dict[str, list[tuple[float, str]]]:
    """The milliseconds of each keystroke, by the kind of its query."""
    last, found = library.ids()[-1], defaultdict(list)
    papers = [library.papers([random.randrange(1, last)])[0] for _ in range(rounds)]
    for kind, line in (pair for paper in papers if paper.record.authors for pair in lines_for(paper, random)):
        for end in range(max(line.find(":") + 2, 1), len(line) + 1):
            start = time.process_time()
            try:
                library.ids(line[:end], Order(reverse=True), SHOWN)
            except QueryError:
                continue
            found[kind].append(((time.process_time() - start) * 1000, line[:end]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("build"))
    given = parser.parse_args()
    given.folder.mkdir(exist_ok=True)
    with library_of(given.folder / f"fields-{given.papers}.db", given.papers) as library:
        found = measured(library, given.rounds, Random(given.seed))
    for kind, times in {**found, "all": list(chain.from_iterable(found.values()))}.items():
        times.sort()
        middle, late, (most, line) = times[len(times) // 2][0], times[len(times) * 95 // 100][0], times[-1]
        print(f"{kind:12} {len(times):5}  p50 {middle:7.2f}  p95 {late:7.2f}  most {most:7.2f} ms  {line}")


if __name__ == "__main__":
    main()
