"""Lists of authors whose places stand beside their names: in brackets, or behind a comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._name_lists import PLACE, PLACE_WORDS
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKET = regex(r"[()]")
_NEVER_CLOSED = regex(r"\s?\(\s?(?=[,;])")
_BEHIND = regex(r"\s?[*†‡§¶✉]{0,4}\s?(?:[,;&.]|and\b|\Z)")  # a bracket with a place
_LETTERS = regex(r"[^\W\d_]{2}")
_PERSON = regex(
    r"[A-Z]\S* (?:Stanford|Berkeley|School|Center|Google|Meta|College) [A-Z]\S*"
)  # who is called like a place
_SIGNS = " *†‡§¶✉"
# What goes on with a place before it, as cities and countries of one word do.
_GOES_ON = regex(
    r"\S+|(?:New|San|Santa|Los|Ann|Hong|South|North|United|Saudi|Sri|Costa|Czech|Tel|St\.?|The|Cape|Rio|Park|College|Chapel"
    r"|State College|P\. ?R\.) ?\S{1,20}(?: \S{1,20})?|.*\b(?:USA|UK|China|Republic)"
)


def without_places(text: str) -> tuple[str, tuple[str, ...]]:
    """The names of a list of authors without their places, parted by commas, and those places, each once.

    >>> without_places("Ada Bee (Fjord U); Bo Heath (Nets (NL))*, Cy Moon")
    ('Ada Bee, Bo Heath, Cy Moon', ('Fjord U', 'Nets (NL)'))
    >>> without_places("Ada Bee and Cy Moon, University of Nets, Oslo; Bo Heath, ETH Zurich")
    ('Ada Bee and Cy Moon, Bo Heath', ('University of Nets, Oslo', 'ETH Zurich'))
    >>> without_places("Ada Bee, Quill Systems Limited; Bo Heath, University of Nets")
    ('Ada Bee, Bo Heath', ('Quill Systems Limited', 'University of Nets'))
    """
    bare, places = _without_brackets(_NEVER_CLOSED.sub("", text)) if "(" in text else (text, [])
    if places:
        parts = (part.strip(_SIGNS) for part in bare.replace(";", ",").split(","))
        return ", ".join(filter(None, parts)), _distinct(places)
    groups = [_group(group.strip()) for group in text.split(";")]
    if not any(found for _, found in groups):
        return text, ()
    if len(groups) > 1 and all("," in group for group in text.split(";")):
        groups = [(names, found) if found else _last_apart(names) for names, found in groups]
    elif 2 * sum(bool(found) for _, found in groups) < len(groups):
        return text, ()
    return ", ".join(names for names, _ in groups if names), _distinct(place for _, held in groups for place in held)


def _distinct(places: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(places))


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """The text outside brackets, and what stands in those that tell a place, not a nickname or a mark."""
    outer, places = [], []
    depth = start = 0
    for found in _BRACKET.finditer(text):
        at = found.start()
        if found[0] == "(":
            if depth == 0:
                outer.append(text[start:at].rstrip())
                start = at + 1
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                inside = text[start:at].strip()
                if _BEHIND.match(text, at + 1) and _LETTERS.search(inside):
                    places.append(inside)
                start = at + 1
    outer.append(text[start:])
    return "".join(outer), places


def _last_apart(text: str) -> tuple[str, list[str]]:
    """The names of a group, and its last part as the place that others of the list have."""
    names, _, place = text.rpartition(", ")
    return names, [place]


def _group(text: str) -> tuple[str, list[str]]:
    """The names and the places of "Ada Bee and Cy Moon, University of Nets, Oslo"."""
    names: list[str] = []
    places: list[str] = []
    goes_on = False
    for part in filter(None, map(str.strip, text.split(","))):
        begins = PLACE.fullmatch(part) or (PLACE_WORDS.search(part) and not _PERSON.fullmatch(part))
        if goes_on and (" " not in part or (not begins and _GOES_ON.fullmatch(part))):
            places[-1] += f", {part}"
        elif begins and any(" " in name for name in names):
            places.append(part)
            goes_on = True
        else:
            names.append(part)
            goes_on = False
    return ", ".join(names), places
