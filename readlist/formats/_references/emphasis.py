"""What stands in emphasis in a reference: a title behind names, else one part, whatever points and commas it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._name_lists import name_list
from readlist.model.regex import regex

if TYPE_CHECKING:
    import re

_EMPHASIS = regex(r"(?<![\w*])\*{1,3}(?=[^\W_])([^*]{2,300})(?<=[\w.,)])\*{1,3}(?!\w)")
# A title in emphasis right behind names, or names and a year; a journal there is followed by its volume.
_TITLE_IN_EMPHASIS = regex(
    r"(?P<names>[^*\"“”‘«\d()]{3,300}?)(?P<between>[,.]?\s\((?i:eds?|editors?|hrsg)\.?\)[.,:]?\s|[,.]?\s(?:eds?|editors?)[.,]{1,2}\s"
    r"|[.,:]?\s)(?P<year>\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]?\s)?"
    r"\*(?P<title>[^*\"“”«»]{4,300})\*(?!\*|[,.]?\s?(?:[Vv]ol\.\s?)?\d{1,4}(?!\d|st|nd|rd|th|\svols))"
)
# A title within what seems to be names: "Bell, A. Oak of the Low Hills. In".
_TITLE_WITHIN = regex(
    r"\A(?:[^\W\d_]{2,4} ){0,2}[^\W\d_]{2}[^,.\s]{0,30}(?=, [^\W\d_]\.)[^*]{0,300}?, (?:[^\W\d_]\.[ -]?){1,4}"
    r"(?!and\b|et\b|und\b|Jr)[^\W\d_]{2}|\b[Ii]n\Z"
)
# Signs that end a part elsewhere, and those that stand for them where they end none; no cleaned text has these.
_HELD = str.maketrans(".,:;()", "\x01\x02\x03\x04\x05\x06")
_RELEASED = str.maketrans("\x01\x02\x03\x04\x05\x06", ".,:;()")
_MORE_THAN_NAME = regex(r"\d|\A[Ii]n\b")  # a volume behind the name of a journal, "In" before a book


def with_title_quoted(text: str) -> str:
    """The text with quotes around a title in emphasis.

    >>> with_title_quoted("Bell, Anna. *Oak, 9 B.C.* Oslo: Elm, 1999.")
    'Bell, Anna. «Oak, 9 B.C.» Oslo: Elm, 1999.'
    """
    found = _TITLE_IN_EMPHASIS.match(text)
    if found is None or _TITLE_WITHIN.search(found["names"]) or name_list(found["names"]) is None:
        return text
    between = "" if found["year"] or found["between"].strip() else ","
    return (
        f"{found['names']}{between}{text[found.end('names') : found.start('title') - 1]}«{found['title']}»"
        + (text[found.end("title") + 1 :])
    )


def held(text: str) -> str:
    """The text without the marks of emphasis, what stands in it made one part.

    >>> held("In *The Low Oak: A Reader*, *Elm* 9") == f"In {as_one('The Low Oak: A Reader')}, Elm 9"
    True
    """
    return _EMPHASIS.sub(_unmarked, text)


def _unmarked(found: re.Match[str]) -> str:
    inner = found[1]
    return inner if _MORE_THAN_NAME.search(inner) or name_list(inner) is not None else as_one(inner)


def as_one(text: str) -> str:
    """The text with other signs for those within it that would end a part.

    >>> "," in as_one("Oak, Ash"), released(as_one("Oak, Ash"))
    (False, 'Oak, Ash')
    """
    return text[:-1].translate(_HELD) + text[-1:]


def released(text: str) -> str:
    """The text with the signs that others stand for."""
    return text.translate(_RELEASED)
