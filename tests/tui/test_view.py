from __future__ import annotations

from array import array

import pytest

from readlist.model.change import Change
from readlist.model.query import text_of
from readlist.model.query.tree import EVERYTHING
from readlist.model.ranking import Ranking
from readlist.tui.view import Selection, View, rows_of


def view(*ids: int, cursor: int = 0) -> View:
    return View(ids=array("q", ids), cursor=cursor)


def do(*ids: int) -> Change:
    return Change(1, "do", ids, frozenset({"status"}))


def undo(*ids: int) -> Change:
    return Change(1, "undo", ids, frozenset({"status"}), "undo")


def redo(*ids: int) -> Change:
    return Change(1, "redo", ids, frozenset({"status"}), "redo")


def shown(one: View) -> tuple[list[int], int | None]:
    return list(one.ids), one.paper


def test_a_decided_row_leaves_and_the_cursor_takes_the_next_one() -> None:
    after = view(1, 2, 3, cursor=1).after(do(2), set(), [2])
    assert shown(after) == ([1, 3], 3)


def test_at_the_end_the_cursor_takes_the_last_row() -> None:
    after = view(1, 2, 3, cursor=2).after(do(3), set(), [3])
    assert shown(after) == ([1, 2], 2)


def test_the_last_row_leaves_an_empty_view() -> None:
    after = view(1).after(do(1), set(), [1])
    assert shown(after) == ([], None)


def test_where_the_row_stays_the_cursor_steps_down() -> None:
    assert shown(view(1, 2, 3).after(do(1), {1}, [1])) == ([1, 2, 3], 2)
    assert shown(view(1, 2, 3, cursor=2).after(do(3), {3}, [3])) == ([1, 2, 3], 3)


def test_a_decision_that_changes_nothing_steps_down_too() -> None:
    assert view(1, 2, 3).after(Change(None, "", ()), set(), [1]).paper == 2


def test_an_adjustment_stays() -> None:
    assert view(1, 2, 3, cursor=1).after(do(2), {2}).paper == 2


def test_several_rows_leave_at_once() -> None:
    after = view(1, 2, 3, 4, 5, cursor=1).after(do(2, 3, 4), set(), [2, 3, 4])
    assert shown(after) == ([1, 5], 5)


def test_rows_above_the_cursor_leave_and_it_stays_on_its_paper() -> None:
    after = view(1, 2, 3, 4, cursor=3).after(do(1, 3), set(), [1, 3])
    assert shown(after) == ([2, 4], 4)


def test_undo_brings_the_paper_back_to_its_row_and_the_cursor_to_it() -> None:
    decided = view(1, 2, 3, cursor=1).after(do(2), set(), [2])
    assert shown(decided.after(undo(2), {2})) == ([1, 2, 3], 2)


def test_undo_of_one_decision_after_the_other_restores_every_row() -> None:
    start = view(1, 2, 3, 4, 5)
    decided = start.after(do(1), set(), [1]).after(do(2), set(), [2]).after(do(3), set(), [3])
    assert shown(decided) == ([4, 5], 4)
    back = decided.after(undo(3), {3}).after(undo(2), {2})
    assert shown(back) == ([2, 3, 4, 5], 2)
    assert shown(back.after(undo(1), {1})) == ([1, 2, 3, 4, 5], 1)


def test_undo_of_a_decision_on_many_brings_all_back() -> None:
    decided = view(1, 2, 3, 4, cursor=1).after(do(2, 4), set(), [2, 4])
    assert shown(decided.moved(-5).after(undo(2, 4), {2, 4})) == ([1, 2, 3, 4], 2)


def test_redo_takes_the_paper_away_again_and_undo_brings_it_back() -> None:
    back = view(1, 2, 3, cursor=1).after(do(2), set(), [2]).after(undo(2), {2})
    again = back.after(redo(2), set())
    assert shown(again) == ([1, 3], 3)
    assert shown(again.after(undo(2), {2})) == ([1, 2, 3], 2)


