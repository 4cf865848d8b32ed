"""A reference cut where its parts may end, and what is seen of each chunk: punctuation, capitals, numbers, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.model.names import PARTICLES
from readlist.model.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_YEAR = r"(?:1[5-9]\d\d|20[0-4]\d)"
_DASH = r"(?:--?|[‐-―−])"
_NUMBER = rf"[A-Za-z]{{0,2}}\d{{1,10}}(?:\.\d{{1,4}}|[a-z])?(?:\s?{_DASH}\s?[A-Za-z]{{0,2}}\d{{1,10}}|\+)?"
_TOKEN = regex(
    r"(?P<link>(?:https?\s?:\s?//|www\.)[^\s]+|(?:doi\s?:?\s?|DOI\s?:?\s?)?10\.\d{4,9}/\S+|ar[Xx]iv\s?:\s?\S+)"
    r"|(?P<quoted>“[^“”]{3,400}[”\"]|(?<!\w)\"[^\"]{3,400}[\"”]|``[^`]{3,400}?''|«[^«»]{3,400}»|„[^„“”]{3,400}[“”]"
    r"|《[^《》]{3,400}》|(?<!\w)‘\s?‘?[^‘]{3,400}?’(?=\s?(?:[,.;:(]|$|in\b|In\b)))"
    rf"|(?P<years>(?<![\d-]){_YEAR}\s?{_DASH}\s?{_YEAR}(?![\w-]))"
    rf"|(?P<year>(?<![\d-]){_YEAR}[a-f]?(?:\s?[-–/]\s?\d\d(?!\d)|/{_YEAR})?(?![\w-]|[–(:]\s?\d))"
    rf"|(?P<pages>\b(?:pp?|Pp|[Pp]ages?|pgs?|PP|Seiten?|[SС](?!\.\s?{_YEAR}\b)|[Сс]тр|[сs]|p[áa]gs?)(?:\.\s?|\s)"
    rf"(?:\d{{1,5}}:\d{{1,5}}{_DASH}\d{{1,5}}:\d{{1,5}}|[eRSL]?\d{{1,10}}(?:\s?{_DASH}\s?[A-Za-z]?\d{{1,10}})?))"
    rf"|(?P<volume>(?:\b(?:(?:[Vv]ol(?:ume|s)?|[Nn][or]|[Nn]u(?:mber|m)|[Ii]ssue|Bd|[Bb]and|[Tt]om[eo]?|[Hh]eft|suppl|Jg"
    rf"|[Вв]ып|Т)(?:\.\s?|\s)|[vnт]\.\s?|[Nn][°º]\s?)|№\s?)"
    rf"(?:\d{{1,6}}(?:\s?{_DASH}\s?\d{{1,6}})?|[IVXLC]{{1,7}}\b|[ivxlc]{{1,7}}\b))"
    rf"|(?P<issue>\b\d{{1,5}}\s?\((?![\w .,]{{0,20}}{_YEAR}\s?\))\s?[\w .,–/-]{{1,24}}\s?\)"
    rf"(?:\s?(?::|,(?!\s?{_YEAR}(?![\w–-])))\s?{_NUMBER})?"
    rf"|\b\d{{1,5}}\s?:\s?{_NUMBER}(?!\w))"
    rf"|(?P<range>\b[A-Za-z]{{0,2}}\d{{1,10}}\s?{_DASH}\s?[A-Za-z]{{0,2}}\d{{1,10}}(?:\.e\d{{1,3}})?\b)"
    r"|(?P<number>\b(?:[A-Z]|e[a-z]{0,3})?\d{1,10}(?:\.\d{1,5})?(?![\w-]|'s))"
    r"|(?P<role>\(\s?(?:[Ee]d(?:s|d|itors?|\. by)?|[Hh]rsg|[Hh]gg?|[Tt]rans(?:lators?)?|éds?|[Dd]ir|[Cc]oords?"
    r"|[Oo]rgs?)\.?\s?\)"
    r"|\b(?:[Ee]ditors?|[Ee]ds|[Hh]rsg|(?<=, )[Ee]d)\b(?=[.,):]))"
    r"|(?P<mark>\[(?:[JCMDRPNSZGA]|EB|DB|CP)(?:/(?:OL|CD|MT|DK))?\](?://)?|(?<=\s)//(?=\s)"
    r"|\[(?:[Oo]nline|[Ii]nternet|en ligne|en línea|em linha|[Ss]\. ?[ln]\.)\])"
    r"|(?P<stop>[.?!](?=[\s,;:()\[\]\"”’“]|$)|[,;:()\[\]，。；：（）]|(?<=\s)[-–—]{1,2}(?=\s)|[\"“”«»])"
    r"|(?P<word>[^\x01-\x06\s,;:()\[\]\"“”«»，。；：（）]+?(?=[.?!]?(?:[\x01-\x06\s,;:()\[\]\"“”«»，。；：（）]|$)))"
)
_INITIALS = regex(r"(?:[^\W\d_a-z]\.?-?){1,3}\.?|[^\W\d_a-z][a-z]?(?:\.-?[^\W\d_][a-z]?){1,3}")
_SHAPES = (
    dict.fromkeys(("and", "&", "und", "et", "y", "AND", "и"), "&")
    | dict.fromkeys(("al", "др", "others"), "e")
    | dict.fromkeys(PARTICLES - {"al"}, "p")
)
_INITIALS_OF_ONE = 4  # that a name has at most
_MARK = "/"  # stands for the mark of a document's kind, such as "[J]"
_FULLWIDTH = str.maketrans("，。；：（）", ",.;:()")

_STARTERS = frozenset(("In", "edited", "eds", "Edited", "editors"))  # words that begin a part


class Chunk(NamedTuple):
    """A stretch of a reference: where it is, its words, what it is, and the punctuation before and after it."""

    start: int
    end: int
    kind: str
    words: tuple[str, ...]
    before: str
    after: str


def chunks(text: str) -> list[Chunk]:
    """The stretches of a reference between the places where one of its parts may end."""
    found: list[Chunk] = []
    words: list[re.Match[str]] = []
    before = ""
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind in {"stop", "mark"}:
            stop = token[0].translate(_FULLWIDTH) if kind == "stop" else _MARK
            if words and not (stop == "." and _goes_on(text, words, token.end())):
                found.append(_chunk(words, before, stop))
                words, before = [], stop
            elif not words:
                before = (before + stop)[-2:]
                if found and stop not in {"(", "["}:
                    found[-1] = found[-1]._replace(after=(found[-1].after + stop)[-2:])
        else:
            runs_on = kind == "word" or (kind == "quoted" and _is_inner(text, token))
            if words and not (runs_on and _is_worded(text, words[0]) and token[0] not in _STARTERS):
                found.append(_chunk(words, before, ""))
                words, before = [], ""
            words.append(token)
    if words:
        found.append(_chunk(words, before, ""))
    return found


def _goes_on(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a point behind initials is followed by further initials."""
    if len(words) > _INITIALS_OF_ONE or not all(_INITIALS.fullmatch(word[0]) for word in words):
        return False
    following = text[at : at + 6].lstrip()
    return len(following) > 1 and following[0].isupper() and following[1] in ".-"


