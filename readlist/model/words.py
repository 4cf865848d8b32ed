"""The words by which a paper is found, column by column."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.regex import regex
from readlist.model.text import bare, fold, without_accents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from readlist.model.names import Name
    from readlist.model.paper import Paper

BETWEEN = "·"  # stands between two names or tags; no word of a query is that
UNPARTED = (
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    r"\U00020000-\U0003ffff]"
)
"""A sign of the scripts that are written without blanks: Thai, Lao, Burmese, Khmer, Han, Kana. Each is a word."""
UNPARTED_SIGN = regex(UNPARTED)
# What parts words, as signs that part none, so that a name with blanks and dashes is one word of an index.
_JOINING = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}


class Words(NamedTuple):
    """The folded words of a paper's texts, parted by blanks.

    ``marks`` are EVERY, the tags and what the paper has, a word each.
    """

    title: str
    author: str
    abstract: str
    note: str
    year: str
    key: str
    tag: str
    venue: str
    affiliation: str
    category: str
    doi: str
    arxiv: str
    marks: str


EVERY = "every"
"""The mark of every paper."""
ANYWHERE = ("title", "author", "abstract", "note", "year", "key", "tag")
"""Where a bare word is looked for."""


def words(text: str | None) -> str:
    """The folded words of a text, parted by blanks; where a script has no blanks each sign is a word.

    >>> words("Graph-Nets: 深度 (ß)")
    'graph nets 深 度 ss'
    """
    return _parted(fold(text)) if text else ""


def cased_words(text: str | None) -> str:
    """The same words with their case."""
    return _parted(bare(text)) if text else ""


def _parted(bare: str) -> str:
    if bare.isascii() or not UNPARTED_SIGN.search(bare):
        return bare
    return " ".join(UNPARTED_SIGN.sub(r" \g<0> ", bare).split())


@lru_cache(1 << 12)
def mark(kind: str, value: str) -> str:
    """A tag, or something that a paper has, as one word; case and accents are ignored.

    >>> mark("tag", "École/A b") == mark("tag", "ecole/a B"), " " in mark("tag", "a b")
    (True, False)
    """
    return without_accents(f"{kind}:{value}".casefold()).casefold().translate(_JOINING)


def stand_in(words: str, searched: str, *, whole: bool) -> bool:
    """Whether words stand one after the other in a text of words; the last one need only begin so, unless ``whole``.

    >>> stand_in("is all", "attention is all you need", whole=True), stand_in("on is", "attention is", whole=False)
    (True, False)
    """
    return f" {words} " in f" {searched} " if whole else f" {words}" in f" {searched}"


def words_of(paper: Paper) -> Words:
    """The words by which a paper is found."""
    return Words._make(read(paper) for read in _COLUMNS.values())


def words_in(paper: Paper, column: str) -> str:
    """The words of one column alone, by its name."""
    return _COLUMNS[column](paper)


def _marks(paper: Paper) -> str:
    tags = [mark("tag", tag) for tag in paper.tags]
    return " ".join([EVERY, *tags, *(mark("has", name) for name, has in having(paper).items() if has)])


def _of_each(texts: Iterable[str]) -> str:
    return _between(map(words, texts))


def _between(texts: Iterable[str]) -> str:
    return f" {BETWEEN} ".join(filter(None, texts))


@lru_cache(1 << 15)  # people who write one paper write others
def _words_of_name(name: Name) -> str:
    return words(name.display)


def having(paper: Paper) -> dict[str, bool]:
    """What ``has:`` asks for, and whether a paper has it."""
    record = paper.record
    return {
        "abstract": bool(record.abstract),
        "arxiv": bool(record.arxiv),
        "code": bool(record.code),
        "doi": bool(record.doi),
        "doubt": bool(record.doubts),
        "note": bool(paper.note),
        "pdf": any(attachment.is_pdf for attachment in record.attachments),
        "tag": bool(paper.tags),
        "title": bool(record.title),
        "url": bool(record.url or record.urls),
    }


# How each column is read, in the order of Words.
_COLUMNS: dict[str, Callable[[Paper], str]] = {
    "title": lambda paper: words(paper.record.title),
    "author": lambda paper: _between(map(_words_of_name, paper.record.authors)),
    "abstract": lambda paper: words(paper.record.abstract),
    "note": lambda paper: words(paper.note),
    "year": lambda paper: f"{paper.record.year:04d}" if paper.record.year else "",
    "key": lambda paper: words(paper.record.citekey),
    "tag": lambda paper: _of_each(tag.casefold() for tag in paper.tags),
    "venue": lambda paper: words(paper.record.venue),
    "affiliation": lambda paper: _of_each(paper.record.affiliations),
    "category": lambda paper: _of_each(paper.record.categories),
    "doi": lambda paper: words(paper.record.doi),
    "arxiv": lambda paper: words(paper.record.arxiv),
    "marks": _marks,
}
