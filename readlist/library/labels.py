"""What a step is called in the history and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.residue import plain
from readlist.model.text import counted, first_words, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.model.paper import Paper


def of_papers(verb: str, papers: Sequence[Paper], count: int) -> str:
    """A label like "read: Masked Autoencoders that Listen" or "read: 12 papers"."""
    what = first_words(squeeze(plain(papers[0].record.heading)), 60) if papers else counted(count)
    return f"{verb}: {what}"


def of_import(new: int, improved: int, names: Sequence[str], tagged: str = "") -> str:
    """A label like "add 45 papers from search.txt"; ``tagged`` tells what else was done, where nothing was new."""
    whence = names[0] if len(names) == 1 else f"{len(names)} files"
    parts = [f"add {counted(new)}"] if new or not (improved or tagged) else []
    parts += [f"improve {improved}"] if improved else []
    parts = parts or [tagged]
    return f"{', '.join(parts)} from {whence}"
