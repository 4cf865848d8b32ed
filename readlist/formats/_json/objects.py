"""JSON as others write it: loaded safely, each object with its lines, a broken one never costing another."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from readlist.formats._kinds import SAMPLE, SHOWN
from readlist.model.paper import Problem
from readlist.model.regex import regex
from readlist.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator, Mapping

Share = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]
_DIGITS = 4300  # of the longest number that Python reads
_NESTED = 200  # values within values that are read
_DEEPEST = 4  # lists and envelopes around a record
_BEGIN = regex(r"^[ \t]*(?=\[\s*(?:[\[{\"\]]|null\b)|\{\s*[\"}])", re.MULTILINE)
_BLANK = regex(r"[\s,;]*")
_WORD = regex(r"\w")
_PART = regex(r'"[\w:@-]{1,40}"\s?:|^[ \t]*"[^"\n]{1,500}",?[ \t]*$', re.MULTILINE)  # a member, an item of a list
# A backslash itself, and how JSON writes what may have to be cleaned away: all but western letters and quotes.
_ESCAPE = regex(r"\\(?:\\|u(?!00[a-fA-F][0-9a-fA-F]|01[0-9a-fA-F]{2}|201[0-9a-fA-F])|[rbf])")
_COLON = regex(r"\s*:\s*")
_OPENING = regex(r'\{\s*"[^"\n]{0,80}"\s*:')
_SIGN = regex(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|[{}\[\]]')
_GOES_ON = regex(r"\s*(?:,\s*[\[{]|[\]\n]|\Z)")
_TOO_MANY = regex(r"\s*[,\]}]")
_LISTS_IN_LISTS = regex(r"\[(?:\s*\[)*")
# What tells of a paper, and of no list of some.
_OF_A_PAPER = frozenset(
    "abstract arxiv_id authors bibtex citationKey creators doi DOI itemType paper_url pdf_url".split()
)
_TITLED = _OF_A_PAPER | {"title", "id", "name", "paper"}
_LINE_OF_JSON = regex(r"\n[ \t]*(?=[\[{])")


class Located(NamedTuple):
    """An object, and the first and last line that it stands in (from 1)."""

    lines: tuple[int, int]
    value: dict[str, Any]

    @property
    def listed(self) -> str:
        """The object on one line, or its beginning."""
        return str(self.value)[:SHOWN]


def load(text: str) -> dict[str, Any]:
    """The object that a text is; ValueError with the reason where it is none."""
    try:
        found = _shown(_DECODER.decode(text), text, 0, len(text))
        _check_depth(found, text, 0, len(text))
    except (ValueError, RecursionError) as error:
        raise ValueError(_reason(error)) from error
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004  one kind of error for one bad text
    return found


def objects(text: str, within: Collection[str] = (), share: Share | None = None) -> Iterator[Located | Problem]:
    r"""The objects of a text: of a list, of several lists, one a line, or one.

    ``within`` names the members of an envelope that hold the objects; ``share`` gives an object what that envelope, or
    one around it, tells of all in it.

    >>> [found.lines for found in objects('{"total": 2,\n"items": [{"a": 1},\n{"a": 2}]}', {"items"})]
    [(2, 2), (3, 3)]
    """
    return _Scan(text, frozenset(within), share).objects()


def numbered_lines(blocks: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines of a text in blocks of whole lines, each with its number (from 1)."""
    return enumerate(chain.from_iterable(block.removesuffix("\n").split("\n") for block in blocks), start=1)


def sample(text: str) -> str:
    """The beginning of the JSON in a text, to know a notation by; empty where there is none."""
    beginning = text[:SAMPLE]
    found = _BEGIN.search(beginning)
    return text[found.end() : found.end() + SAMPLE] if found else ""


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: dict[str, Any] = {}
        for name, value in pairs:
            if seen.setdefault(name, value) != value:
                raise ValueError(f"{clean(name)[:40]!r} is told twice")
    return found


def _unknown(constant: str) -> None:
    """What tables write as JSON for an empty cell is unknown; other numbers without an end are none."""
    if constant != "NaN":
        _refused(constant)


_DECODER = json.JSONDecoder(parse_constant=_refused, parse_int=_integer, object_pairs_hook=_object)
_LENIENT = json.JSONDecoder(parse_constant=_unknown, parse_int=_integer, object_pairs_hook=_object)


def _check_depth(value: Any, text: str, at: int, end: int) -> None:
    """RecursionError for a value nested so deeply that what is done with it later may fail; it stands in ``text``."""
    level = [value]
    depth = 0
    if text.count("[", at, end) + text.count("{", at, end) > _NESTED:
        while level:
            depth += 1
            if depth > _NESTED:
                raise RecursionError
            held = [item.values() if isinstance(item, dict) else item for item in level]
            level = [item for items in held for item in items if isinstance(item, dict | list)]


