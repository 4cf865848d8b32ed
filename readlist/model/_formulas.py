r"""Formulas of LaTeX that plain characters can say: ``\mu``, ``x^2``, ``\ell_1``."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from readlist.model._latex_tables import MATH_ACCENTS, MATH_FONTS, MATH_SIGNS, SUBSCRIPTS, SUPERSCRIPTS
from readlist.model.regex import regex

if TYPE_CHECKING:
    import re

_SAYS_SOMETHING = regex(r"[A-Za-z0-9^_]")
_SPACE = regex(r"\\(?:[,;: ]|quad|qquad)|~")
_NOTHING = regex(r"\\(?:!|left|right|displaystyle|textstyle|scriptstyle|(?:rm|sf|bf|it|tt)\s*)(?![A-Za-z])|\{\}")
_COMMAND = regex(r"\\([A-Za-z]+)\s*(?:\{([^{}]*)\})?")
_GROUP = regex(r"(?<![\^_\w}])\{([^{}]*)\}")
_RAISED = regex(r"([\^_])\s*(?:\{([^{}]*)\}|([^\s{}()\\^_]))")
_MARKUP = regex(r"[\\^_{}$]")
_RELATIONS = frozenset("←→↔⇐⇒⇔⟵⟶⟹≤≥≪≫≲≳∼≃≈≅≡≠∝∈∉⊂⊆⊃⊇±×")
_PASSES = 3  # formulas that stand deeper in one another are not simple


def in_characters(formula: str) -> str | None:
    r"""What stands between two dollars in plain characters; None where that cannot say it.

    >>> in_characters(r"\langle{}00\overline{1}\rangle"), in_characters(r"\Sigma^{0}"), in_characters(r"\frac{a}{b}")
    ('⟨001̅⟩', 'Σ⁰', None)
    """
    if formula in {":", ",", "/", "-"}:
        return formula
    if formula != formula.strip() or not _SAYS_SOMETHING.search(formula):
        return None
    text = _NOTHING.sub("", _SPACE.sub(" ", formula))
    for _ in range(_PASSES):
        text = _GROUP.sub(r"\1", _RAISED.sub(_raised, _COMMAND.sub(_command, text)))
        if _MARKUP.search(text) is None:
            return unicodedata.normalize("NFC", " ".join(text.split())) or None
    return None


def _command(found: re.Match[str]) -> str:
    name, argument = found[1], found[2]
    if name in MATH_SIGNS:
        sign = MATH_SIGNS[name]
        if argument is None and sign in _RELATIONS and found.string[found.start() - 1 : found.start()] == " ":
            return f"{sign} "  # set off on both sides, though the blank behind only ends the command
        return sign + (f"{{{argument}}}" if argument is not None else "")
    if name in MATH_FONTS and argument is not None:
        return argument
    if name in MATH_ACCENTS and argument is not None and len(argument) == 1:
        return argument + MATH_ACCENTS[name]
    return found[0]


def _raised(found: re.Match[str]) -> str:
    table = SUPERSCRIPTS if found[1] == "^" else SUBSCRIPTS
    signs = found[2] if found[2] is not None else found[3]
    return "".join(table[sign] for sign in signs) if signs and all(sign in table for sign in signs) else found[0]
