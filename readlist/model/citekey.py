"""Citation keys in the style of Google Scholar, as in ``vaswani2017attention``: suggested, unique, legal."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readlist.model.residue import plain
from readlist.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from readlist.model.names import Name
    from readlist.model.paper import Paper, Record

LONGEST = 64

# What BibTeX, biber and the importers of reference managers all take.
_VALID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9:_./+-]{{0,{LONGEST - 1}}}")
_PUNCTUATION = ":_./+-"
_ILLEGAL = re.compile(rf"[^A-Za-z0-9{_PUNCTUATION}]+")
_FORMULA_SIGNS = re.compile(r"[\\${}^_]+")
_NOT_IN_WORD = re.compile(r"[^a-z0-9]+")
_STOP_WORDS = frozenset(
    """
    a an the and or nor but as at by for from in into is it its of off on onto over per than that this these those to
    toward towards under upon via vs was were what when where which while why with within without how do does can are be
    been we our us you your i my not no all some any
    """.split()
)
# How abstracts begin whatever they are about.
_OPENING_WORDS = _STOP_WORDS | frozenset(
    """
    abstract article paper work study letter report thesis chapter survey present presents presented presenting propose
    proposes proposed introduce introduces introduced introducing describe describes investigate investigates address
    show shows consider considers explore explores here new novel recent recently there has have had approach
    """.split()
)


def is_valid(key: str) -> bool:
    """Whether a key can be used in every program that reads BibTeX.

    >>> is_valid("vaswani2017attention"), is_valid("müller 2020")
    (True, False)
    """
    return _VALID.fullmatch(key) is not None


def repaired(key: str) -> str:
    """The key with its accents folded and illegal characters left out; empty where nothing is left.

    >>> repaired("müller:2020/x y")
    'muller:2020/xy'
    """
    return _ILLEGAL.sub("", "".join(map(_folded, key))).lstrip(_PUNCTUATION)[:LONGEST]


def _folded(sign: str) -> str:
    if sign.isascii():
        return sign
    letters = fold(sign)
    return letters.capitalize() if sign.isupper() else letters


def suggest(record: Record) -> str:
    """The key for a record: family name of the first author, year, first significant word of the title.

    Without an author up to three words of the title and the year; without a title the abstract's words; where no word
    is Latin the arXiv identifier or DOI, else "paper" and the year.

    >>> from readlist.model.names import Name
    >>> from readlist.model.paper import Record
    >>> suggest(Record(title="The Map of Everything", authors=(Name.parse("Ana van der Berg"),)))
    'vanderbergmap'
    """
    year = str(record.year or "")
    words = _words(record.title, _STOP_WORDS) if record.title else _words(record.abstract, _OPENING_WORDS)
    family = _family(record.authors[0]) if record.authors else ""
    if family:
        return f"{family}{year}{words[0] if words else ''}"[:LONGEST]
    if words:
        return "-".join(filter(None, (*words, year)))[:LONGEST].rstrip("-")
    return repaired(record.arxiv or record.doi or "").rstrip(_PUNCTUATION) or f"paper{year}"


def _family(name: Name) -> str:
    words = name.literal.split() if name.literal else [name.particle, name.family or name.given]
    letters = "".join(_letters(word) for word in words if _letters(word) not in {"the", "a"})
    return letters[: LONGEST // 2]


def _letters(text: str) -> str:
    return _NOT_IN_WORD.sub("", fold(text))


def _words(text: str | None, unimportant: Container[str], count: int = 3) -> list[str]:
    """The first significant words, in small Latin letters and digits; hyphenated ones are one word."""
    beginning = _FORMULA_SIGNS.sub("", plain((text or "")[:400]))
    words = filter(None, map(_letters, re.split(r"[\s/—–:;,]+", beginning)))
    chosen = [word for word in words if word not in unimportant]
    return [word[: LONGEST // count - 1] for word in chosen[:count]]


def unique(key: str, taken: Container[str]) -> str:
    """The key, with a, b, … z, aa, … after it where it is taken; ``taken`` holds keys casefolded.

    >>> unique("ng2020maps", {"ng2020maps", "ng2020mapsa"})
    'ng2020mapsb'
    """
    if key.casefold() not in taken:
        return key
    high = 1
    while _numbered(key, high).casefold() in taken:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _numbered(key, middle).casefold() in taken else (low, middle)
    return _numbered(key, high)


def _numbered(key: str, number: int) -> str:
    """The key with the letters of a number behind it: 1 is a, 27 is aa."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return key[: LONGEST - len(letters)] + letters


def assign(papers: Iterable[Paper], taken: Iterable[str] = ()) -> Iterator[Paper]:
    """The papers in their order, each with a key; legal keys stay, ``taken`` are those of other papers, casefolded."""
    papers = list(papers)
    used = set(taken)
    used.update(paper.record.citekey.casefold() for paper in papers if paper.record.citekey)
    for paper in papers:
        record = paper.record
        if record.citekey and is_valid(record.citekey):
            yield paper
            continue
        key = unique(repaired(record.citekey or "") or suggest(record), used)
        used.add(key.casefold())
        yield replace(paper, record=replace(record, citekey=key))
