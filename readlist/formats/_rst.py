"""reStructuredText as plain text: paragraphs and citations a line each, addresses behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import Unwrapped
from readlist.model.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

_CITATION = regex(r"\.\. (?=\[[^\[\]\n]{1,60}\](?: {1,4}\S|\Z))")
_DIRECTIVE = regex(r"\.\. (?!\[)\S")
_ITEM = regex(r"(?:[*+-]|\d{1,3}\.|#\.|\|) \S")
_RULE = regex(r"([=~^\"'`#*+:.<>_-])\1{2,200}")
_LINK = regex(r"`(?P<label>[^`<>]{1,1000}?)\s{0,99}<(?P<url>(?:https?|ftp)://[^`<>\s]{4,2000})>`__?")
_MARKED = regex(
    r":(?P<role>[a-z]{2,12}):`~?(?P<named>[^`]{1,300})`|(?<![*\w])\*{1,2}(?=\S)(?P<emphasized>[^*]{1,600})(?<=\S)\*{1,2}(?!\w)|\\(?=[^\W\d_]|[*`_|])"
)
_IDENTIFIERS = {"arxiv": "arXiv:", "doi": "doi:"}
_SEVERAL = 2  # links, since an abstract may have one
_APART = 12  # lines for a citation or link at the most


class _Paragraph(NamedTuple):
    """A paragraph: the number of its first line, from 1, and its lines without their indentation."""

    number: int
    lines: list[str]


def plain(text: str) -> Unwrapped | None:
    """The paragraphs of reStructuredText, a line each; None for a text with few citations or links in its notation."""
    if ".. [" not in text and ">`_" not in text:
        return None
    lines = [line.strip() for line in text.split("\n")]
    citations, links = sum(map(bool, map(_CITATION.match, lines))), len(_LINK.findall(text))
    if (not citations and links < _SEVERAL) or (citations + links) * _APART < sum(map(bool, lines)):
        return None
    held = list(_paragraphs(lines))
    text = "\n\n".join(_without_marks(" ".join(paragraph.lines)) for paragraph in held)
    first = [paragraph.number for paragraph in held for _ in range(2)]
    last = [paragraph.number + len(paragraph.lines) - 1 for paragraph in held for _ in range(2)]
    return Unwrapped(text, first or [1], last or [1])


def _paragraphs(lines: Sequence[str]) -> Iterator[_Paragraph]:
    """The paragraphs that are shown, no headings."""
    held = _Paragraph(1, [])
    for number, line in enumerate(lines, 1):
        begins = _CITATION.match(line) or _DIRECTIVE.match(line) or _ITEM.match(line)
        ruled = _RULE.fullmatch(line) is not None
        if (begins or ruled or not line) and held.lines:
            if not _DIRECTIVE.match(held.lines[0]) and not (ruled and len(held.lines) == 1):
                yield held
            held = _Paragraph(number, [])
        if line and not ruled:
            held = held if held.lines else _Paragraph(number, [])
            held.lines.append(_CITATION.sub("", line))
    if held.lines and not _DIRECTIVE.match(held.lines[0]):
        yield held


def _without_marks(text: str) -> str:
    r"""A paragraph without its marks, the addresses of its links at its end.

    >>> _without_marks("\\A. Bell. `On *oaks* <https://e.org/1>`_. *Trees* 3 (2019).")
    'A. Bell. On oaks. Trees 3 (2019). https://e.org/1'
    """
    addresses = dict.fromkeys(link["url"] for link in _LINK.finditer(text))
    bare = _MARKED.sub(_unmarked, _LINK.sub(r"\g<label>", text))
    return " ".join((bare, *addresses))


def _unmarked(found: re.Match[str]) -> str:
    """What a mark is about; an identifier that only the name of its role tells to be one is called so."""
    named = found["named"] or ""
    return f"{_IDENTIFIERS.get(found['role'], '')}{named}" if named else found["emphasized"] or ""
