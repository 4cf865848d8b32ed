"""Where a paper stands, as Ovid's databases say it in one line, each in its own way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._tagged.values import YEAR, pages, person
from readlist.model.dates import MONTH_WORD, PartialDate
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from readlist.model.names import Name

_LONGEST = 1000
_VIEWED = regex(r"\[(?:viewed|accessed|undated)[^\[\]]{0,60}\]", re.IGNORECASE)
_EDITORS = regex(r"(?:[^\[\].;]|\.(?! [A-Z][a-z]{2})){1,80}\[Ed(?:s?\.?|itor[^\]]{0,40})\][,;]?\s?")
# How PsycINFO names a book: the year before its title, the pages behind it.
_BOOK = regex(
    r"[^()\[\]]{0,200}\((?P<year>(?:1[5-9]|20)\d\d)\)\. ?(?P<title>[^\s.](?:[^(]|\((?!pp?\b)){0,400}?)"
    r"(?=[.,]? (?:\(pp?\b|(?:[ivxlc]{1,8}, )?\d{1,5} pp?\b))"
)
_TRANSLATED = regex(r"\[([^\[\]]{1,400})\]")
_OF_CHAPTER = regex(r"\bChapter pagination: ?(\d{1,6}(?:\s?[-–]\s?\d{1,6})?)")
# What ends the name of the journal: a full stop, a volume, a month or a year, whichever comes first.
_MONTH = rf"(?:{MONTH_WORD}|Spring|Summer|Fall|Autumn|Winter)"
_END = regex(
    rf"\.\s|\.?\Z|\.:|:\s?\d|\s{_MONTH}[\s/.,-]|,?\sVol\b|,?\s\(?(?:1[5-9]|20)\d\d\b|\s\d{{1,4}}(?=[(,:;]|\s\()|;"
)
_VOLUME = regex(r"(?<![\d-])(?:Vol\.?\s?)?(\d{1,4})\s?\((?!pp?\b)([^()]{1,40})\)")
_ONLY_VOLUME = regex(r"(?:\bVol\.?\s?|(?<=[;.]\s)|(?<=;)|\A\s)(\d{1,4})(?=\s?(?:[:,]|\(pp?\b))")
_PAGES = regex(
    r"(?::\s?|\bpp\.?\s?|;\s?|(?<=\s\d{4}),\s?)([A-Za-z]{0,3}\d{1,6}(?:\s?[-–]\s?[A-Za-z]{0,3}\d{1,6})?)(?![\w(])"
)


class Source(NamedTuple):
    """The journal or book, volume, issue, pages and date that a line names, and the editors before them."""

    venue: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    date: PartialDate | None = None
    editors: tuple[Name, ...] = ()


def parsed(text: str) -> Source:
    """What the line says of where a paper was published.

    >>> parsed("Forest Maps & Models. 201(2-3):327-34, November 15, 2004.")[:4]
    ('Forest Maps & Models', '201', '2-3', '327–334')
    >>> parsed("Journal of Maps January/February 2010;14(1):56")[:4]
    ('Journal of Maps', '14', '1', '56')
    >>> parsed("Ng, A [Ed]; Li, B [Ed]. (2012). Maps: A guide. (pp. 11-31). xv, 254 pp. Bern: Example.")[:4]
    ('Maps: A guide', None, None, '11–31')
    """
    text = _VIEWED.sub("", squeeze(text)[:_LONGEST])
    editors = _EDITORS.findall(text)
    text = _EDITORS.sub("", text).lstrip(". ")
    venue, rest = _venue(text)
    volume = _VOLUME.search(rest)
    alone = _ONLY_VOLUME.search(rest) if volume is None else None
    found = _OF_CHAPTER.search(rest) or _PAGES.search(rest, volume.end() if volume else 0)
    number = volume[2] if volume else None
    return Source(
        venue=venue or None,
        volume=volume[1] if volume else alone[1] if alone and not YEAR.fullmatch(alone[1]) else None,
        number=None if number and YEAR.fullmatch(number) else number,
        pages=pages(found[1]) if found and not YEAR.fullmatch(found[1]) else None,
        date=PartialDate.find(rest),
        editors=tuple(person(name.partition("[")[0].strip(" ,")) for name in editors),
    )


def _venue(text: str) -> tuple[str, str]:
    """The journal or book, and what is said beside its name."""
    if book := _BOOK.match(text):
        return book["title"].rstrip(" ,;:."), f"{book['year']}. {text[book.end() :]}"
    if book := _TRANSLATED.match(text):
        return book[1].rstrip(" ."), text[book.end() :]
    end = _END.search(text)
    venue = text[: end.start()].strip(" ,;:.") if end else text
    return venue, text[len(venue) :]
