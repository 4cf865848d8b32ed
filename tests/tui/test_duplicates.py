from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from readlist.errors import ReadlistError
from readlist.library import Library
from readlist.library.update import Update
from readlist.model.names import Name
from readlist.model.paper import Record, Source, Status
from readlist.tui.app import ReadlistApp
from readlist.tui.pairing import Pairing
from readlist.tui.screens.duplicates import KEYS, Duplicates
from tests.tui.conftest import fill, settled
from tests.tui.host import CONTROLS, HOSTILE, assert_safe, lines_of, text_of

SIZES = [(80, 24), (120, 40), (60, 16)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def paper(number: int, title: str, **values: Any) -> Record:
    return Record(title=title, source=Source("list.txt", "list", (number, number)), **values)


@pytest.fixture
def pairs(library: Library) -> tuple[int, ...]:
    """The ids of two pairs, and of a paper that is like no other."""
    return fill(
        library,
        [
            paper(1, "Rooms that Remember Their Echoes", venue="A Workshop", keywords=("rooms",)),
            paper(2, "Rooms that Remember their Echo", authors=(Name("Holm", "Mira"),), keywords=("echoes",)),
            paper(3, "A Grammar for Shopping Lists, Short", venue="One", doi="10.1/a"),
            paper(4, "A Grammar of Shopping Lists, Short", venue="Two"),
            paper(5, "Lazy Experts"),
        ],
    )


def screen_of(pilot: Pilot[None]) -> Duplicates:
    screen = pilot.app.screen
    assert isinstance(screen, Duplicates)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_pairs_are_shown_side_by_side_and_merged_as_shown(
    library: Library, pairs: tuple[int, ...], size: tuple[int, int]
) -> None:
    async with ReadlistApp(library).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        shown = text_of(pilot)
        for text in ("pair 1 of 2", "keep 1", "leaves 2", "≠ » Rooms that", "» A Workshop", "» Mira Holm", "» rooms"):
            assert text in shown
        await press(pilot, "l", "enter")
        assert "merge: Rooms that Remember Their Echoes" in text_of(pilot)
        assert "pair 1 of 1" in text_of(pilot)
        (kept,) = library.papers(pairs[:2])
        assert (kept.id, kept.record.title, kept.record.venue) == (
            pairs[0],
            "Rooms that Remember their Echo",
            "A Workshop",
        )
        assert (kept.record.keywords, len(kept.record.authors)) == (("rooms", "echoes"), 1)
        await press(pilot, "escape")
        app = pilot.app
        assert isinstance(app, ReadlistApp)
        assert list(app.desk.view.ids) == [pairs[0], *pairs[2:]]


async def test_each_key_chooses_what_is_kept(library: Library, pairs: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        rows = [row.field for row in screen_of(pilot)._rows]
        for field, key in (("venue", "right"), ("authors", "left"), ("keywords", "h"), ("title", "l")):
            await press(pilot, "g", *["j"] * rows.index(field), key)
        await press(pilot, "enter")
        record = library.papers(pairs[:1])[0].record
        assert (record.title, record.authors, record.venue, record.keywords) == (
            "Rooms that Remember their Echo", (), None, ("rooms",),
        )  # fmt: skip
        await press(pilot, "u", "g", *["j"] * rows.index("keywords"), "l", "b", "enter")
        assert library.papers(pairs[:1])[0].record.keywords == ("rooms", "echoes")


async def test_two_papers_are_told_apart_and_taken_back(library: Library, pairs: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p", "x")
        assert [pair.one.id for pair in library.duplicates()] == [pairs[2]]
        await press(pilot, "enter")
        assert "no pair of papers looks like one" in text_of(pilot)
        assert len(library.ids()) == 4
        await press(pilot, "enter", "x", "h", "n", "u")
        assert "pair 1 of 1" in text_of(pilot)
        assert len(library.ids()) == 5
        await press(pilot, "u")
        assert "pair 1 of 2" in text_of(pilot)
        assert len(library.duplicates()) == 2
        await press(pilot, "u")
        assert "nothing was done here yet" in text_of(pilot)
        assert len(library.ids()) == 5


@pytest.mark.parametrize(("there", "back"), [("n", "N"), ("space", "shift+tab"), ("tab", "N")])
async def test_the_next_pair_and_the_one_before(
    library: Library, pairs: tuple[int, ...], there: str, back: str
) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p", there)
        assert f"keep {pairs[2]}" in text_of(pilot)
        await press(pilot, back)
        assert f"keep {pairs[0]}" in text_of(pilot)


async def test_a_merged_paper_leaves_every_pair_it_was_in(library: Library) -> None:
    one, two, three = fill(library, [paper(n, f"Rooms that Remember Their Echoes {n}") for n in (1, 2, 3)])
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        assert "pair 1 of 3" in text_of(pilot)
        await press(pilot, "enter")
        assert "pair 1 of 1" in text_of(pilot)
        await press(pilot, "enter")
        assert list(library.ids()) == [one]
        await press(pilot, "u", "u")
        assert list(library.ids()) == [one, two, three]


async def test_keys_typed_ahead_mean_the_pair_they_went_to(library: Library, pairs: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        await pilot.press("n", "l", "enter", "x", "u", "u")
        await settled(pilot)
        assert "pair 2 of 2" in text_of(pilot)
        assert [step.label for step in library.history()][:2] == [
            "not a duplicate: Rooms that Remember Their Echoes",
            "merge: A Grammar for Shopping Lists, Short",
        ]
        assert list(library.ids()) == list(pairs)


async def test_what_changed_nothing_is_not_taken_back(library: Library, pairs: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        with library.reopened() as other:
            other.set_apart([(pairs[0], pairs[1])])
        await press(pilot, "x", "u")
        assert "nothing was done here yet" in text_of(pilot)
        assert [step.state for step in library.history()] == ["done", "done"]


async def test_two_papers_that_are_selected_are_the_pair(library: Library, pairs: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "j", "space", "j", "j", "space", "g", "p")
        shown = text_of(pilot)
        assert "pair 1 of 1: the two that were selected" in shown
        assert f"keep {pairs[1]}" in shown
        assert f"leaves {pairs[4]}" in shown
        await press(pilot, "enter", "escape")
        assert list(library.ids()) == list(pairs[:4])
        await press(pilot, "u")
        assert list(library.ids()) == list(pairs)


async def test_what_has_left_meanwhile_is_not_shown(library: Library, pairs: tuple[int, ...]) -> None:
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        with library.reopened() as other:
            other.delete(pairs[2:3])
        await press(pilot, "n")
        assert "pair 1 of 1" in text_of(pilot)
        await press(pilot, "x")
        with library.reopened() as other:
            other.mark(pairs[4:], Status.READ)
        await press(pilot, "u")
        assert "something else was done since" in text_of(pilot)
        assert library.duplicates() == []


async def test_the_values_scroll_and_the_keys_are_told(library: Library) -> None:
    long = " ".join(f"word{number}" for number in range(400))
    fill(library, [paper(n, f"Rooms that Remember {n}", abstract=f"{long} {n}") for n in (1, 2)])
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p", "j", "j", "J", "J", "K")
        assert screen_of(pilot)._values.top == 1
        await press(pilot, "question_mark")
        told = " ".join(text_of(pilot).split())
        assert all(" ".join(key.all_shown) in told for key in KEYS)
        await press(pilot, "escape", "q")
        assert len(pilot.app.screen_stack) == 1


async def test_a_library_without_pairs_says_so(library: Library, thirty: tuple[int, ...]) -> None:
    library.delete(thirty[1:])
    async with ReadlistApp(library).run_test(size=(60, 16)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        assert "no pair of papers looks like one" in text_of(pilot)
        await press(pilot, "enter", "x", "h", "l", "b", "n", "u", "J", "escape")
        assert len(pilot.app.screen_stack) == 1
        assert len(library.history()) == 2


async def test_a_long_search_tells_how_far_it_is_and_is_given_up(
    library: Library, pairs: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pairs
    ended: list[str] = []

    def slow(_: Library, tell: Callable[[float], None]) -> list[object]:
        try:
            while True:
                tell(0.25)
        except ReadlistError as error:
            ended.append(error.message)
            raise

    monkeypatch.setattr(Library, "duplicates", slow)
    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "p")
        await pilot.pause(0.4)
        assert "comparing papers, 25%; Esc gives up" in text_of(pilot)
        await pilot.press("enter", "x", "u", "n", "escape")
        await settled(pilot)
        assert len(pilot.app.screen_stack) == 1
    assert len(ended) == 1
    assert len(library.history()) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_values_act_on_no_terminal_and_keep_their_columns(library: Library, size: tuple[int, int]) -> None:
    records = [
        paper(n, f"{text} and its very own title", venue=f"{text} {'long ' * 40}", keywords=(text,), abstract=text * 99)
        for n, text in enumerate(text for text in HOSTILE for _ in range(2))
    ]
    ids = fill(library, [Record(**(vars(one) | {"volume": str(n)})) for n, one in enumerate(records)])
    for id_ in ids:
        library.update([id_], Update(note=HOSTILE[3], add_tags=[HOSTILE[0]]))
    async with ReadlistApp(library).run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        for key in ("n", "j", "j", "J", "l", "n", "G", "n", "b", "N", "n", "n", "enter"):
            await press(pilot, key)
            assert_safe(pilot)
            assert not CONTROLS & set("".join(lines_of(pilot)))


async def test_signs_of_ascii_only(library: Library, pairs: tuple[int, ...]) -> None:
    assert pairs
    async with ReadlistApp(library, ascii=True).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        assert text_of(pilot).isascii()
        assert "! # Rooms" in text_of(pilot)


async def test_what_goes_wrong_is_told(
    library: Library, pairs: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pairs

    def refused(*_: object) -> None:
        raise ReadlistError("it cannot be changed", "Ask somebody.")

    async with ReadlistApp(library).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "g", "p")
        monkeypatch.setattr(Library, "merge", refused)
        await press(pilot, "enter")
        assert "it cannot be changed. Ask somebody." in text_of(pilot)
        assert "pair 1 of 2" in text_of(pilot)


def test_a_choice_can_be_changed_and_taken_back(library: Library, pairs: tuple[int, ...]) -> None:
    one, two = library.papers(pairs[:2])
    pairing = Pairing(one, two)
    title = pairing.taking("title", "right")
    assert title.chosen == {"title": pairs[1]}
    assert title.taking("title", "left").chosen == {"title": pairs[0]}
    assert title.taking("title", "both") == pairing
    assert {row.field: (row.takes_left, row.takes_right) for row in title.rows} == {
        "title": (False, True), "authors": (False, True), "entry_type": (True, False), "venue": (True, False),
        "keywords": (True, True), "status": (True, False),
    }  # fmt: skip
