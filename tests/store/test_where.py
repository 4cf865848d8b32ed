"""The SQL of a query means what the query means."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlist.library import Library
from readlist.model.fields import Order
from readlist.model.paper import Paper, Status
from readlist.model.query import Query, holds, parse, text_of
from readlist.store import looking
from tests.model.queries import queries
from tests.store.nasty import NOW, a_library

LIBRARIES = 8
QUERIES = int(os.environ.get("READLIST_TEST_QUERIES", "2000"))

Libraries = list[tuple[Library, list[Paper]]]


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Libraries]:
    folder: Path = tmp_path_factory.mktemp("nasty")
    found = [a_library(folder / f"{seed}.db", seed) for seed in range(LIBRARIES)]
    yield found
    for library, _ in found:
        library.close()


@settings(max_examples=QUERIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(queries, st.integers(0, LIBRARIES - 1))
def test_the_store_finds_what_the_plain_meaning_finds(libraries: Libraries, query: Query, number: int) -> None:
    library, papers = libraries[number]
    line = text_of(query)
    assert parse(line) == query
    now = datetime.fromisoformat(NOW).astimezone()
    want = [paper.id or 0 for paper in papers if holds(query, paper, now)]
    assert list(library.ids(line)) == want
    assert library._store.count(query) == len(want)


@settings(max_examples=QUERIES // 4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(queries, st.integers(0, LIBRARIES - 1), st.integers(1, 40), st.booleans())
def test_the_first_papers_of_a_large_library_are_those_of_all(
    libraries: Libraries, query: Query, number: int, limit: int, reverse: bool
) -> None:
    store = libraries[number][0]._store
    want = store.ids(query, "added", reverse=reverse, limit=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "LARGE", 0)
        assert store.ids(query, "added", reverse=reverse, limit=limit) == want[:limit]


@settings(max_examples=QUERIES // 20, deadline=None)
@given(queries)
def test_papers_are_picked_from_few_or_many_alike(libraries: Libraries, query: Query) -> None:
    library, papers = libraries[0]
    line = text_of(query)
    ids = [paper.id or 0 for paper in papers]
    want = set(library.ids(line))
    assert library._store.among(query, [*ids, 999]) == want
    assert library._store.among(query, [*ids, *range(1000, 1300)]) == want
    assert library._store.among(query, ids[:3]) == want.intersection(ids[:3])


@pytest.mark.parametrize(
    "line",
    [
        "a " * 5000, "a OR " * 1999 + "b", "-a " * 3333, "-a OR " * 1600 + "b", '"A" ' * 2500, '"A" OR ' * 1400 + "b", "-(a OR (b " * 1000, '(("A" ' * 1600,
        "a" * 10_000, "深" * 10_000, "status:later OR " * 500 + "x", "added:<7d OR " * 500 + "-x", "year:1001..8998 " * 500, '"' + "a " * 4999,
    ],
    ids=lambda line: line[:12],
)  # fmt: skip
def test_a_query_may_be_as_long_as_it_may_be(libraries: Libraries, line: str) -> None:
    library, papers = libraries[1]
    now = datetime.fromisoformat(NOW).astimezone()
    query = parse(line[:10_000])
    assert list(library.ids(query)) == [paper.id for paper in papers if holds(query, paper, now)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("status:reading net", [3, 7]),
        ("net status:reading is:starred", [3]),
        ("status:reading -net", []),
        ("status:reading 5", []),
        ("status:later net", list(range(11, 31))),
        ("is:decided net 3", [3, 30]),
    ],
)
def test_few_papers_of_a_state_are_looked_at_one_by_one(tmp_path: Path, line: str, found: list[int]) -> None:
    with Library.open(tmp_path / "library.db") as library:
        library.add("\n".join(f"@misc{{k{number}, title = {{Net {number}}}}}" for number in range(1, 501)))
        library.mark([3, 7], Status.READING)
        library.mark(list(range(11, 31)), Status.LATER)
        library.star([3], starred=True)
        assert list(library.ids(line)) == found
        assert library._store.count(parse(line)) == len(found)
        assert list(library.ids(line, Order(reverse=True), 1)) == found[::-1][:1]
