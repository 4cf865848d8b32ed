"""How a library was worked on: what came in, what was decided and read, and when the inbox will be empty."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.paper import Status
from readlist.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Week(NamedTuple):
    """A week from its Monday (an ISO date) on: papers added, decisions made, papers read."""

    start: str
    added: int = 0
    decided: int = 0
    read: int = 0


class Statistics(NamedTuple):
    """Numbers of papers by week, the latest last, by status and by tag, the most used first.

    ``days_to_decide`` is the median time from adding a paper to deciding on it, of the decisions in these weeks; None
    where there were none. ``pace`` is by how many papers a week the inbox shrank in the last four weeks.
    """

    weeks: Sequence[Week]
    statuses: Mapping[Status, int]
    tags: Sequence[tuple[str, int]]
    days_to_decide: float | None
    pace: float

    @property
    def weeks_to_empty(self) -> int | None:
        """After how many weeks the inbox is empty at this pace; None where it does not shrink.

        >>> Statistics((), {Status.INBOX: 10}, (), None, 4.5).weeks_to_empty
        3
        """
        inbox = self.statuses.get(Status.INBOX, 0)
        if not inbox:
            return 0
        return ceil(inbox / self.pace) if self.pace > 0 else None


def told_forecast(statistics: Statistics) -> str:
    """When the inbox is empty, in words.

    >>> told_forecast(Statistics((), {Status.INBOX: 10}, (), None, -0.5))
    'inbox: 10 papers, grows by 0.5 a week'
    """
    inbox, weeks = statistics.statuses.get(Status.INBOX, 0), statistics.weeks_to_empty
    if not inbox:
        return "inbox: empty"
    if weeks is None:
        number = f"{-statistics.pace:,.1f}".removesuffix(".0")
        grows = f"grows by {number} a week" if statistics.pace else "stays as it is"
        return f"inbox: {counted(inbox)}, {grows}"
    return f"inbox: {counted(inbox)}, empty in {counted(weeks, 'week')} at this pace"


def told_delay(statistics: Statistics) -> str:
    """How long a paper waits for its decision, in words.

    >>> told_delay(Statistics((), {}, (), 0.26, 0))
    'decided after: 0.3 days (median)'
    """
    days = statistics.days_to_decide
    return "decided after: nothing decided yet" if days is None else f"decided after: {days:,.1f} days (median)"
