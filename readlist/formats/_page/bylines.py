"""Lines that name the authors of the paper above them, and what such lines say."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats import _people
from readlist.formats._arxiv import authors, reads_like_names
from readlist.formats._name_lists import PLACE_WORDS, name_list
from readlist.formats._page.affiliations import without_places
from readlist.formats._venues import only_date, venue
from readlist.model.regex import regex

if TYPE_CHECKING:
    from readlist.model.dates import PartialDate
    from readlist.model.names import Name

_AFFILIATIONS = regex(r"(?P<rest>[\s\S]{1,20000}?) [·•] (?P<names>[^·•]{1,300})")
_SLUGS = regex(r"[a-z\d][\w.&'-]*(?: [a-z\d&][\w.&'-]*){0,3}")
_PLACE = regex(r"[A-Z][\w.&'-]*(?: [A-Z&][\w.&'-]*){0,3}")
_SHORTENED = regex(
    r"(?:,? ?et\.? al\.?|,? ?\+ ?\d{1,4}(?: more| others| authors)?|,? and \d{1,4} (?:more|others)|,? ?(?:…|\.\.\.))\Z"
)
_PLACED = regex(
    r"(?P<names>[^;]{2,20000}); (?:(?P<venue>(?:Proceedings of|Findings of|JMLR|PMLR)\b.{2,250})"
    r"|\d{0,3}\(\d{1,3}\):\d{1,5}\s?[−–-]\s?\d{1,5}, (?P<year>(?:19|20)\d\d)\.?)"
)
_BEHIND = regex(
    r"(?P<names>(?:[^()]|\([^()]{1,80}\)){2,20000}?)(?:\s[·•|–—-]\s|,?\s\()"
    r"(?P<told>[^·•|()]{0,80}(?:(?:19|20)\d\d|['’]\d\d)[^·•|()\d]{0,20})\)?"
)
_SIGNS = regex(r"\s?[|·•⋅]\s")
_LABEL = regex(r"\A(?:\*\*)?(?i:authors?(?:\(s\))?|作者)(?:\s?[:：]|\s[-–—](?=\s))(?:\*\*)?\s?(?=[^\Wa-z])")
_BY = regex(r"\A(?:[Bb]y|\W{1,2}) (?=[^\Wa-z])")
# Figures and signs behind a name that stand for its place.
_MARKS = regex(
    r"(?<=[^\W\d_.)])\s?(?:\^?\d{1,2}(?:,\d{1,2}){0,9}|\([\d, ]{1,9}\)"
    r"|[¹²³⁰⁴-⁹]{1,3}(?:,[¹²³⁰⁴-⁹]{1,3}){0,9}|[*†‡§¶✉★]{1,4}){1,3}"
    r"(?=\s?(?:[,;&|·]|and\b|\Z))"
)
_LEFT_OUT = regex(
    r"(?:\s?,\s|\s)(?:(?:…|\.\.\.)\s?,?|\+ ?\d{1,4} (?:more |other )?(?:authors?|more|others),?)\s(?=[^,]{2,60}\Z)"
)
_STOP = regex(r"(?<=[a-z\u00df-\u024f])(?<! [JS]r)\.\Z|[,;]\Z")
_ENCLOSED = regex(r"\((?P<text>[^()]{2,20000})\)|\*(?P<leaning>[^*]{2,20000})\*|_(?P<low>[^_]{2,20000})_")
_SENTENCE = regex(r"[a-z]{4}\.\s")  # ends
_LAST = regex(r",? (?:and|&) ")
_BETWEEN = regex(r",? (?:and|&) |[,;] ")
_WORDS = 5  # of a name
_LOGIN = regex(r"[\w.-]{1,40}")
_LONGEST = 20_000


class Byline(NamedTuple):
    """A line of authors, maybe behind a title that is glued to them, and what its page says of them at its end."""

    text: str
    affiliations: tuple[str, ...]
    complete: bool
    venue: str | None = None
    date: PartialDate | None = None


def byline(text: str) -> Byline:
    """The line without affiliations, a venue and the sign that names are left out.

    >>> byline("Ada Marin, Bo Heath et al. · fjord-ai, mit")[:3]
    ('Ada Marin, Bo Heath', ('fjord-ai', 'mit'), False)
    """
    affiliations: tuple[str, ...] = ()
    placed = _PLACED.fullmatch(text)
    if placed:
        text = placed["names"]
    found = _AFFILIATIONS.fullmatch(text)
    if found:
        names = tuple(filter(None, found["names"].split(", ")))
        places = all(map(_SLUGS.fullmatch, names)) or (
            all(map(_PLACE.fullmatch, names)) and name_list(found["names"]) is None
        )
        if _SHORTENED.search(found["rest"]) or places:
            text, affiliations = found["rest"], names
    shortened = _SHORTENED.sub("", text)
    place = (placed["venue"], only_date(placed["year"] or "")) if placed else (None, None)
    return Byline(shortened, affiliations, shortened == text, *place)


def labels_names(text: str) -> bool:
    """Whether a line names authors behind a label that says so."""
    return _LABEL.match(text) is not None and names_only(text, surely=False)


@lru_cache(2048)
def names_only(text: str, *, surely: bool) -> bool:
    """Whether a line may name authors and nothing else; ``surely`` asks for several names that read like no phrase."""
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    bare, told = _plain(text)
    if not bare or not reads_like_names(bare):
        return False
    if not surely:
        return True
    found = name_list(bare if told.complete else f"{bare} et al.")
    several = found is not None and (len(found.names) > 1 or not told.complete)
    return (found is not None and found.sure and several) or _is_placed(bare, told)


def _is_placed(bare: str, told: Byline) -> bool:
    """Whether places stand beside names, of which some may be written like none."""
    parts = [part for part in _BETWEEN.split(bare) if part]
    named = sum(" " in part and name_list(f"{part} et al.") is not None for part in parts)
    known = len(told.affiliations) > 1 or any(map(PLACE_WORDS.search, told.affiliations))
    return known and 0.5 * len(parts) < named and all(part.count(" ") < _WORDS for part in parts)


def names_one_placed(text: str) -> bool:
    """Whether a line names one person and a place behind a comma."""
    if "," not in text:
        return False
    named, places = without_places(text)
    return bool(places) and "," not in named and PLACE_WORDS.search(text) is not None and may_name(named, alone=True)


def may_name_placed(text: str) -> bool:
    """Whether a line may name one person and, behind a comma, a place of any name."""
    name, _, place = text.partition(",")
    return bool(place.strip()) and may_name(name.strip(), alone=True)


def with_place(text: str) -> str:
    """The line of one person and a place, the place in brackets.

    >>> with_place("Ada Bee , Fjord U, Norway")
    'Ada Bee (Fjord U, Norway)'
    """
    name, _, place = text.partition(",")
    return f"{name.strip()} ({place.strip()})"


def may_name(text: str, *, alone: bool = False) -> bool:
    """Whether each part of a line is a name of several words, so that all are, if a title stands above it.

    ``alone`` asks for a line of one part.
    """
    bare = _plain(text)[0] if len(text) < _LONGEST else ""
    parts = _BETWEEN.split(bare)
    return not (alone and len(parts) > 1) and all(
        0 < part.count(" ") < _WORDS and name_list(f"{part} et al.") is not None for part in parts
    )


def mostly_names(text: str) -> bool:
    """Whether most of three parts or more are names, so that the others are, too, as those who log in write them."""
    parts = _BETWEEN.split(_plain(text)[0]) if len(text) < _LONGEST and not _SENTENCE.search(text) else []
    named = sum(" " in part and name_list(f"{part} et al.") is not None for part in parts)
    return len(parts) > 2 and named > 0.5 * len(parts) and all(" " in part or _LOGIN.fullmatch(part) for part in parts)


def tells_venue(text: str) -> bool:
    """Whether a line names where a paper appeared, and maybe when."""
    return venue(text) is not None or only_date(text) is not None


def people(text: str) -> tuple[tuple[Name, ...], Byline]:
    """The authors of a line that names nothing else, and what it says of them."""
    bare, told = _plain(text)
    inverted = ";" in bare and bare.count(",") > bare.count(";")
    if inverted or all(map(_people.FAMILY_FIRST.fullmatch, bare.split(", "))):
        return _people.people(bare)[0], told
    return authors(bare).names, told


def parted(name: str) -> list[str]:
    """The names of one between commas, the last of which "and" may part.

    >>> parted("Bo Heath and Cy Moon"), parted("and Cy Moon")
    (['Bo Heath', 'Cy Moon'], ['Cy Moon'])
    """
    return list(filter(None, map(str.strip, _LAST.split(f" {name}"))))


def _plain(text: str) -> tuple[str, Byline]:
    """The names of a line and nothing else, parted by commas or semicolons, and what else it says."""
    text = _LABEL.sub("", text, 1)
    if enclosed := _ENCLOSED.fullmatch(text):
        text = enclosed[enclosed.lastindex or 0]
    text = _BY.sub("", text, 1)
    behind = _BEHIND.fullmatch(text) if len(text) < _LONGEST else None
    told = byline(behind["names"] if behind else text)
    if behind:
        day = only_date(behind["told"])
        place = None if day else venue(behind["told"])
        named = place.name if place else None if day else behind["told"]
        told = told._replace(date=place.date if place else day, venue=named)
    named, places = without_places(told.text)
    told = told._replace(text=named, affiliations=told.affiliations or places)
    bare = _MARKS.sub("", _LEFT_OUT.sub(", ", _SIGNS.sub(", ", told.text)))
    return _STOP.sub("", bare), told._replace(complete=told.complete and not _LEFT_OUT.search(told.text))
