"""The small dialogs: tags, a note, the fields of a record, a line of text."""

from __future__ import annotations

from readlist.tui.screens.completion import complete_path
from readlist.tui.screens.edit_form import EditForm
from readlist.tui.screens.line_prompt import LinePrompt
from readlist.tui.screens.note_editor import NoteEditor
from readlist.tui.screens.tag_prompt import TagPrompt

__all__ = ["EditForm", "LinePrompt", "NoteEditor", "TagPrompt", "complete_path"]
