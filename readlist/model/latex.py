r"""LaTeX markup and Unicode: ``encode`` writes, ``decode`` reads.

``decode(encode(text)) == text`` for every text that is clean (composed, no control characters) and whose blanks are
single spaces, paragraphs parted by an empty line.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from readlist.model._formulas import in_characters
from readlist.model._latex_tables import (
    ACCENTS,
    FONT_COMMANDS,
    FONT_SWITCHES,
    LOGOS,
    MATH_COMMANDS,
    MATH_SIGNS,
    TEXT_SIGNS,
    accented,
)
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["decode", "encode", "has_markup"]

_SPECIAL = regex(r"[\\{}$%&#_~^<>\u00a0@`'-]")
_BRACKET = regex(r"[\\{}]")
_BALANCED = {"\\": r"{\textbackslash}", "{": r"\{", "}": r"\}"}
_UNBALANCED = {"\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
# In this order: what is put in by one step is not touched by the next.
_SIGNS = {
    "$": r"\$", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    "\u00a0": " ",
    "\n@": "\n{@}",  # some readers would take it for the next entry
}  # fmt: skip
_ANGLES = {"<": "$<$", ">": "$>$"}
_ANGLES_BESIDE_DOLLARS = {"<": r"{\textless}", ">": r"{\textgreater}"}
_RUN = regex(r"-{2,}|'{2,}|`{2,}")
_BEYOND_ASCII = regex(r"[-–—]{2,}|['”’]{2,}|[`“‘]{2,}|[^\x00-\x7f]")

_LIGATURES = {"–": "--", "—": "---", "“": "``", "”": "''"}
_FORMULA_SIGNS = {sign: rf"\ensuremath{{\{name}}}" for name, sign in reversed(MATH_SIGNS.items())}
_COMMANDS = {
    **{
        sign: rf"{{\{name}}}" for name, sign in reversed(TEXT_SIGNS.items()) if sign not in "åÅ"
    },  # {\r a} is read by more
    **_FORMULA_SIGNS,
    **_LIGATURES,
}
_MARKS = {mark: accent for accent, mark in ACCENTS.items() if len(accent) == 1}

# A formula in running text: no blank inside either dollar, no digit after it ("$5-$6" are prices).
_FORMULA = regex(r"\$(?=\S)([^$\n]{1,200})(?<=[^\s\\])\$(?!\d)")
_FORMULA_COMMAND = regex(r"\\([A-Za-z]+|.)")
_FORMULA_PUNCTUATION = frozenset(",;:! {}|%&#")
_NOT_IN_FORMULA = regex(r"(?<!\\)[%&#]|[\^_](?:[\^_]|\Z)")
_MATHEMATICAL = regex(r"[A-Za-z\\^_]|\d[\d.,]*\Z")

_BY_NUMBER = regex(r'\{\\char"([0-9A-F]{4,6})\}')
_NOT_AS_LETTERS = (r'{\char"', r"\ensuremath{")

# A word as title styles see it: cut at blanks, brackets, dashes and stops.
_WORD = regex(r"[^\W_](?:[\w.&+*^#'’-]*[\w&+*#])?")
_POSSESSIVE = regex(r"(?<=\w)['’]s?\Z")


def encode(text: str, *, ascii: bool = False, protect: bool = False) -> str:  # noqa: A002 - the word of the option
    r"""The text as the value of a BibTeX field, without its outer braces.

    Formulas between dollars pass, other special characters are escaped, braces always balance. Letters beyond ASCII
    stay as they are, which the readers of today understand, unless ``ascii`` asks for commands in their place.
    ``protect`` puts braces around formulas and around words that styles must not lower: the rule for titles.

    >>> print(encode("50% of A&B: {x}, $O(n^2)$"))
    50\% of A\&B: \{x\}, $O(n^2)$
    >>> print(encode("Erdős on GPT-4", ascii=True, protect=True))
    Erd{\H o}s on {GPT-4}
    """
    if not protect and _SPECIAL.search(text) is None:
        return _BEYOND_ASCII.sub(_in_ascii, text) if ascii and not text.isascii() else text
    pieces = list(_pieces(text)) if "$" in text else [(text, False)]
    escape = partial(
        _escaped, brackets=_brackets(text, pieces), angles=_ANGLES_BESIDE_DOLLARS if "$" in text else _ANGLES
    )
    protect_words = protect and not (text.isupper() and len(text.split()) > 3)
    written = []
    for piece, is_formula in pieces:
        if is_formula:
            written.append(f"{{{piece}}}" if protect else piece)
        else:
            written.append(_with_words_protected(piece, escape) if protect_words else escape(piece))
    value = "".join(written)
    return _BEYOND_ASCII.sub(_in_ascii, value) if ascii and not value.isascii() else value


def unset(text: str) -> str:
    r"""The characters of an encoded text that pdfLaTeX does not set with its usual packages, each once.

    >>> unset(r'Erdős on ε and 李 and {\char"1F600}')
    'ε李😀'
    """
    named = (chr(int(number, 16)) for number in _BY_NUMBER.findall(text))
    raw = (sign for sign in dict.fromkeys(text) if sign > "\x7f" and _command(sign).startswith(_NOT_AS_LETTERS))
    return "".join(dict.fromkeys((*raw, *named)))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces: running text (False) and formulas with their dollars (True)."""
    start = 0
    at = text.find("$")
    while at >= 0:
        found = _FORMULA.match(text, at)
        if found and _is_formula(found[1]):
            yield text[start:at], False
            yield found[0], True
            start = found.end()
        at = text.find("$", max(start, at + 1))
    yield text[start:], False


