"""Backups of a library: what their names tell, when the next is due, and which are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LARGE = 2_000_000_000  # bytes
"""A library of this size is backed up by itself once in ``LARGE_WAITS`` only."""
LARGE_WAITS = timedelta(days=7)


class Reason(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    MIGRATION = "before-migration"
    DELETION = "before-deletion"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library as it was at a moment, of the schema's version then; ``size`` is in bytes."""

    made: datetime
    reason: Reason
    version: int
    papers: int
    size: int = 0

    @property
    def name(self) -> str:
        """The name of its file, which tells everything, so that nothing has to be opened.

        >>> Backup(datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC), Reason.DAILY, 8, 327).name
        '2031-05-06T070809Z-daily-v8-327-papers.db'
        """
        return f"{stamp(self.made)}-{self.reason}-v{self.version}-{self.papers}-papers.db"


_NAME = regex(rf"(\d{{4}}-\d\d-\d\dT\d{{6}}Z)-({'|'.join(Reason)})-v(\d{{1,9}})-(\d{{1,12}})-papers\.db", re.ASCII)
_STAMP = "%Y-%m-%dT%H%M%SZ"


def stamp(moment: datetime) -> str:
    """A moment as it stands in the names of files: UTC, to the second."""
    return moment.astimezone(UTC).strftime(_STAMP)


def named(name: str, size: int = 0) -> Backup | None:
    """The backup that a file's name tells of; None for a file that is none of ours.

    >>> named("2031-05-06T070809Z-daily-v8-327-papers.db").papers, named("holiday.jpg")
    (327, None)
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        made = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(made, Reason(found[2]), int(found[3]), int(found[4]), size)


def is_due(backups: Iterable[Backup], now: datetime, size: int, *, daily: bool) -> bool:
    """Whether a library of that size wants a backup that nobody asked for: each day, or before each deletion.

    >>> since = [Backup(datetime(2031, 5, 6, 7, tzinfo=UTC), Reason.ASKED, 8, 327)]
    >>> [is_due(since, datetime(2031, 5, day, 9, tzinfo=UTC), 10_000, daily=True) for day in (6, 7)]
    [False, True]
    """
    made = [backup.made for backup in backups if backup.made <= now]
    if size > LARGE and any(now - moment < LARGE_WAITS for moment in made):
        return False
    return not daily or all(moment.astimezone(now.tzinfo).date() != now.date() for moment in made)


def kept(backups: Iterable[Backup]) -> set[Backup]:
    """Which backups stay when others make room.

    The newest of each of the last 7 days that have one, of the last 4 weeks and of the last 12 months; and the newest
    three of each reason. The newest of all is among them.

    >>> days = [Backup(datetime(2031, 5, day, tzinfo=UTC), Reason.DAILY, 8, 327) for day in range(1, 31)]
    >>> sorted(backup.made.day for backup in kept(days))
    [11, 18, 24, 25, 26, 27, 28, 29, 30]
    """
    newest = sorted(backups, key=lambda backup: backup.made, reverse=True)
    chosen = {backup for period, most in _PERIODS for backup in islice(_first_of_each(newest, period), most)}
    return chosen.union(*([backup for backup in newest if backup.reason is reason][:3] for reason in Reason))


_PERIODS: tuple[tuple[Callable[[datetime], tuple[int, ...]], int], ...] = (
    (lambda made: (made.year, made.month, made.day), 7),
    (lambda made: made.isocalendar()[:2], 4),
    (lambda made: (made.year, made.month), 12),
)


def _first_of_each(backups: Iterable[Backup], period: Callable[[datetime], tuple[int, ...]]) -> Iterable[Backup]:
    """The first backup of each period."""
    first: dict[tuple[int, ...], Backup] = {}
    for backup in backups:
        first.setdefault(period(backup.made), backup)
    return first.values()