def _shown(value: Any, text: str, start: int, end: int) -> Any:
    """A value without the signs that cleaning takes out of a text, and that escapes have brought into it."""
    hides = any(escaped != "\\\\" for escaped in _ESCAPE.findall(text, start, end))
    return _cleaned(value) if hides else value


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(name): _cleaned(held) for name, held in value.items()}
    return [_cleaned(held) for held in value] if isinstance(value, list) else value


def _reason(error: ValueError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return f"no JSON: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)


def _is_work(value: Mapping[str, Any], within: Collection[str]) -> bool:
    """Whether an object is a paper itself, and what it holds under some names are its references or files."""
    if not (value.get("title") or value.get("titles")):
        return False
    held = [item for name in within if isinstance(value.get(name), list) for item in value[name]]
    return isinstance(value.get("authors"), list) or (bool(held) and all(map(_is_file, held)))


def _is_file(value: Any) -> bool:
    """Whether a value is an object of texts alone that tells of no paper."""
    return isinstance(value, dict) and _TITLED.isdisjoint(value) and all(isinstance(it, str) for it in value.values())


def _holds_objects(value: Any) -> bool:
    """Whether a member is an object or a list of some, be it empty."""
    return isinstance(value, dict) or (isinstance(value, list) and (not value or isinstance(value[0], dict | list)))


class _Uncounted(str):
    """A text of which the faults that are found in it do not count the lines, each time from its beginning."""

    __slots__ = ()

    def count(self, *_: object) -> int:
        """No line, whatever is asked for."""
        return 0

    rfind = count


class _Scan:
    """One way through a text; every method that reads gives the place where it ends."""

    def __init__(self, text: str, within: frozenset[str], share: Share | None) -> None:
        self._text = text
        self._uncounted = _Uncounted(text)
        self._within = within
        self._share = share or (lambda value, _: value)
        self._entered: list[str] = []  # the members of envelopes that are being read
        self._around: dict[str, Any] = {}  # the innermost of them, with what those around it share
        self._counted = 0
        self._line = 1
        self._patience = 4 * len(text)  # letters in which brackets may be followed in vain
        self._behind: int | None = None  # where the members behind the last list of an envelope begin
        self._is_broken = False  # whether there was a problem

    def objects(self) -> Iterator[Located | Problem]:
        found = _BEGIN.search(self._text)
        at = found.end() if found else len(self._text)
        if found is None or _WORD.search(self._text, 0, at):
            is_cut = found is not None and _PART.search(self._text, 0, at)
            yield self._problem(self._after_blanks(0), at, "JSON without its beginning" if is_cut else "no JSON")
        while (at := self._after_blanks(at)) < len(self._text):
            at = yield from self._value(at, 0)
            yield from self._unpaired(at)

    def _unpaired(self, at: int) -> Iterator[Problem]:
        """A problem for the members behind the list of an envelope, where its end may not have been meant."""
        behind, self._behind = self._behind, None
        is_doubted = self._is_broken or self._text[at - 1] not in "}]" or _TOO_MANY.match(self._text, at)
        if behind is not None and is_doubted:
            behind = self._after_blanks(behind)
            if self._text[behind:at].strip("]}, \n"):
                yield self._problem(behind, at, "members behind a damaged list")

    def _after_blanks(self, at: int) -> int:
        found = _BLANK.match(self._text, at)
        return found.end() if found else at

    def _value(self, at: int, depth: int) -> Generator[Located | Problem, None, int]:
        sign = self._text[at]
        if sign == "[" and depth < _DEEPEST:
            within = self._within
            self._within = within.difference(self._entered)  # what is listed is no envelope of the same names
            end = yield from self._list(at, depth)
            self._within = within
            return end
        if sign == "{":
            return (yield from self._object(at, depth))
        return (yield from self._other(at))

    def _list(self, at: int, depth: int) -> Generator[Located | Problem, None, int]:
        at = self._after_blanks(at + 1)
        while at < len(self._text):
            self._behind = None
            if self._text[at] == "]":
                return at + 1
            at = yield from self._value(at, depth + 1)
            if self._is_broken:
                yield from self._unpaired(at)
            at = self._after_blanks(at)
        yield from self._unpaired(at)
        yield self._problem(at, at, "the list is not closed")
        return at

    def _object(self, at: int, depth: int) -> Generator[Located | Problem, None, int]:
        try:
            value, end = _LENIENT.raw_decode(self._uncounted, at)
            _check_depth(value, self._text, at, end)
            value = _shown(value, self._text, at, end)
        except (ValueError, RecursionError) as error:
            reason = _reason(error)
        else:
            holds = any(_holds_objects(value.get(name)) for name in self._within)
            is_envelope = holds and not _is_work(value, self._within)
            if depth >= _DEEPEST or not is_envelope:
                self._behind = None
                yield Located(self._lines(at, end), self._share(value, self._around))
                return end
            reason = ""
        self._is_broken |= bool(reason)
        if depth < _DEEPEST and self._within and self._opens_envelope(at):
            around = self._around
            self._around = around if reason else self._share(value, around)
            end = yield from self._envelope(at, depth, is_broken=bool(reason))
            self._around = around
            return end
        end = self._end_of_broken(at)
        self._behind = None
        yield self._problem(at, end, reason)
        return end

    def _opens_envelope(self, at: int) -> bool:
        """Whether an object holds, as far as it can be read, a member with the objects that are asked for."""
        return next((True for name, start in self._members(at) if self._is_envelope(name, start)), False)

    def _is_envelope(self, name: str, start: int) -> bool:
        return name in self._within and self._text[start : start + 1] in ("[", "{")

    def _members(self, at: int) -> Generator[tuple[str, int], int | None, int]:
        """The members of an object with the place of their value; what is sent is where the value ends.

        Gives the place behind the last member that can be read.
        """
        at = self._after_blanks(at + 1)
        try:
            while self._text[at : at + 1] == '"':
                name, at = _LENIENT.raw_decode(self._uncounted, at)
                colon = _COLON.match(self._text, at)
                if colon is None:
                    break
                ended = yield name, colon.end()
                at = ended if ended is not None else _LENIENT.raw_decode(self._uncounted, colon.end())[1]
                at = self._after_blanks(at)
        except (ValueError, RecursionError):
            return at
        return at

    def _envelope(self, at: int, depth: int, *, is_broken: bool) -> Generator[Located | Problem, None, int]:
        members = self._members(at)
        ended = None
        beside: list[str] = []  # the members that stand before a list or a paper
        while True:
            try:
                name, start = members.send(ended)
            except StopIteration as stop:
                end = self._after_blanks(stop.value)
                break
            ended = None
            if self._is_envelope(name, start) or self._is_paper(start):
                if beside and (is_broken or not _OF_A_PAPER.isdisjoint(beside)):
                    yield self._problem(self._after_blanks(at), start, "members before a list of records")
                self._entered.append(name)
                ended = at = yield from self._value(start, depth + 1)
                self._entered.pop()
                beside = []
            else:
                beside.append(name)
            self._behind = ended if self._behind is None else self._behind
        if self._text[end : end + 1] in ("{", "["):
            return end
        closing = self._text.find("}", end)
        closing = closing if closing >= 0 else len(self._text)
        if closing > end:
            begin, self._behind = self._behind, None
            yield self._problem(
                end if begin is None else self._after_blanks(begin), closing, "a member that cannot be read"
            )
        return min(closing + 1, len(self._text))

    def _is_paper(self, at: int) -> bool:
        """Whether an object stands there that tells of a paper."""
        try:
            value, _ = _LENIENT.raw_decode(self._uncounted, at)
        except (ValueError, RecursionError):
            return False
        return isinstance(value, dict) and "title" in value and not _OF_A_PAPER.isdisjoint(value)

    def _other(self, at: int) -> Generator[Problem, None, int]:
        """What is neither list nor object: it ends with the value, or before the next line that begins with one."""
        try:
            _, end = _LENIENT.raw_decode(self._uncounted, at)
            reason = "not a JSON object"
        except (ValueError, RecursionError) as error:
            nested = _LISTS_IN_LISTS.match(self._text, at) if isinstance(error, RecursionError) else None
            found = _LINE_OF_JSON.search(self._text, nested.end() if nested else at + 1)
            end, reason = found.start() if found else len(self._text), _reason(error)
        if self._text[at:end].strip("]}"):
            yield self._problem(at, end, reason)
        return max(end, at + 1)

    def _end_of_broken(self, at: int) -> int:
        """Where an object that cannot be read ends: behind its last bracket, or before the next one that begins so."""
        end = self._closing_bracket(at)
        if end is not None and _GOES_ON.match(self._text, end):
            return end
        self._patience -= (end or len(self._text)) - at
        opening = _OPENING.match(self._text, at)
        following = regex(r"[,\n]\s{0,200}(?=" + re.escape(opening[0]) + ")") if opening else _LINE_OF_JSON
        beginning = following.search(self._text, at + 1)
        return beginning.end() if beginning else len(self._text)

    def _closing_bracket(self, at: int) -> int | None:
        """The place behind the bracket that closes an object, in which lists may be left open; None without one."""
        opened: list[str] = []
        for found in _SIGN.finditer(self._text, at) if self._patience > 0 else ():
            if found[0] in ("{", "["):
                opened.append(found[0])
            elif found[0] == "}":
                while opened.pop() != "{":
                    continue
            elif found[0] == "]" and opened.pop() != "[":
                return None
            if not opened:
                return found.end()
        return None

    def _lines(self, first: int, end: int) -> tuple[int, int]:
        return self._line_at(first), self._line_at(end)

    def _line_at(self, at: int) -> int:
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def _problem(self, at: int, end: int, reason: str) -> Problem:
        self._is_broken = True
        passage = self._text[at:end].rstrip()
        return Problem(self._lines(at, at + len(passage)), reason, passage[:SHOWN])
