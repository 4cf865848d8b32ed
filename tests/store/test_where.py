"""The SQL of a query means what the query means."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.library import Library
from readlist.model.dates import PartialDate
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.names import Name
from readlist.model.paper import Attachment, Paper, Record, Status
from readlist.model.query import holds, parse

WORDS = ("graph", "Łoś", "net-work", "A_b", "50%", "ünï", "x\\y", "the", "日本", "")
NAMES = ("Ann Berg", "Øre", "Ludwig van Beethoven", "李 明")

words = st.sampled_from(WORDS)
texts = st.lists(words, max_size=4).map(" ".join)
records = st.builds(
    Record,
    title=st.none() | texts,
    authors=st.lists(st.sampled_from(NAMES).map(Name.parse), max_size=2).map(tuple),
    abstract=st.none() | texts,
    date=st.none() | st.integers(2019, 2023).map(PartialDate),
    categories=st.sampled_from([(), ("cs.CV",), ("CV", "LG")]),
    venue=st.none() | texts,
    doi=st.none() | st.sampled_from(["10.1/a_b"]),
    code=st.sampled_from([None, True, False, "https://x.org"]),
    attachments=st.sampled_from(
        [(), ("a.PDF", ""), ("b%", "pdf"), ("c", "application/PDF"), ("d.html", "html"), ("apdf", "")]
    ).map(lambda parts: (Attachment("notes.txt"), Attachment(*parts)) if parts else ()),
    doubts=st.sampled_from([(), ("no title",)]),
)
terms = st.one_of(
    words,
    st.tuples(st.sampled_from(["title", "author", "abstract", "note", "venue", "category", "doi", "key", "tag"]), words).map(
        lambda pair: f'{pair[0]}:"{pair[1]}"'
    ),
    st.sampled_from(
        ["is:starred", "is:undecided", "has:doi", "has:code", "has:note", "has:doubt", "has:tag", "has:abstract", "has:title", "has:pdf",
         "year:2020", "year:2020..2022", "year:>2021", "year:<2021", "priority:>0", "status:later", "status:inbox", "tag:a", '"graph the"']
    ),
)  # fmt: skip
queries = st.lists(st.tuples(st.sampled_from(["", "-"]), terms).map("".join), max_size=3).map(" ".join)


def fill(library: Library, some: list[Record]) -> list[Paper]:
    """Papers of all sorts in a library."""
    for number, record in enumerate(some):
        draft = Draft("x", "x", 1.0, f"text {number}", (Entry(record, Verdict.NEW),), ())
        library.accept(draft)
    ids = list(library.ids())
    library.tag(ids[::2], ["a/b", "The Tag"])
    library.mark(ids[::3], Status.LATER)
    library.star(ids[1::2], starred=True)
    library.prioritize(ids[:1], 2)
    for id_ in ids[:2]:
        library.annotate(id_, "a Note on 50% of the graph")
    library.citekeys(ids[:3])
    return library.papers(ids)


@settings(max_examples=60, deadline=None)
@given(st.lists(records, min_size=1, max_size=6), st.lists(queries, min_size=5, max_size=12))
def test_the_store_finds_what_the_plain_meaning_finds(some: list[Record], lines: list[str]) -> None:
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        papers = fill(library, some)
        ids = [paper.id or 0 for paper in papers]
        for line in lines:
            query = parse(line)
            want = [paper.id for paper in papers if holds(query, paper)]
            assert list(library.ids(line)) == want, line
            assert library.matches(line, ids) == set(want), line
            assert library.find(line, limit=1).total == len(want), line
