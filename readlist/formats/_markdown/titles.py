"""What is told for a title made the title alone: without the authors, and its translation, in one text with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._name_lists import NameList, name_list
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 2000
_MOST_NAMES = 30
_FEWEST_WORDS = 3  # of a title behind names
_TRANSLATION = regex(
    r"\A(?P<title>[^\u3040-\u30ff\u4e00-\u9fff]{8,400}?)\s?[(（]{1,2}(?P<translation>[^\n)）]{0,99}?[\u4e00-\u9fff]{2}[^\n]{0,400}?)"
    r"[)）]{1,3}\Z"
)
# An acronym, of two capitals at least: "[Re] Rest" is a title of its own.
_SHORT_NAME = regex(
    r"\A[(\[](?P<name>(?=[^\s()\[\]]{0,20}[A-Z][^\s()\[\]]{0,20}[A-Z\d])[^\s()\[\]]{2,24})[)\]]:?\s{1,3}(?=\S{2,60}\s\S)"
)
_INITIAL = regex(r"(?:\A|[\s,])[^\W\d_a-z]\.")
_IN_FULL = regex(r"[^\s.]+(?: [^\s.]+|(?: [^\W\d_a-z]\.)){1,4}")


def without_translation(title: str) -> tuple[str, str]:
    """The title and what stands in brackets behind it in Chinese or Japanese, which translates it.

    >>> without_translation("Deep nets that rest (静息的深度网络)")
    ('Deep nets that rest', '静息的深度网络')
    """
    found = _TRANSLATION.match(title)
    return (found["title"].strip(), found["translation"].strip("()（） ")) if found else (title, "")


def without_short_name(title: str) -> tuple[str, str]:
    """The title without the short name in brackets before it, and that name.

    >>> without_short_name("[CLIP] Learning Visual Models")
    ('Learning Visual Models', 'CLIP')
    """
    found = _SHORT_NAME.match(title)
    return (title[found.end() :], found["name"]) if found else (title, "")


def without_names(title: str) -> tuple[str, NameList | None]:
    """The title without the authors before its first commas or after its last, if these are surely names.

    >>> without_names("Ada Quill, Ben Rook, Nets that rest in crowds")[0]
    'Nets that rest in crowds'
    """
    parts = title.split(", ") if len(title) < _LONGEST else [title]
    return _without_last(parts) or _without_first(parts) or (title, None)


def _without_last(parts: Sequence[str]) -> tuple[str, NameList] | None:
    """The title before names of which one has an initial, or that go on, None where no such names end it."""
    for at in range(max(1, len(parts) - _MOST_NAMES), len(parts)):
        told = ", ".join(parts[at:])
        names = name_list(told)
        if names and names.sure and (not names.complete or _INITIAL.search(told)):
            return ", ".join(parts[:at]), names
    return None


def _without_first(parts: Sequence[str]) -> tuple[str, NameList] | None:
    """The title behind two names in full or more, None where no such names begin it."""
    count = next((at for at, part in enumerate(parts) if not _IN_FULL.fullmatch(part) or name_list(part) is None), 0)
    names = name_list(", ".join(parts[:count])) if 1 < count <= _MOST_NAMES else None
    title = ", ".join(parts[count:])
    return (title, names) if names and names.sure and title.count(" ") >= _FEWEST_WORDS - 1 else None
