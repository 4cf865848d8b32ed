"""Patterns that citation keys are made by, such as ``{auth:lower}{year}{title:1}``, and the styles that have a name.

A pattern is text with fields in braces. A field has modifiers behind colons, which act one after the other: a number
takes so many words, a number and ``l`` so many letters of each, ``lower``, ``upper``, ``capitalize`` and ``camel``
change the case, any of ``- _ . + /`` joins the words. After ``|`` stands what is taken where there is no value.

>>> from readlist.model.dates import PartialDate
>>> from readlist.model.names import Name
>>> from readlist.model.paper import Record
>>> record = Record(
...     title="On the Map of Everything", authors=(Name.parse("Ana van der Berg"), Name.parse("Bo Li")),
...     date=PartialDate(2017, 6), venue="Journal of Invented Maps", pages="12–30",
... )
>>> def key(pattern): return key_maker(pattern)(record)
>>> key("{auth:lower}{year}{title:1}")
'vanderberg2017Map'
>>> key("{auths:-:upper}_{yy}{month}")
'VANDERBERG-LI_1706'
>>> key("{auth:3l:capitalize}:{title:2:camel}:{venue:lower}.{page}")
'VanDerBer:mapEverything:jim.12'
>>> key("{editor|arxiv|shorttitle:1:lower}{year}")
'map2017'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Self

from readlist.errors import ConfigError
from readlist.model import citekey
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.model.names import Name
    from readlist.model.paper import Record

Words = list[str]
KeyMaker = Callable[["Record"], str]

SCHOLAR = "scholar"
STYLES = {
    "bbt": "{auth:lower}{shorttitle:3:capitalize}{year}",
    "jabref": "{auth|editor|shorttitle:1:capitalize}{year}",
    "zotero": "{auth:lower:_}_{shorttitle:1:lower}_{year}",
    "arxiv": "{arxiv}",
}
"""The patterns that go by the name of a program, and give the keys that it gives."""

_SMALL_WORDS = frozenset(
    """
    a an and as at but by for from in into is nor of off on onto or over per than the to toward towards under upon
    versus via vs while with within without
    der die das den dem des ein eine einer eines einem einen und von vom zu zum zur im
    le la les un une du de et en l d el los las una unos unas y del lo gli il i uno della dei delle da di e
    """.split()
)
_PART = regex(r"\{([^{}]*)\}|([^{}]+)|([{}])")
_LETTERS = regex(r"(\d{1,2})l")
_SEPARATORS = frozenset("-_.+/")
_RUN = regex(r"([:_./+-])[:_./+-]+")
_DIGITS = regex(r"[A-Za-z]?\d+")
_DATES = frozenset({"year", "yy", "month"})


def _people(names: Sequence[Name]) -> Words:
    return ["".join(citekey.family_words(name)) for name in names]


def _first(names: Sequence[Name]) -> Words:
    return citekey.family_words(names[0]) if names else []


def _initials(text: str | None) -> Words:
    found = citekey.words(text, _SMALL_WORDS)
    return ["".join(word[0] for word in found).upper()] if len(found) > 1 else found


def _text(text: object) -> Words:
    return [str(text)] if text else []


def _month(record: Record) -> Words:
    return [f"{record.date.month:02}"] if record.date and record.date.month else []


class Field(NamedTuple):
    """A field of patterns: what it stands for, and its words for a record."""

    meaning: str
    words: Callable[[Record], Words]


FIELDS: dict[str, Field] = {
    "auth": Field("the first author's family name", lambda record: _first(record.authors)),
    "auths": Field("the family names of all authors, a word each", lambda record: _people(record.authors)),
    "editor": Field("the first editor's family name", lambda record: _first(record.editors)),
    "year": Field("the year", lambda record: _text(record.year)),
    "yy": Field("its last two digits", lambda record: _text(str(record.year or "")[-2:])),
    "month": Field("the month in two digits", _month),
    "title": Field(
        "the significant words of the title", lambda record: citekey.words(record.title, citekey.STOP_WORDS)
    ),
    "shorttitle": Field(
        "all its words but articles and the like", lambda record: citekey.words(record.title, _SMALL_WORDS)
    ),
    "venue": Field("the initials of journal or conference", lambda record: _initials(record.venue)),
    "arxiv": Field("the arXiv identifier", lambda record: _text(record.arxiv)),
    "doi": Field("the DOI", lambda record: _text(record.doi)),
    "page": Field("the first page", lambda record: _DIGITS.findall(record.pages or "")[:1]),
}


def _capitalized(words: Words) -> Words:
    return [word[:1].upper() + word[1:] for word in words]


_CASES: dict[str, Callable[[Words], Words]] = {
    "lower": lambda words: [word.lower() for word in words],
    "upper": lambda words: [word.upper() for word in words],
    "capitalize": _capitalized,
    "camel": lambda words: [word.lower() for word in words[:1]] + _capitalized(words[1:]),
}


@dataclass(frozen=True, slots=True)
class _Choice:
    """A field with its modifiers, in their order."""

    name: str
    modifiers: tuple[Callable[[Words], Words], ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        name, *modifiers = text.strip().split(":")
        if name not in FIELDS:
            raise ConfigError(f"no field of citation keys is named {name!r}", f"Known: {', '.join(FIELDS)}.")
        return cls(name, tuple(map(_modifier, modifiers)))

    def value(self, record: Record) -> str:
        words = FIELDS[self.name].words(record)
        for modifier in self.modifiers:
            words = modifier(words)
        return "".join(words)


def _modifier(text: str) -> Callable[[Words], Words]:
    if text in _CASES:
        return _CASES[text]
    if text.isdecimal() and len(text) < 3:
        return lambda words: words[: int(text)]
    if (letters := _LETTERS.fullmatch(text)) is not None:
        return lambda words: [word[: int(letters[1])] for word in words]
    if text and _SEPARATORS.issuperset(text):
        return lambda words: [text.join(words)] if words else []
    raise ConfigError(
        f"{text!r} is no modifier of citation keys", f"Known: 2 (words), 3l (letters), {', '.join(_CASES)}, - _ . + /."
    )


def _parsed(pattern: str) -> tuple[str | tuple[_Choice, ...], ...]:
    """The texts and the fields of a pattern; ConfigError where it is none."""
    parts: list[str | tuple[_Choice, ...]] = []
    for part in _PART.finditer(pattern):
        if part[1] is not None:
            parts.append(tuple(map(_Choice.parse, part[1].split("|"))))
        elif part[2] and citekey.repaired(f"x{part[2]}") == f"x{part[2]}":
            parts.append(part[2])
        else:
            raise ConfigError(
                f"{part[0]!r} cannot stand in a citation key", "Letters, digits and : _ . / + - can, and {fields}."
            )
    if {choice.name for choice in chain.from_iterable(part for part in parts if isinstance(part, tuple))} <= _DATES:
        raise ConfigError(
            f"{pattern!r} is no style of citation keys",
            f"Known: {', '.join((SCHOLAR, *STYLES))}, or a pattern such as {{auth:lower}}{{year}}{{title:1}}.",
        )
    return tuple(parts)


def key_maker(style: str) -> KeyMaker:
    """What makes keys in a style: one of STYLES, "scholar", or a pattern. ConfigError where it is none of these.

    Where no field of the pattern but the date has a value, the key is one of the style "scholar".

    >>> from readlist.model.paper import Record
    >>> key_maker("arxiv")(Record(arxiv="1706.03762")), key_maker("arxiv")(Record(title="A Map of Rain"))
    ('1706.03762', 'map-rain')
    """
    if style == SCHOLAR:
        return citekey.suggest
    parts = _parsed(STYLES.get(style, style))

    def made(record: Record) -> str:
        return _key(parts, record) or citekey.suggest(record)

    return made


def _key(parts: Sequence[str | tuple[_Choice, ...]], record: Record) -> str:
    """The key of a record; empty where there is nothing to tell but a date."""
    texts: list[str] = []
    says = False
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        values = ((choice.name, choice.value(record)) for choice in part)
        name, value = next((found for found in values if found[1]), ("", ""))
        texts.append(value)
        says = says or bool(value and name not in _DATES)
    key = _RUN.sub(r"\1", citekey.repaired("".join(texts)))
    return key.rstrip(":_./+-") if says else ""
