r"""The rules by which residue of LaTeX is read: commands, accents, ties, quotes and numbers of letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.model._latex_tables import (
    ABBREVIATIONS,
    FONT_COMMANDS,
    FONT_SWITCHES,
    LOGOS,
    MATH_SIGNS,
    TEXT_SIGNS,
    accented,
)
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

_PASSES = 9  # one residue may hide another, as in \emph{\em x}; each pass is linear

# Text from old PDF files: letters of TeX's fonts by number (OT1 encoding), and the soft hyphen of Latin-1.
_LETTERS = {"(cid:11)": "ff", "(cid:12)": "fi", "(cid:13)": "fl", "(cid:14)": "ffi", "(cid:15)": "ffl"}
_NUMBERED = regex(r"\(cid:1[1-5]\)|(?<=\w)\(cid:173\)\s?(?=\w)")
_QUOTED = regex(r"(?:``|(?<![^\s(\[])'')(?=[^\s'])((?:[^`']|'(?!')){1,300})(?<=\S)''(?!')")
# A tie, not a home directory, a range ("10~20"), an "about" or a distribution ("x~N(0,1)").
_FORMULA = r"\$(?=\S)[^$\n]{1,200}(?<=[^\s\\])\$(?!\d)"
_TIE = regex(_FORMULA + r"|(?<=[\w.,;:)\]}”-])~(?=[\w\\(\[$“-])(?:(?<!\d~)|(?!\d))(?!\w{1,12}\()")
_PROTECTED = regex(r"(?<![^\s(\[/-])\{([A-Z][\w-]{0,40}\w)\}(?![{\w])")
# One set of characters first, which makes it fast over plain text.
_MARKUP = regex(
    r"""
    [\\${}](?:
      (?<=\\)(?:
        (?:[Cc]ite[A-Za-z]*|(?:auto|eq|c)?ref)\*?\s?(?:\[[^\[\]]{0,60}\]){0,2}\{(?P<key>[^{}\\]{0,300})\}
      | href\s?\{(?P<link>[^{}]{0,500})\}\s?\{(?P<shown>[^{}]{0,500})\}
      | (?P<dropped>(?:begin|end)\s?\{[A-Za-z]{1,20}\*?\}|(?:item|xspace|noindent)\b\s*|fa[A-Z][A-Za-z]*(?:\{\})?[~\s]*)
      | (?P<accent>[`'^"~=.]|[uvHcdbrkt](?=\{|\ [A-Za-z]\}))(?:(?<=[A-Za-z])\ )?
        (?:\{(?P<group>\\?.?[A-Za-z]{0,2})\}|(?P<letter>\\[ij](?![A-Za-z])\s?|[A-Za-z]))
      | (?P<name>[A-Za-z]+)(?P<after>\{\}|\s*)
      | (?P<escaped>[^A-Za-z])
      )
    | (?P<brace>(?<=[{}]))
    | (?P<formula>(?<=\$)(?=\S)[^$\n]{1,200}(?<=[^\s\\])\$(?!\d))
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = {**{sign: sign for sign in "{}%&#_$\"'`~"}, **dict.fromkeys(" ,;:", " "), "/": "", "@": ""}
# Which letters an accent without braces is believed on; elsewhere it is an escaped quote, as in "we\'ll".
_ACCENTED = {"'": "aeiouyncszAEIOUYNCSZ", '"': "aeiouyAEIOUY", "`": "aeiouAEIOU", "~": "anoANO"}


def tidied(text: str) -> str:
    """The text without what LaTeX left in it."""
    for _ in range(_PASSES):
        before, text = text, _tidied(text)
        if before == text:
            break
    return text


def _tidied(text: str) -> str:
    if "(cid:1" in text:
        text = _NUMBERED.sub(lambda found: _LETTERS.get(found[0], ""), text)
    if "''" in text:
        text = _QUOTED.sub(r"“\1”", text)
    text = text.replace("$<$", "<").replace("$>$", ">")
    if "\\" in text:
        text = _without_commands(text)
    if "{" in text:
        text = _PROTECTED.sub(r"\1", text)
    return _TIE.sub(lambda found: " " if found[0] == "~" else found[0], text) if "~" in text else text


def _without_commands(text: str) -> str:
    written: list[str] = []
    opened: list[tuple[int, str]] = []  # of each open brace: where it is written, what its partner becomes
    start = 0
    argument: tuple[str, str] | None = None  # what becomes of the braces around the argument that follows
    for found in _MARKUP.finditer(text):
        written.append(text[start : found.start()])
        start = found.end()
        if found[0] == "{":
            before, after = argument or ("{", "}")
            opened.append((len(written), after))
            written.append(before)
        elif found[0] == "}":
            written.append(opened.pop()[1] if opened else "}")
        else:
            kept = _READERS[found.lastgroup](found)
            written.append(found[0] if kept is None else kept)
            if kept is not None and opened and opened[-1][0] == len(written) - 3 and not written[-2]:
                opened[-1] = _drop(written, opened[-1][0])
        argument = _braces(found) if text.startswith("{", start) else None
    return "".join((*written, text[start:]))


def _drop(written: list[str], place: int) -> tuple[int, str]:
    """Forgets the brace written at a place, which held nothing but a command and its text."""
    written[place] = ""
    return place, ""


def _braces(found: re.Match[str]) -> tuple[str, str] | None:
    """What the braces around a command's argument become; None where they stay."""
    if found["name"] in FONT_COMMANDS:
        return "", ""
    return (" (", ")") if found["name"] == "footnote" else None


def _accent(found: re.Match[str]) -> str | None:
    accent, letter = found["accent"], found["letter"]
    if letter is None:
        return accented(accent, _tidied(found["group"]))
    letter = letter.strip("\\ ")
    sign = accented(accent, letter)
    following = found.string[found.end() : found.end() + 1]
    believed = len(sign) == 1 and letter in _ACCENTED.get(accent, letter)
    if accent == '"':
        believed = believed and re.match(r"[\w{]", found.string[max(0, found.start() - 1)]) is not None
    if accent == "'" and letter == "s":
        believed = believed and following.isalpha()
    if believed:
        return sign
    return None if accent in "=.^" else found[0][1:]


def _name(found: re.Match[str]) -> str | None:
    name, after = found["name"], found["after"].removeprefix("{}")
    following = found.string[found.end() : found.end() + 1]
    if name in ABBREVIATIONS:
        return ABBREVIATIONS[name][: -1 if following == "." and not after else None] + after
    if name in TEXT_SIGNS:
        return TEXT_SIGNS[name] + ("" if TEXT_SIGNS[name].isalpha() and following.isalpha() else after)
    if name in LOGOS:
        return name + after
    if name in MATH_SIGNS:
        return MATH_SIGNS[name] + after
    takes_argument = following == "{" or name.startswith(("math", "texts", "textb", "texti", "textt"))
    if name in FONT_SWITCHES or (name in FONT_COMMANDS and takes_argument) or (name == "footnote" and following == "{"):
        return ""
    return " " if name in {"par", "newline"} else None


def _escape(found: re.Match[str]) -> str | None:
    sign = found["escaped"]
    following = found.string[found.end() : found.end() + 1]
    if sign == "\\":  # a line break, unless it begins a path
        return None if following.isalnum() or following == "\\" else " "
    if sign == "-":
        return "" if following.isalpha() else None
    return _ESCAPED.get(sign)


def _link(found: re.Match[str]) -> str:
    link, shown = found["link"], found["shown"]
    return link if shown in link else f"{shown} ({link})"


# What a command is for people, by the group of the pattern that matched last; None where it and its group stay.
_READERS: dict[str | None, Callable[[re.Match[str]], str | None]] = {
    # What Markdown has escaped is a subscript all the same.
    "formula": lambda found: found[0].replace(r"\_", "_") if r"\_" in found[0] else None,
    "key": lambda found: f"[{found['key']}]",
    "shown": _link,
    "dropped": lambda _: "",
    "group": _accent,
    "letter": _accent,
    "after": _name,
    "escaped": _escape,
}
