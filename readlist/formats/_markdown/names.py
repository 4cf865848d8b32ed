"""Names among others that a list of papers sets off, as people do with their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._name_lists import name_list
from readlist.formats._venues import venue
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._markdown.inline import Span

_SIGNS = " ,;*†‡§¶#^\\"
_BETWEEN = regex(r",|;|\band\b|&|\.\s")
_BEGINS = regex(r"[\s*†‡§¶#^\\]{0,6}(?:[,;]\s?(?:and\s|&\s)?|\s(?:and|&)\s)")
_JOINS = regex(r"\b(?:and|&)\s{0,3}\Z|&\s{0,3}\Z")
_NEAR = 120  # letters beside a name that tell whether others stand there
_LONGEST = 60  # letters of a name


def with_plain_names(spans: Sequence[Span]) -> list[Span]:
    """The spans, an emphasized name among others taken for plain text, where something else is set off as a title."""
    names = [_is_emphasized(span) and _is_name(span.text) for span in spans]
    others = any((span.style or span.url) and not name for span, name in zip(spans, names, strict=True))
    if not any(names) or not others:
        return list(spans)
    told: list[Span] = []
    run = ""  # the plain text up to here
    for span, is_name, after in zip(spans, names, [*spans[1:], None], strict=True):
        plain = span._replace(style="") if is_name and _is_among_names(run, after) else span
        run = run + plain.text if _is_plain(plain) else ""
        told.append(plain)
    return told


def _is_plain(span: Span) -> bool:
    return not span.style and span.url is None and span.image is None


def _is_emphasized(span: Span) -> bool:
    return bool(span.style) and span.url is None and span.image is None


def _is_name(text: str) -> bool:
    """Whether a text is the name of one person and nothing else."""
    bare = text.strip(_SIGNS)
    found = name_list(f"{bare} et al.") if " " in bare and len(bare) <= _LONGEST else None
    return found is not None and len(found.names) == 1 and venue(bare) is None


def _is_among_names(before: str, after: Span | None) -> bool:
    """Whether other names stand behind a name, or before it with "and" between."""
    if after is not None and _is_plain(after):
        begins = _BEGINS.match(after.text)
        if begins and _is_name(_BETWEEN.split(after.text[begins.end() : begins.end() + _NEAR], maxsplit=1)[0]):
            return True
    near = before[-_NEAR:]
    joins = _JOINS.search(near)
    return joins is not None and _is_name(_BETWEEN.split(near[: joins.start()].rstrip(" ,;"))[-1])
