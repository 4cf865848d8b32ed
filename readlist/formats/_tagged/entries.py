"""Notations in which each line begins with a tag: their records, however they are begun, wrapped and ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SHOWN, Reader
from readlist.formats._record import gathered, papers_in
from readlist.model.paper import Problem
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Paper, Record

LOOSE = "text"  # the tag of what stands in a record under none
# What exporters write above the records, such as "Provider: ACM".
_HEAD = regex(
    r"(?:Providers?|Databases?|Content|Sources?|Platform|Search|Query|Strategy|Results?|Records|References|File|Export(?:ed)?"
    r"|Date|Created|Generated|DataType|Character Set|Encoding)\b[\w ]{0,30}:.{0,200}|\"\d{1,9}\" \""
)
_HEAD_OF_RECORD = regex(r"(?:Provider|Database|Content):")
_NOTHING = ([""], ["NA"])  # the second as R's programs write what is not known
_BLANK = ("", '"')  # or what they put around a whole file


class Field(NamedTuple):
    """A tag and its lines, empty ones included, without the blanks around them."""

    tag: str
    lines: list[str]

    @property
    def text(self) -> str:
        """The lines as one text, in which an empty line parts paragraphs."""
        if len(self.lines) == 1:
            return self.lines[0]
        paragraphs = "\n".join(self.lines).strip("\n").split("\n\n")
        return "\n\n".join(" ".join(part.split("\n")).strip() for part in paragraphs if part)


@dataclass(slots=True)
class Entry:
    """A record as it stands: its first and last line (from 1) and its fields."""

    first: int
    last: int
    fields: list[Field] = field(default_factory=list)

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line."""
        return self.first, self.last

    @property
    def listed(self) -> str:
        """The first fields, a line each, or their beginning."""
        return "\n".join(f"{field.tag} {field.text}" for field in self.fields[:20])[:SHOWN]

    def add(self, number: int, text: str, *, behind_blank: bool) -> None:
        """Takes in a line that has no tag: it continues the field before it."""
        self.last = number
        if not self.fields:
            self.fields.append(Field(LOOSE, [text]))
        else:
            self.fields[-1].lines.extend(("", text) if behind_blank else (text,))


_COUNTED = regex(r"(?:Record )?#?\d{1,7}(?:\.| of \d{1,7}\.?)")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a notation writes its lines.

    ``tag`` gives the tag and value that a line begins with; ``first`` are the tags that begin a record, or are
    the second of one where ``late``, ``last`` those that end one, ``ignored`` belong to the file. ``parts``
    tells whether a tag behind an empty line begins a record, given the tag that the record before it began with.
    ``tells`` are the tags of which a record has at least one. ``number`` matches lines that count the records, and
    begin one where ``numbered``.
    """

    tag: Callable[[str], tuple[str, str] | None]
    tells: frozenset[str]
    first: frozenset[str] = frozenset()
    late: bool = False
    last: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    parts: Callable[[str, str], bool] = lambda began, tag: False  # noqa: ARG005
    number: re.Pattern[str] = _COUNTED
    numbered: bool = False


def tagged_as(pattern: re.Pattern[str]) -> Callable[[str], tuple[str, str] | None]:
    """What gives the tag and the value of a line: the two groups of a pattern that matches it as a whole."""

    def tag(line: str) -> tuple[str, str] | None:
        found = pattern.fullmatch(line)
        return (found[1], found[2] or "") if found else None

    return tag


class _Scan:
    """The entry that is open, and what stands behind its end until it is known where that belongs."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.open: Entry | None = None
        self.ended = False
        self.behind: Entry | None = None
        self.blank = False
        self._above: list[tuple[int, str]] = []

    def line(self, number: int, line: str) -> Iterator[Entry | Problem]:
        """Takes in a line; yields the entries that are complete by it."""
        stripped = line.strip()
        if stripped in _BLANK:
            self.blank = True
            return
        found = self.layout.tag(line)
        if found is not None and found[0] not in self.layout.ignored:
            yield from self._tag(number, *found)
        elif (
            found is None and (self.blank or self.ended or self.open is None) and self.layout.number.fullmatch(stripped)
        ):
            if self.layout.numbered:
                yield from self.end()
                self.open = Entry(number, number)
        elif found is None:
            self._text(number, stripped)
        self.blank = False

    def _tag(self, number: int, tag: str, value: str) -> Iterator[Entry | Problem]:
        if tag in self.layout.last:
            yield from self._last(number, value)
            return
        began = self.open.fields[0].tag if self.open and self.open.fields else ""
        if self._begins(tag) or (self.blank and began and self.layout.parts(began, tag)):
            yield from self.end()
        entry = self.open
        if entry is None:
            yield from self._preamble()
            entry = self.open = Entry(number, number)
        elif self.ended:
            entry = self.behind = self.behind or Entry(number, number)
        entry.last = number
        entry.fields.append(Field(tag, [value.strip()]))

    def _begins(self, tag: str) -> bool:
        """Whether a tag begins a record: where it may be late, not behind the one line that stands before it."""
        if tag not in self.layout.first or not self.layout.late or self.blank or self.open is None:
            return tag in self.layout.first
        return len(self.open.fields) != 1 or self.open.fields[0].tag == tag

    def _last(self, number: int, value: str) -> Iterator[Entry | Problem]:
        if self.behind is not None and self._is_record(self.behind):
            yield from self._settled()
        elif self.behind is not None:
            self._join()
        if self.open is not None:
            self.open.last = number
            if value.strip():
                self.open.fields.append(Field(LOOSE, [value.strip()]))
            self.ended = True
        elif value.strip():
            yield from self._preamble()
            yield Problem((number, number), "the end of a record without its beginning", value.strip())

    def _text(self, number: int, text: str) -> None:
        if self.open is None:
            self._above.append((number, text))
        elif self.ended and _HEAD_OF_RECORD.match(text):
            return
        elif self.ended and (self.behind is None or self.blank):
            self.behind = self.behind or Entry(number, number)
            self.behind.fields.append(Field(LOOSE, [text]))
            self.behind.last = number
        else:
            entry = self.behind if self.ended and self.behind else self.open
            entry.add(number, text, behind_blank=self.blank)

    def end(self) -> Iterator[Entry | Problem]:
        """Yields what is left open: the text above the first record, a record, the one behind it."""
        yield from self._preamble()
        if self.behind is not None and self._is_record(self.behind):
            yield from self._settled()
        elif self.behind is not None:
            self._join()
        if self.open is not None:
            yield self.open
        self.open, self.ended = None, False

    def _settled(self) -> Iterator[Entry]:
        if self.open is not None:
            yield self.open
        self.open, self.behind = self.behind, None

    def _is_record(self, entry: Entry) -> bool:
        return any(field.tag in self.layout.tells for field in entry.fields)

    def _join(self) -> None:
        if self.open is not None and self.behind is not None:
            self.open.fields += self.behind.fields
            self.open.last = self.behind.last
        self.behind = None

    def _preamble(self) -> Iterator[Problem]:
        """A problem for the text above the first record, unless it is the head of a file."""
        if any(_HEAD.fullmatch(text) is None for _, text in self._above):
            lines = (self._above[0][0], self._above[-1][0])
            yield Problem(lines, "text above the first record", "\n".join(text for _, text in self._above)[:SHOWN])
        self._above = []


