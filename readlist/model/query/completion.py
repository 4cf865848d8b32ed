"""What may stand where one types in a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from readlist.model.query.fields import CHOICES, FIELDS
from readlist.model.query.parser import field_to_fill, tokens_of
from readlist.model.query.tree import Term, text_of_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readlist.model.query.parser import Token

USUAL = {
    "added": ("<1d", "<7d", "<1m", "<1y"),
    "priority": (">0", ">1", "1", "2", "3"),
    **CHOICES,
}
"""The values that a field may have, or some of them, whatever is in a library."""


class Known(Protocol):
    """What a library knows."""

    def __call__(self, field: str, typed: str, /) -> Iterable[str]:
        """The values of a field in which a word begins with what was typed, the likeliest first."""
        ...


class Completion(NamedTuple):
    """A text, and the (start, end) of what it takes the place of in the line."""

    span: tuple[int, int]
    text: str


class _Typed(NamedTuple):
    """What was typed up to the cursor of the name of a field, or of the value of ``field``, and where it begins."""

    start: int
    text: str
    field: str | None = None


def completions(line: str, cursor: int, known: Known) -> list[Completion]:
    """The names of fields, or the values of one, that begin as what stands before the cursor.

    >>> [found.text for found in completions("graph sta", 9, lambda field, typed: ())]
    ['status:']
    >>> completions("-tag:gr", 7, lambda field, typed: ["graph nets"])
    [Completion(span=(5, 7), text='"graph nets"')]
    """
    before = line[:cursor]
    typed = _typed(before)
    if typed is None:
        return []
    if typed.field is None:
        texts = [f"{name}:" for name in FIELDS if name.startswith(typed.text.lower())]
    else:
        texts = [_written(typed.field, value) for value in _values(typed.field, typed.text, known)]
    return [Completion((typed.start, len(before)), text) for text in texts]


def types_value(line: str, cursor: int) -> bool:
    """Whether the value of a field is typed before the cursor.

    >>> types_value("graph sta", 9), types_value("graph status:", 13)
    (False, True)
    """
    typed = _typed(line[:cursor])
    return typed is not None and typed.field is not None


def _typed(line: str) -> _Typed | None:
    """What is being typed at the end of a line; None in the middle of what has no completion."""
    around: list[str | None] = []  # the fields of the brackets that are open
    for token in tokens_of(line):
        field = token.field.lower() if token.field else around[-1] if around else None
        if token.is_open:
            return _unfinished(line, token, field)
        if token.bracket == "(":
            around.append(field)
        elif token.bracket:
            del around[-1:]
    field = around[-1] if around else None
    begins = (not line or line[-1].isspace() or line[-1] == "(") and (field is None or field in FIELDS)
    return _Typed(len(line), "", field) if begins else None


def _unfinished(line: str, token: Token, field: str | None) -> _Typed | None:
    """What is typed of a value, from its quotation mark on, or of a name, from behind its dash on."""
    (start, end), typed = token.value_span, token.value or ""
    if (to_fill := field_to_fill(token)) is not None:
        return _Typed(end, "", to_fill)
    is_phrase = token.span[1] > end or line[start - 1 : start] == '"'
    if field is not None:
        return _Typed(start - is_phrase, typed, field) if field in FIELDS else None
    bare = typed.removeprefix("-")
    return None if is_phrase else _Typed(end - len(bare), bare)


def _values(field: str, typed: str, known: Known) -> Iterable[str]:
    if field in USUAL:
        return [value for value in USUAL[field] if value.startswith(typed.lower())]
    return known(field, typed)


def _written(field: str, value: str) -> str:
    """A value as it is typed: in quotation marks if it has more than one word."""
    text = text_of_value(Term(field, value))
    return text.removesuffix("*") if text.startswith('"') else text
