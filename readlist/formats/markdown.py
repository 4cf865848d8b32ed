"""Markdown: lists and tables of papers, as the READMEs of collections have them; a reading list with check boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import NO_EVIDENCE, Reader, WriteOptions, Writer
from readlist.formats._markdown.own import HEADING, held, item
from readlist.formats._markdown.read import read, recognize
from readlist.formats._read_back import check_read_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.model.paper import Paper


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:  # noqa: ARG001  there is one way to write it
    """The papers as items of a check list, those that are read or skimmed checked, notes quoted below them."""
    yield HEADING
    yield from map(item, papers)


def verify(text: str, papers: Iterable[Paper], options: WriteOptions) -> None:  # noqa: ARG001  the same
    """Nothing where the list reads back as the papers; ExportError names the first difference."""
    check_read_back("Markdown", read(text, NO_EVIDENCE), papers, held)


READER = Reader("markdown", "Markdown list or table of papers", recognize, read)
WRITER = Writer("markdown", "Markdown: a reading list with check boxes", ".md", write, verify)
