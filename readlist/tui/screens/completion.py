"""Completing what is typed: the best of some words, and the paths of files."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_PATHS = 200


def closest(typed: str, words: Iterable[str]) -> list[str]:
    """The words that fit what is typed: those it begins, those with a part it begins, those it runs through.

    >>> closest("vs", ["to-read", "vision", "nlp/vs", "canvas"])
    ['nlp/vs', 'vision', 'canvas']
    """
    needle = typed.casefold()
    ranked = ((_rank(needle, word.casefold()), word) for word in words)
    return [
        word for _, word in sorted(((rank, word) for rank, word in ranked if rank < NO_FIT), key=lambda pair: pair[0])
    ]


NO_FIT = 3


def _rank(needle: str, word: str) -> int:
    if word.startswith(needle):
        return 0
    if any(part.startswith(needle) for part in word.replace("-", "/").replace(" ", "/").split("/")):
        return 1
    letters = iter(word)
    return 2 if all(letter in letters for letter in needle) else NO_FIT


def complete_path(text: str) -> list[str]:
    """The files and folders whose path begins as typed; folders end in "/", hidden ones only where a dot is typed.

    ``~`` stays as it is typed. A name that cannot be shown safely is left out; a folder that cannot be read has none.
    """
    folder, slash, start = text.rpartition("/")
    try:
        with os.scandir(Path(folder + slash).expanduser() if slash else Path()) as entries:
            found = sorted((not entry.is_dir(), entry.name) for entry in entries if _fits(entry.name, start))
    except (OSError, ValueError, RuntimeError):  # unreadable, a NUL in the path, no home
        return []
    return [folder + slash + name + "/" * (not is_file) for is_file, name in found[:MOST_PATHS]]


def _fits(name: str, start: str) -> bool:
    hidden = name.startswith(".") and not start.startswith(".")
    return name.startswith(start) and not hidden and clean(name) == unicodedata.normalize("NFC", name)


def shared_start(words: list[str]) -> str:
    """What all the words begin with.

    >>> shared_start(["papers.bib", "papers.txt"])
    'papers.'
    """
    return os.path.commonprefix(words)  # noqa: RUF071  letters are what is typed
