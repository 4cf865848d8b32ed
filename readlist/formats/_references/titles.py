"""Titles that a sign ends: the mark of a document's kind, as in China, or strokes before a journal, as in Russia."""

from __future__ import annotations

from readlist.formats._name_lists import name_list
from readlist.model.regex import regex

_END = regex(r"\s?\[(?:[JCMDRPNSZGA]|EB|DB|CP)(?:/(?:OL|CD|MT|DK))?\]|\s//\s")
_STOP = regex(r"\.\s|．")
_QUOTED = regex(r"[“”\"«»„]")
_LONGEST = 600  # letters of authors and title


def with_title_parted(text: str) -> str:
    """The text with quotes around a title that such a sign ends, behind names or where nothing else stands before it.

    >>> with_title_parted("Bell A, Dorn C. Oak vs. Ash[J]. Trees, 2001")
    'Bell A, Dorn C. «Oak vs. Ash»[J]. Trees, 2001'
    >>> with_title_parted("Oak documentation[EB/OL]. https://e.org")
    '«Oak documentation»[EB/OL]. https://e.org'
    """
    end = _END.search(text, 0, _LONGEST)
    head = text[: end.start()] if end else ""
    if not head or _QUOTED.search(head):
        return text
    stops = [stop.end() for stop in _STOP.finditer(head)]
    names = (at for at in reversed(stops) if (found := name_list(head[:at])) and found.sure)
    at = next(names, None if stops else 0)
    return text if at is None or at == len(head) else f"{head[:at]}«{head[at:]}»{text[len(head) :]}"
