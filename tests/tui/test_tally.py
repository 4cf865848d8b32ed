from __future__ import annotations

from dataclasses import replace

from readlist.model.paper import Paper, Status
from readlist.tui.tally import Tally
from tests.tui.conftest import record

INBOX = Paper(id=1, record=record(1), tags=("vision",))
READ = replace(INBOX, status=Status.READ, tags=("vision", "to cite"))


def test_a_decision_is_counted_and_taken_back() -> None:
    start = Tally({Status.INBOX: 5}, {"vision": 2}, 3)
    after = start.changed([(INBOX, READ)], "do")
    assert (after.statuses[Status.INBOX], after.statuses[Status.READ], after.decided) == (4, 1, 4)
    assert after.tags == {"vision": 2, "to cite": 1}
    back = after.changed([(READ, INBOX)], "undo")
    assert (back.statuses[Status.INBOX], back.statuses[Status.READ], back.decided) == (5, 0, 3)
    assert back.tags == {"vision": 2}
    assert back.changed([(INBOX, READ)], "redo").decided == 4


def test_back_to_the_inbox_is_no_decision() -> None:
    start = Tally({Status.READ: 1}, {}, 1)
    assert start.changed([(READ, INBOX)], "do").decided == 1


def test_papers_come_and_go() -> None:
    assert Tally().changed([(None, INBOX)], "do").total == 1
    assert Tally({Status.INBOX: 1}, {"vision": 1}).changed([(INBOX, None)], "do").tags == {}
