"""Facets: the numbers are those that the narrowed query finds, and what is shown first is quick and bounded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from readlist.errors import LibraryError, NotFound
from readlist.library import Library
from readlist.model.paper import Status
from readlist.model.query import parse
from readlist.model.query.facets import FACETS, WITH_CODE, WITHOUT_CODE, narrowed
from tests.store.nasty import a_library

EXACT = ("status", "year", "code")


@pytest.fixture
def maps(tmp_path: Path) -> Iterator[Library]:
    """Four papers by people whose names are spelled in several ways."""
    records = (
        '{"title": "Map 0", "authors": ["Ada Moon", "Kenji Ito"], "date": "2020", "venue": "ICML", "code": true}',
        '{"title": "Map 1", "authors": ["ADA MOON"], "date": "2021-05", "venue": "Icml", "categories": ["cs.CV"]}',
        '{"title": "Map 2", "authors": ["Ada Moon"], "date": "2021", "affiliations": ["ETH Zürich"], "code": false}',
        '{"title": "Map 3", "authors": ["Li Bo"], "venue": "???", "categories": ["cs.CV", "cs.CL"]}',
    )
    with Library.open(tmp_path / "library.db") as library:
        ids = library.add("\n".join(records)).new
        library.tag(ids[:3], ["vision/maps"])
        library.tag(ids[:1], ["vision/grids", "to cite"])
        library.mark(ids[3:], Status.READ)
        yield library


@pytest.mark.parametrize(
    ("facet", "want"),
    [
        ("status", [("inbox", 3), ("read", 1)]),
        ("tag", [("vision", 3), ("vision/maps", 3), ("to cite", 1), ("vision/grids", 1)]),
        ("year", [("2021", 2), ("2020", 1)]),
        ("author", [("Ada Moon", 3), ("Kenji Ito", 1), ("Li Bo", 1)]),
        ("affiliation", [("ETH Zürich", 1)]),
        ("venue", [("ICML", 2)]),
        ("category", [("cs.CV", 2), ("cs.CL", 1)]),
        ("code", [(WITHOUT_CODE, 3), (WITH_CODE, 1)]),
    ],
)
def test_values_are_counted(maps: Library, facet: str, want: list[tuple[str, int]]) -> None:
    assert list(maps.facet("", facet).values) == want
    assert list(maps.facet("", facet, first=5).values) == want
    for value, papers in want:
        assert maps.find(narrowed(parse(""), facet, [value])).total == papers


def test_only_the_papers_of_the_query_count(maps: Library) -> None:
    assert maps.facet("status:read", "author").values == (("Li Bo", 1),)
    assert maps.facet("map -status:read year:2021", "author").values == (("ADA MOON", 2),)
    assert maps.facet("nothing", "tag").values == ()
    assert maps.facet("", "author", first=1).values == (("Ada Moon", 1), ("Kenji Ito", 1))


def test_values_are_found_by_beginnings_of_their_words(maps: Library) -> None:
    assert maps.facet("", "author", "it ken").values == (("Kenji Ito", 1),)
    assert maps.facet("", "affiliation", "zur").values == (("ETH Zürich", 1),)
    assert maps.facet("", "category", "cs cl").values == (("cs.CL", 1),)
    assert [value.text for value in maps.facet("", "tag", "gri").values] == ["vision/grids"]
    assert maps.facet("", "venue", "x").values == ()
    assert maps.facet("", "author", "bo", first=1).values == (("Li Bo", 1),)
    with pytest.raises(NotFound):
        maps.facet("", "weight")


def test_the_rest_of_many_values_is_cut_off(maps: Library) -> None:
    maps.add("\n".join(f'{{"title": "Grid {number}", "authors": ["Ann B{number:03}"]}}' for number in range(450)))
    found = maps.facet("", "author")
    assert (len(found.values), found.cut, found.values[0].text) == (200, True, "Ada Moon")
    assert maps.facet("", "author", "b449").values == (("Ann B449", 1),)


@pytest.mark.parametrize("seed", range(4))
def test_any_papers_are_counted_as_the_query_finds_them(tmp_path: Path, seed: int) -> None:
    library, _ = a_library(tmp_path / "library.db", seed)
    with library:
        for facet in FACETS:
            found = library.facet("", facet)
            assert found == library.facet("", facet, first=len(library.ids()) + 1)
            for text, number in found.values:
                total = library.find(narrowed(parse(""), facet, [text])).total
                assert total == number if facet in EXACT else total > 0, (facet, text)


def test_counting_can_be_stopped_from_another_thread(maps: Library) -> None:
    with maps.second() as second:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        stopped: list[bool] = []

        def stop() -> None:
            while not stopped:
                second.interrupt()

        thread = Thread(target=stop)
        thread.start()
        with pytest.raises(LibraryError):
            second._store._rows(endless)
        stopped.append(True)
        thread.join()
