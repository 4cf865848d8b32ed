r"""LaTeX markup and Unicode: ``plain`` tidies residue for display and search, ``encode`` writes, ``decode`` reads."""

from __future__ import annotations

import re

_MARKED = re.compile(r"[\\{}~`']")
_GROUP = re.compile(r"\{\\(?:em|it|bf|tt|sc|sl|rm|sf)\s+([^{}]*)\}|\\(?:emph|text(?:it|bf|tt|sc|sl|rm|sf)?)\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([%&#_$])")
_TIE = re.compile(r"(?<=[\w.,;)])~(?=[\w\\(\[])|~+(?=\\cite)")


def plain(text: str) -> str:
    r"""The text as people read it: no emphasis commands, escapes or ties; formulas stay as they are.

    >>> plain(r"an {\em image-conditioned} model, 12\% better")
    'an image-conditioned model, 12% better'
    """
    if _MARKED.search(text) is None:
        return text
    text = _GROUP.sub(lambda found: found[1] or found[2] or "", text)
    text = _ESCAPED.sub(r"\1", text)
    return _TIE.sub(" ", text)
