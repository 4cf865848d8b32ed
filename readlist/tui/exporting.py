"""Papers to a file: its ending tells the notation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist import formats
from readlist.errors import ExportError
from readlist.files import replace_file
from readlist.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from readlist.library import Library


def export_papers(library: Library, ids: Sequence[int], place: Path, preset: str) -> str:
    """Write papers of a library to a file and say so; for a thread of its own. ExportError where it cannot be done."""
    notation = formats.notation_of(place.name)
    if notation is None:
        endings = " ".join(sorted({writer.suffix for writer in formats.writers().values()}))
        raise ExportError(f"no notation for {place.name!r}", f"Known endings: {endings}")
    with library.reopened() as own:
        written = replace_file(place, own.export(ids, notation, formats.WriteOptions(preset)))
    papers = counted(len(ids))
    return f"{papers} written to {place}" if written else f"{place} holds these {papers} already"
