"""The texts that a subcommand is to read, and where it writes: files, standard input and output, the clipboard."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from readlist import formats
from readlist.errors import UnknownFormat
from readlist.files import texts_in, texts_piped
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.files import Text


LARGE = 1 << 26  # bytes of a text that is read in parts, if its lines stand for themselves


class Input(NamedTuple):
    """A text that was given, its name, and the folder of its file."""

    name: str
    text: str
    folder: Path | None = None


def read_all(files: Sequence[str], notation: str | None, *, clipboard: bool = False) -> tuple[list[Input], list[Text]]:
    """Each input, those in an archive one by one, and those that are to be read in parts.

    Wrong use where nothing is named and nothing is piped in.
    """
    texts = [text for name in _named(files, or_clipboard=clipboard) for text in _texts(name)]
    large = [text for text in texts if text.has_more_than(LARGE) and _is_by_line(text, notation)]
    inputs = [Input(text.name, text.whole(), text.folder) for text in texts if text not in large]
    if clipboard:
        from readlist.clipboard import paste  # noqa: PLC0415  seldom needed

        inputs.append(Input("clipboard", paste()))
    return inputs, large


def _is_by_line(text: Text, notation: str | None) -> bool:
    try:
        return formats.recognize(clean(next(iter(text), "")), notation).reader.by_line
    except UnknownFormat:
        return False


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
    return texts_in(path, squeeze(os.fsencode(path.name or name).decode("utf-8", "replace")))
