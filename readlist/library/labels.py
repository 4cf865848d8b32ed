"""What a step is called in the history and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.model.residue import plain
from readlist.model.text import first_words, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.model.paper import Paper


def of_papers(verb: str, papers: Sequence[Paper], count: int) -> str:
    """A label like "read: Masked Autoencoders that Listen" or "read: 12 papers"."""
    what = first_words(squeeze(plain(papers[0].record.heading)), 60) if papers else f"{count} papers"
    return f"{verb}: {what}"


def of_import(new: int, improved: int, names: Sequence[str]) -> str:
    """A label like "add 45 papers from search.txt"."""
    whence = names[0] if len(names) == 1 else f"{len(names)} files"
    parts = [f"add {new} paper{'s' * (new != 1)}"] if new or not improved else []
    parts += [f"improve {improved}"] if improved else []
    return f"{', '.join(parts)} from {whence}"
