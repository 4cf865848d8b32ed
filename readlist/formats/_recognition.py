"""Which reader fits a text: notations by their own marks first, pages by how their lines lie last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from readlist.errors import UnknownFormat
from readlist.formats._kinds import SAMPLE, Evidence, Found, Reader, Unwrapped
from readlist.formats._unread import named_notation
from readlist.formats._wrappings import ENVELOPES, WRAPPINGS
from readlist.model.paper import Paper, Problem, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

SURE = 0.5
_DEEPEST = 5  # wrappings within wrappings
_MARGIN = 0.05  # of the best reader before the next; less is a tie
_HINT = "Name the format with --from (`readlist formats` lists them)."


@dataclass(frozen=True, slots=True)
class Recognition:
    """The reader that fits a text best and how well, from 0 to 1; ``unwrapped`` is the text inside a wrapping."""

    reader: Reader
    confidence: float
    unwrapped: Unwrapped | None = None

    def read(self, text: str, evidence: Evidence) -> Iterator[Found]:
        """What the reader finds in the text that was recognized."""
        if self.unwrapped is None:
            return self.reader.read(text, evidence)
        found = self.reader.read(self.unwrapped.text, evidence)
        return (_relocated(item, self.unwrapped) for item in found)

    @property
    def streams(self) -> bool:
        """Whether a text need not be held as a whole."""
        return self.reader.stream is not None and self.unwrapped is None

    def stream(self, blocks: Iterable[str], evidence: Evidence) -> Iterator[Found]:
        """What the reader finds in a text in blocks, the first of which was recognized."""
        if self.reader.stream is not None and self.unwrapped is None:
            return self.reader.stream(blocks, evidence)
        return self.read("".join(blocks), evidence)


def recognize(text: str, readers: Mapping[str, Reader], depth: int = 0) -> Recognition:
    """The reader that fits a cleaned text best; UnknownFormat where none does or two do equally well.

    ``depth`` is the number of wrappings that the text was in.
    """
    for unwrapped in _inner(ENVELOPES, text, depth):
        return _inside(unwrapped, recognize(unwrapped.text, readers, depth + 1))
    found = _by_marks(text, readers, depth) or _by_layout(text, readers, depth) or _by_ending(text, readers)
    if found is None:
        raise UnknownFormat("no papers recognised in this text", f"Give a text with papers in it. {_HINT}")
    return found


def _by_marks(text: str, readers: Mapping[str, Reader], depth: int) -> Recognition | None:
    """The reader whose notation's own marks stand in a text, or else in what is wrapped in it."""
    best = _best(text, [reader for reader in readers.values() if not reader.by_layout])
    if best is not None:
        return best
    wrapped = False
    for unwrapped in _inner(WRAPPINGS, text, depth):
        wrapped = True
        if (found := _by_marks(unwrapped.text, readers, depth + 1)) is not None:
            return _inside(unwrapped, found)
    notation = None if wrapped else named_notation(text)
    if notation is not None:
        raise UnknownFormat(f"{notation} is recognised, not read", "`readlist formats` lists what can be read.")
    return None


def _by_layout(text: str, readers: Mapping[str, Reader], depth: int) -> Recognition | None:
    """The reader that the lines of a text fit, or those of the text that is wrapped in it."""
    for unwrapped in _inner(WRAPPINGS, text, depth):
        found = _by_layout(unwrapped.text, readers, depth + 1)
        return _inside(unwrapped, found) if found is not None else None
    return _best(text, [reader for reader in readers.values() if reader.by_layout])


def _by_ending(text: str, readers: Mapping[str, Reader]) -> Recognition | None:
    """The reader that the end of a long text fits, where papers may stand behind much that is none."""
    if len(text) <= SAMPLE:
        return None
    end = text[text.find("\n", len(text) - SAMPLE) + 1 :]
    candidates = [reader for reader in readers.values() if reader.recognize(end) >= SURE]
    marked = [reader for reader in candidates if not reader.by_layout]
    return _best(end, marked or candidates)


def read_as(reader: Reader, text: str) -> Recognition:
    """The reader that the user names; where it does not fit the text itself, it may fit what is wrapped in it."""
    wrappings = ENVELOPES if reader.recognize(text) >= SURE else (*ENVELOPES, *WRAPPINGS)
    fitting = (inside for inside in _inner(wrappings, text) if reader.recognize(inside.text) >= SURE)
    return Recognition(reader, 1.0, next(fitting, None))


def _inner(wrappings: Iterable[Callable[[str], Unwrapped | None]], text: str, depth: int = 0) -> Iterator[Unwrapped]:
    """The text inside each of some wrappings that a text is in."""
    if depth < _DEEPEST:
        yield from filter(None, (unwrap(text) for unwrap in wrappings))


def _best(text: str, readers: Sequence[Reader]) -> Recognition | None:
    """The best of some readers, None if none is sure; UnknownFormat for a tie."""
    scores = sorted(
        (Recognition(reader, reader.recognize(text)) for reader in readers), key=lambda score: -score.confidence
    )
    if not scores or scores[0].confidence < SURE:
        return None
    best, *others = scores
    if others and not best.reader.by_layout and best.confidence - others[0].confidence < _MARGIN:
        names = f"{best.reader.label} or {others[0].reader.label}"
        raise UnknownFormat(f"this may be {names}", f"{_HINT} Here: {best.reader.name} or {others[0].reader.name}.")
    return best


def _inside(outer: Unwrapped, found: Recognition) -> Recognition:
    """The recognition of the text inside a wrapping, its lines told as those of the wrapped text."""
    if found.unwrapped is None:
        return replace(found, unwrapped=outer)
    text, lines, ends = found.unwrapped
    last = [_line(outer.ends or outer.lines, line) for line in ends or lines]
    return replace(found, unwrapped=Unwrapped(text, [_line(outer.lines, line) for line in lines], last))


def _line(lines: Sequence[int], line: int) -> int:
    return lines[min(line, len(lines)) - 1]


def _relocated(found: Found, unwrapped: Unwrapped) -> Found:
    if isinstance(found, Problem):
        return found._replace(lines=_where(found.lines, unwrapped))
    if isinstance(found, Paper):
        return replace(found, record=_relocated_record(found.record, unwrapped))
    return _relocated_record(found, unwrapped)


def _relocated_record(record: Record, unwrapped: Unwrapped) -> Record:
    if record.source is None:
        return record
    return replace(record, source=record.source._replace(lines=_where(record.source.lines, unwrapped)))


def _where(lines: tuple[int, int], unwrapped: Unwrapped) -> tuple[int, int]:
    """All lines of the wrapped text that these are made of, which need not be in its order."""
    first, last = (min(line, len(unwrapped.lines)) for line in lines)
    ends = unwrapped.ends or unwrapped.lines
    return min(unwrapped.lines[first - 1 : last]), max(ends[first - 1 : last])