def test_undo_where_the_row_stayed_moves_the_cursor_to_it() -> None:
    stepped = view(1, 2, 3).after(do(1), {1}, [1])
    assert stepped.after(undo(1), {1}).paper == 1


def test_a_view_that_does_not_know_where_a_paper_stood_says_so() -> None:
    assert view(1, 3).lacks(undo(2), {2})
    assert not view(1, 2, 3).lacks(undo(2), {2})
    assert not view(1, 3).lacks(undo(2), set())
    decided = view(1, 2, 3, cursor=1).after(do(2), set(), [2])
    assert not decided.lacks(undo(2), {2})


def test_other_ids_keep_the_cursor_on_its_paper_and_forget_old_rows() -> None:
    decided = view(1, 2, 3, 4, cursor=1).after(do(2), set(), [2])
    fresh = decided.with_papers(Ranking(array("q", [9, 1, 3]), complete=True, query=EVERYTHING))
    assert shown(fresh) == ([9, 1, 3], 3)
    assert fresh.lacks(undo(2), {2})


def test_a_count_targets_rows_from_the_cursor_on() -> None:
    assert list(view(1, 2, 3, 4, cursor=1).targets(2)) == [2, 3]
    assert list(view(1, 2).targets(9)) == [1, 2]
    assert list(view().targets()) == []


def test_the_selection_is_targeted_in_the_order_of_the_view() -> None:
    chosen = view(5, 4, 3, 2, 1).moved(3).toggled().at(0).toggled()
    assert list(chosen.targets()) == [5, 2]
    assert chosen.chosen == 2
    assert not chosen.unselected().chosen


def test_space_toggles_and_steps() -> None:
    once = view(1, 2, 3).toggled()
    assert (once.cursor, once.is_chosen(0)) == (1, True)
    assert not once.at(0).toggled().chosen
    assert list(view(1, 2, 3, 4).toggled(3).targets()) == [1, 2, 3]


@pytest.mark.parametrize("move", [2, -1])
def test_a_range_follows_the_cursor_either_way(move: int) -> None:
    ranged = view(1, 2, 3, 4, cursor=1).range_begun().moved(move)
    assert list(ranged.targets()) == ([2, 3, 4] if move > 0 else [1, 2])
    assert list(ranged.range_ended().at(0).targets()) == list(ranged.targets())


def test_everything_can_be_chosen_and_some_taken_out_again() -> None:
    everything = view(1, 2, 3).all_chosen()
    assert everything.chosen == 3
    assert list(everything.at(1).toggled().targets()) == [1, 3]


def test_a_decision_ends_the_selection() -> None:
    assert not view(1, 2, 3).all_chosen().after(do(1, 2, 3), {1, 2, 3}, [1, 2, 3]).chosen


def test_a_selection_can_be_inverted() -> None:
    assert Selection(frozenset({1}), inverted=True).holds(5)
    assert not Selection(frozenset({1}), inverted=True).holds(1)


def test_the_cursor_never_leaves_the_rows() -> None:
    assert view(1, 2).moved(99).cursor == 1
    assert view(1, 2).moved(-99).cursor == 0
    assert view().moved(1).cursor == 0


def test_the_filter_is_part_of_the_query() -> None:
    assert (
        text_of(View("status:inbox", "transformer year:2021..").query)
        == "status:inbox -is:snoozed transformer year:2021.."
    )
    assert text_of(View("status:inbox", "a) OR b").query) == "status:inbox -is:snoozed (a OR b)"
    assert text_of(View("", "audio").query) == "audio"


def test_rows_are_found_near_and_far() -> None:
    ids = array("q", range(1000))
    assert rows_of(list(range(500, 520)), ids, near=500) == list(range(500, 520))
    assert rows_of([999, 3, 5000, 7, 8, 9, 10], ids, near=7) == [3, 7, 8, 9, 10, 999]
