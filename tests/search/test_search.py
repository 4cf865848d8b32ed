"""What is found, and how well, in libraries small enough to look at."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from readlist.model.ranking import Meant
from readlist.search import (
    Entry,
    Hit,
    Index,
    Search,
    Stopped,
    UnusableIndex,
    bears_out,
    build,
    corrections,
    verify,
)

PAPERS = [
    Entry(1, "Attention Is All You Need", ("Ashish Vaswani", "Noam Shazeer"), 2017, ("transformers",)),
    Entry(2, "Deep Residual Learning for Image Recognition", ("Kaiming He", "Xiangyu Zhang"), 2016),
    Entry(3, "Panoptic Segmentation with Fast Networks", ("Alexander Kirillov",), 2019, citekey="kirillov2019panoptic"),
    Entry(4, "Self-Supervised Pre-Training of Speech", ("José Núñez",), 2020),
    Entry(5, "深度学习综述", ("李 明",), 2018),
    Entry(6, "Обучение без учителя", ("Иван Петров",), 2021),
    Entry(7, None, ("Nobody",), None),
    Entry(8, "Learning to Rank", ("Residual Learner",), 2007, ("attention",)),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(PAPERS)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("attention", 1),
        ("ATTENTION", 1),
        ("atention is al", 1),
        ("need you all", 1),
        ("transformer", 1),
        ("kaiming 2016 resid", 2),
        ("recogntion residaul", 2),
        ("kamiing he", 2),
        ("pansegf", 3),
        ("pafane", 3),
        ("psfn", 3),
        ("pswfn", 3),
        ("kirillov 2019 panoptic", 3),
        ("selfsupervised", 4),
        ("pretraining spech", 4),
        ("nunez", 4),
        ("学习", 5),
        ("обучение", 6),
        ("обучние", 6),
        ("nobody", 7),
        ("learning zebra", 8),
    ],
)
def test_the_paper_is_found(index: Index, typed: str, first: int) -> None:
    hits = index.search(typed, 10)
    assert hits[0].number == first
    assert bears_out(PAPERS[first - 1], filter(None, hits[0].words))


@pytest.mark.parametrize(
    "typed", ["", " ", "?!", "\u0301", "zzzzqqqq", "\U0001f600", "a" * 10_000, "x " * 5_000, "\ud800"]
)
def test_anything_may_be_typed(index: Index, typed: str) -> None:
    assert len(index.search(typed, 10)) <= len(PAPERS)


def test_a_title_counts_more_than_a_tag(index: Index) -> None:
    assert [hit.number for hit in index.search("attention", 10)] == [1, 8]


def test_of_equals_the_newest_comes_first() -> None:
    index = Index.of([Entry(number, "The Same Title") for number in (3, 5, 9)])
    assert [hit.number for hit in index.search("same title", 10)] == [9, 5, 3]


def test_an_index_of_nothing_finds_nothing() -> None:
    assert Index.of([]).search("word", 10) == []
    assert Index.of([Entry(1, None)]).search("word", 10) == []


def test_corrected_words_and_places_to_highlight_are_told(index: Index) -> None:
    hits = index.search("residul learning recogntion", 10)
    assert corrections("residul learning recogntion", hits) == {"residul": "residual", "recogntion": "recognition"}
    title = PAPERS[1].title or ""
    assert [title[low:high] for low, high in Meant(("res",), frozenset(hits[0].words)).spans(title)] == [
        "Residual",
        "Learning",
        "Recognition",
    ]
    hits = index.search("pansegf", 10)
    assert hits[0].words == ("panoptic", "segmentation", "fast")
    assert corrections("pansegf", hits) == {}


def test_a_search_can_be_stopped(index: Index) -> None:
    def stop() -> None:
        raise Stopped("another letter was typed")

    with pytest.raises(Stopped):
        index.search("atention", 10, check=stop)


def test_a_change_is_found_at_once() -> None:
    search = Search(Index.of(PAPERS))
    changed = search.changed([Entry(9, "Zebrafish Vision"), Entry(2, "Crossing the Road")], gone=[1])
    assert [hit.number for hit in changed.search("zebrafsh")] == [9]
    assert [hit.number for hit in changed.search("crossing")] == [2]
    assert changed.search("kaiming") == []
    assert [hit.number for hit in changed.search("attention")] == [8]
    assert [hit.number for hit in search.search("attention")] == [1, 8]
    assert changed.changed([], gone=[9]).search("zebrafish") == []
    assert [hit.number for hit in changed.changed([PAPERS[0]], gone=[9, 8]).search("attention")] == [1]


def test_a_search_can_be_limited_to_some_papers() -> None:
    search = Search(Index.of(PAPERS)).changed([Entry(9, "Attention and Learning"), Entry(10, "Attention Again")])
    some = search.among([2, 8, 9, 77])
    assert {hit.number for hit in some.search("attention")} == {8, 9}
    assert {hit.number for hit in some.changed([Entry(77, "Attention")]).search("attention")} == {8, 9, 77}
    assert {hit.number for hit in some.among(None).search("attention")} == {1, 8, 9, 10}


def test_a_change_among_many_takes_little_work() -> None:
    search = Search(Index.of(PAPERS)).changed(Entry(100 + at, f"Paper {at} of a series") for at in range(300))
    assert len(search.fresh) == 300
    begin = time.process_time()
    search = search.changed([Entry(999, "Zebrafish")])
    assert time.process_time() - begin < 0.5  # some milliseconds; the bound is for what grows beyond measure
    assert search.search("zebrafish")


def test_an_index_is_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "index"
    assert list(build(path, PAPERS, "one", 7))[-1] == len(PAPERS)
    index = Index.open(path)
    assert len(index) == len(PAPERS)
    assert index.search("pansegf", 3) == Index.of(PAPERS).search("pansegf", 3)
    assert (index.library, index.step) == ("one", 7)
    verify(path)


def test_a_build_that_is_given_up_leaves_the_old_index(tmp_path: Path) -> None:
    path = tmp_path / "index"
    for _ in build(path, PAPERS, "one", 1):
        pass
    before = path.read_bytes()
    for steps in range(4):
        building = build(path, PAPERS[:2], "one", 2)
        for _ in range(steps):
            next(building)
        building.close()
        assert path.read_bytes() == before
        assert [entry.name for entry in tmp_path.iterdir()] == ["index"]


KILLED = """
import sys
from pathlib import Path
from readlist.search import Entry, _build, build
_build.PIECE = 1
for _ in build(Path(sys.argv[1]), (Entry(at, f"Paper {at}") for at in range(1, 9)), "one", 2):
    print(flush=True)
