"""What stands before or around the lines of a list and belongs to none of its papers: bullets, numbers, emphasis."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readlist.model.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

_HEADING = regex(r"\A#{1,6} (?=\S)")
_BULLET = regex(r"[•◦▪‣●○∙⁃■□◆❖➢➤►▶✓✔☐☑\uf0a7\uf0b7]\s?(?=\S)")  # wherever it stands
# Signs that are bullets where several lines begin with them, as the letter that word processors write does.
_SIGN = regex(
    r"(?P<sign>- \[[ xX]\]|[^\w\s\"'“”„«‘’(\[{$\\<=&@%~|.,:;]{1,4}|o)\s(?=[^\Wa-z]|[a-z]{1,9}[A-Z\d]|[\"“$(])"
)
_NUMBER = regex(
    r"(?P<before>[\[(#]|(?:Paper|No\.) ?)?(?P<number>\d{1,4})(?P<after>[.):\]]{0,2}(?: [-–—|])?)(?P<blank>\s?)(?=\S)"
)
_EMPHASIS = regex(r"(?P<sign>\*\*\*|\*\*|__|\*|_)(?P<text>[^\s*_](?:.{0,2000}[^\s*_])?)(?P=sign)")
_TITLE = regex(r"\A\*{0,2}(?:Paper )?(?i:title|paper)\s?[:：]\*{0,2} (?=\S)")
_OTHER_LABEL = regex(
    r"\*{0,2}(?i:authors?|abstract|summary|tl;?dr|comments|subjects)\s?[:：]"
)  # beside which a title has its own
_TAIL = regex(
    r"(?<=\S)(?:\s\[(?:(?i:pdf|copy|rel|code|bib(?:tex)?|abs(?:tract)?|html|video|slides|supp|poster|arxiv|project|page"
    r"|github|paper|data|doi|link|website|blog|demo|kimi|talk)\s?\d{0,5})\]){1,9}\Z"
    r"|(?<=\S)\.?\s\([A-Z][a-z]{3,12}\) Zbl \d{4}\.\d{5}\Z"
    r"|(?<=\S)\s\((?i:paper|pdf|code|tweet|arxiv|link|project|github|blog|demo)(?:\s?[|,/]\s?\w{2,12}){0,5}\)\Z"
)
_TAIL_WITHIN = 120  # letters
_FEW = 3  # lines that begin alike by chance
_COUNTED = ("Paper ", "No.")
_SHARE = 0.15  # of all lines
_LONG = 12  # letters of a line that is more than a count behind its sign


class _Numbered(NamedTuple):
    """The signs around a number, the number, and where the text begins."""

    style: tuple[str, str]
    number: int
    end: int


def unmarked(texts: Sequence[str]) -> list[str]:
    """The texts of lines without bullets, and without signs and numbers that run through the page.

    >>> unmarked(["1. Paper Lanterns", "2. Choirs", "• 7 Ways to Type"])
    ['Paper Lanterns', 'Choirs', '7 Ways to Type']
    """
    texts = [_HEADING.sub("", text, 1) for text in texts]
    odd = [text for text in texts if not text[:2].isalpha() or text.startswith(_COUNTED)]
    some = _SHARE * len(texts)  # an emoji may belong to a title
    counts = _repeated(found["sign"] for text in odd if len(text) > _LONG and (found := _SIGN.match(text)))
    signs = {sign for sign, count in counts.items() if sign.isascii() or count >= some}
    styles = _counting(filter(None, map(_numbered, odd)))
    emphasis = set(_repeated(found["sign"] for text in odd if text[0] in "*_" and (found := _EMPHASIS.fullmatch(text))))
    changed = {text: _unmarked(text, signs, styles, emphasis) for text in odd}
    bare = [changed.get(text, text) for text in texts]
    return [_TITLE.sub("", text, 1) for text in bare] if any(map(_OTHER_LABEL.match, bare)) else bare


def without_tails(texts: Sequence[str]) -> list[str]:
    """The texts of lines without the buttons in brackets behind them, where several have some.

    >>> without_tails(["Paper Lanterns [PDF] [Copy]", "On Choirs (pdf | code)", "Bells [PDF12] [Copy]"])
    ['Paper Lanterns', 'On Choirs', 'Bells']
    """
    found = {
        text: tail
        for text in texts
        if (text.endswith(("]", ")")) or " Zbl " in text) and (tail := _TAIL.search(text[-_TAIL_WITHIN:]))
    }
    told = [text for text in found if len(text) > len(found[text][0])]
    if len(told) < _FEW:
        return list(texts)
    return [text.removesuffix(found[text][0]) if text in found else text for text in texts]


def _unmarked(text: str, signs: set[str], styles: set[tuple[str, str]], emphasis: set[str]) -> str:
    if found := _BULLET.match(text) or _chosen(_SIGN, text, signs):
        text = text[found.end() :]
    if styles and (numbered := _numbered(text)) and numbered.style in styles:
        text = text[numbered.end :]
    found = _chosen(_EMPHASIS, text, emphasis)
    return found["text"] if found else text


def _chosen(pattern: re.Pattern[str], text: str, signs: set[str]) -> re.Match[str] | None:
    found = pattern.match(text) if signs else None
    return found if found and found["sign"] in signs else None


def _repeated(signs: Iterable[str]) -> dict[str, int]:
    return {sign: count for sign, count in Counter(signs).items() if count >= _FEW}


def _numbered(text: str) -> _Numbered | None:
    """The number that a line begins with, if a text may follow it: behind a blank, or behind a sign and in capitals."""
    found = _NUMBER.match(text)
    if found is None or not (found["blank"] or (found["after"] and text[found.end()].isupper())):
        return None
    return _Numbered((found["before"] or "", found["after"]), int(found["number"]), found.end())


def _counting(numbers: Iterable[_Numbered]) -> set[tuple[str, str]]:
    """The styles of numbers that count up one by one; those without a sign at least thrice."""
    by_style: dict[tuple[str, str], list[int]] = {}
    for found in numbers:
        by_style.setdefault(found.style, []).append(found.number)
    steps = {
        style: sum(after == before + 1 for before, after in pairwise(held)) / (len(held) - 1)
        for style, held in by_style.items()
        if len(held) > 1 + (style == ("", ""))
    }
    return {style for style, share in steps.items() if share >= 0.8}
