"""From a line of text to a query."""

from __future__ import annotations

import re
from typing import NamedTuple

from readlist.errors import QueryError
from readlist.model.query.fields import FIELDS, Kind, checked_field, checked_value
from readlist.model.query.tree import EVERYTHING, Query, Term, all_of, any_of, negated
from readlist.model.regex import regex

LONGEST = 10_000  # characters
MOST_FIELDS = 500  # terms with a field
DEEPEST = 20  # brackets in brackets; those further in count as blanks

_TOKEN = regex(
    r"""
    (?P<sign>-(?=[^\s)-]))?
    (?:(?P<field>[A-Za-z]+):(?=[^\s)])(?!//))?
    (?: (?P<opens>\() | "(?P<phrase>(?:[^"]|"")*+)(?P<closed>"?)(?P<begins>\*?) | (?P<word>[^\s)]) )
    | (?P<closes>\))
    """,
    re.VERBOSE,
)
_UNUSABLE = regex("[\0\ud800-\udfff]")


class Token(NamedTuple):
    """A term, or a bracket, at its place in the line; ``value`` is None for a bracket.

    ``is_open`` if more of it may be typed at the end of the line.
    """

    span: tuple[int, int]
    bracket: str = ""
    negated: bool = False
    field: str | None = None
    field_span: tuple[int, int] = (0, 0)
    value: str | None = None
    value_span: tuple[int, int] = (0, 0)
    whole: bool = False
    is_open: bool = False


def parse(text: str) -> Query:
    """The query in a line of text; QueryError with its place where a field or value does not exist, or it is too long.

    >>> parse('masked -audio OR year:2021')
    AnyOf(parts=(All(parts=(Term(field=None, value='masked', whole=False), \
Not(part=Term(field=None, value='audio', whole=False)))), Term(field='year', value='2021', whole=False)))
    """
    if len(text) > LONGEST:
        raise QueryError("the query is too long", "Fewer words find as much.", (LONGEST, len(text)))
    tokens = tokens_of(text)
    named = [token for token in tokens if token.field is not None]
    if len(named) > MOST_FIELDS:
        raise QueryError("the query has too many fields", "Fewer of them find as much.", named[MOST_FIELDS].span)
    return _Line([token for token in tokens if field_to_fill(token) is None]).alternatives(None, 0)


def tokens_of(text: str) -> list[Token]:
    """The terms and brackets of a line in their order."""
    text = _UNUSABLE.sub(" ", text)
    found, at = [], 0
    while match := _TOKEN.search(text, at):
        found.append(_token(match))
        at = found[-1].span[1]
    return found


def _token(match: re.Match[str]) -> Token:
    if bracket := match["opens"] or match["closes"]:
        token = Token(match.span(), bracket)
    elif match["word"] is None:
        value, closed = match["phrase"].replace('""', '"'), bool(match["closed"])
        whole = closed and not match["begins"]
        token = Token(match.span(), value=value, value_span=match.span("phrase"), whole=whole, is_open=not closed)
    else:
        line, start = match.string, match.start("word")
        end = _end_of_word(line, start)
        token = Token((match.start(), end), value=line[start:end], value_span=(start, end), is_open=end == len(line))
    return token._replace(negated=bool(match["sign"]), field=match["field"], field_span=match.span("field"))


def _end_of_word(text: str, start: int) -> int:
    """Where a word ends: before a blank, or before a bracket that was not opened in it."""
    depth = 0
    for at in range(start, len(text)):
        sign = text[at]
        if sign.isspace() or (sign == ")" and not depth):
            return at
        depth += (sign == "(") - (sign == ")")
    return len(text)


def field_to_fill(token: Token) -> str | None:
    """The field whose name and colon end the line, its value still to be typed; None for any other token."""
    name = (token.value or "").lower()
    is_name = token.is_open and token.field is None and name.endswith(":") and name[:-1] in FIELDS
    return name[:-1] if is_name else None


class _Line:
    """The tokens of a line, gone through once."""

    def __init__(self, tokens: list[Token]) -> None:
        self._rest = iter(tokens)

    def alternatives(self, field: str | None, depth: int) -> Query:
        """The query up to the end of the bracket; words in it are looked for in ``field``.

        OR and AND are words where they have nothing before them.
        """
        found: list[list[Query]] = [[]]
        for token in self._rest:
            if token.bracket == ")":
                if depth:
                    break
            elif token.value == "OR" and _is_bare(token) and found[-1]:
                found.append([])
            elif token.value != "AND" or not _is_bare(token) or not found[-1]:
                found[-1].append(self._part(token, field, depth))
        return any_of(map(all_of, found))

    def _part(self, token: Token, field: str | None, depth: int) -> Query:
        if token.field is not None:
            field = checked_field(token.field, token.field_span)
        if token.value is not None:
            query = _term(field, token)
        else:
            query = self.alternatives(field, depth + 1) if depth < DEEPEST else EVERYTHING
        return negated(query) if token.negated else query


def _is_bare(token: Token) -> bool:
    return not (token.negated or token.field or token.span != token.value_span)


def _term(field: str | None, token: Token) -> Query:
    """The term of a token; one that asks for nothing, such as a dash, has every paper."""
    value = token.value or ""
    if field is None or FIELDS[field] is Kind.TEXT:
        term = Term(field, value, token.whole)
        return term if term.words else EVERYTHING
    value = checked_value(field, value, token.value_span) if value.strip() else ""
    return Term(field, value) if value else EVERYTHING
