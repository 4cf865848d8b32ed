"""Which backups are kept, and when one is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from readlist.model.backups import LARGE, LARGE_WAITS, Backup, Reason, is_due, kept, named

MOMENTS = st.datetimes(datetime(2029, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  UTC is given
    lambda moment: moment.replace(microsecond=0)
)
BACKUPS = st.builds(
    Backup, MOMENTS, st.sampled_from(Reason), st.integers(1, 99), st.integers(0, 10**9), st.integers(0, 10**12)
)


@given(BACKUPS)
def test_a_name_tells_everything(backup: Backup) -> None:
    assert named(backup.name, backup.size) == backup


@given(st.text(max_size=60))
def test_a_name_of_something_else_tells_nothing(name: str) -> None:
    found = named(name)
    assert found is None or found.name == name


@given(st.sets(BACKUPS, max_size=60))
def test_p7_the_newest_of_each_reason_are_kept(backups: set[Backup]) -> None:
    stay = kept(backups)
    assert stay <= backups
    newest = sorted(backups, key=lambda backup: backup.made, reverse=True)
    if newest:
        assert any(backup.made == newest[0].made for backup in stay)
    for reason in Reason:
        assert stay >= set([backup for backup in newest if backup.reason is reason][:3])
    assert len(stay) <= 7 + 4 + 12 + 3 * len(Reason)


@given(st.sets(BACKUPS, max_size=60))
def test_p7_days_weeks_and_months_are_covered(backups: set[Backup]) -> None:
    stay = kept(backups)
    for most, period in ((7, "%Y-%m-%d"), (4, "%G-%V"), (12, "%Y-%m")):
        there = sorted({f"{backup.made:{period}}" for backup in backups}, reverse=True)[:most]
        assert {f"{backup.made:{period}}" for backup in stay} >= set(there)


@given(st.lists(MOMENTS, min_size=1, max_size=60, unique=True))
def test_p7_thinning_day_by_day_forgets_no_more_than_thinning_at_once(moments: list[datetime]) -> None:
    one_by_one: set[Backup] = set()
    for moment in sorted(moments):
        one_by_one = kept({*one_by_one, Backup(moment, Reason.DAILY, 8, 1)})
    assert one_by_one == kept(Backup(moment, Reason.DAILY, 8, 1) for moment in moments)


def test_p7_a_year_of_use_leaves_a_year_of_backups() -> None:
    first = datetime(2031, 1, 1, 9, tzinfo=UTC)
    backups: set[Backup] = set()
    for day in range(400):
        backups = kept({*backups, Backup(first + timedelta(days=day), Reason.DAILY, 8, day)})
    ages = sorted(400 - backup.papers for backup in backups)
    assert ages[:7] == [1, 2, 3, 4, 5, 6, 7]
    assert 300 < ages[-1] < 400
    assert len(backups) < 7 + 4 + 12


def test_p7_a_large_library_is_backed_up_once_a_week() -> None:
    now = datetime(2031, 5, 8, 9, tzinfo=UTC)
    for age, due in ((timedelta(days=2), False), (LARGE_WAITS, True)):
        backups = [Backup(now - age, Reason.DAILY, 8, 3_000_000)]
        assert is_due(backups, now, LARGE + 1, daily=True) is due
        assert is_due(backups, now, LARGE + 1, daily=False) is due
        assert is_due(backups, now, LARGE, daily=True)
    assert is_due([], now, LARGE + 1, daily=True)


def test_p7_a_backup_of_a_clock_that_was_ahead_keeps_none_from_being_made() -> None:
    now = datetime(2031, 5, 8, 9, tzinfo=UTC)
    assert is_due([Backup(now + timedelta(hours=3), Reason.DAILY, 8, 1)], now, 1, daily=True)
