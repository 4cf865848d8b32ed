"""Markdown: lists and tables of papers, as the READMEs of collections have them; a reading list with check boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._bibliographies import apart, joined
from readlist.formats._bibtex.read import read as read_entries
from readlist.formats._kinds import NO_EVIDENCE, SAMPLE, Reader, WriteOptions, Writer
from readlist.formats._markdown import recognition
from readlist.formats._markdown.own import HEADING, held, item
from readlist.formats._markdown.read import read as read_list
from readlist.formats._read_back import check_read_back
from readlist.formats._recognition import SURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Paper

_WITH_ENTRIES = 1.0  # sure of a list beside entries of BibTeX: both are told


def recognize(text: str) -> float:
    """How surely a text is a list or table of papers in Markdown."""
    listed, entries = apart(text[:SAMPLE])
    if not entries:
        return recognition.recognize(text)
    return _WITH_ENTRIES if recognition.recognize(listed, entries) >= SURE else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:
    """The papers of a text in their order, with those it cites in BibTeX; a problem for each item that is none."""
    listed, entries = apart(text)
    if not entries:
        return read_list(listed, evidence)
    return joined(read_list(listed, evidence), read_entries(entries, evidence))


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:  # noqa: ARG001  there is one way to write it
    """The papers as items of a check list, those that are read or skimmed checked, notes quoted below them."""
    yield HEADING
    yield from map(item, papers)


def verify(text: str, papers: Iterable[Paper], options: WriteOptions) -> None:  # noqa: ARG001  the same
    """Nothing where the list reads back as the papers; ExportError names the first difference."""
    check_read_back("Markdown", read(text, NO_EVIDENCE), papers, held)


READER = Reader("markdown", "Markdown list or table of papers", recognize, read)
WRITER = Writer("markdown", "Markdown: a reading list with check boxes", ".md", write, verify)