"""


@pytest.mark.parametrize("steps", [1, 9, 20, 39])
def test_a_build_that_is_killed_leaves_the_old_index(tmp_path: Path, steps: int) -> None:
    path = tmp_path / "index"
    list(build(path, PAPERS, "one", 1))
    before = path.read_bytes()
    with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE) as building:
        assert building.stdout
        for _ in range(steps):
            assert building.stdout.readline()
        building.kill()
    assert path.read_bytes() == before or Index.open(path).step == 2
    for left in tmp_path.glob("*.part"):
        os.utime(left, (0, 0))
    list(build(path, PAPERS, "one", 3))
    assert [entry.name for entry in tmp_path.iterdir()] == ["index"]


def test_papers_come_in_order(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ascending"):
        Index.of([Entry(2, "two"), Entry(1, "one")])


QUERIES = ["attention", "atention is", "pansegf", "psfn", "kaiming 2016 resid", "learning zebra", "l"]


def asked(path: Path) -> list[list[Hit]]:
    """Open, search and compare with the checksums; anything but whole answers is UnusableIndex."""
    index = Index.open(path)
    hits = [index.search(query, 10) for query in QUERIES]
    verify(path)
    return hits


def test_a_file_cut_short_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "index"
    list(build(path, PAPERS, "one", 1))
    whole = path.read_bytes()
    for size in [*range(0, 64, 7), *range(64, len(whole), 501)]:
        path.write_bytes(whole[:size])
        with pytest.raises(UnusableIndex):
            Index.open(path)


@pytest.mark.parametrize("checked", [0, 1 << 20])
def test_flipped_bits_are_told_or_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked: int) -> None:
    monkeypatch.setattr("readlist.search._tables.CHECKED_AT_OPEN", checked)
    path = tmp_path / "index"
    list(build(path, PAPERS, "one", 1))
    whole = path.read_bytes()
    answers = asked(path)
    draw = np.random.default_rng(1)
    for at in [*range(40), *draw.integers(4096, len(whole), 300).tolist()]:
        broken = bytearray(whole)
        broken[at] ^= 1 << int(draw.integers(8))
        path.write_bytes(broken)
        try:
            assert asked(path) == answers
        except UnusableIndex:
            continue
