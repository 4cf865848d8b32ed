"""Names of several people in one text, as tables and loose fields hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.model.names import PARTICLES, Name
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEMICOLON = regex(r"\s{0,9}(?:[;；|]|//)\s{0,9}")  # the last as EndNote's tables have it
_AND = regex(r"\s{0,9}[;；|]\s{0,9}|,? (?:and|&|und|et|y|e) |、|，")
_COMMA = regex(r"\s{0,9},\s{0,9}")
_INVERTED = regex(r"[^,]{1,60}, [^,]{1,60}")
_OTHERS = regex(r"[\s,;]{0,9}(?:\bet\.? al\b\.?|\band others\b|…|\.\.\.)[\s.;,…]{0,9}\Z", re.IGNORECASE)
_OTHERS_WITHIN = regex(r"\s{0,9}\bet\.? al\b\.?(?:\s?\([^()]{1,80}\))?(?=\s{0,9}(?:[;；|]|\Z))", re.IGNORECASE)
_SMALL = r"a-z\u00df-\u024f\u03ac-\u03ce\u0430-\u045f"  # letters of Latin, Greek and Cyrillic
_FULL_STOP = regex(rf"(?<= )(?!(?:Jr|Sr)\.)([^\W\d_][{_SMALL}]{{1,40}})\.\Z")
_INNER_STOP = regex(r"\.\w")
_FEW = 4
_MARKS = '*†‡§¶#✉" '  # behind the names of those who are told apart in a note
_INITIALS = r"(?:[^\W\d_a-z]\.?[ -]?){1,4}"
FAMILY_FIRST = regex(rf"(?P<family>\w[\w'’ -]{{0,60}}[{_SMALL}][\w'’-]{{0,40}})\s(?P<given>{_INITIALS})")
_WITH_SUFFIX = regex(rf"{FAMILY_FIRST.pattern}(?:(?<=\s)|\s)?(\b(?:Jr|Sr|2nd|3rd|III?|IV)\b\.?)?")
ONLY_INITIALS = regex(_INITIALS)
_YEARS_OF_LIFE = regex(r"[\s,]{0,4}[\[(]?(?:b\.|d\.|ca\.|fl\.)?\s?\d{4}\??\s?(?:[-–]\s?(?:\d{4})?\??)?[\])]?\.?\Z")


def as_catalogued(name: str) -> str:
    """A name without what catalogues put behind it: the years of life, a full stop.

    >>> as_catalogued("Moon, Ada, 1904-1991."), as_catalogued("Moon, Ada (b. 1953-)"), as_catalogued("1984")
    ('Moon, Ada', 'Moon, Ada', '1984')
    >>> as_catalogued("Moon, Ada."), as_catalogued("Moon, A. B."), as_catalogued("Moon, Cy, Jr.")
    ('Moon, Ada', 'Moon, A. B.', 'Moon, Cy, Jr.')
    """
    return _FULL_STOP.sub(r"\1", _YEARS_OF_LIFE.sub("", name) or name)


def parted(text: str) -> list[str]:
    """Names in one text: parted by semicolons, "and", and commas between whole names.

    >>> parted("Ada Byron, Bo Li"), parted("Byron, A., Li, B."), parted("Byron, Ada; Li, Bo")
    (['Ada Byron', 'Bo Li'], ['Byron, A.', 'Li, B.'], ['Byron, Ada', 'Li, Bo'])
    >>> parted("Byron, Ada/Li, Bo"), len(parted("Mansi, Ada Byron, Bo Li, Cy Moon")), parted("Byron, Ada, Lovelace, Bo")
    (['Byron, Ada', 'Li, Bo'], 4, ['Byron, Ada, Lovelace, Bo'])
    >>> parted("de la Cruz, Ada Byron"), parted("van Byron A, Li B")
    (['de la Cruz, Ada Byron'], ['van Byron A', 'Li B'])
    >>> parted("Byron, Ada//Li Moon, Bo Cy")
    ['Byron, Ada', 'Li Moon, Bo Cy']
    >>> parted(" and Byron, Ada and ,")
    ['Byron, Ada']
    """
    if _SEMICOLON.search(text):
        return [name for part in _SEMICOLON.split(text) if part for name in _before_group(part)]
    if "/" in text and all(map(_INVERTED.fullmatch, slashed := text.split("/"))):
        return slashed
    found: list[str] = []
    told = ([part for part in _COMMA.split(item) if part] for item in _AND.split(text))
    items = [parts for parts in told if parts]
    among_whole_names = _are_whole([part for parts in items for part in parts])
    for parts in items:
        if len(parts) > 1 and len(parts) % 2 == 0 and all(map(ONLY_INITIALS.fullmatch, parts[1::2])):
            found += map(", ".join, zip(parts[::2], parts[1::2], strict=True))
        elif among_whole_names or (all(" " in part for part in parts) and not _is_family(parts[0])):
            found += parts
        else:
            found.append(", ".join(parts))
    return [name for name in found if name]


def _before_group(text: str) -> list[str]:
    """The names in what stands between semicolons, several of them where a group stands behind persons, as in PubMed.

    >>> parted("Smith J, van Doe AB, Li C; Trial Group")
    ['Smith, J', 'van Doe, AB', 'Li, C', 'Trial Group']
    """
    if "," not in text or not text[-1].isupper():
        return [text]
    names = [FAMILY_FIRST.fullmatch(name) for name in _COMMA.split(text)]
    return [", ".join(name.groups()) for name in names if name] if all(names) else [text]


def _is_family(name: str) -> bool:
    """Whether a name is a family name of several words, as in "de la Cruz"."""
    *particles, _ = name.split(" ")
    return bool(particles) and all(word in PARTICLES for word in particles)


def _are_whole(names: Sequence[str]) -> bool:
    """Whether so many parts between commas are whole names that those of one word are, too."""
    single = sum(" " not in name and _INNER_STOP.search(name) is None for name in names)
    return len(names) >= _FEW and single * _FEW <= len(names)


def people(text: str) -> tuple[tuple[Name, ...], bool]:
    """The names in one text, and whether they are all of them.

    >>> [name.family for name in people("Smith J, van Doe AB Jr, et al.")[0]], people("Smith J, et al.")[1]
    (['Smith', 'Doe'], False)
    """
    named = _OTHERS_WITHIN.sub("", _OTHERS.sub("", text))
    found = [_FULL_STOP.sub(r"\1", name.rstrip(_MARKS)) for name in parted(_without_stop(named))]
    inverted = [_WITH_SUFFIX.fullmatch(name) for name in found]
    if found and all(inverted):
        found = [", ".join(filter(None, name.groups())) for name in inverted if name]
    return tuple(Name.parse(name) for name in found), named == text


def _without_stop(text: str) -> str:
    """A list like "Smith J, Doe AB." without its full stop, which is none of an initial."""
    last = text[:-1].rpartition(" ")[2]
    ends = text.endswith(".") and text.count(".") == 1 and ";" not in text and last.isupper()
    return text[:-1] if ends and last != text[:-1] and (", " in text or len(last) > 1) else text
