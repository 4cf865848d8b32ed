"""Accents that copying from a PDF put before their letters: "J´egou", "Schl¨otterer", "Fran¸cois"."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from readlist.model.regex import regex

if TYPE_CHECKING:
    import re

_COMBINING = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¸": "\u0327",
    "ˇ": "\u030c",
    "˚": "\u030a",
    "˝": "\u030b",
    "˘": "\u0306",
    "˙": "\u0307",
    "˛": "\u0328",
    "¯": "\u0304",
}
_SIGNS = "".join(_COMBINING)
_MARKS = "".join(_COMBINING.values())
# Within a word before a small letter, at its beginning before a capital one; "l´air" and "gibt´s" have apostrophes.
_BEFORE_LETTER = regex(
    rf"(?<=[^\W\d_])(?<!\b[cdjlmnst])(?<!``)(?: ?(?P<sign>[{_SIGNS}])| (?P<mark>[{_MARKS}]))(?P<small>(?!s\b)[a-zı])"
    rf"|(?<![\w{_SIGNS}])(?P<first>[{_SIGNS.replace('`', '')}])(?P<capital>[A-Z])"
)


def with_accents(text: str) -> str:
    """The text with each accent on its letter.

    >>> with_accents("Herv´e J ́egou, Fran¸cois ´Alvarez, l´air")
    'Hervé Jégou, François Álvarez, l´air'
    """
    return _BEFORE_LETTER.sub(_composed, text)


def _composed(found: re.Match[str]) -> str:
    """The letter with its accent, as it stood where there is none such."""
    letter = (found["small"] or found["capital"]).replace("ı", "i")
    mark = found["mark"] or _COMBINING[found["sign"] or found["first"]]
    one = unicodedata.normalize("NFC", f"{letter}{mark}")
    return one if len(one) == 1 else found[0]
