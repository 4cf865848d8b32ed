"""What people set around the names of a list: fonts, and marks for equal shares, addresses and footnotes."""

from __future__ import annotations

import re

from readlist.formats._bibtex.scan import outside_braces
from readlist.model.regex import regex

# Signs that no name has and by which marks and fonts are known.
MARKED = regex(r"[*†‡§¶<⁰¹²³⁴-⁹]|\\(?:text|dag|ddag|under|emph|bf|it|sc|math|thanks|foot|uline)|\$")
_CONTENT = r"([^{}]{0,100}(?:\{[^{}]{0,40}\}[^{}]{0,100}){0,8})"
_GROUP = rf"\{{{_CONTENT}\}}"
_OPENING = r"(?<!\\)(?<!\$[<>|])\$\s?"  # of a formula, where none ends: $<$
_BALANCED = r"[^${}]{0,40}(?:\{[^${}]{0,40}(?:\{[^${}]{0,40}\}[^${}]{0,40}){0,2}\}[^${}]{0,40}){0,4}"
_FONT = regex(rf"\\(?:text(?:bf|it|sc|sf|md|rm|normal|sl|up)|underline|uline|ul|emph|math(?:bf|rm|it))\s?{_GROUP}")
_SWITCHED = regex(rf"\{{\s?\\(?:bf|it|em|sc|sl|bfseries|itshape|scshape|slshape)(?![A-Za-z])\s{{0,3}}{_CONTENT}\}}")
_MARK = regex(
    rf"""
      {_OPENING}(?:(?:\{{\}})?\s?\^|\\(?:ast|star|dag|ddag|dagger|ddagger|S|P)(?![A-Za-z])|\*){_BALANCED}\$
    | {_OPENING}\{{\s?\^{_BALANCED}\}}\$
    | \\(?:thanks|footnote|footnotemark)(?:\[[^\[\]]{{0,20}}\])?\s?{_GROUP}
    | \\textsuperscript\s?{_GROUP}(?![A-Za-z])
    | \\(?:text)?(?:dag|ddag|dagger|ddagger|daggerdbl|ast|asteriskcentered)(?![A-Za-z])(?:\{{\}})?
    | </?[A-Za-z][^<>]{{0,40}}>
    """,
    re.VERBOSE,
)
_SIGN = regex(r"[{}]|(?<=[\w.}\\*†‡§¶⁰¹²³⁴-⁹,])\\?[*†‡§¶⁰¹²³⁴-⁹]{1,9}(?=[\s,;]|\Z)")  # in braces it is meant


def without_marks(names: str) -> str:
    r"""A list of names without them.

    >>> without_marks(r"\textbf{Ng, Ana}* and Bee$^{1,\dagger}$, Bo and M\textsuperscript{c}Dee, Cy")
    'Ng, Ana and Bee, Bo and M\\textsuperscript{c}Dee, Cy'
    """
    names = _MARK.sub("", _SWITCHED.sub(r"\1", _FONT.sub(r"\1", names)))
    return "".join(part for part, _ in outside_braces(names, _SIGN))
