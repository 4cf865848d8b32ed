"""The names in the author part of a reference, in whatever order and with whatever marks between them."""

from __future__ import annotations

import re
from typing import NamedTuple

from readlist.model.names import PARTICLES, SUFFIXES, Name
from readlist.model.regex import regex

_AND = regex(
    r"\s*[,;]?\s*(?:&|(?<=[\s,;])(?:and|und|et|AND|with|и|og|och)(?=\s)|(?<=[\s,;])[ye](?=\s[^\W\d_a-z]))\s*|\s*[;；/]\s*|\s+[-–—]\s+"
)
_COMMA = regex(r"\s*[,，、]\s*")
_REST = regex(
    r"[\s,;&]{0,9}(?:\bet\.? ?al\b\.?|\b(?:and|&) (?:\d{1,4} )?(?:others|co-?workers|colleagues)\b"
    r"|\.\s?\.\s?\.|…|等)[\s.]{0,9}",
    re.IGNORECASE,
)
_EDITORS = regex(
    r"[\s,(\[]*\b(?:eds?|edd|editors?|hrsg|hg|ed\. by|éds?|dir|red|orgs?|coords?|trans|translators?)\b[.)\],\s]*\Z",
    re.IGNORECASE,
)
_INITIAL = regex(r"(?:[^\W\d_a-z][a-zа-я]?\.\s?-?){1,5}(?:[^\W\d_a-z]\.?)?|[^\W\d_a-z]{1,3}|[^\W\d_a-z]-[^\W\d_a-z]")
_CAPITALS = regex(r"[^\W\d_]{2,}")  # a family name in capitals may be as short as initials without points
_FAMILY_IN_CAPITALS = regex(  # "DE BEAUVOIR Simone"
    r"((?:[^\W\d_a-zß-ÿ]{2,} ){0,2}[^\W\d_a-zß-ÿ]{2,}(?:-[^\W\d_a-zß-ÿ]{2,})?)"
    r"\s(?=(?:[^\W\d_a-z][a-zß-ÿ]+[ -]?){1,3}\Z)"
)
_IN_CAPITALS = regex(r"(?<!\w)[^\W\d_a-zß-ÿ]{4}(?=[^\W\d_a-zß-ÿ-]{0,30} [^\W\d_a-z][a-zß-ÿ])")  # more than initials
_BETWEEN_INITIALS = regex(r"(?<=[^\W\d_])(?=[^\W\d_a-zа-яё])|(?<=\.)(?=[^\W\d_])")
_STOP = regex(r"(?<=[^\W\d_]{3})\.\Z")  # of the sentence that the names end
_STOP_BEHIND_TWO = regex(r"(?<=[\w.]\s[^\W\d_a-z][a-z])\.\Z")  # "Anna B. Ko."
# "Ko A. Yu.", "Bell A., Ko Yu.": what ends as the last name does may be an initial.
_INITIALS_LAST = regex(
    r"[^\W\d_a-z]\.?\s?(?:[,;&]|and\b)|\A[^\s,]+ (?:[^\W\d_a-z]\. ?)?(?:Yu|Ya|Ye|Yo|Zh|Ch|Sh|Kh|Ts)\.\Z"
)
_INITIAL_TOUCHES = regex(r"((?:[^\W\d_a-z]\.){1,3})(?=[^\W\d_a-z][^\W\d_]{2})")  # "V.Quill"
_ONE_GROUP = regex(r"[^\W\d_a-z][^,;&]{2,90} (?:for|of|and|to) [^,;&]{3,60}|[^\W\d_a-z][^,;&]{2,60}")
_BLANK_OR_STOP = regex(r"[\s.]|\A[^\W\d_a-z]{1,3}\Z")  # what given names or initials have
_AROUND = ' ,;:()[]"“”*†‡'
_SIGNS = "*†‡§¶ "  # of those who did as much, or answer for the others
_OTHER_SCRIPT = regex("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Authors(NamedTuple):
    """The names, whether they are all there are, and whether they are those of editors."""

    names: tuple[Name, ...]
    complete: bool
    editors: bool


def authors(text: str) -> Authors:
    """The authors in a text like "Bell, A., & Dorn, C.", "Bell A, Dorn C" or "Anna Bell and Carl Dorn".

    >>> [name.display for name in authors("Bell, Anna, Carl van Dorn, and Eva F. Gray").names]
    ['Anna Bell', 'Carl van Dorn', 'Eva F. Gray']
    """
    editors = _EDITORS.search(text)
    if editors:
        text = text[: editors.start()]
    text = _INITIAL_TOUCHES.sub(r"\1 ", text)
    if not _INITIALS_LAST.search(text):
        text = _STOP_BEHIND_TWO.sub("", text)
    shorter = _REST.sub(", ", text.replace("&amp;", "&"))
    complete = shorter == text.replace("&amp;", "&")
    if _ONE_GROUP.fullmatch(shorter.strip(_AROUND + ".")) and Name.parse(whole := shorter.strip(_AROUND + ".")).literal:
        return Authors((Name(literal=whole),), complete, editors is not None)
    in_capitals = _IN_CAPITALS.search(shorter) is not None
    names: list[Name] = []
    for group in _AND.split(shorter):
        held = (part.strip(_SIGNS) for part in _COMMA.split(group.strip(_AROUND)))
        parts = [part for part in held if part.strip(" .")]
        _add(names, [_inverted_in_capitals(part) for part in parts] if in_capitals else parts)
    if shorter.upper() == shorter.replace(" and ", " AND ").replace(" et ", " ET "):
        names = [_lowered(name) for name in names]
    return Authors(tuple(names), complete, editors is not None)


def _add(names: list[Name], parts: list[str]) -> None:
    """The names of some parts that stood between commas."""
    single = not any(_BLANK_OR_STOP.search(part) or _is_suffix(part) for part in parts)
    if len(parts) % 2 and len(parts) > 1 and single:
        names += map(_spoken, parts)  # family names alone
        return
    at = 0
    while at < len(parts):
        part = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) else ""
        if _is_suffix(part) and names:
            names[-1] = names[-1]._replace(suffix=part)
        elif len(parts) > at + 2 and _is_suffix(following) and _is_given(parts[at + 2]):
            names.append(_inverted(part, _spaced(parts[at + 2]))._replace(suffix=following))
            at += 2
        elif following and _is_family(part, following):
            names.append(_inverted(part.strip("."), _spaced(_STOP.sub("", following))))
            at += 1
        else:
            names.append(_spoken(part))
        at += 1


