from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from readlist.errors import ReadlistError
from readlist.library import Library, search_index
from readlist.model.change import Change
from readlist.model.paper import Status
from readlist.tui.desk import AT_ONCE, FIRST_ROWS, Desk
from readlist.tui.tally import Tally
from tests.tui.conftest import AtOnce, fill, record


def marking(status: Status) -> Callable[[Library, Sequence[int]], Change]:
    return lambda library, ids: library.mark(ids, status)


@pytest.fixture
def desk(library: Library, thirty: tuple[int, ...]) -> Desk:
    assert len(thirty) == 30
    made = Desk(library, AtOnce(library), lambda: None)
    made.start()
    made.catch_up()
    return made


@pytest.fixture
def held(library: Library, thirty: tuple[int, ...]) -> AtOnce:
    """What does the jobs of a desk when it is told to."""
    assert len(thirty) == 30
    return AtOnce(library, held=True)


@pytest.fixture
def large(held: AtOnce, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose library is large enough for an index in a file, with a mistyped word looked for without it."""
    monkeypatch.setattr(search_index, "FEW", 3)
    monkeypatch.setattr("readlist.library.library.Library.index_apart", lambda library: library.index())
    made = Desk(held.library, held, lambda: None)
    made.start()
    made.filter("pixles")
    held.run()
    assert list(made.view.ids) == []
    return made


def decide(desk: Desk, status: Status) -> None:
    desk.act(marking(status), desk.view.targets(), decides=True)


def test_it_opens_the_inbox_and_counts(desk: Desk) -> None:
    assert (desk.view.name, len(desk.view.ids), desk.view.complete) == ("Inbox", 30, True)
    assert desk.tally.statuses[Status.INBOX] == 30
    assert desk.paper is not None
    assert desk.paper.record.title == "Quiet Pixels, Part 1"


def test_a_decision_is_stored_before_it_is_shown(library: Library, thirty: tuple[int, ...]) -> None:
    seen: list[Status] = []
    desk = Desk(library, AtOnce(library), lambda: seen.append(library.papers(thirty[:1])[0].status))
    desk.start()
    desk.catch_up()
    seen.clear()
    decide(desk, Status.READ)
    assert seen == [Status.READ]


def test_a_decision_goes_on_to_the_next_paper_and_tells_what_was_done(desk: Desk, thirty: tuple[int, ...]) -> None:
    decide(desk, Status.DROPPED)
    assert desk.view.paper == thirty[1]
    assert len(desk.view.ids) == 29
    assert desk.message.text == "dropped: Quiet Pixels, Part 1"
    assert desk.message.hint == "u undo"


def test_the_tally_follows_decisions_undo_and_redo(desk: Desk, library: Library) -> None:
    decide(desk, Status.READING)
    decide(desk, Status.READ)
    desk.act(lambda library, ids: library.tag(ids, ["vision"]), desk.view.targets())
    assert desk.tally == Tally.of(library)
    for _ in range(3):
        desk.undo()
        assert desk.tally == Tally.of(library)
    desk.undo(redo=True)
    assert desk.tally == Tally.of(library)
    assert desk.tally.decided == 1


def test_undo_brings_the_paper_and_the_cursor_back(desk: Desk, thirty: tuple[int, ...]) -> None:
    desk.show(desk.view.at(4))
    decide(desk, Status.LATER)
    desk.show(desk.view.at(20))
    desk.undo()
    assert list(desk.view.ids) == list(thirty)
    assert desk.view.paper == thirty[4]
    assert desk.message.text.startswith("undone: later:")


def test_undo_in_another_view_reads_it_anew_where_it_has_to(desk: Desk, thirty: tuple[int, ...]) -> None:
    decide(desk, Status.LATER)
    desk.open("status:later")
    desk.open("status:inbox")
    desk.undo()
    assert list(desk.view.ids) == list(thirty)
    assert desk.view.paper == thirty[0]


def test_a_paper_that_leaves_another_view_is_undone_there(desk: Desk, thirty: tuple[int, ...]) -> None:
    decide(desk, Status.LATER)
    desk.open("status:later")
    decide(desk, Status.READ)
    assert list(desk.view.ids) == []
    desk.undo()
    assert list(desk.view.ids) == [thirty[0]]


def test_nothing_to_undo_or_redo_is_told(library: Library) -> None:
    desk = Desk(library, AtOnce(library), lambda: None)
    desk.attempt(desk.undo)
    assert (desk.message.text, desk.message.wrong) == ("nothing to undo", True)
    desk.attempt(lambda: desk.undo(redo=True))
    assert desk.message.text == "nothing to redo"


def test_the_last_action_is_repeated_on_the_papers_meant_now(desk: Desk, library: Library) -> None:
    desk.act(lambda library, ids: library.tag(ids, ["vision", "to cite"]), desk.view.targets())
    desk.show(desk.view.moved(1))
    desk.repeat(2)
    assert [paper.tags for paper in library.papers(library.ids()[:4])] == [("to cite", "vision")] * 3 + [()]
    assert desk.view.cursor == 1


def test_nothing_to_repeat_is_an_error(desk: Desk) -> None:
    with pytest.raises(ReadlistError, match="nothing to repeat"):
        desk.repeat(None)


def test_the_filter_narrows_and_esc_brings_the_view_back(desk: Desk) -> None:
    desk.show(desk.view.at(7))
    desk.filter("pixels")
    assert len(desk.view.ids) == 6
    desk.filter("pixels 26")
    assert len(desk.view.ids) == 1
    desk.drop_filter()
    assert (len(desk.view.ids), desk.view.cursor, desk.view.filter) == (30, 7, "")


def test_what_is_mistyped_is_found_and_stays_found_after_a_change(desk: Desk, library: Library) -> None:
    desk.filter("pixles 26")
    (found,) = desk.view.ids
    assert desk.view.meant.corrected == {"pixles": "pixels"}
    desk.keep_filter()
    desk.act(lambda library, ids: library.tag(ids, ["vision"]), desk.view.targets())
    assert list(desk.view.ids) == [found]
    decide(desk, Status.READ)
    assert list(desk.view.ids) == []
    desk.undo()
    assert list(desk.view.ids) == [found]
    desk.refilter("")
    assert desk.view.meant.typed == ()


def test_what_was_not_found_without_an_index_is_found_once_it_is_made(large: Desk, held: AtOnce) -> None:
    large.catch_up()
    held.run()
    assert len(large.view.ids) == 6


def test_what_another_process_changes_does_not_take_the_place_of_what_is_looked_for(
    library: Library, thirty: tuple[int, ...], held: AtOnce
) -> None:
    desk = Desk(library, held, lambda: None)
    desk.start()
    desk.filter("rooms")
    with library.reopened() as other:
        other.mark(thirty[:5], Status.READ)
    desk.look_again()
    held.run()
    assert (desk.view.filter, len(desk.view.ids)) == ("rooms", 5)
    desk.look_again()
    held.run()
    assert desk.view.filter == "rooms"
    assert desk.tally.statuses[Status.READ] == 5


def test_what_is_typed_while_an_index_is_made_is_what_is_looked_for(large: Desk, held: AtOnce) -> None:
    large.catch_up()
    large.filter("pixles 26")
    held.jobs.pop("index")()
    held.run()
    assert (large.view.filter, len(large.view.ids)) == ("pixles 26", 1)


def test_a_paper_with_the_corrected_word_in_its_abstract_only_stays_after_a_change(
    desk: Desk, library: Library
) -> None:
    first = library.ids()[0]
    library.edit(first, {"abstract": "Of quokkas.", "title": "Seen by Night"})
    library.edit(library.ids()[1], {"title": "Quokkas at Play"})
    desk.open("")
    desk.filter("quokas")
    desk.keep_filter()
    assert set(desk.view.ids) == {first, library.ids()[1]}
    desk.show(desk.view.at_paper(first))
    desk.act(lambda library, ids: library.star(ids, starred=True), desk.view.targets())
    assert first in desk.view.ids
    desk.sort("title")
    assert list(desk.view.ids) == [library.ids()[1], first]
    desk.act(lambda library, ids: library.mark(ids, Status.READ), desk.view.targets(), decides=True)
    assert list(desk.view.ids) == [library.ids()[1], first]


def test_the_best_come_first_unless_an_order_was_chosen(desk: Desk, library: Library) -> None:
    first = library.ids()[0]
    library.edit(first, {"title": "On Shopping and Rooms"})
    desk.open("")
    desk.filter("rooms shopping")
    assert desk.view.ids[0] == first
    desk.keep_filter()
    desk.filter("rooms")
    desk.keep_filter()
    desk.sort("title")
    titles = [paper.record.title or "" for paper in desk.papers(desk.view.ids)]
    assert titles == sorted(titles, key=str.casefold)


def test_a_kept_filter_holds_for_decisions_and_is_cleared_later(desk: Desk) -> None:
    desk.filter("pixels")
    desk.keep_filter()
    decide(desk, Status.READ)
    assert len(desk.view.ids) == 5
    decided = desk.view.paper
    desk.refilter("")
    assert len(desk.view.ids) == 29
    assert desk.view.paper == decided


def test_a_mistake_leaves_the_last_good_result_and_points_at_its_place(desk: Desk) -> None:
    desk.filter("pixels")
    desk.filter("pixels autor:x")
    assert len(desk.view.ids) == 6
    assert desk.mistake is not None
    assert desk.mistake.span == (7, 12)
    desk.filter("pixels author:ruiz")
    assert desk.mistake is None


def test_stale_results_of_the_filter_are_dropped(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    background = AtOnce(library, held=True)
    desk = Desk(library, background, lambda: None)
    desk.start()
    desk.catch_up()
    desk.filter("nothing like this")
    assert desk.waiting
    desk.drop_filter()
    background.run()
    assert not desk.waiting
    assert len(desk.view.ids) == 30


def test_sorting_again_turns_the_order_round(desk: Desk) -> None:
    desk.sort("year")
    years = [paper.record.year or 0 for paper in desk.papers(desk.view.ids)]
    desk.sort("year")
    turned = [paper.record.year or 0 for paper in desk.papers(desk.view.ids)]
    assert {tuple(years), tuple(turned)} == {tuple(sorted(years)), tuple(sorted(years, reverse=True))}


def test_the_first_rows_come_first_and_the_rest_follows(library: Library) -> None:
    ids = fill(library, map(record, range(1, FIRST_ROWS + 51)))
    background = AtOnce(library, held=True)
    desk = Desk(library, background, lambda: None)
    desk.start()
    desk.catch_up()
    assert (len(desk.view.ids), desk.view.complete, desk.waiting) == (FIRST_ROWS, False, False)
    desk.show(desk.view.at(10))
    background.run()
    assert (len(desk.view.ids), desk.view.complete, desk.view.paper) == (len(ids), True, ids[10])


def test_the_rest_of_a_view_that_was_left_is_dropped(library: Library) -> None:
    ids = fill(library, map(record, range(1, FIRST_ROWS + 51)))
    library.mark(ids[:2], Status.LATER)
    background = AtOnce(library, held=True)
    desk = Desk(library, background, lambda: None)
    desk.open("status:later")
    before = desk.view
    desk.open("")
    assert not desk.view.complete
    desk.open("status:later")
    background.run()
    assert desk.view == before


def test_a_decision_while_the_rest_is_read_is_not_lost(library: Library) -> None:
    ids = fill(library, map(record, range(1, FIRST_ROWS + 51)))
    background = AtOnce(library, held=True)
    desk = Desk(library, background, lambda: None)
    desk.start()
    desk.catch_up()
    decide(desk, Status.READ)
    background.run()
    assert list(desk.view.ids) == list(ids[1:])
    desk.undo()
    background.run()
    assert list(desk.view.ids) == list(ids)
    assert desk.view.paper == ids[0]


def test_more_than_a_hundred_papers_are_changed_in_the_background(library: Library) -> None:
    fill(library, map(record, range(1, AT_ONCE + 21)))
    background = AtOnce(library, held=True)
    desk = Desk(library, background, lambda: None)
    desk.start()
    desk.catch_up()
    background.run()
    desk.show(desk.view.all_chosen())
    desk.act(marking(Status.DROPPED), desk.view.targets(), decides=True)
    assert "120 papers" in desk.message.text
    with pytest.raises(ReadlistError, match="still changing"):
        desk.undo()
    background.run()
    assert library.counts()[Status.DROPPED] == 120
    assert (len(desk.view.ids), desk.view.chosen) == (0, 0)
    desk.undo()
    background.run()
    assert library.counts()[Status.INBOX] == 120
    assert len(desk.view.ids) == 120


def test_p4_decisions_wait_for_another_process_that_writes(library: Library, thirty: tuple[int, ...]) -> None:
    background = AtOnce(library, held=True)
    desk = Desk(library, background, lambda: None)
    desk.start()
    desk.catch_up()
    background.run()
    library.hurry(0.01)
    with Library.open(library.path) as other, other._store.write("a long import"):
        decide(desk, Status.READ)
        assert "another process is writing" in desk.message.text
        desk.show(desk.view.at(1))
        desk.act(lambda library, ids: library.annotate(ids[0], "long thought"), desk.view.targets())
        with pytest.raises(ReadlistError, match="still changing"):
            desk.undo()
        assert len(library.history()) == 1
    background.run()
    first, second = library.papers(thirty[:2])
    assert (first.status, second.note) == (Status.READ, "long thought")
    assert list(desk.view.ids) == list(thirty[1:])
    desk.undo()
    assert library.papers(thirty[1:2])[0].note is None


def test_p4_what_waits_is_stored_before_the_app_is_left(library: Library, thirty: tuple[int, ...]) -> None:
    desk = Desk(library, AtOnce(library, held=True), lambda: None)
    desk.start()
    library.hurry(0.01)
    with Library.open(library.path) as other, other._store.write("a long import"):
        decide(desk, Status.READ)
    desk.close()
    desk.finish()
    assert library.papers(thirty[:1])[0].status is Status.READ


def test_an_import_leads_to_its_first_new_paper_in_the_inbox(desk: Desk, library: Library) -> None:
    desk.open("status:read")
    desk.welcome(library.add(PASTED))
    assert desk.view.name == "Inbox"
    assert desk.paper is not None
    assert desk.paper.record.title == "Rooms that Listen"
    assert desk.tally.total == 31


def test_what_another_process_changed_is_read_anew(desk: Desk, library: Library, thirty: tuple[int, ...]) -> None:
    desk.show(desk.view.at(5))
    with Library.open(library.path) as other:
        other.mark(thirty[:2], Status.READ)
    desk.look_again()
    assert (len(desk.view.ids), desk.view.paper) == (28, thirty[5])


def test_a_library_that_cannot_be_written_says_so(library: Library, thirty: tuple[int, ...]) -> None:
    assert thirty
    with library.second() as read_only:
        desk = Desk(read_only, AtOnce(read_only), lambda: None)
        desk.start()
        desk.catch_up()
        desk.attempt(lambda: decide(desk, Status.READ))
        assert desk.message.wrong
        assert len(desk.view.ids) == 30


PASTED = """\
SDNov 2, 2022
Rooms that ListenTadeo Ruiz, Mira Holm
Every room answers a sound in its own way. This paper uses the echo of a room as a free label for audio. Models that predict echoes transfer well.
"""


def test_what_goes_wrong_later_is_told_and_the_others_are_made(library: Library, thirty: tuple[int, ...]) -> None:
    background = AtOnce(library, held=True)
    desk = Desk(library, background, lambda: None)

    def fail(library: Library) -> Change:
        raise ReadlistError("the disk is full", "Free some space.")

    desk.change(fail, "30 papers", is_many=True)
    desk.change(lambda library: library.mark(thirty[:2], Status.READ), "2 papers")
    background.run()
    assert len(library.ids("status:read")) == 2
    desk.change(fail, "30 papers", is_many=True)
    background.run()
    assert (desk.message.text, desk.message.hint, desk.message.wrong) == ("the disk is full", "Free some space.", True)
    desk.change(lambda library: library.redo(), "the step", is_many=True)
    background.run()
    assert desk.message.text == "nothing to undo or redo"


def test_what_is_filtered_already_is_not_looked_for_again(library: Library, thirty: tuple[int, ...]) -> None:
    background = AtOnce(library, held=True)
    desk = Desk(library, background, lambda: None)
    desk.start()
    desk.filter("quiet")
    background.run()
    desk.filter("quiet ")
    assert (background.jobs, desk.waiting, desk.view.filter) == ({}, False, "quiet")
