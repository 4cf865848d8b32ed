"""The index finds what a slow, obviously right search finds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from readlist.search import Entry, Index
from readlist.search._build import in_memory
from readlist.search._vocabulary import Vocabulary
from tests.search import oracle

WORDS = st.one_of(
    st.sampled_from(
        "neural network networks net nets learning learn leaning deep deeper the of attention ab abc 注 意".split()
    ),
    st.text("abc", min_size=1, max_size=7),
)
ENTRIES = st.lists(
    st.builds(
        lambda title, authors, year, tags: (" ".join(title), tuple(authors), year, tuple(tags)),
        st.lists(WORDS, max_size=6),
        st.lists(WORDS, max_size=3),
        st.sampled_from([None, 2019, 2020]),
        st.lists(WORDS, max_size=2),
    ),
    max_size=14,
).map(lambda rows: [Entry(number * 3, *row) for number, row in enumerate(rows, start=1)])


@st.composite
def typed_words(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.one_of(WORDS, st.text("abcdenrt2", min_size=1, max_size=8)), min_size=1, max_size=4))
    text = draw(st.sampled_from([" ", ""])).join(words)
    return text[: draw(st.integers(1, 24))] + draw(st.sampled_from(["", " "]))


@settings(max_examples=50, deadline=None)
@given(
    ENTRIES.map(lambda entries: [replace(e, number=e.number + at) for at in (0, 100, 200) for e in entries]),
    typed_words(),
)
def test_words_that_many_papers_have_are_taken_as_typed(entries: list[Entry], text: str) -> None:
    hits = Index.of(entries).search(text, 10)
    assert [(hit.number, hit.score) for hit in hits] == oracle.found(entries, text, 10)


@settings(max_examples=200, deadline=None)
@given(ENTRIES, typed_words())
def test_the_index_finds_what_the_slow_search_finds(entries: list[Entry], text: str) -> None:
    hits = Index.of(entries).search(text, 10)
    assert [(hit.number, hit.score) for hit in hits] == oracle.found(entries, text, 10)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text("abcdé注", min_size=1, max_size=9), min_size=1, max_size=30),
    st.text("abcdé注", min_size=1, max_size=8),
)
def test_words_are_as_near_as_counted_out(words: list[str], text: str) -> None:
    vocabulary = Vocabulary(in_memory([Entry(at, word) for at, word in enumerate(words)]))
    for edits in (1, 2):
        places, whole, _ = vocabulary.near(text, edits)
        near = {vocabulary[place]: int(count) for place, count in zip(places, whole, strict=True) if count <= edits}
        every = {vocabulary[at]: oracle.edits_between(text, vocabulary[at]) for at in range(len(vocabulary))}
        assert near == {word: count for word, count in every.items() if count <= edits}
