"""What Google Scholar's pages and mails have in common: lists of initials and family names, venues, addresses."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from readlist.model.names import Name
from readlist.model.paper import EntryType
from readlist.model.regex import regex

CUT = "…"
YEAR = r"(?:1[5-9]|20)\d\d"

_CUT_END = regex(r"(?:,? ?(?:…|\.\.\.)|,? et al\.?)\Z")
_INITIALS = regex(r"[^\W\d_a-zß-öø-ÿ](?:\.? ?-?[^\W\d_a-zß-öø-ÿ]){0,4}\.?")
_LOW = regex(r"\.|[a-zß-öø-ÿ]{2}")
_PART = regex(r"[^\d@<>=/\[\]{}|;:!?\"“”()…]{2,50}")
_CONFERENCE = regex(
    r"\b(?:proceedings|proc|conference|conf|workshop|symposium|\d{4} \d{0,3}\w* ?ieee"
    r"|advances in neural information processing)\b",
    re.IGNORECASE,
)
_JOURNAL = regex(
    r"\b(?:journal|transactions|letters|ieee access|nature|science|review|annals|bulletin|plos|acta|magazine|surveys"
    r"|reports|communications of)\b",
    re.IGNORECASE,
)
_JOURNAL_OF_PROCEEDINGS = regex(
    r"proceedings of the (?:national academy|royal society|vldb|acm on|ieee\Z|ieee,? \d)", re.IGNORECASE
)
_WRAPPED = regex(r"https?://scholar\.google\.[\w.]{2,10}/(?:scholar_url|scholar_share)\?\S{1,4000}")


class People(NamedTuple):
    """The authors of a list, whether it names them all, and whether any is given by initials."""

    names: tuple[Name, ...]
    complete: bool
    initials: bool


def people(text: str) -> People | None:
    """The authors in a list as Google Scholar prints it; None for a text that is no such list.

    >>> people("A Ghanbari, JE van der Berg…")  # doctest: +ELLIPSIS
    People(names=(Name(family='Ghanbari', given='A', ...), complete=False, initials=True)
    """
    shown = _CUT_END.sub("", text.strip())
    parts = shown.split(", ")
    if not all(_PART.fullmatch(part) and part.count(" ") < 5 and not _LOW.match(part) for part in parts):
        return None
    initials = any(_INITIALS.fullmatch(part.split(" ", 1)[0]) and " " in part for part in parts)
    return People(tuple(map(Name.parse, parts)), complete=shown == text.strip(), initials=initials)


def doubts(title: str, venue: str) -> tuple[str, ...]:
    """What is uncertain of a title and a venue that are cut off."""
    cut = {"title": title, "venue": venue}
    return tuple(
        f"{name} is cut off"
        for name, text in cut.items()
        if text.startswith((CUT, "...")) or text.endswith((CUT, "..."))
    )


def entry_type(venue: str) -> EntryType | None:
    """The kind of publication that a venue tells of; None where it does not tell."""
    if _JOURNAL_OF_PROCEEDINGS.match(venue):
        return EntryType.ARTICLE
    if _CONFERENCE.search(venue):
        return EntryType.CONFERENCE
    return EntryType.ARTICLE if _JOURNAL.search(venue) else None


def target(url: str) -> str:
    """The address that an address of Google Scholar's leads to, any other as it is.

    >>> target("https://scholar.google.com/scholar_url?url=https://e.org/a%3Fb&hl=en&sa=X")
    'https://e.org/a?b'
    """
    if _WRAPPED.fullmatch(url) is None:
        return url
    held = parse_qs(urlsplit(url).query).get("url", [])
    return held[0] if held and held[0].startswith(("http://", "https://")) else url
