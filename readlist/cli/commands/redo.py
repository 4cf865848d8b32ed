"""``readlist redo``."""

from __future__ import annotations

from readlist.cli.stepping import stepping
from readlist.library import Library

command = stepping("redo", "Do again what was undone last.", "done again", Library.redo)
