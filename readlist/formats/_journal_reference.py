"""Where a paper was published, as its authors tell it on one line: "Phys. Rev. D 76, 013009 (2007)"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.dates import MONTH_WORD, is_month
from readlist.model.latex import decode_commands
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_REMEMBERED = 1 << 10  # the papers of one conference are told one after the other
_LONGEST = 400  # letters
_SHORT_TITLE = 15  # letters that may stand in the name of a journal, too
_YEAR = r"(?:1[6-9]|20)\d\d"
_DAYS = r"\d{1,2}(?: ?[-–] ?\d{1,2})?"
_FIGURE = r"[a-z]{0,2}\d{1,9}[a-z]?"
_SPAN = rf"{_FIGURE}(?: ?(?:-{{1,3}}|[–−—]) ?{_FIGURE})?(?!\w)"
_FEW = r"\d{1,5}(?:[-–/]\d{1,5})?"
# What stands behind the name of a journal, in any order and however it is punctuated.
_PART = regex(
    r"(?<!\w)(?:"
    r"(?P<length>\d{1,4} ?(?:pages|pp)\b)"
    rf"|(?P<date>(?:{_DAYS} )?{MONTH_WORD}\.?,? (?:{_DAYS},? )?{_YEAR}|{_YEAR},? {MONTH_WORD}(?: \d{{1,2}})?"
    rf"|{_YEAR}(?! ?[-–−—] ?\w))\b"
    rf"|vol(?:ume)?\b[.: ]{{0,3}}(?P<volume>{_FEW}|[ivxlc]{{1,7}}\b)"
    rf"|(?:no|nr|num|number|issue|iss|n[°º]|№)[.: ]{{0,3}}(?P<number>{_FEW})"
    rf"|(?:pp|pgs?|pages?|p(?=[.: ])|art\.|article)[.: ]{{0,3}}(?:(?:id|no|number)\b[.: ]{{0,3}})?(?P<pages>{_SPAN})"
    rf"|(?P<bare>{_SPAN}))"
    rf"|(?<=\d) ?\((?!{_YEAR}\))(?P<issue>{_FEW})\)",
    re.IGNORECASE,
)
_ROLES = {"volume": "volume", "number": "number", "issue": "number", "pages": "pages"}
_LONGEST_LABEL = 20  # letters before the first digit of a part
_LONGEST_END = 16  # letters behind the last digit
_DIGIT = regex(r"\d")
_BETWEEN = " ,;:.()[]"
# Behind these words, months and other signs a number is no volume and no page.
_GOES_ON = frozenset(
    """
    part section session track day room series version report thesis on of the in at and for to
    """.split()
)
_ENDINGS = tuple(".)]\"'”’&")
_VOLUME = regex(r"(?P<section>[A-Z]?)(?P<volume>\d{1,6}[A-Z]?(?:[-–/]\d{1,6})?)")
_IDENTIFIED = regex(r"[\s,;.(]{1,4}(?:doi:? ?|https?://(?:dx\.)?doi\.org/|arxiv:|lmcs:)[^\s()]{4,200}\Z", re.IGNORECASE)
_LEADS = regex(r"[\W_]{0,4}(?:in\b[: ]{0,2})?", re.IGNORECASE)


class Published(NamedTuple):
    """The name of a journal or of proceedings, and what stands behind it; empty texts are unknown."""

    venue: str
    volume: str = ""
    number: str = ""
    pages: str = ""


def published(told: str, title: str = "") -> Published:
    """The parts of a reference to a journal, without year and title; one that is not understood is all venue.

    >>> published("Phys.Rev.D76:013009,2007"), published("Proc. of a Workshop, 2019")[0]
    (Published(venue='Phys.Rev.D', volume='76', number='', pages='013009'), 'Proc. of a Workshop, 2019')
    """
    if not told:
        return Published("")
    text = _without_title(decode_commands(told), title)
    found = _parted(text)
    if found is None and ";" in text:
        found = _parted(text.partition(";")[0])
    return found or Published(text)


@lru_cache(_REMEMBERED)
def _parted(text: str) -> Published | None:
    """The parts of a single reference that is understood."""
    if len(text) > _LONGEST:
        return None
    parts = _behind_name(text := _IDENTIFIED.sub("", text) if "/" in text or ":" in text else text)
    roles = _roles(parts) if parts else {}
    if not roles.keys() & {"volume", "pages"}:
        return None
    end = parts[0].start()
    if found := _VOLUME.fullmatch(volume := roles.get("volume", "")):
        roles["volume"] = found["volume"]
        end += len(found["section"]) if parts[0]["bare"] == volume else 0
    elif parts[0].lastgroup == "date" and parts[0][0].isdecimal() and text[max(0, end - 2) : end].strip().isalnum():
        end = parts[0].end()  # the year of a conference is a part of its name
    venue = text[:end].rstrip(" ,;:([")
    last = venue.rsplit(" ", 1)[-1].strip("(.").lower()
    whole = venue[-1:].isalnum() or venue.endswith(_ENDINGS)
    if len(venue) < 2 or ";" in venue or not whole or last in _GOES_ON or is_month(last):
        return None
    return Published(venue, **roles)


def _without_title(text: str, title: str) -> str:
    """What stands behind the title of the paper, where somebody has told all of it."""
    if _SHORT_TITLE < len(title) < len(text) and title.lower() in text.lower():
        behind = re.split(re.escape(title), text, maxsplit=1, flags=re.IGNORECASE)[-1]
        return _LEADS.sub("", behind, count=1) or text
    return text


def _behind_name(text: str) -> list[re.Match[str]]:
    """The parts that nothing but punctuation stands between and behind."""
    parts: list[re.Match[str]] = []
    start = len(text)
    digit = _DIGIT.search(text) if _DIGIT.search(text, max(0, start - _LONGEST_END)) else None
    begin = max(0, digit.start() - _LONGEST_LABEL) if digit else start
    for part in reversed(list(_PART.finditer(text, begin))):
        if text[part.end() : start].strip(_BETWEEN):
            break
        parts.append(part)
        start = part.start()
    return parts[::-1]


def _roles(parts: Sequence[re.Match[str]]) -> dict[str, str]:
    """Volume, number and pages as labels, brackets and the order of bare numbers tell them; none if they do not."""
    roles = {_ROLES[kind]: part[kind] for part in parts if (kind := part.lastgroup) in _ROLES}
    bare = [part for part in parts if part.lastgroup == "bare"]
    free = [name for name in ("volume", "number", "pages") if name not in roles]
    if len(bare) == 1:
        free = _only(bare[0], parts, roles)
    elif len(bare) == 2 and {"volume", "pages"} <= {*free}:
        free = ["volume", "pages"]
    if bare and len(bare) != len(free):
        return {}
    roles |= {name: part["bare"] for name, part in zip(free, bare, strict=False)}
    return roles if _VOLUME.fullmatch(roles.get("volume", "1")) or "vol" in parts[0][0].lower() else {}


def _only(bare: re.Match[str], parts: Sequence[re.Match[str]], roles: dict[str, str]) -> list[str]:
    """What the only number without a label is."""
    dates = [part for part in parts if part.lastgroup == "date"]
    if "volume" in roles or (bare["bare"].isalnum() is False and (roles or dates)):
        return [] if "pages" in roles else ["pages"]
    if roles:
        return ["volume"]
    if any(date.end() <= bare.start() for date in dates):
        return ["pages"]
    bracketed = any(bare.string[date.start() - 1] == "(" for date in dates)
    return ["volume"] if bracketed else []
