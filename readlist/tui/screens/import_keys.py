"""The keys of the import preview: written once, for its bindings, the line at its foot, and its help."""

from __future__ import annotations

from readlist.tui.widgets.key_line import Key

KEYS = (
    Key("enter", "accept", "add", "store what is in"),
    Key("space", "put_aside", "in/out", "take it out of the import, or put it back in"),
    Key("e", "edit", "edit", "put the record right: title, authors, year, DOI, arXiv"),
    Key("n", "doubt(1)", "doubt", "next doubtful record or problem"),
    Key("N", "doubt(-1)", "", "doubtful record or problem before"),
    Key("t", "tag", "tag", "tags for all papers of this import"),
    Key("T", "untag", "", "fewer tags for this import"),
    Key("f", "format", "format", "read the text as another format"),
    Key("v", "closer", "closer", "record and source lines on the whole screen"),
    Key("J", "scroll(3)", "", "scroll the record down"),
    Key("K", "scroll(-3)", "", "scroll the record up"),
    Key("question_mark", "keys", "keys", "these keys"),
    Key("escape", "leave", "cancel", "leave; nothing is stored"),
)
NEEDS_ROWS = frozenset({"accept", "put_aside", "edit", "doubt(1)", "tag", "closer"})
MOVES = (
    ("move", "j k ↓ ↑", "next row, row before"),
    ("move", "g G", "first row, last row"),
    ("move", "PgDn PgUp", "a page down, up"),
    ("move", "ctrl+d ctrl+u", "half a page down, up"),
)
