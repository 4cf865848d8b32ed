"""Citation keys in the style of Google Scholar, as in ``vaswani2017attention``: suggested, unique, legal."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from readlist.model.regex import regex
from readlist.model.residue import plain
from readlist.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from readlist.model.names import Name
    from readlist.model.paper import Paper, Record

LONGEST = 64

# What BibTeX, biber and the importers of reference managers all take.
_VALID = regex(rf"[A-Za-z0-9][A-Za-z0-9:_./+-]{{0,{LONGEST - 1}}}")
_PUNCTUATION = ":_./+-"
_ILLEGAL = regex(rf"[^A-Za-z0-9{_PUNCTUATION}]+")
_FORMULA_SIGNS = regex(r"[\\${}^_]+")
_NOT_IN_WORD = regex(r"[^A-Za-z0-9]+")
STOP_WORDS = frozenset(
    """
    a an the and or nor but as at by for from in into is it its of off on onto over per than that this these those to
    toward towards under upon via vs was were what when where which while why with within without how do does can are be
    been we our us you your i my not no all some any
    """.split()
)
# How abstracts begin whatever they are about.
_OPENING_WORDS = STOP_WORDS | frozenset(
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
    found = words(record.title, STOP_WORDS) if record.title else words(record.abstract, _OPENING_WORDS)
    significant = [word.lower()[: LONGEST // 3 - 1] for word in found[:3]]
    family = "".join(family_words(record.authors[0])).lower()[: LONGEST // 2] if record.authors else ""
    if family:
        return f"{family}{year}{significant[0] if significant else ''}"[:LONGEST]
    if significant:
        return "-".join(filter(None, (*significant, year)))[:LONGEST].rstrip("-")
    return repaired(record.arxiv or record.doi or "").rstrip(_PUNCTUATION) or f"paper{year}"


def family_words(name: Name) -> list[str]:
    """The words of a family name with its particle, or of the name of a group without its article.

    >>> from readlist.model.names import Name
    >>> family_words(Name.parse("Zoë van der Brück-Østergård"))
    ['van', 'der', 'BruckOstergard']
    """
    whole = name.literal or f"{name.particle} {name.family or name.given}"
    return [word for word in filter(None, map(_letters, whole.split())) if word.lower() not in {"the", "a"}]


def _letters(text: str) -> str:
    """The letters and digits of a text in ASCII, small and large as they are."""
    return _NOT_IN_WORD.sub("", "".join(map(_folded, text)))


def words(text: str | None, unimportant: Container[str]) -> list[str]:
    """The words at the beginning of a text that say something, in ASCII letters and digits; hyphenated are one word.

    >>> words("On the U-Net: a Plan", STOP_WORDS)
    ['UNet', 'Plan']
    """
    beginning = _FORMULA_SIGNS.sub("", plain((text or "")[:400]))
    found = filter(None, map(_letters, re.split(r"[\s/—–:;,]+", beginning)))
    return [word for word in found if word.lower() not in unimportant]


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


def legal(record: Record) -> Record:
    """The record with a key that every program takes, or with none.

    What the key was is kept under ``ids``, as biblatex calls the other keys of an entry.

    >>> from readlist.model.paper import Record
    >>> legal(Record(citekey="müller #1")).extra
    {'ids': 'müller #1'}
    """
    if record.citekey is None or is_valid(record.citekey):
        return record
    others = ", ".join(filter(None, (record.extra.get("ids"), record.citekey)))
    return replace(record, citekey=repaired(record.citekey) or None, extra={**record.extra, "ids": others})


def keyed(record: Record, taken: set[str], suggest: Callable[[Record], str] = suggest) -> Record:
    """The record with a legal key that is free, which is ``taken`` from then on; its own one as far as that goes."""
    record = legal(record)
    key = unique(record.citekey or suggest(record), taken)
    taken.add(key.casefold())
    return replace(record, citekey=key)


def assign(papers: Iterable[Paper], taken: Iterable[str] = ()) -> Iterator[Paper]:
    """The papers in their order, each with a key of its own; ``taken`` are those of other papers, casefolded.

    A legal key stays with the first paper that has it.
    """
    papers = list(papers)
    given = set(taken)
    used = given.copy()
    used.update(paper.record.citekey.casefold() for paper in papers if paper.record.citekey)
    for paper in papers:
        key = paper.record.citekey
        stays = key is not None and is_valid(key) and key.casefold() not in given
        kept = paper if stays else replace(paper, record=keyed(paper.record, used))
        given.add((kept.record.citekey or "").casefold())
        yield kept
