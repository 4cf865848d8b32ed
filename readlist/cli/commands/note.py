"""``readlist note``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from readlist.cli.completing import keys
from readlist.cli.options import library_option, open_library
from readlist.cli.output import say, tell
from readlist.editor import NoteDraft


@click.command("note", epilog="Example: readlist note vaswani2017attention 'compare with the LSTM baseline'")
@click.argument("key", shell_complete=keys)
@click.argument("text", required=False, metavar="[TEXT|-]")
@click.option("--edit", is_flag=True, help="Edit the note in $VISUAL or $EDITOR.")
@library_option
def command(key: str, text: str | None, edit: bool, library: Path | None) -> None:
    """Show the note of a paper, or set it (- reads standard input, an empty text removes it)."""
    if edit and text is not None:
        raise click.UsageError("Give a text, or --edit.")
    with open_library(library) as reading_list:
        id_ = reading_list.named(key)
        note = reading_list.papers([id_])[0].note or ""
        draft = NoteDraft(reading_list.path, id_, note) if edit else None
        if draft is not None:
            text = draft.edit()
        if text is None:
            say(note)
            return
        change = reading_list.annotate(id_, _standard_input() if text == "-" and draft is None else text)
        if draft is not None:
            draft.forget()
    tell(change.label if change.step else "nothing changed: it was so already")


def _standard_input() -> str:
    return sys.stdin.buffer.read().decode("utf-8", "replace")
