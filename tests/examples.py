"""How many examples a test tries: few in the usual run, many in the long one."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def is_long() -> bool:
    """Whether hypothesis' profile is the long one."""
    return settings.get_current_profile_name() == "long"


def tried(times: int) -> settings:
    """So many examples, a hundred times as many in the long run; how long each takes tells nothing."""
    times *= 100 if is_long() else 1
    return settings(max_examples=times, deadline=None, suppress_health_check=[HealthCheck.too_slow])
