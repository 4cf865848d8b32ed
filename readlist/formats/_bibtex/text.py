"""Text as it goes into a BibTeX file: without LaTeX residue, control characters and loose blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._record import UNTITLED
from readlist.model.regex import regex
from readlist.model.residue import plain
from readlist.model.text import clean, first_words, squeeze

if TYPE_CHECKING:
    from readlist.model.paper import Record

_NO_PAGES = frozenset(("", "null", "n/a", "undefined"))  # what exporters write that know none
PARAGRAPH = regex(r"\n[^\S\n]*\n\s*")


def tidy(text: str | None) -> str:
    """The text on one line, free of LaTeX residue and of what no file should hold; empty where there is none."""
    if not text:
        return ""
    if not (text.isascii() and text.isprintable() and "  " not in text):
        text = squeeze(clean(text))
    tidied = plain(text)
    return text.strip() if tidied == text else squeeze(tidied)


def tidy_paragraphs(text: str | None) -> str:
    """The same for a text in paragraphs, which an empty line parts."""
    if not text or "\n" not in text:
        return tidy(text)
    return "\n\n".join(filter(None, map(tidy, PARAGRAPH.split(clean(text)))))


def heading(record: Record) -> str:
    """The title, or else the first words of the abstract marked as such: no consumer takes an empty title."""
    return tidy(record.title) or f"{UNTITLED} {first_words(tidy(record.abstract))}".rstrip()


def tells_pages(pages: str) -> bool:
    """Whether the pages of an entry say anything."""
    return pages[:1].isdecimal() or pages.strip(" {}-–—").casefold() not in _NO_PAGES
