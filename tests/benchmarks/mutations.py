"""Texts damaged at random: bits, cuts, splices, repeats, lines in other places, tokens of the notation, encodings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

LARGEST = 120_000  # letters of a damaged text
_TOKEN = re.compile(
    r'<[^<>\n]{1,60}>|"\w{1,30}"\s?:|\w{1,20}\s?=\s?[{"]?|@\w{1,20}\{|^\S{1,6} {0,2}-? |[^\w\s]{1,6}|\n\s*',
    re.MULTILINE,
)
# What no text of a notation holds, and every reader may meet.
_STRANGE = (
    "\0", "\x1b[31m", "\x1b]0;x\x07", "\x85", "\u2028", "\u202e", "\ufeff", "\u0301" * 50, "\ufffd", "\\ud800", "\t" * 50, " " * 300,
    "\n" * 20, "NaN", "-Infinity", "1e999", "9" * 5000, "[" * 2000, "{" * 2000, "(" * 2000, '{"a":' * 500, "<a>" * 300, "<i>" * 20,
    '"', "'", "`", "\\", "%", "&", "&#0;", "&lol;", "<!--", "<![CDATA[", "]]>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "null", "[]", "{}", "0",
    "https://", "10.1000/", "arXiv:", "19", "2023-02-31", "and others", "et al.", ", ", "; ", "|", "---\n", "\r", "A" * 10_000, "a " * 4000,
)  # fmt: skip
_BLANKS = ("\u00a0", "\t", "  ", "\u2003", "\u3000", "\n", "")
_ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-32", "cp1250")

Damage = Callable[[str, Random], str]


def tokens(texts: Sequence[str]) -> list[str]:
    """What some texts of a notation are put together from beside words."""
    return sorted({found[0] for text in texts for found in _TOKEN.finditer(text[:50_000])} | {"\n"})


def damaged(text: str, others: Sequence[str], known: Sequence[str], dice: Random) -> tuple[bytes, bool]:
    """A text after one to four damages, as a file; ``others`` are spliced in, and the ``known`` tokens inserted.

    Told is too whether a passage may have come to a place where it does not belong.
    """
    kinds: tuple[Damage, ...] = (
        _cut, _repeated, _lines_swapped, _line_dropped, _blanks_changed, _number_changed, _case_changed,
        lambda text, dice: _inserted(text, dice, dice.choice(known)),
        lambda text, dice: _inserted(text, dice, dice.choice(known) * dice.randrange(1, 200)),
        lambda text, dice: _inserted(text, dice, dice.choice(_STRANGE)),
        lambda text, dice: _token_dropped(text, dice, dice.choice(known)),
        lambda text, dice: _spliced(text, dice, dice.choice(others)),
    )  # fmt: skip
    chosen = dice.choices(kinds, k=dice.choice((1, 1, 1, 2, 2, 3, 4)))
    for kind in chosen:
        text = kind(text, dice)[:LARGEST]
    moved = not {_repeated, _lines_swapped, _line_dropped, kinds[-1]}.isdisjoint(chosen)
    if dice.random() < 0.05:
        text = text.replace("\n", dice.choice(("\r", "\r\n")))
    if dice.random() < 0.05:
        return text.encode(dice.choice(_ENCODINGS), "replace"), moved
    content = bytearray(text.encode("utf-8", "replace"))
    if content and dice.random() < 0.15:
        for _ in range(dice.choice((1, 1, 2, 8, 32))):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    return bytes(content), moved


def _span(text: str, dice: Random) -> tuple[int, int]:
    """A passage, mostly a short one."""
    start = dice.randrange(len(text) + 1)
    return start, min(len(text), start + dice.choice((1, 5, 40, 300, 3000)))


def _cut(text: str, dice: Random) -> str:
    start, end = _span(text, dice)
    return dice.choice((text[:start] + text[end:], text[:start] + text[end:], text[:start], text[start:]))


def _repeated(text: str, dice: Random) -> str:
    start, end = _span(text, dice)
    times = dice.choice((2, 2, 3, 20, 500, LARGEST // (end - start + 1)))
    return text[:start] + text[start:end] * times + text[end:]


def _lines_swapped(text: str, dice: Random) -> str:
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 5, len(lines)))):
        one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _line_dropped(text: str, dice: Random) -> str:
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 3))):
        at = dice.randrange(len(lines))
        lines[at : at + 1] = dice.choice(
            ([], [lines[at]] * 2, [""], [lines[at], ""], [lines[at].lstrip()], ["  " + lines[at]])
        )
        lines = lines or [""]
    return "\n".join(lines)


def _blanks_changed(text: str, dice: Random) -> str:
    blanks = [found.start() for found in re.finditer(r"\s", text[:20_000])] or [0]
    for at in sorted(dice.choices(blanks, k=dice.choice((1, 3, 20))), reverse=True):
        text = text[:at] + dice.choice(_BLANKS) + text[at + 1 :]
    return text


def _number_changed(text: str, dice: Random) -> str:
    numbers = list(re.finditer(r"\d+", text[:20_000]))
    if not numbers:
        return text
    found = dice.choice(numbers)
    return (
        text[: found.start()]
        + dice.choice(("0", "9" * 30, "-1", "1e5", "99", "x", "", "²", "٣", "13"))
        + text[found.end() :]
    )


def _case_changed(text: str, dice: Random) -> str:
    start, end = _span(text, dice)
    return text[:start] + text[start:end].swapcase() + text[end:]


def _inserted(text: str, dice: Random, put: str) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + put + text[at:]


def _token_dropped(text: str, dice: Random, token: str) -> str:
    return text.replace(token, dice.choice(("", " ", token + token)), dice.choice((1, 2, -1)))


def _spliced(text: str, dice: Random, other: str) -> str:
    start, end = _span(other, dice)
    at = dice.randrange(len(text) + 1)
    return dice.choice((text[:at] + other[start:], text[:at] + other[start:end] + text[at:], text + "\n" + other))
