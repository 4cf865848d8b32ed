"""Lists and objects of JSON, and of Python as tables hold them, told in one text: names, words, places."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from readlist.formats._json.members import text_of, texts_of
from readlist.formats._record import in_one
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 100_000  # letters of a list in a cell
_TEXTS = "value text #text @value title name display_name description subject keyword term".split()
_WHOLE_NAMES = ("full_name", "fullName", "fullname", "name", "text", "value", "formatted", "display_name")
_FAMILIES = ("family", "familyName", "lastName", "last", "last_name", "surname")
_GIVEN = ("given", "givenName", "firstName", "first", "first_name", "forename")
_ADDRESSES = ("url", "href", "link", "page")
_TOKEN = regex(
    r"\\.|(?P<text>'[^'\\]*(?:\\.[^'\\]*)*'|\"[^\"\\]*(?:\\.[^\"\\]*)*\")|\b(?P<word>None|nan|True|False)\b", re.DOTALL
)
_WORDS = {"None": "null", "nan": "null", "True": "true", "False": "false"}
_ESCAPE = regex(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}


def listed(text: str) -> Any:
    r"""The list that a text is as JSON or Python writes it; a text that is none as it is.

    >>> listed("['Byron, Ada', \"O'Hara\", None]"), listed("[Reply] to 'A'")
    (['Byron, Ada', "O'Hara", None], "[Reply] to 'A'")
    """
    if not (text.startswith("[") and text.endswith("]")) or len(text) > _LONGEST:
        return text
    for written in (text, _TOKEN.sub(_as_json, text)):
        try:
            found = json.loads(written, parse_constant=lambda name: None)  # noqa: ARG005  no number is unknown
        except (ValueError, RecursionError):
            continue
        return found if any(isinstance(item, str | dict) for item in found) else text
    return text


def _as_json(token: re.Match[str]) -> str:
    if token["text"]:
        return json.dumps(_ESCAPE.sub(_unescaped, token["text"][1:-1]))
    return _WORDS[token["word"]] if token["word"] else token[0]


def _unescaped(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2]
    return chr(int(number, 16)) if number else _CONTROLS.get(escape[3], escape[3])


def text_told(value: Any) -> str:
    """The text of a value, of an object that says one thing, or those of a list."""
    if isinstance(value, bool):
        return str(value).casefold()
    if isinstance(value, dict):
        return next((text for name in _TEXTS if (text := text_of(value.get(name)))), "")
    if isinstance(value, list):
        return "; ".join(filter(None, (text_told(item) for item in value if not isinstance(item, list))))
    return text_of(value)


def people_told(value: Any) -> str:
    """Names behind each of which a semicolon stands."""
    if isinstance(value, dict):
        inner = value.get("author") or value.get("value")
        return people_told(inner) if inner else people_told([value])
    if isinstance(value, list):
        return " ".join(f"{name};" for name in filter(None, map(_person, value)))
    return text_of(value)


def addresses_told(value: Any) -> str:
    """The web addresses in a list of them, or of objects that label them."""
    items = value if isinstance(value, list) else [value]
    texts = (_part(item, _ADDRESSES) if isinstance(item, dict) else text_of(item) for item in items)
    return "; ".join(text for text in texts if text.startswith(("http://", "https://")))


def affiliations_told(value: Any) -> str:
    """Where the people in a list are from."""
    people = (person for person in value if isinstance(person, dict)) if isinstance(value, list) else ()
    places = (person.get("affiliations") or person.get("affiliation") for person in people)
    return in_one(map(text_told, places))


def _person(value: Any) -> str:
    if not isinstance(value, dict):
        return text_of(value)
    family, given = _part(value, _FAMILIES), _part(value, _GIVEN)
    given = " ".join(filter(None, (given, *texts_of(value.get("middle")))))
    parts = (family, _part(value, ("suffix",)), given)
    return ", ".join(filter(None, parts)) if family else _part(value, _WHOLE_NAMES)


def _part(value: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := text_of(value.get(name)))), "")
