"""``readlist undo``."""

from __future__ import annotations

from readlist.cli.stepping import stepping
from readlist.library import Library

command = stepping("undo", "Take back the last steps, across restarts.", "undone", Library.undo)
