"""The texts that a subcommand is to read: files, archives, standard input, the clipboard."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from readlist.files import texts_in, texts_piped
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.files import Text


class Input(NamedTuple):
    """A text that was given, its name, and the folder of its file."""

    name: str
    text: str
    folder: Path | None = None


def read_all(files: Sequence[str], *, clipboard: bool = False) -> list[Input]:
    """Each input, those in an archive one by one; wrong use where nothing is named and nothing is piped in."""
    named = _named(files, or_clipboard=clipboard)
    inputs = [Input(text.name, text.whole(), text.folder) for name in named for text in _texts(name)]
    if clipboard:
        from readlist.clipboard import paste  # noqa: PLC0415  seldom needed

        inputs.append(Input("clipboard", paste()))
    return inputs


def given_texts(files: Sequence[str]) -> Iterator[Text]:
    """The same, to be read block by block."""
    for name in _named(files):
        yield from _texts(name)


def _named(files: Sequence[str], *, or_clipboard: bool = False) -> Sequence[str]:
    if not files and not or_clipboard:
        if sys.stdin.isatty():
            raise click.UsageError("Name a file, - for standard input, or --clipboard.")
        return ["-"]
    return files


def _texts(name: str) -> list[Text]:
    if name == "-":
        return texts_piped(sys.stdin.buffer, "standard input")
    path = Path(name)
    return texts_in(path, squeeze(os.fsencode(path.name).decode("utf-8", "replace")))
