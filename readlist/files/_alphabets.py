"""In which encoding bytes make words: of Western, Central European, Cyrillic, Greek and East Asian ones."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import pairwise

_LETTERS = ("cp1252", "mac_roman", "cp850", "cp1250", "iso8859-2", "cp1251", "koi8-r", "cp1253")
# First bytes of the letters that are common in an encoding of two bytes a letter, and the least of the second bytes.
_COMMON: dict[str, tuple[frozenset[int], int]] = {
    "cp949": (frozenset((0xA1, 0xA3, *range(0xB0, 0xC9))), 0xA1),
    "gb18030": (frozenset((0xA1, 0xA3, *range(0xB0, 0xD8))), 0xA1),
    "big5": (frozenset((0xA1, *range(0xA4, 0xC7))), 0x40),
    "cp932": (frozenset((*range(0x81, 0x84), *range(0x88, 0x99))), 0x40),
    "euc_jp": (frozenset((0xA1, *range(0xA3, 0xA6), *range(0xB0, 0xD0))), 0xA1),
}
_PLAUSIBLE = 0.1  # the share of odd letters up to which the usual encoding is not doubted
_ENOUGH = 3  # odd letters, with fewer of which it is not doubted either
_WORD = re.compile(r"[^\s!-@\[-`{-~]+")  # between blanks, digits and signs of ASCII
_AMONG_SMALL = re.compile(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])")
_AROUND = "«»“”„‚‘’‹›…–—¿¡§©®°ºª†‡•·²×±\xa0\xad"  # signs that stand beside words, or in them
_BETWEEN = re.compile("[–—…“”/]")  # stands between words without a blank
_WHOLE = 3  # letters of such a word at least
_LAST_LATIN = "ɏ"


def likely(sample: bytes, usual: str) -> str:
    """The encoding in which the beginning of a text that is no UTF-8 has the fewest odd letters.

    >>> likely("О медленных приливах".encode("cp1251"), "cp1252"), likely("Müller, été".encode("cp1252"), "cp1252")
    ('cp1251', 'cp1252')
    """
    if b"\x1b$B" in sample or b"\x1b$@" in sample:
        return "iso2022_jp"
    odd, share = _oddness(sample, usual)
    if odd < _ENOUGH or share <= _PLAUSIBLE:
        return usual
    return min((usual, *_LETTERS, *_COMMON), key=lambda encoding: _oddness(sample, encoding)[1])


def _oddness(sample: bytes, encoding: str) -> tuple[int, float]:
    """How many of the letters beyond ASCII are odd in an encoding, and which share of them."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    letters = Counter(letter for letter in text if not letter.isascii())
    if encoding in _COMMON:
        odd = sum(count for letter, count in letters.items() if not _is_common(letter, encoding))
        odd += len(_AMONG_SMALL.findall(text))
    else:
        odd = sum(count * _marked(word) for word, count in Counter(_WORD.findall(text)).items() if _is_odd(word))
    return odd, odd / max(1, letters.total())


def _marked(word: str) -> int:
    return sum(not letter.isascii() for letter in word)


def _is_common(letter: str, encoding: str) -> bool:
    firsts, least = _COMMON[encoding]
    code = letter.encode(encoding, "replace")
    return len(code) == 2 and code[0] in firsts and code[1] >= least


def _is_odd(word: str) -> bool:
    """Whether a word has signs, scripts or capitals among its letters as no word has, or no letter of ASCII."""
    bare = word.strip(_AROUND).replace("’", "").replace("·", "").replace("\xad", "")
    if bare.isascii():
        return False
    pieces = _BETWEEN.split(bare)
    if len(pieces) > 1 and min(map(len, pieces)) >= _WHOLE:
        return any(map(_is_odd, pieces))
    if not bare.isalpha():
        return any(map(str.isalpha, bare))
    marked = [letter for letter in bare if not letter.isascii()]
    is_latin = all(letter <= _LAST_LATIN for letter in marked)
    capital_within = any(a.islower() and b.isupper() and not (a + b).isascii() for a, b in pairwise(bare))
    mixed = not is_latin and (len(marked) < len(bare) or any(letter <= _LAST_LATIN for letter in marked))
    return capital_within or mixed or (is_latin and len(marked) == len(bare) > 2)
