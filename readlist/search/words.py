"""What a paper is found by, as words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readlist.model.regex import regex
from readlist.model.residue import plain
from readlist.model.text import fold
from readlist.model.words import UNPARTED_SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_WORD = 24
MOST_WORDS = 8  # of what is typed: the others are not looked for
MOST_TITLE_WORDS = 60
MOST_OTHERS = 60
MOST_NAMES = 120
_RUNS = regex(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a paper is found by; its number is the library's."""

    number: int
    title: str | None
    authors: tuple[str, ...] = ()
    year: int | None = None
    tags: tuple[str, ...] = ()
    citekey: str | None = None


class _Folding(dict[int, str]):
    """What each character becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = fold(character) or ("" if unicodedata.combining(character) else " ")
        self[code] = f" {folded} " if UNPARTED_SIGN.match(folded) else folded
        return self[code]


_FOLDING = _Folding()


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order; a letter of a script without blanks is a word.

    >>> words_of("Poincaré-Type Łoś; 注意 w2v")
    ['poincare', 'type', 'los', '注', '意', 'w2v']
    """
    words = (fold(text) if text.isascii() else plain(text).translate(_FOLDING)).split()
    if max(map(len, words), default=0) > LONGEST_WORD:
        return [word[:LONGEST_WORD] for word in words]
    return words


def joined_words(text: str) -> list[str]:
    """The words of a text that are written with hyphens, in one.

    >>> joined_words("Self-Supervised Pre-training of nets")
    ['selfsupervised', 'pretraining']
    """
    joined = ("".join(words_of(piece)) for piece in text.split() if "-" in piece[1:-1])
    return [word[:LONGEST_WORD] for word in joined if word]


def rows_of(entry: Entry) -> tuple[list[str], list[str], list[str]]:
    """The words of the title; the year, the tags, parts of the key and forms without hyphens; the authors.

    >>> rows_of(Entry(1, "Self-Attention", ("Ada Łoś",), 1843, citekey="los1843self"))
    (['self', 'attention'], ['1843', 'los', '1843', 'self', 'selfattention'], ['ada', 'los'])
    """
    title = entry.title or ""
    others = [] if entry.year is None else [str(entry.year)]
    if entry.tags:
        others += words_of(" ".join(entry.tags))
    if entry.citekey:
        others += _RUNS.findall(" ".join(words_of(entry.citekey)))
    if "-" in title:
        others += joined_words(title)
    return words_of(title)[:MOST_TITLE_WORDS], others[:MOST_OTHERS], words_of(" ".join(entry.authors))[:MOST_NAMES]


def bears_out(entry: Entry, words: Iterable[str]) -> bool:
    """Whether a paper has all the words that a hit says it has: an index may be damaged, or behind the library."""
    return set().union(*rows_of(entry)).issuperset(words)