def _is_formula(content: str) -> bool:
    """Whether LaTeX can set what stands between two dollars, with known commands only."""
    if _MATHEMATICAL.search(content) is None or _NOT_IN_FORMULA.search(content) or not _is_balanced(content):
        return False
    commands = _FORMULA_COMMAND.findall(content)
    return (
        all(command in MATH_COMMANDS or command in _FORMULA_PUNCTUATION for command in commands)
        and commands.count("left") == commands.count("right")
        and all(sign < "\x80" or sign in _FORMULA_SIGNS for sign in content)
    )


def _is_balanced(text: str) -> bool:
    """Whether braces pair up as BibTeX counts them, which knows no backslash."""
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _brackets(text: str, pieces: list[tuple[str, bool]]) -> dict[str, str]:
    """How backslashes and braces are written: braces that do not pair up would break the file."""
    if "{" in text or "}" in text:
        running = "".join(piece for piece, is_formula in pieces if not is_formula)
        return _BALANCED if _is_balanced(running) else _UNBALANCED
    return _BALANCED


def _escaped(text: str, brackets: dict[str, str], angles: dict[str, str]) -> str:
    if _SPECIAL.search(text) is None:
        return text
    if "\\" in text or "{" in text or "}" in text:
        text = _BRACKET.sub(lambda found: brackets[found[0]], text)
    for table in (_SIGNS, angles):
        for sign, written in table.items():
            if sign in text:
                text = text.replace(sign, written)
    if "--" in text or "''" in text or "``" in text:
        text = _RUN.sub(lambda found: "{}".join(found[0]), text)
    return text


def _may_begin(found: re.Match[str]) -> bool:
    """Whether what was found stands where something may begin."""
    return found.start() == 0 or found.string[found.start() - 1] in " \n\t(["


def _in_ascii(found: re.Match[str]) -> str:
    """The commands for a character beyond ASCII, or for a run of dashes or quotes, which must not melt into one."""
    if found[0].isascii():
        return found[0]
    written = "{}".join(map(_command, found[0]))
    return f"{{}}{written}" if found[0][0] == "”" and _may_begin(found) else written


def _command(sign: str) -> str:
    if sign < "\x80":
        return sign
    if sign in _COMMANDS:
        return _COMMANDS[sign]
    decomposed = unicodedata.normalize("NFD", sign)
    marks = decomposed[1:]
    written = _COMMANDS.get(decomposed[0], decomposed[0])
    if not marks or not written.isascii() or written.startswith("\\") or any(mark not in _MARKS for mark in marks):
        return rf'{{\char"{ord(sign):04X}}}'
    for mark in marks:
        accent = _MARKS[mark]
        written = rf"{{\{accent}{' ' if accent.isalpha() and written.isalpha() else ''}{written}}}"
    return written


def _with_words_protected(text: str, escape: Callable[[str], str]) -> str:
    """The text escaped, with braces around its words that have capitals of their own."""
    written: list[str] = []
    start = 0
    for found in _WORD.finditer(text):
        if found[0][1:].isalpha() and found[0][1:].islower():
            continue
        word = _POSSESSIVE.sub("", found[0])
        if _has_own_capitals(word):
            inner = escape(word)
            # BibTeX lowers what follows a brace and a backslash.
            written += escape(text[start : found.start()]), f"{{{{{inner}}}}}" if inner[0] == "\\" else f"{{{inner}}}"
            start = found.start() + len(word)
    return "".join((*written, escape(text[start:])))