def _inverted_in_capitals(text: str) -> str:
    """A name whose family name in capitals stands first, "DOE Jane", with a comma between, in small letters."""
    family = _FAMILY_IN_CAPITALS.match(text)
    if family is None or Name.parse(text).literal:
        return text
    return f"{family[1].title()}, {text[family.end() :]}"


def _inverted(family: str, given: str) -> Name:
    """The name whose family name stands first, particles behind the given name put before it: "Drift, Pim van"."""
    words = given.split()
    end = len(words)
    while end > 1 and words[end - 1] in PARTICLES:
        end -= 1
    return Name.parse(f"{' '.join((*words[end:], family))}, {' '.join(words[:end])}")


def _is_given(text: str) -> bool:
    return all(_INITIAL.fullmatch(word) for word in text.split())


def _is_suffix(text: str) -> bool:
    return text.casefold().rstrip(".") in SUFFIXES


def _is_family(part: str, following: str) -> bool:
    """Whether a part is a family name and the following one the given name to it."""
    words = [word for word in part.split() if word not in PARTICLES]
    if _OTHER_SCRIPT.search(part) or any(map(_INITIAL.fullmatch, words[1:])) or _is_suffix(following):
        return False
    spoken = len(words) > 1 and (_INITIAL.fullmatch(words[0]) or Name.parse(part).literal)
    if spoken and not _is_given(following):  # "V. Quill, Bell, A.", "Planck Collaboration, Bell, A."
        return False
    return _is_given(following) or len(words) <= 1 or " " not in following


def _spoken(text: str) -> Name:
    """The name of a part that is one by itself: "Anna Bell", "A. Bell", "Bell A" or "BELL A B"."""
    text = _STOP.sub("", text)
    words = text.split()
    if len(words) > 1 and _INITIAL.fullmatch(words[0]) and (named := Name.parse(text)).literal:  # "R Core Team"
        return named
    end = len(words)
    while end > 1 and _INITIAL.fullmatch(words[end - 1]):
        end -= 1
    if end < len(words) and (not _INITIAL.fullmatch(words[0]) or _CAPITALS.fullmatch(words[0])):
        return Name.parse(f"{' '.join(words[:end])}, {_spaced(' '.join(words[end:]))}")
    return Name.parse(_spaced(text))


def _spaced(text: str) -> str:
    """Initials with points and blanks: "AB" and "A.B." become "A. B."."""
    words = []
    for word in text.split():
        if _INITIAL.fullmatch(word) and (word.isupper() or "." in word):
            apart = _BETWEEN_INITIALS.sub(" ", word).split()
            words += [part if "." in part else f"{part.replace('-', '.-')}." for part in apart]
        else:
            words.append(word)
    return " ".join(words)


def _lowered(name: Name) -> Name:
    """A name written in capitals as others write it."""
    if name.literal:
        return name
    family, given = (_CAPITALS.sub(lambda word: word[0].capitalize(), part) for part in (name.family, name.given))
    return name._replace(family=family, given=given)
