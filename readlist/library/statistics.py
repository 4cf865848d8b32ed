"""How a library was worked on, by weeks of the clock here."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING

from readlist.model.moments import day_of, midnight, stored
from readlist.model.statistics import Statistics, Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from readlist.store import Store
    from readlist.store.statistics import Left

TAGS = 20
PACE_WEEKS = 4


def statistics_of(store: Store, weeks: int) -> Statistics:
    """The statistics of the last weeks, this one included."""
    now = store.now
    monday = day_of(now)
    monday -= timedelta(monday.weekday())
    starts = [monday - timedelta(7 * back) for back in reversed(range(max(weeks, 1)))]
    lately = stored(now - timedelta(7 * PACE_WEEKS))
    worked = store.worked(min(midnight(starts[0]), lately))
    new = sum(added.inbox for added in worked.added if added.at >= lately)
    gone = sum(left.papers for left in worked.left if left.at >= lately > left.added)
    return Statistics(
        _by_week(
            starts,
            ((added.at, (added.papers, 0, 0)) for added in worked.added),
            ((decided.at, (0, decided.papers, decided.read)) for decided in worked.decided),
        ),
        store.counts(),
        store.tags()[:TAGS],
        _median(worked.left, midnight(starts[0])),
        (gone - new) / PACE_WEEKS,
    )


def _by_week(starts: Sequence[date], *numbers: Iterable[tuple[str, tuple[int, int, int]]]) -> tuple[Week, ...]:
    """The weeks with the sums of their numbers, each given with its moment."""
    bounds = [midnight(start) for start in starts]
    sums = [(0, 0, 0) for _ in starts]
    for source in numbers:
        for at, (added, decided, read) in source:
            week = bisect_right(bounds, at) - 1
            if week >= 0:
                known = sums[week]
                sums[week] = (known[0] + added, known[1] + decided, known[2] + read)
    return tuple(Week(start.isoformat(), *own) for start, own in zip(starts, sums, strict=True))


def _median(left: Sequence[Left], since: str) -> float | None:
    """The days after which half of the papers that left the inbox since a moment had left it."""
    waits = sorted((one.days, one.papers) for one in left if one.papers > 0 and one.at >= since)
    half = sum(papers for _, papers in waits) / 2
    for days, papers in waits:
        half -= papers
        if half <= 0:
            return days
    return None
