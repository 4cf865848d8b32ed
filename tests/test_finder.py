"""Papers are found by words that are nearly theirs, and an index that fails is never noticed."""

from __future__ import annotations

import os
import shutil
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from readlist.library import Library, search_index
from readlist.library.update import Update
from readlist.model.fields import Order
from readlist.model.names import Name
from readlist.model.paper import Record, Status
from readlist.search._tables import ARRAYS, Drawer
from tests.test_library import draft

TITLES = (
    "Attention Is All You Need",
    "Deep Residual Learning for Image Recognition",
    "Generative Adversarial Nets",
    "Panoptic Segmentation with Transformers",
    "On the Łoś Theorem",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        authors = ("Vaswani", "He", "Goodfellow", "Li", "Los")
        abstracts = (None, None, "A game of two networks.", None, None)
        opened.accept(
            draft(
                *(
                    Record(title=title, authors=(Name(author, "Ada"),), abstract=abstract)
                    for title, author, abstract in zip(TITLES, authors, abstracts, strict=True)
                )
            )
        )
        yield opened


@pytest.fixture
def with_file(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The library with its index in a file, as a large one has it."""
    monkeypatch.setattr(search_index, "FEW", 3)
    assert list(library.index())
    return library


def titles(library: Library, query: str) -> list[str | None]:
    return [paper.record.title for paper in library.papers(library.ranked(query).ids)]


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("atention", 0),
        ("vasvani need", 0),
        ("residaul leraning", 1),
        ("goodfellow", 2),
        ("panseg", 3),
        ("drlir", 1),
        ("los theorem", 4),
        ("need attention", 0),
    ],
)
def test_typos_pieces_and_initials_find_the_paper(library: Library, query: str, at: int) -> None:
    assert titles(library, query)[0] == TITLES[at]


def test_a_corrected_word_is_told_and_its_papers_follow(library: Library) -> None:
    found = library.ranked("adversrial")
    assert found.meant.corrected == {"adversrial": "adversarial"}
    assert found.meant.spans("Some adversarial thing") == [(5, 16)]
    assert library.find("adversrial").total == 1


def test_the_words_of_abstracts_are_found_as_they_are(library: Library) -> None:
    assert titles(library, "game") == [TITLES[2]]


def test_the_rest_of_a_query_holds(library: Library) -> None:
    ids = library.ids()
    library.mark(ids[:2], Status.READ)
    assert titles(library, "atention status:read") == [TITLES[0]]
    assert titles(library, "atention status:inbox") == []
    assert library.matches("atention status:read", ids) == {ids[0]}


def test_an_order_that_is_asked_for_is_kept(library: Library) -> None:
    found = library.ranked("e", Order("title"))
    assert list(found.ids) == list(library.ids("e", Order("title")))


@pytest.mark.parametrize("order", [Order("title"), Order("title", reverse=True), Order("added", reverse=True)])
def test_mistyped_words_find_the_same_papers_in_any_order(library: Library, order: Order) -> None:
    library.accept(draft(Record(title="Attentions of Readers"), Record(title="No Attention"), name="more"))
    library.accept(draft(*(Record(title=f"{at}", abstract="Attention.") for at in range(15)), name="abstracts"))
    best = library.ranked("atention")
    found = library.ranked("atention", order)
    assert len(best.ids) == 18
    assert list(found.ids) == [id_ for id_ in library.ids("", order) if id_ in set(best.ids)]
    assert library.find("atention", order=order, limit=1) == (found.ids[:1], 18)


@pytest.mark.parametrize(
    "query", ["atention", "adversrial nets", "attention", "adversarial transformers", "game", "ada"]
)
def test_pages_give_each_paper_once_and_tell_how_many_there_are(library: Library, query: str) -> None:
    library.accept(draft(*(Record(title=f"Attention {at}", abstract="Adversarial.") for at in range(15)), name="more"))
    whole = library.find(query, limit=None)
    assert len(whole.ids) == whole.total == len(set(whole.ids))
    for limit in (0, 1, 4, 12):
        assert library.find(query, limit=limit) == (whole.ids[:limit], whole.total)
    pages = [library.find(query, limit=4, offset=offset).ids for offset in range(0, 24, 4)]
    assert [id_ for page in pages for id_ in page] == list(whole.ids)


def test_a_phrase_stays_a_phrase_whether_its_last_word_is_typed_out_or_not(library: Library) -> None:
    assert titles(library, '"is all"') == titles(library, '"is al"*') == [TITLES[0]]
    assert titles(library, '"all is"*') == titles(library, '"is alll"*') == []


def test_more_than_eight_words_are_ranked_and_corrected(library: Library) -> None:
    title = "One Two Three Four Five Six Seven Eight Nine"
    other = Record(title="Numbers", abstract=f"{title}.")
    library.accept(draft(Record(title=title), Record(title=f"{title[:-4]}Ten"), other, name="long"))
    assert titles(library, title)[:2] == [title, "Numbers"]
    mistyped = title.replace("Three", "Thrre")
    assert title in titles(library, mistyped)
    assert library.ranked(mistyped).meant.corrected == {"thrre": "three"}


def test_what_is_done_acts_on_what_has_the_words_or_says_that_it_does_not(library: Library) -> None:
    assert library.select(["attention"]).is_exact
    close = library.select(["atention"])
    assert (len(close.ids), close.is_exact) == (1, False)


@pytest.mark.parametrize("filed", [False, True])
def test_a_change_is_found_by_the_next_search(library: Library, filed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if filed:
        monkeypatch.setattr(search_index, "FEW", 3)
        assert list(library.index())
    first = library.ids()[0]
    assert titles(library, "atention") == [TITLES[0]]
    library.update([first], Update(fields={"title": "Quokkas at Play"}))
    assert titles(library, "atention") == []
    assert titles(library, "quokas") == ["Quokkas at Play"]
    library.undo()
    assert titles(library, "quokas") == []
    assert titles(library, "atention") == [TITLES[0]]
    library.tag([first], ["wombats"])
    assert titles(library, "wombts") == [TITLES[0]]
    library.delete([first])
    assert titles(library, "atention") == []
    library.undo()
    library.accept(draft(Record(title="Numbats of the West"), name="other"))
    assert titles(library, "nubats") == ["Numbats of the West"]
    with library.second() as second:
        assert titles(second, "nubats") == ["Numbats of the West"]


def test_an_index_that_is_true_is_not_made_again(with_file: Library) -> None:
    assert list(with_file.index()) == []
    with with_file.second() as second:
        assert list(second.index()) == []


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_index_gives_no_wrong_answer(with_file: Library, seed: int) -> None:
    path = with_file.path.with_name("library.db.search")
    random = Random(seed)
    content = bytearray(path.read_bytes())
    if seed % 3:
        for _ in range(random.choice((1, 8, 200))):
            content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    else:
        del content[random.randrange(len(content)) :]
    path.write_bytes(content)
    with with_file.second() as second:
        assert titles(second, "attention need") == [TITLES[0]]
        assert set(titles(second, "atention")) <= {TITLES[0]}
        list(second.index())


def test_an_index_cut_short_is_made_again(with_file: Library) -> None:
    path = with_file.path.with_name("library.db.search")
    path.write_bytes(path.read_bytes()[:100])
    assert titles(with_file, "atention") == []
    assert list(with_file.index())
    assert titles(with_file, "atention") == [TITLES[0]]


def test_a_copy_that_went_another_way_does_not_take_the_index_for_its_own(with_file: Library, tmp_path: Path) -> None:
    copied = tmp_path / "copy.db"
    with_file._store._connection.execute("VACUUM INTO ?", (str(copied),))
    with_file.accept(draft(Record(title="Quokkas at Play"), name="quokkas"))
    with_file.path.with_name("library.db.search").unlink()
    assert list(with_file.index())
    shutil.copy(with_file.path.with_name("library.db.search"), tmp_path / "copy.db.search")
    with Library.open(copied) as copy:
        copy.accept(draft(Record(title="Numbats of the West"), name="numbats"))
        assert titles(copy, "quokas") == []
        assert list(copy.index())
        assert titles(copy, "nubats") == ["Numbats of the West"]


def test_a_build_that_is_given_up_leaves_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "FEW", 3)
    building = library.index()
    next(building)
    building.close()
    assert [path.name for path in library.path.parent.iterdir() if "search" in path.name] == []


def test_a_process_of_its_own_runs_nothing_that_lies_where_the_user_is(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.accept(draft(*(Record(title=f"Quokka {at}") for at in range(search_index.FEW)), name="many"))
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("numpy", "sqlite3", "readlist"):
        (folder / f"{name}.py").write_text(f"open({str(folder / 'ran')!r}, 'w')")
    monkeypatch.chdir(folder)
    assert list(library.index_apart())
    assert not (folder / "ran").exists()
    assert library.path.with_name("library.db.search").exists()


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="the system cannot keep room for a file")
def test_the_room_of_an_index_is_kept_before_it_is_written(tmp_path: Path) -> None:
    with (tmp_path / "index").open("w+b") as file:
        Drawer(dict.fromkeys(ARRAYS, 100_000), file.fileno())
    found = (tmp_path / "index").stat()
    assert 512 * found.st_blocks >= found.st_size


def test_a_process_of_its_own_makes_the_index_and_ends_when_it_is_told(library: Library) -> None:
    words = ("quokka", "numbat", "wombat", "bilby")
    records = [Record(title=f"{words[at % 4]} {at:b} of {at}") for at in range(search_index.FEW)]
    library.accept(draft(*records, name="many"))
    with closing(library.index_apart()) as building:
        next(building)
    assert sorted(path.name for path in library.path.parent.glob("*.search*")) == []
    assert list(library.index_apart())
    assert library.path.with_name("library.db.search").exists()
    assert not library._finding().index.is_behind()
    assert list(library.index_apart()) == []
    assert titles(library, "vasvani need") == [TITLES[0]]


def test_many_papers_that_are_found_take_little_memory(tmp_path: Path) -> None:
    papers = 4 * search_index.FEW
    with Library.open(tmp_path / "library.db") as library:
        library.accept(draft(*(Record(title=f"A net {number}") for number in range(papers))))
        library.ranked("net")  # what is imported on demand does not count
        tracemalloc.start()
        found = library.ranked("net").ids
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert len(found) == papers
    assert peak < 40 * papers  # a number in a list and a set takes more than a hundred
