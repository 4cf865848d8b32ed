from __future__ import annotations

from array import array

import pytest
from rich.cells import cell_len

from readlist.library.counted import Counted
from readlist.model.fields import Order
from readlist.model.paper import Paper, Status
from readlist.model.saved import SavedView
from readlist.tui.messages import Message
from readlist.tui.tally import Tally
from readlist.tui.view import View
from readlist.tui.widgets.bars import hint_line, joined, side_rows, status_line, views_line
from readlist.tui.widgets.drawn import ASCII, PAINTS, Line
from readlist.tui.widgets.guidance import guidance
from readlist.tui.widgets.query_line import Typing
from readlist.tui.widgets.rows import columns, row
from tests.tui.conftest import record

TALLY = Tally({Status.INBOX: 27, Status.LATER: 61, Status.READING: 4}, {"vision": 9, "to cite": 3}, 12)
VIEW = View(ids=array("q", range(27)), cursor=3)


def text(line: Line) -> str:
    return "".join(part for part, _ in line)


@pytest.mark.parametrize("width", [20, 38, 46, 62, 80, 110, 200])
@pytest.mark.parametrize("title", ["Short", "A Long Title " * 20, "日本語の要約のための" * 12])
def test_a_row_takes_exactly_its_width_of_cells(width: int, title: str) -> None:
    paper = Paper(record=record(1).__class__(title=title, authors=record(1).authors), tags=("vision", "to cite"))
    shown = text(row(paper, columns(width), cursor=True, chosen=True)).rstrip()
    assert cell_len(shown) <= width


def test_a_row_shows_every_mark() -> None:
    paper = Paper(record=record(1), status=Status.READING, starred=True, priority=2, tags=("vision",))
    shown = text(row(paper, columns(100), cursor=True, chosen=True))
    assert shown.startswith("▌»◉★² Quiet Pixels, Part 1")
    assert " #vision  " in shown
    assert shown.rstrip().endswith("Ruiz+           2020  cs.CV")


def test_a_title_runs_on_where_the_columns_beside_it_are_empty() -> None:
    bare = Paper(record=record(1).__class__(title="A Long Title " * 20))
    beside = columns(100)
    shown = text(row(bare, beside, cursor=False, chosen=False))
    assert cell_len(shown.rstrip()) > cell_len(shown) - 4
    authored = Paper(record=record(1).__class__(title="A Long Title " * 20, authors=record(1).authors))
    assert "  Ruiz+" in text(row(authored, beside, cursor=False, chosen=False))


def test_columns_are_dropped_one_by_one() -> None:
    shapes = [columns(width) for width in (80, 60, 45, 37)]
    assert [(bool(one.author), bool(one.category), bool(one.year)) for one in shapes] == [
        (True, True, True),
        (False, True, True),
        (False, False, True),
        (False, False, False),
    ]


def test_the_status_line_tells_view_count_decisions_and_the_last_action() -> None:
    line = text(status_line(VIEW, TALLY, Message("read: A Title", "u undo"), 100))
    assert line.startswith(" Inbox  4 of 27  12 decided today")
    assert line.endswith("read: A Title  u undo")
    assert cell_len(line) == 99
    assert text(status_line(View(filter="zz"), TALLY, Message(), 100)).startswith(" Inbox  no match  ")


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_narrow_status_line_keeps_the_undo(width: int) -> None:
    line = text(status_line(VIEW, TALLY, Message("read: " + "A Long Title " * 9, "u undo"), width))
    assert cell_len(line) < width
    assert line.endswith("…  u undo")


def test_the_views_are_counted_and_the_one_looked_at_is_marked() -> None:
    line = text(joined(views_line(View("status:later"), TALLY, 120)))
    assert line.startswith("  Inbox 27  ▌Later 61   Reading 4")
    narrow = text(joined(views_line(View("status:dropped"), TALLY, 40)))
    assert narrow.startswith(" ▌Dropped 0   Inbox 27   Later 61")
    assert cell_len(narrow) == 40
    assert "All 92" in line
    assert text(joined(views_line(View("tag:vision", order=Order("year", reverse=True)), TALLY, 120))).endswith(
        "year ↑ "
    )


def test_nine_hints_at_most_fit_a_narrow_line() -> None:
    pairs = [(letter, "word") for letter in "abcdefghijklmno"]
    assert len(text(hint_line(pairs, 80))) <= 82
    assert text(hint_line(pairs, 80)).count("word") == 9
    assert text(hint_line(pairs, 200)).count("word") == 15
    assert text(hint_line([("g", "top")], 80, "g")).startswith(" g…  g top")


def test_the_side_bar_has_views_and_tags() -> None:
    lines = [text(joined(row)) for row in side_rows(VIEW, TALLY, (), 24, 40)]
    assert "▌○ Inbox" in lines[1]
    assert lines[1].endswith("27 ")
    assert any("#vision" in line and line.endswith("9 ") for line in lines)
    assert all(cell_len(line) <= 23 for line in lines)
    assert len(side_rows(VIEW, TALLY, (), 24, 11)) <= 11


def test_the_side_bar_has_the_saved_views() -> None:
    saved = [Counted(SavedView(f"view {number} of a long name", "x"), 9) for number in range(50)]
    lines = [text(joined(row)) for row in side_rows(VIEW._replace(called=saved[1].view.name), TALLY, saved, 24, 20)]
    assert [line[0] for line in lines if "view" in line][:3] == [" ", "▌", " "]
    assert not any("▌○" in line for line in lines)
    assert len(lines) <= 20


def test_an_empty_view_says_what_to_do() -> None:
    assert any("just paste" in text(line) for line in guidance(View(), TALLY))
    assert any("No match for “x”" in text(line) for line in guidance(View(filter="x"), TALLY))
    assert any("list of papers now" in text(line) for line in guidance(View(), Tally()))


def test_every_paint_in_use_has_looks() -> None:
    lines = [
        row(Paper(record=record(1), tags=("a",)), columns(100), cursor=False, chosen=False),
        status_line(VIEW, TALLY, Message("x", "y", wrong=True), 80),
        joined(views_line(VIEW, TALLY, 120)),
        hint_line([("a", "b")], 80),
        *map(joined, side_rows(VIEW, TALLY, (), 24, 20)),
        *guidance(View(), Tally()),
    ]
    assert {paint for line in lines for _, paint in line} <= PAINTS.keys()


def test_ascii_signs_are_as_wide_as_what_they_stand_for() -> None:
    assert all(cell_len(chr(sign)) == len(str(plain)) == 1 for sign, plain in ASCII.items())


def test_a_line_is_typed_and_edited() -> None:
    line = Typing().typed("a").typed("b").typed("c")
    assert (line.text, line.cursor) == ("abc", 3)

    def after(*keys: str) -> Typing:
        edited = Typing("one two", 7)
        for key in keys:
            edited = edited.after(key) or edited
        return edited

    assert after("left", "backspace") == Typing("one to", 5)
    assert after("home", "delete") == Typing("ne two", 0)
    assert after("ctrl+w") == Typing("one ", 4)
    assert after("ctrl+w", "ctrl+w") == Typing("", 0)
    assert after("left", "ctrl+u") == Typing("o", 0)
    assert after("home", "right", "ctrl+k") == Typing("o", 1)
    assert Typing("x", 1).after("f5") is None
    assert Typing("ab", 1).typed("pasted\n text\x1b[31m") == Typing("apasted textb", 12)
