"""Libraries of papers whose values are as odd as they come."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from random import Random

from readlist.library import Library
from readlist.model.dates import PartialDate
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.names import Name
from readlist.model.paper import Attachment, Paper, Record, Source, Status
from readlist.store import Store
from tests.model.queries import TAGS, WORDS

NAMES = (
    "Ann Berg",
    "Øre",
    "Ludwig van Beethoven",
    "李 明",
    "O'Neil, Zoë",
    "İnan, Işık",
    "Straße, K.",
    "Ada 🔥",
    "%_\\",
)
TIMES = (
    "2025-12-31T23:59:59Z",
    "2026-10-31T23:00:00Z",
    "2026-11-05T00:00:00Z",
    "2026-11-19T12:00:00Z",
    "2026-11-21T09:29:00Z",
)
NOW = "2026-11-21T09:30:00Z"


def a_text(random: Random) -> str | None:
    """A text, none, or one of blanks."""
    words = [random.choice((word, word.upper(), word.title())) for word in random.choices(WORDS, k=random.randrange(7))]
    return random.choice((" ", "-", " ", ", ", "\n", " {\\em x} ", "_")).join(words) or random.choice(
        (None, "", " ", "🔥")
    )


def a_record(random: Random, source: Source) -> Record:
    """A record in which anything may be missing."""
    year = random.choice((None, 7, 999, 1999, 2019, 2020, 2021, 2023))
    some = random.sample(
        (Attachment("a.PDF"), Attachment("c", "application/PDF"), Attachment("d.html", "html"), Attachment("apdf")), k=1
    )
    return Record(
        title=a_text(random),
        authors=tuple(map(Name.parse, random.sample(NAMES, k=random.randrange(4)))),
        affiliations=tuple(filter(None, (a_text(random) for _ in range(random.randrange(3))))),
        date=PartialDate(year) if year else None,
        venue=a_text(random),
        abstract=a_text(random),
        doi=random.choice((None, "10.1/a_b", "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o")),
        arxiv=random.choice((None, "2101.00001", "hep-th/9901001")),
        categories=random.choice(((), ("cs.CV",), ("CV", "math.LG"))),
        url=random.choice((None, "https://x.org/a")),
        code=random.choice((None, True, False, "https://x.org")),
        attachments=tuple(some) if random.random() < 0.5 else (),
        doubts=random.choice(((), ("no title",))),
        source=source,
    )  # fmt: skip


def fill(library: Library, random: Random, papers: int = 30) -> None:
    """Papers of all sorts in a library."""
    names = cycle((("refs.bib", "bibtex"), ("clipboard", "jsonl"), ("日本 json", "csl-json")))
    for number, (name, notation) in zip(range(papers // 10), names, strict=False):
        records = [a_record(random, Source(name, notation, (line, line))) for line in range(10)]
        entries = tuple(Entry(record, Verdict.NEW) for record in records)
        library.accept(Draft(name, notation, 1.0, f"text {number}", entries, ()))
    ids = list(library.ids())
    for id_ in ids:
        library.tag([id_], random.sample(TAGS, k=random.randrange(3)))
        library.mark([id_], random.choice(list(Status)))
        library.star([id_], starred=random.random() < 0.5)
        library.prioritize([id_], random.randrange(4))
        library.annotate(id_, a_text(random) or "")
        library.snooze([id_], random.choice((None, None, "2020-01-01", "2300-01-01")))
    library.citekeys(ids[::2])
    library.delete(ids[::7])


def a_library(path: Path, seed: int) -> tuple[Library, list[Paper]]:
    """A library of such papers, and what is in it."""
    random = Random(seed)
    times = cycle(TIMES)
    with Library(Store(path, clock=lambda: next(times))) as library:
        fill(library, random)
    library = Library(Store(path, clock=lambda: NOW))
    return library, library.papers(library.ids())
