"""Text as it is kept, compared and shown: clean, fold, squash, shorten."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from readlist.model.regex import regex
from readlist.model.residue import plain

_ESCAPE_SEQUENCE = regex(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"  # control sequences: colours, cursor, modes
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,65536}(?:\x07|\x1b\\|\x9c)"  # title, clipboard, links
    r"|\x1b[ -/]{0,16}[0-~]?"
)
# Line feed and tab are kept; zero-width joiners too, which scripts and emoji need.
_UNSEEN = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_DOTLESS = regex("[\u0131\u0237](?=[\u0300-\u030c])")  # with an accent of its own, as TeX writes them
_BREAKS = regex("[\x0b\x0c\x85\u2028\u2029]")
_VISIBLE = bytes(range(0x20, 0x7F)) + b"\t\n"  # of ASCII, and what parts words and lines
_FEW = 8  # signs that are looked for one by one
_WIDTHLESS = "\u200c\u200d\ufe0f"
_WORD = regex(r"[^\W_]+")
_BARE = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)  # ASCII, byte by byte
_FOLDED = _BARE.lower()
_UNFOLDED = {
    "Ø": "O",
    "Ł": "L",
    "Đ": "D",
    "Ð": "D",
    "Ħ": "H",
    "Æ": "AE",
    "Œ": "OE",
    "Þ": "Th",
    "Ŋ": "N",
    "Ŧ": "T",
    "ß": "ss",
    "ẞ": "SS",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ŋ": "n",
    "ŧ": "t",
}


def clean(text: str) -> str:
    r"""Text that cannot act on a terminal: no escape sequence, control or bidirectional mark; composed (NFC).

    Line feeds and tabs stay, other line ends become line feeds, so line numbers stay true; what breaks lines and is no
    line end of files, such as a form feed, becomes a space.

    >>> clean("\x1b[31mred\x1b[0m \x1b]0;title\x07caf\u0065\u0301\r\nnext")
    'red café\nnext'
    """
    if text.isascii() and text.isprintable():
        return text
    odd = _odd_signs(text)
    return _cleaned(text, odd) if odd else text


def clean_and_hides(text: str) -> tuple[str, bool]:
    """The clean text, and whether that ``hides``."""
    odd = _odd_signs(text)
    return (_cleaned(text, odd), _hide(odd)) if odd else (text, False)


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _odd_signs(text: str) -> set[str]:
    """What stands in a text and may have to be cleaned: all but visible signs that nothing before them changes."""
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _VISIBLE).decode("utf-8", "surrogatepass")
    return set(filter(_is_odd, set(beyond)))


@lru_cache(1 << 14)
def _is_odd(sign: str) -> bool:
    return (
        not sign.isprintable()
        or sign in "\u0131\u0237"
        or unicodedata.category(sign)[0] == "M"  # accents, of which NFC makes one sign with those before
        or "\u1160" <= sign <= "\u11ff"  # the same, of Korean syllables
        or not unicodedata.is_normalized("NFC", sign)
    )


def _cleaned(text: str, odd: set[str]) -> str:
    lines = lines_of(text)
    signs = odd - {"\r"}
    if len(signs) > _FEW:
        lines = [line if line.isascii() and line.isprintable() else _cleaned_line(line) for line in lines]
    elif signs:
        lines = [_cleaned_line(line) if any(sign in line for sign in signs) else line for line in lines]
    cleaned = "\n".join(lines)
    return text if cleaned == text else cleaned


def _cleaned_line(line: str) -> str:
    text = _BREAKS.sub(" ", line)
    if "\x1b" in text or re.search("[\x90-\x9f]", text):
        text = _ESCAPE_SEQUENCE.sub("", text)
    text = _DOTLESS.sub(lambda found: "i" if found[0] == "\u0131" else "j", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", text)


def hides(text: str) -> bool:
    r"""Whether there are signs in a text that nobody sees and that cleaning takes out; line ends do not count.

    >>> hides("a title\u200b"), hides("a title\r\n")
    (True, False)
    """
    return _hide(_odd_signs(text))


def _hide(signs: set[str]) -> bool:
    return any(map(_UNSEEN.match, signs - {"\r"}))


def squeeze(text: str) -> str:
    r"""The text on one line, every run of blanks a single space.

    >>> squeeze("  Graph\n  networks ")
    'Graph networks'
    """
    return " ".join(text.split())


def fold(text: str) -> str:
    r"""The text for comparing and searching: no markup, case, accents or punctuation; words parted by one space.

    >>> fold(r"{\em Poincaré}-Type Łoś: a_b")
    'poincare type los a b'
    """
    text = without_accents(plain(text))
    return _words_of_ascii(text, _FOLDED) if text.isascii() else " ".join(_WORD.findall(text)).casefold()


def bare(text: str) -> str:
    r"""The text with no markup, accents or punctuation, case kept; words parted by one space.

    >>> bare(r"{\em Poincaré}-Type Łoś: a_b")
    'Poincare Type Los a b'
    """
    text = without_accents(plain(text))
    return _words_of_ascii(text, _BARE) if text.isascii() else " ".join(_WORD.findall(text))


def _words_of_ascii(text: str, table: bytes) -> str:
    return b" ".join(text.encode().translate(table).split()).decode()


def without_accents(text: str) -> str:
    """The text with every accent taken off and joined letters parted; case stays.

    >>> without_accents("Æsop & Łukasiewicz à l'école")
    "AEsop & Lukasiewicz a l'ecole"
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    for sign in set(text):
        if unicodedata.combining(sign):
            text = text.replace(sign, "")
        elif sign in _UNFOLDED:
            text = text.replace(sign, _UNFOLDED[sign])
    return text


