"""Where the names that a reference begins with end, where their form alone tells it."""

from __future__ import annotations

from readlist.formats._name_lists import name_list
from readlist.model.regex import regex

_CAPITALS = r"[^\W\d_a-zß-ÿ]{2,30}(?:[ -][^\W\d_a-zß-ÿ]{2,30}){0,2}"
_NAME = r"[^\W\d_a-z][\w'’-]{1,30}"
_PARTICLE = r"(?:de|da|do|dos|das|e|y|van|von|la|del)"
_GIVEN = (
    rf"(?:{_NAME}|[^\W\d_a-z]\.)(?: (?:{_PARTICLE} ){{0,2}}(?:{_NAME}|[^\W\d_a-z]\.)){{0,4}}(?: {_PARTICLE}\b){{0,2}}"
)
_IN_CAPITALS = rf"{_CAPITALS}, {_GIVEN}(?:; {_CAPITALS}, {_GIVEN}){{0,20}}(?:[;,]? et al\.?)?"
_INITIALS = r"(?:[^\W\d_a-z][a-zа-яё]?\.[ -]?){1,3}"
_ROLE = r"(?: \((?:[Oo]rgs?|[Cc]oords?|[Ee]ds?)\.?\))?"
_FORMS = (
    regex(rf"(?=[^,]{{2,90}}, {_NAME}){_IN_CAPITALS}{_ROLE}(?P<end>\.| [–-]) (?!AND\b)"),  # as in "OAK, Anna M. Title"
    regex(  # as in "Oak, Anna Maria/Elm, Carl: Title"
        rf"{_NAME}, {_NAME}(?: {_NAME}){{0,3}}(?:(?:/| und |; ){_NAME}, {_NAME}(?: {_NAME}){{0,3}}){{0,5}}(?P<end>:) "
    ),
    regex(  # as in "Oak A., Elm Ch. B., Ash C. Title"
        rf"(?:{_NAME} {_INITIALS}, ){{1,30}}{_NAME} {_INITIALS}"
        r"(?P<end>)(?=[^\W\d_a-z][^\W\d_A-ZА-Я.]|[^\W\d_a-z] [a-zа-я])"
    ),
)
_QUOTED = regex(r"(?P<names>[^«\d]{2,600})\. «")
_OF_BOOK = regex(rf"(?<=\. )In: (?P<names>{_IN_CAPITALS}){_ROLE}\. ")


def names_end(text: str) -> int:
    """Where the names end that a reference begins with, 0 where their form does not tell.

    >>> names_end("OAK, Anna M.; ELM, Carl. Atlas of Rain. 1. Hills. Oslo"), names_end("Oak, A. Rain.")
    (23, 0)
    """
    quoted = _QUOTED.match(text)
    if quoted and (names := name_list(quoted["names"])) and names.sure:
        return quoted.end("names")
    found = next(filter(None, (form.match(text) for form in _FORMS)), None)
    return found.start("end") if found else 0


def with_editors(text: str) -> str:
    """The text with a mark behind the editors of a book whose family names stand in capitals.

    >>> with_editors("OAK, A. Rain. In: ELM, Carl. Low Hills. Oslo: Fern, 1999")
    'OAK, A. Rain. In: ELM, Carl (Eds.), Low Hills. Oslo: Fern, 1999'
    """
    return _OF_BOOK.sub(r"In: \g<names> (Eds.), ", text)
