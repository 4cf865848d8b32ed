"""Lists of names as BibTeX writes them: ``von Last, Jr, First and {Corporate Name}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._bibtex_text import tidy
from readlist.model.latex import decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readlist.model.names import Name

OTHERS: tuple[str, ...] = ()  # what stands in a list of names for those that are not named

# What BibTeX would read inside a name: its "and" and its comma.
_SEPARATOR = re.compile(r"(?:\A|\s)and(?=\s|\Z)|,", re.IGNORECASE)
_MARK = re.compile(r"[{}]|\s+and\s+|,\s*", re.IGNORECASE)


def parts(name: Name) -> tuple[str, ...]:
    """The parts of a name between commas, tidied: (literal,), (von Last, First) or (von Last, Jr, First).

    >>> from readlist.model.names import Name
    >>> parts(Name.parse("Laurens van der Maaten"))
    ('van der Maaten', 'Laurens')
    """
    family, given, particle, suffix, literal = map(tidy, name)
    whole = literal or (f"{particle} {family}" if particle and family else particle or family)
    if literal or not whole or not given:
        only = " ".join(filter(None, (whole or given, suffix)))
        return (only,) if only else ()
    return (whole, suffix, given) if suffix else (whole, given)


def write_names(names: Iterable[Name], *, others: bool, ascii: bool) -> str:  # noqa: A002 - the word of the option
    """The value of a field like author; ``others`` says that the list goes on.

    >>> from readlist.model.names import Name
    >>> write_names([Name.parse("Ana Ng"), Name.parse("Vaibhav")], others=True, ascii=False)
    'Ng, Ana and {Vaibhav} and others'
    """
    written = [_written(found, tidy(name.particle), ascii=ascii) for name in names if (found := parts(name))]
    return " and ".join([*written, "others"] if others else written)


def _written(name: tuple[str, ...], particle: str, *, ascii: bool) -> str:  # noqa: A002 - as above
    if len(name) == 1:
        return f"{{{encode(name[0], ascii=ascii)}}}"
    whole, *rest = name
    before = f"{_protected(particle, ascii=ascii)} " if 0 < len(particle) < len(whole) else ""
    family = whole[len(particle) + 1 :] if before else whole
    # BibTeX takes small words before the last one for a particle.
    is_cut = any(word[0].islower() for word in family.split()[:-1])
    value = f"{{{encode(family, ascii=ascii)}}}" if is_cut else _protected(family, ascii=ascii)
    return ", ".join([before + value, *(_protected(part, ascii=ascii) for part in rest)])


def _protected(part: str, *, ascii: bool) -> str:  # noqa: A002 - as above
    """A part of a name, in braces where BibTeX would cut it."""
    value = encode(part, ascii=ascii)
    return f"{{{value}}}" if _SEPARATOR.search(part) else value


def read_names(value: str) -> list[tuple[str, ...]]:
    """The names of a field, each in the parts between its commas; ``and others`` is OTHERS.

    >>> read_names("van der Maaten, Laurens and {Barnes and Noble} and others")
    [('van der Maaten', 'Laurens'), ('Barnes and Noble',), ()]
    """
    names: list[tuple[str, ...]] = []
    name: list[str] = []
    depth = start = 0
    for mark in _MARK.finditer(value):
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif depth == 0:
            name.append(value[start : mark.start()])
            start = mark.end()
            if not mark[0].startswith(","):
                names.append(_read(name))
                name = []
    return [*names, _read([*name, value[start:]])]


def _read(name: list[str]) -> tuple[str, ...]:
    return OTHERS if name == ["others"] else tuple(map(decode, name))