def _has_own_capitals(word: str) -> bool:
    """Whether lower-casing would spoil a word: ImageNet, BERT, GPT-4, DINOv2, U-Net, C#, 3D; not State-of-the-Art."""
    if word == word.lower():
        return False
    first, *rest = parts = word.split("-")
    return (bool(rest) and len(first) == 1 and first.isupper()) or any(
        part[1:] != part[1:].lower() or (part != part.lower() and re.search(r"[\d#+&*]", part) is not None)
        for part in parts
    )


_PARAGRAPH = regex(r"\n[^\S\n]*\n\s*")

# One set of characters first, which makes it fast over plain text.
_PATTERN = r"""
    [\\${}~'`-](?:
      (?<=\\)(?:
        ensuremath\{\\(?P<sign>[A-Za-z]+)\}
      | ElsevierGlyph\{(?P<glyph>[0-9A-Fa-f]{4})\}
      | char"(?P<code>[0-9A-F]{2,6})
      | \((?P<formula>[^$]{0,500}?)\\\)
      | href\s*\{(?P<link>[^{}]{0,1000})\}
      | (?P<unseen>(?i:noopsort|sortnoop)\s*\{[^{}]{0,200}\}|(?:[hv]space\*?|begin|end)\s?\{[^{}]{0,40}\})
      | (?P<accent>[`'^"~=.]|(?:[uvHcdbrkhGt]|ocirc|polhk|udot|textcommabelow|textogonekcentered)(?![A-Za-z]))\s*
        (?:\{(?P<group>[^{}]{0,20}(?:\{[^{}]{0,20}\}[^{}]{0,20})?)\}|(?P<letter>\\[A-Za-z]+\s?|[^\W\d_]))
      | (?:enquote|textquote|mkbibquote)\*?\s*\{(?P<quoted>[^{}]{0,500}(?:\{[^{}]{0,200}\}[^{}]{0,500}){0,8})\}
      | (?:url|nolinkurl|path)\s*\{(?P<address>[^{}]{0,1000})\}
      | verb\*?(?P<bar>[|!+@=:;/])(?P<verbatim>[^\n]{0,500}?)(?P=bar)
      | [Cc]ite[A-Za-z]*\*?\s?(?:\[[^\[\]]{0,60}\]){0,2}\{(?P<cited>[^{}\\]{0,300})\}
      | (?P<logo>(?:La|Bib|Con|Xe|XeLa|Lua|LuaLa|AmS|AMS)?TeXe?)(?=\s(?!ing\b))
      | (?P<name>[A-Za-z]+)\*?\s*(?:\{\}|(?P<argument>(?=\{)))?
      | (?P<escaped>.)
      )
    | (?<=\$)(?:[^$\\]|\\.)*\$
    | (?<=\{)"(?P<umlaut>[aeiouAEIOU])\}
    | (?P<other>(?<=[{}~])|(?<=-)-{1,2}|(?<=')'|(?<=`)`)
    )
    """
_TEX = regex(_PATTERN, re.VERBOSE | re.DOTALL)
_TEX_WITHOUT_RUNS = regex(_PATTERN.replace("~'`-]", "~]", 1), re.VERBOSE | re.DOTALL)
_FORMULA_SIGN = regex(r"\\ensuremath\{\\([A-Za-z]+)\}")
_ESCAPED_IN_ADDRESS = regex(r"\\([%&#_~$])|\s+")
_READ = {"--": "–", "---": "—", "''": "”", "``": "“", "{": "", "}": "", "~": " "}
_ANGLES_READ = {written: sign for sign, written in _ANGLES.items()}
_PLAIN_SIGNS = (
    *((f"\\{sign}", sign) for sign in "%&_#"),
    *((run, _READ[run]) for run in ("---", "--", "''", "``")),
)
_ESCAPED = {**{sign: sign for sign in "{}%&#_$"}, **dict.fromkeys(" ,;:\\\n\t", " "), **dict.fromkeys("!/-@", "")}


def decode(value: str, *, formulas: bool = False) -> str:
    r"""The text that the value of a BibTeX field stands for: commands as characters, no braces that only protect.

    Formulas between dollars and unknown commands stay as they are; blanks become single spaces, empty lines stay.
    Not for addresses, DOIs and file names, which BibTeX files hold as they are. ``formulas`` asks for characters in
    place of formulas that they can say, too.

    >>> print(decode(r"{\'E}tude of {GPT}-4: 5\,\% --- \emph{well} {$O(n)$}"))
    Étude of GPT-4: 5 % — well $O(n)$
    >>> decode(r"Growth by $n^2$", formulas=True)
    'Growth by n²'
    """
    if has_markup(value):
        value = _decoded(value, _READERS_OF_FORMULAS if formulas else _READERS)
    if not _is_one_line(value) or "  " in value or value != value.strip():
        value = "\n\n".join(filter(None, (" ".join(part.split()) for part in _PARAGRAPH.split(value))))
    return value


