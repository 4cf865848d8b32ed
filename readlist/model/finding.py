"""What an examination finds: a line, how bad it is, what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


class Finding(NamedTuple):
    """What was found about something, and what to do; ``mend`` says that `readlist doctor --fix` puts it right."""

    about: str
    text: str
    level: Level = Level.OK
    advice: str = ""
    mend: bool = False


FIX = "`readlist doctor --fix` makes it anew."
RESTORE = "`readlist restore` brings back a backup; nothing is deleted."


def note(about: str, text: str, advice: str = "", *, mend: bool = False) -> Finding:
    """A finding that is worth knowing."""
    return Finding(about, text, Level.NOTE, advice, mend)


def problem(about: str, text: str, advice: str, *, mend: bool = False) -> Finding:
    """A finding that something has to be done about."""
    return Finding(about, text, Level.PROBLEM, advice, mend)