@lru_cache(1 << 14)
def fingerprint(text: str) -> int:
    """A signed 64-bit number for the letters and digits of a text; equal texts have equal fingerprints.

    >>> fingerprint("Attention Is All You Need") == fingerprint("attention is all you need!")
    True
    """
    return digest(fold(text).replace(" ", ""))


def digest(text: str) -> int:
    """A signed 64-bit number for exactly this text."""
    from hashlib import blake2b  # noqa: PLC0415  slow to load, and needed where papers are compared only

    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def width(text: str) -> int:
    """The number of terminal cells that a text takes.

    >>> width("日本 e\u0301")
    6
    """
    if text.isascii():
        return len(text)
    return sum(map(_sign_width, text))


def _sign_width(sign: str) -> int:
    if unicodedata.combining(sign) or sign in _WIDTHLESS:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def shorten(text: str, cells: int) -> str:
    """The text cut to a number of terminal cells, with an ellipsis where something was cut.

    >>> shorten("Masked Autoencoders", 8)
    'Masked …'
    """
    if width(text) <= cells:
        return text
    kept, used = [], 0
    for sign in text:
        used += _sign_width(sign)
        if used > cells - 1:
            break
        kept.append(sign)
    return "".join(kept) + "…" if cells > 0 else ""


def counted(number: int, noun: str = "paper") -> str:
    """How many there are of something, in words.

    >>> counted(1), counted(1200)
    ('1 paper', '1,200 papers')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def sized(size: int) -> str:
    """A size in bytes for people.

    >>> sized(900), sized(123_456), sized(5_300_000), sized(7_100_000_000)
    ('900 bytes', '123 kB', '5.3 MB', '7.1 GB')
    """
    for unit, most in (("bytes", 10**3), ("kB", 10**6), ("MB", 10**9)):
        if size < most:
            amount = size * 1000 / most
            return f"{amount:.1f} {unit}" if unit == "MB" and amount < 100 else f"{amount:.0f} {unit}"
    return f"{size / 10**9:.1f} GB"


def first_words(text: str, letters: int = 80) -> str:
    """The beginning of a text, cut between words.

    >>> first_words("We study the networks", 12)
    'We study the…'
    """
    text = squeeze(text)
    if len(text) <= letters:
        return text
    cut = text[: letters + 1].rsplit(" ", 1)[0]
    return cut.rstrip(" .,;:") + "…"