def entries(lines: Iterable[str], layout: Layout) -> Iterator[Entry | Problem]:
    """The records in some lines, in their order; text that stands above the first one is a problem."""
    scan = _Scan(layout)
    for number, line in enumerate(lines, start=1):
        yield from scan.line(number, line)
    yield from scan.end()


def read_entries(
    found: Iterable[Entry | Problem], record: Callable[[Tags, tuple[int, int]], Record | Paper]
) -> Iterator[Found]:
    """What ``record`` makes of each entry; a problem where that tells of no paper."""
    return papers_in(found, lambda entry: record(Tags(entry.fields), entry.lines))


def tagged_reader(
    name: str,
    label: str,
    recognize: Callable[[str], float],
    layout: Layout,
    record: Callable[[Tags, tuple[int, int]], Record | Paper],
) -> Reader:
    """The reader of a notation whose lines are laid out so."""

    def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
        return read_entries(entries(text.split("\n"), layout), record)

    return Reader(name, label, recognize, read)


class Tags:
    """The fields of an entry by their tags, taken one after the other; ``left`` is what nobody took."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._fields = [field for field in fields if field.lines not in _NOTHING]
        self._taken: set[int] = set()
        self._places: dict[str, list[int]] = {}
        for place, found in enumerate(self._fields):
            self._places.setdefault(found.tag, []).append(place)

    def peek(self, *tags: str) -> str:
        """The first value of the first of these tags that has one, on one line; it is not taken."""
        return squeeze(next((self._fields[self._places[tag][0]].text for tag in tags if tag in self._places), ""))

    def one(self, *tags: str) -> str | None:
        """The first value of the first of these tags that has one; equal ones are taken with it."""
        places = [place for tag in tags for place in self._places.get(tag, ()) if place not in self._taken]
        if not places:
            return None
        text = self._fields[places[0]].text
        self._taken.update(place for place in places if self._fields[place].text == text)
        return text

    def every(self, *tags: str) -> list[str]:
        """All values of these tags in the order in which they stand."""
        return [found.text for found in self.fields(*tags)]

    def fields(self, *tags: str, where: Callable[[Field], bool] = lambda found: True) -> list[Field]:  # noqa: ARG005
        """The fields of these tags that fulfil a condition, in the order in which they stand, taken."""
        places = sorted(
            place
            for tag in tags
            for place in self._places.get(tag, ())
            if place not in self._taken and where(self._fields[place])
        )
        self._taken.update(places)
        return [self._fields[place] for place in places]

    def lines(self, *tags: str) -> list[str]:
        """The lines of all fields of the first of these tags that is there, taken."""
        tag = next((tag for tag in tags if tag in self._places), "")
        return [line for found in self.fields(tag) for line in found.lines if line]

    def count(self, tag: str) -> int:
        """How many fields there are of a tag."""
        return len(self._places.get(tag, ()))

    def left(self) -> dict[str, str]:
        """What was not taken, by tag; several values in one."""
        return gathered((found.tag, found.text) for at, found in enumerate(self._fields) if at not in self._taken)
