"""What the status line tells of the last action."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from readlist.model.change import Change


class Message(NamedTuple):
    """A text, what can be done now, whether something went wrong, and whether the next key ends it."""

    text: str = ""
    hint: str = ""
    wrong: bool = False
    passing: bool = False


STILL_READING = Message("still reading, your keys are kept", "Esc gives up")


def told(change: Change) -> Message:
    """What the status line says of a change."""
    if change.step is None:
        return Message("nothing changed", passing=True)
    if change.kind == "undo":
        return Message(f"undone: {change.label}", "ctrl+r redo")
    if change.warning:
        return Message(f"{change.label}; {change.warning}", "u undo", wrong=True)
    return Message(change.label, "u undo")
