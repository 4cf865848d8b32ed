"""The texts that a subcommand is to read: files, standard input, the clipboard."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from readlist.files import decode, read_text
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence


class Input(NamedTuple):
    """A text that was given, its name, and the folder of its file."""

    name: str
    text: str
    folder: Path | None = None


def read_all(files: Sequence[str], *, clipboard: bool = False) -> list[Input]:
    """Each input; wrong use where nothing is named and nothing is piped in."""
    named = list(files)
    if not named and not clipboard and not sys.stdin.isatty():
        named = ["-"]
    texts = [_read(name) for name in named]
    if clipboard:
        from readlist.clipboard import paste  # noqa: PLC0415  seldom needed

        texts.append(Input("clipboard", paste()))
    if not texts:
        raise click.UsageError("Name a file, - for standard input, or --clipboard.")
    return texts


def _read(name: str) -> Input:
    if name == "-":
        return Input("standard input", decode(sys.stdin.buffer.read(), "standard input"))
    path = Path(name)
    return Input(squeeze(os.fsencode(path.name).decode("utf-8", "replace")), read_text(path), path.parent)