def decode_commands(text: str) -> str:
    r"""The text, decoded if it holds a command: in texts that are not written for TeX, braces and ties alone are none.

    >>> decode_commands(r"Poincar\'e {et} al."), decode_commands("the set {x} of ~5 people")
    ('Poincaré et al.', 'the set {x} of ~5 people')
    """
    return decode(text) if "\\" in text else text


def _is_one_line(value: str) -> bool:
    """Whether there is no blank in a clean value but spaces."""
    return (value.isascii() and "\n" not in value and "\t" not in value) or value.isprintable()


def has_markup(value: str) -> bool:
    """Whether there is anything to decode in a value beside its blanks."""
    return (
        "\\" in value
        or "{" in value
        or "}" in value
        or "$" in value
        or "~" in value
        or "--" in value
        or ("'" in value and "''" in value)
        or ("`" in value and "``" in value)
    )


def _decoded(value: str, readers: Mapping[str | None, Callable[[re.Match[str]], str]]) -> str:
    # Mostly there is nothing but signs with a backslash before them, dashes and quotations.
    if "\\\\" not in value and ("''" not in value or value.count("''") <= value.count("``")):
        plain = value
        for written, sign in _PLAIN_SIGNS:
            plain = plain.replace(written, sign)
        if not has_markup(plain):
            return plain
    has_runs = "--" in value or "''" in value or "``" in value
    return (_TEX if has_runs else _TEX_WITHOUT_RUNS).sub(lambda found: readers[found.lastgroup](found), value)


def _accent(found: re.Match[str]) -> str:
    return accented(found["accent"], decode(found["group"] or found["letter"] or ""))


def _named(found: re.Match[str]) -> str:
    name = found["name"]
    sign = TEXT_SIGNS.get(name) or MATH_SIGNS.get(name) or (name if name in LOGOS else None)
    if sign is not None or name in FONT_COMMANDS or name in FONT_SWITCHES:
        return sign or ""
    return found[0] if found["argument"] is None else rf"\{name} "


def _formula(found: re.Match[str]) -> str:
    return _ANGLES_READ.get(found[0]) or _FORMULA_SIGN.sub(lambda sign: MATH_SIGNS.get(sign[1], sign[0]), found[0])


def _formula_in_characters(found: re.Match[str]) -> str:
    if found.string[found.end() : found.end() + 1].isdecimal():  # a price, as the one after it
        return _formula(found)
    formula = found[0][1:-1]
    return in_characters(formula.strip() if "\\" in formula else formula) or _formula(found)


def _character(found: re.Match[str]) -> str:
    code = int(found["code"] or found["glyph"], 16)
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else found[0]


def _address(found: re.Match[str]) -> str:
    return _ESCAPED_IN_ADDRESS.sub(lambda escaped: escaped[1] or "", found["address"])


def _sign(found: re.Match[str]) -> str:
    """A run of signs, a brace or a tie; some write a tilde for "about", and two closing marks where a quotation begins.

    >>> decode("''Some'' ~5 lamps")
    '“Some” ~5 lamps'
    """
    if found[0] in {"~", "''"} and _may_begin(found):
        following = found.string[found.end() : found.end() + 1]
        if found[0] == "~":
            return "~" if following.isdecimal() else " "
        return "“" if following.strip() else "”"
    return _READ[found[0]]


# What to put in place of a match, by the group of the pattern that matched last.
_READERS: dict[str | None, Callable[[re.Match[str]], str]] = {
    "sign": lambda found: MATH_SIGNS.get(found["sign"], found[0]),
    "code": _character,
    "glyph": _character,
    "formula": lambda found: f"${found['formula'].strip()}$",
    "link": lambda found: found["link"] + " ",
    "unseen": lambda found: "",  # noqa: ARG005  keys to sort by, space, environments
    "group": _accent,
    "letter": _accent,
    "name": _named,
    "argument": _named,
    "escaped": lambda found: _ESCAPED.get(found["escaped"], found[0]),
    "quoted": lambda found: f"“{decode(found['quoted'])}”",
    "address": _address,
    "verbatim": lambda found: found["verbatim"],
    "cited": lambda found: f"[{found['cited']}]",
    "logo": lambda found: TEXT_SIGNS.get(found["logo"], found["logo"]),
    "umlaut": lambda found: accented('"', found["umlaut"]),
    "other": _sign,
    None: _formula,
}
_READERS_OF_FORMULAS = {
    **_READERS,
    "formula": lambda found: in_characters(found["formula"].strip()) or _READERS["formula"](found),
    "quoted": lambda found: f"“{decode(found['quoted'], formulas=True)}”",
    None: _formula_in_characters,
}