def _is_inner(text: str, token: re.Match[str]) -> bool:
    """Whether a quotation is one inside a title: it is short, or the title goes on behind it."""
    following = text[token.end() : token.end() + 2].lstrip()[:1]
    return token[0].count(" ") < 3 or (token[0][-2] not in ".,?!" and (following.isalnum() or following == "("))


def _is_worded(text: str, token: re.Match[str]) -> bool:
    """Whether words may go on behind the first token of a chunk: a word, or a quotation that begins a title."""
    if token.lastgroup == "quoted":
        following = text[token.end() : token.end() + 5].lstrip()
        short = token[0].count(" ") < 3 and token[0][-2] not in ".,?!"
        return short and following[:1].islower() and not following.startswith("in ")
    return token.lastgroup == "word"


def _chunk(tokens: Sequence[re.Match[str]], before: str, after: str) -> Chunk:
    kind = "word" if len(tokens) > 1 else tokens[0].lastgroup or ""
    return Chunk(tokens[0].start(), tokens[-1].end(), kind, tuple(token[0] for token in tokens), before, after)


def shape(words: Sequence[str]) -> str:
    """The words of a chunk, a letter each.

    I initials, U capitalized, A capitals, l small, c without case, p particle, e "al", & "and", n none of these.
    """
    return "".join(map(_word_shape, words[:12]))


def _word_shape(word: str) -> str:
    if known := _SHAPES.get(word):
        return known
    if len(word) <= 8 and _INITIALS.fullmatch(word):
        return "I"
    first = word.lstrip("'‘’`*")[:1]
    if first.isupper():
        return "A" if word.isupper() else "U"
    return "l" if first.islower() else "c" if first.isalpha() else "n"
