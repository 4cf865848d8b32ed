"""Names among others that a list of papers sets off, as people do with their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._name_lists import name_list
from readlist.formats._venues import venue
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._markdown.inline import Span

_MARKS = regex(r"[\s*†‡§¶#^]{1,6}\Z")  # behind the names of those who did as much
_SIGNS = " ,;*†‡§¶#^\\"
_BETWEEN = regex(r",|;|\band\b|&|\.\s")
_BEGINS = regex(r"[\s*†‡§¶#^\\]{0,6}(?:[,;]\s?(?:and\s|&\s)?|\s(?:and|&)\s)")
_JOINS = regex(r"(?:[,;]|\band|&)\s{0,3}\Z")
_LAST_JOINS = regex(r"\b(?:and|&)\s{0,3}\Z|&\s{0,3}\Z")
_NEAR = 120  # letters beside a name that tell whether others stand there
_LONGEST = 60  # letters of a name


def with_plain_names(spans: Sequence[Span]) -> list[Span]:
    """The spans, an emphasized name among others taken for plain text, where something else is set off as a title."""
    names = [_is_emphasized(span) and _is_name(span.text) for span in spans]
    others = any((span.style or span.url) and not name for span, name in zip(spans, names, strict=True))
    if not any(names) or not others:
        return list(spans)
    plain: list[Span] = []
    for at, span in enumerate(spans):
        after = spans[at + 1] if at + 1 < len(spans) else None
        if not (names[at] and _is_among_names(plain[-1] if plain else None, after)):
            joins = plain and plain[-1] == plain[-1]._replace(style="", url=None, image=None)
            if joins and span == span._replace(style="", url=None, image=None):
                plain[-1] = plain[-1]._replace(text=plain[-1].text + span.text)
            else:
                plain.append(span)
        elif plain and not plain[-1].style and plain[-1].url is None and plain[-1].image is None:
            plain[-1] = plain[-1]._replace(text=plain[-1].text + span.text)
        else:
            plain.append(span._replace(style=""))
    return plain


def _is_emphasized(span: Span) -> bool:
    return bool(span.style) and span.url is None and span.image is None


def _is_name(text: str) -> bool:
    """Whether a text is the name of one person and nothing else."""
    bare = text.strip(_SIGNS)
    found = name_list(f"{bare} et al.") if " " in bare and len(bare) <= _LONGEST else None
    return found is not None and len(found.names) == 1 and venue(bare) is None


def _is_among_names(before: Span | None, after: Span | None) -> bool:
    """Whether other names stand behind a name, or before it with "and" between."""
    if after is not None and not after.style and after.url is None:
        begins = _BEGINS.match(after.text)
        if begins and _is_name(_BETWEEN.split(after.text[begins.end() : begins.end() + _NEAR], maxsplit=1)[0]):
            return True
    if before is None or before.style or before.url is not None:
        return False
    near = before.text[-_NEAR:]
    joins = _LAST_JOINS.search(near)
    return joins is not None and _is_name(_BETWEEN.split(near[: joins.start()].rstrip(" ,;"))[-1])
