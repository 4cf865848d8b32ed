"""How texts of papers are written: the odds that one is a title, a glued line, an abstract or none of these.

The figures are logarithms of shares, counted over 152,878 titles and 112,374 abstracts of the ACL Anthology and of
machine-learning proceedings: length alone errs in one of 200 texts, so capitals, sentences and words of grammar count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from readlist.model.regex import regex
from readlist.model.text import width

# Width in cells: shares of titles and of abstracts below it, that is between it and the width before.
_WIDTHS = (15, 20, 30, 40, 60, 80, 100, 120, 140, 160, 200, 250, 300, 400, 500, 700, 1000, 1600, 2000, 2300, 2600)
_TITLE_WIDTH = (-5.8, -5.9, -3.9, -3.0, -1.4, -1.0, -1.5, -2.6, -4.1, -5.7, -6.3, -7.0, -8.3, -10, -11, *[-14.0] * 7)
_ABSTRACT_WIDTH = (-12, -12, *[-9.0] * 8, -8.5, -7.6, -7.2, -5.4, -4.6, -3.0, -1.6, -0.5, -2.4, -5.0, -6.7, -7.6)
WIDEST = _WIDTHS[-1]  # cells from which more width tells nothing more
# Log-odds of titles to lines of abstracts: by tenths of words that are capitalized, by words of grammar, by the end.
_CAPITALS = (-3.9, -2.3, -2.2, -2.2, -2.0, -0.5, 1.8, 4.2, 5.5, 3.5)
_GRAMMAR_WORDS = (1.1, -2.6, -3.9)
_TITLE_END = {".": -4.5, "。": -4.5, "!": -2.0, "?": -0.5, ",": -4.0, ";": -4.0, ":": -6.0}
_STOPS = (".", "!", "?", "。")
MOST = 5.0
"""What the odds of a text are above those of its ``Style``, or above 0, at most: a glued line that ends with names."""
_NAMES_WIDTH = 45  # cells that three authors take
_PARAGRAPH = 250  # cells of a paragraph that no title is as long as
_LONG = 700  # cells from which a text is an abstract, however it is written

_STOP = regex(r"[.!?][)\"'\]]?(?= [A-Z(\"\[0-9]|$)|[。！？]")
_GRAMMAR = regex(
    r"\b(?:we|our|this|these|is|are|was|were|has|have|can|it|its|that|which|be|been|they|their|such)\b", re.IGNORECASE
)
_CAPITALIZED = regex(r"(?<!\S)[^\w\s]?[A-Z]")
_WORD = regex(r"(?<!\S)[^\w\s]?[^\W\d_]")
_OPENING = regex(r"(?:We|This|In this|These|Our|The)\b")
_NAMES = regex(r" et al\.?(?: ?[·•] ?.{1,200})?$| [·•] [a-z][\w-]*(?:, [\w-]+){0,12}$")


class Style(NamedTuple):
    """A text's width in cells, log-odds that titles are written like it, how it begins and ends."""

    cells: int
    odds: float = 0.0
    opens: bool = False  # with a word that abstracts begin with
    ends: str = ""
    names: bool = False  # it ends in "et al." or affiliations

    def plus(self, after: Style) -> Style:
        """The style of this text with another one below it."""
        odds = self.odds + after.odds - 2.0 * (self.ends in _STOPS)
        return Style(self.cells + 1 + after.cells, odds, self.opens, after.ends, after.names)


NO_STYLE = Style(0)


def style(text: str) -> Style:
    """How a line is written; of a long one only its length and end matter."""
    if len(text) >= _LONG:
        return Style(len(text), ends=text[-1])
    ends = text[-1]
    stops = len(_STOP.findall(text)) - (ends in _STOPS)
    capitals = len(_CAPITALIZED.findall(text)) / max(1, len(_WORD.findall(text)))
    odds = _CAPITALS[min(9, int(10 * capitals))] + _GRAMMAR_WORDS[min(2, len(_GRAMMAR.findall(text)))]
    odds -= 2.5 * min(2, max(0, stops)) + (8.0 if " " not in text and "/" in text else 0.0)
    return Style(width(text), odds, _OPENING.match(text) is not None, ends, _NAMES.search(text) is not None)


def title_odds(text: Style) -> float:
    """Log-probability of a title written so, but for what all texts share."""
    if text.cells >= _LONG:
        return -20.0
    return _written_as_title(text) + _TITLE_WIDTH[bisect_right(_WIDTHS, text.cells)]


def glued_odds(text: Style) -> float:
    """The same for a title with its authors glued to it."""
    if text.cells >= _LONG:
        return -20.0
    written = max(_written_as_title(text), 0.0) + MOST if text.names else _written_as_title(text)
    return written + _TITLE_WIDTH[bisect_right(_WIDTHS, max(30, text.cells - _NAMES_WIDTH))]


def abstract_odds(text: Style) -> float:
    """The same for an abstract."""
    end = 0.0 if text.ends in _STOPS else -6.0 if text.ends == ":" else -2.0
    return _ABSTRACT_WIDTH[bisect_right(_WIDTHS, text.cells)] + end


def further_odds(text: Style) -> float:
    """The same for a later paragraph of an abstract, which is as long as no title is or ends a sentence."""
    ends = text.ends in _STOPS
    is_one = text.cells >= (_PARAGRAPH if ends else 1.5 * _PARAGRAPH)
    return abstract_odds(text) if is_one else -30.0


def other_odds(text: Style) -> float:
    """The same for a text that is part of no paper: a word or two."""
    return -1.0 - text.cells / 6


def _written_as_title(text: Style) -> float:
    return text.odds - 2.0 * text.opens + _TITLE_END.get(text.ends, 0.0)
