"""What speaks for and against a cut of a glued line, and how much each reason weighs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining

from readlist.formats._page.joint_cuts import FUNCTION_WORDS, Cut, Words, last_word
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Log-odds, fitted as a conditional logit (which cut of a line is its true one, or none of them?) to 38,000 lines glued
# from the titles and authors of papers on machine learning, and rounded; "known" and "later odd", which such pages
# show too rarely, are set by hand. A reason that is not here weighs nothing.
WEIGHTS = {
    "end own": 3.3,
    "end akin": 0.7,
    "end page": 0.2,
    "end noun": -1.0,
    "end stub": -1.2,
    "end inside": -1.4,
    "end strange": -2.6,
    "joint a|A": 2.8,
    "joint ?|A": 1.6,
    "joint A|A": 0.9,
    "joint -|A": 0.2,
    "joint A|a": -2.2,
    "joint a|a": -3.5,
    "words 1": -1.0,
    "words 2": 0.5,
    "words 3": 1.1,
    "words 5": -0.8,
    "first pinyin": 3.0,
    "first double": 2.7,
    "first plain": 1.1,
    "first hyphen": 1.0,
    "first joined": -0.4,
    "first lower": -0.8,
    "first odd": -3.8,
    "later lower": 3.0,
    "later word": 2.9,
    "later plain": 2.8,
    "later hyphen": 0.6,
    "later double": 0.4,
    "later joined": -0.2,
    "later odd": -5.0,
    "case falls": -2.3,
    "known": 4.0,
    "other 1": 0.7,
    "other 2": 1.8,
    "other 3": 1.7,
    "other known": 1.2,
}

# The shapes of a name's words, the least plausible one first.
_SHAPES = ("odd", "joined", "lower", "double", "word", "hyphen", "plain", "initial")
_PARTICLES = frozenset(
    "af al av bin da de del della den der di do dos du e el i ibn la le st te ten ter van von y zu zur".split()
)
_NAME_STARTS = frozenset("Al De Del Di Du El La Le Mac Mc St Van Vander Von".split())
_INITIALS = regex(r"(?:[^\W\d_]{1,2}\.-?)+|[^\W\d_]")
_APOSTROPHE = regex(r"[^\W\d_]{1,3}['’][^\W\d_]+")
_COMPOUND = regex(r"[^\W\d_]+(?:-[^\W\d_]+)+")
# One to three syllables of the romanization of Chinese.
_PINYIN = regex(
    r"(?:[jqx](?:i(?:ang?|ng?|ong|ao|[aeu])?|u(?:an|[en])?)"
    r"|(?:[zcs]h?|[bpmfdtnlgkhryw])"
    r"(?:[iu]?ang|i?ong|eng|ing|[iu]?an|[eiu]n|u?ai|i?ao|[iu]?e|[eu]i|[io]u|[iu]?a|u?o|[iu])"
    r"|ang?|ai|ao|e[inr]?|ou?){1,3}",
    re.IGNORECASE,
)


def evidence(cut: Cut, words: Words, known: Callable[[str], bool]) -> Iterator[str]:
    """The reasons for and against a cut, as ``WEIGHTS`` names them.

    ``known`` tells whether a name stands by itself elsewhere in the page, or in the library.
    """
    word = last_word(cut.before)
    yield f"end {'inside' if cut.inside else words.standing(word)}"
    if len(word) == 2 and word.isalpha() and not word.isupper():
        yield "end stub"
    if not cut.name:
        return
    yield f"joint {_side(cut.before[-1])}|{'a' if cut.name[0].islower() else 'A'}"
    yield from _name(cut.name.split(), words)
    if known(cut.name):
        yield "known"
    for other in cut.others:
        yield "other known" if known(other) else f"other {other.count(' ') + 1}"


def _side(sign: str) -> str:
    if sign.isalpha():
        return "A" if sign.isupper() else "a"
    return "?" if sign in "?!" else "-"


def _name(tokens: list[str], words: Words) -> Iterator[str]:
    first, *later = (_shape(token, words) for token in tokens)
    yield f"words {min(len(tokens), 5)}"
    yield f"first {first}"
    if later:
        yield f"later {min(later, key=_SHAPES.index)}"
    if first in {"plain", "word", "double", "lower"} and not tokens[0].isupper() and _PINYIN.fullmatch(tokens[0]):
        yield "first pinyin"
    if "lower" in later and first != "lower":
        yield "case falls"


def _shape(token: str, words: Words) -> str:
    """The shape of a word of a name, one of ``_SHAPES``; ``word`` where it is an ordinary word of the page."""
    if not token.isascii():
        token = "".join(sign for sign in token if not combining(sign)) or token
    if token.isalpha():
        return _word_shape(token, words)
    if _INITIALS.fullmatch(token):
        return "initial"
    if _APOSTROPHE.fullmatch(token):
        return "plain"
    rising = token[0].isupper() and all(piece.istitle() or piece.islower() for piece in token.split("-"))
    return "hyphen" if rising and _COMPOUND.fullmatch(token) else "odd"


def _word_shape(token: str, words: Words) -> str:
    if token in _PARTICLES:
        return "plain"
    if len(token) == 1:
        return "odd" if token.islower() else "initial"
    if token.islower():
        return "odd" if token in FUNCTION_WORDS else "lower"
    if token[1:].islower() or token.isupper() or token.upper() == token.lower():
        return "word" if token in words else "plain"
    return _camel_shape(token, words)


def _camel_shape(token: str, words: Words) -> str:
    """The shape of a word with inner capitals: McAllister is plain, XiaoMing double, StyleGAN odd."""
    at = next((at for at in range(1, len(token)) if token[at].isupper()), 0)
    hump, rest = token[:at], token[at:]
    if not (hump.istitle() and rest.istitle()):
        return "odd"
    if hump in _NAME_STARTS:
        return "plain"
    if len(hump) < 3 and not _PINYIN.fullmatch(hump):
        return "odd"
    return "double" if words.standing(hump) == "strange" else "joined"
