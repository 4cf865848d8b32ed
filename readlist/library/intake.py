"""Compare what was read with the library and with what was read before it in the same import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from readlist import formats
from readlist.errors import InputError, UnknownFormat
from readlist.library.update import PRIORITIES, tag_names
from readlist.model import citekey
from readlist.model.draft import Draft, Entry, Verdict
from readlist.model.identity import CROWD, Likeness, gains, judge, merge
from readlist.model.paper import Paper, Problem, ReadingState, Record, Source
from readlist.model.text import clean, clean_and_hides, digest, hides, lines_of, squeeze
from readlist.store.codec import identity_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from readlist.formats import Evidence, Found, Recognition
    from readlist.store import Store
    from readlist.store.codec import Column, Known


Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Passage:
    """Some lines of one of an import's texts; ``print`` is the fingerprint of what stands in them."""

    text: int
    source: Source
    print: int


_CROWDS = {"abstract_print": 50}
"""So many papers that begin alike are compared: the beginning is one of their publisher, where there are more."""


@dataclass(slots=True, eq=False)
class Slot:
    """A paper as an import leaves it: ``stored`` is the paper in the library, None for a new one.

    ``passages`` are those that told of it.
    """

    record: Record
    state: ReadingState
    stored: Paper | None
    passages: list[Passage]

    @property
    def gains(self) -> tuple[str, ...]:
        """The bibliographic fields of a stored paper that the import improves."""
        return gains(self.stored.record, self.record) if self.stored else ()

    @property
    def news(self) -> ReadingState | None:
        """What the import tells of the reading of a stored paper, if that changes it."""
        return self.state if self.stored and self.state != self.stored.state else None

    def take(self, state: ReadingState) -> tuple[str, ...]:
        """Let a source tell of the reading; the names of what it told. What the user has touched stays as it is."""
        if self.stored is not None and not self.stored.state.untouched:
            return ()
        before, self.state = self.state, self.state.joined(state)
        return tuple(name for name, old, new in zip(before._fields, before, self.state, strict=True) if old != new)


class Matcher:
    """Finds for each record of an import the paper it is, in the library or earlier in the import.

    A passage that was imported before tells of the same paper as then, whatever has become of it: so the same input
    changes nothing, even if it is a bare title, which proves nothing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: Known | None = None
        self._slots: dict[int, Slot] = {}
        self._by_key: dict[tuple[str, object], list[Slot]] = {}
        self._by_paper: dict[int, Slot] = {}

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every paper that the records seen so far are, in the order of their first record."""
        return tuple(self._slots.values())

    def foresee(self, entries: Iterable[Entry], passages: Iterable[Passage | None]) -> None:
        """Find out at once which of some entries to look for in the library, which must not change meanwhile."""
        self._known = self._store.lookup.known(
            (entry.record for entry in entries), (passage.print for passage in passages if passage)
        )

    def match(self, seen: Entry, passage: Passage | None) -> Entry:
        """What storing an entry does, which that passage told of; the matcher takes it as stored.

        An entry that was edited stays the paper that the user was shown, and counts more than what is known of that
        paper.
        """
        record, edited = seen.record, seen.edited
        columns = identity_columns(record)
        is_told = passage is not None and (self._known is None or self._known.told(passage.print))
        told = self._store.told_by(passage.print) if passage and is_told else None
        settled = told is not None and told[1]  # the user chose what is kept of the paper that it tells of
        slot = self._slot_of(seen.paper) if edited else None
        slot = slot or (self._load([told[0]])[0] if told else None) or self._find(record, columns, passage)
        if slot is None:
            slot = Slot(record, seen.state, None, [])
            entry = seen.judged(Verdict.NEW)
        else:
            known = self._with_free_key(record, slot)
            merged = merge(known, slot.record) if edited else slot.record if settled else merge(slot.record, known)
            gained = gains(slot.record, merged) + (() if told else slot.take(seen.state))
            slot.record = merged
            verdict = Verdict.IMPROVED if gained else Verdict.UNCHANGED
            entry = seen.judged(verdict, slot.stored.id if slot.stored else None, gained)
        slot.passages += [passage] if passage and not settled else []
        self._slots[id(slot)] = slot
        self._index(slot, columns if slot.record is record else identity_columns(slot.record))
        return entry

    def _find(self, record: Record, columns: Sequence[Column], passage: Passage | None) -> Slot | None:
        if self._known is None or self._known.has(columns):
            self._load(self._store.candidates(record))
        if passage and (earlier := self._by_key.get(("passage", passage.print))):
            return earlier[0]
        alike = {id(slot): slot for column in columns for slot in self._by_key.get(column, ())}
        return next((slot for slot in alike.values() if judge(slot.record, record).likeness is Likeness.SAME), None)

    def _with_free_key(self, record: Record, slot: Slot) -> Record:
        """The record without its citation key, if that is not to become the stored paper's: another one has it."""
        if slot.stored is None or not record.citekey or slot.record.citekey:
            return record
        record = citekey.legal(record)
        is_free = record.citekey is not None and self._store.find_citekey(record.citekey) is None
        return record if is_free else replace(record, citekey=None)

    def _slot_of(self, paper: int | None) -> Slot | None:
        slots = self._load(self._store.papers([paper])) if paper is not None else []
        return slots[0] if slots else None

    def _load(self, papers: Iterable[Paper]) -> list[Slot]:
        """The slots of stored papers, as the import has left them so far."""
        slots = []
        for paper in papers:
            number = paper.id or 0
            if number not in self._by_paper:
                self._by_paper[number] = Slot(paper.record, paper.state, paper, [])
                self._index(self._by_paper[number], identity_columns(paper.record))
            slots.append(self._by_paper[number])
        return slots

    def _index(self, slot: Slot, columns: Sequence[Column]) -> None:
        passages = (("passage", passage.print) for passage in slot.passages[-1:])
        for key in (*columns, *passages):
            slots = self._by_key.setdefault(key, [])
            if len(slots) < _CROWDS.get(key[0], CROWD) and slot not in slots:
                slots.append(slot)


def passage_of(record: Record, lines: Sequence[str], text: int = 0) -> Passage | None:
    """The lines of the import's text of that number that told of a record; None where no words did."""
    if record.source is None:
        return None
    first, last = record.source.lines
    words = squeeze(" ".join(lines[first - 1 : last]))
    return Passage(text, record.source, digest(words)) if words else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text holds: its cleaned lines, the reader that was taken, the papers and problems in their order."""

    text: str
    recognition: Recognition
    items: Iterator[Paper | Problem]


def records_of(text: str, name: str, notation: str | None, evidence: Evidence) -> Reading:
    """Read a text; UnknownFormat or InputError where it cannot be read."""
    cleaned, is_hiding = clean_and_hides(text)
    if not cleaned.strip():
        raise InputError(f"{name} is empty", "Give a text with papers in it.")
    try:
        recognition = formats.recognize(cleaned, notation)
    except UnknownFormat as error:
        raise UnknownFormat(f"{name}: {error.message}", error.hint) from error
    hiding = dict(_hiding(text, 1)) if is_hiding else {}
    items = (_told(found, name, hiding) for found in recognition.read(cleaned, evidence))
    return Reading(cleaned, recognition, items)


def records_in_blocks(
    blocks: Iterable[str], name: str, notation: str | None, evidence: Evidence
) -> Iterator[Paper | Problem]:
    """The papers and problems of a text in blocks of whole lines, which can be gone through again.

    Where the notation allows it little more than a block is held at a time. UnknownFormat or InputError where the text
    cannot be read.
    """
    first, *others = [*islice(blocks, 2), ""]
    try:
        recognition = formats.recognize(clean(first), notation) if others[1:] else None
    except UnknownFormat:
        recognition = None
    if recognition is None or not recognition.streams:
        return records_of("".join(blocks), name, notation, evidence).items
    cleaned = _Cleaned(blocks)
    return (_told(found, name, cleaned.hiding) for found in recognition.stream(cleaned, evidence))


class _Cleaned:
    """A text in blocks, cleaned; ``hiding`` are the lines gone through so far that hide something, by number."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = blocks
        self._were_clean = bytearray()
        self._line = 1
        self.hiding: dict[int, str] = {}

    def __iter__(self) -> Iterator[str]:
        for number, block in enumerate(self._blocks):
            if number < len(self._were_clean):
                yield block if self._were_clean[number] else clean(block)
            else:
                yield self._seen_first(block)

    def _seen_first(self, block: str) -> str:
        cleaned, is_hiding = clean_and_hides(block)
        self._were_clean.append(cleaned is block)
        if is_hiding:
            self.hiding.update(_hiding(block, self._line))
        self._line += cleaned.count("\n")
        return cleaned


def _hiding(text: str, first: int) -> Iterator[tuple[int, str]]:
    """The lines of a text that hide something, with their numbers from that of its first line on."""
    return (
        (number, line)
        for number, line in enumerate(lines_of(text), start=first)
        if not (line.isascii() and line.isprintable()) and hides(line)
    )


def untold(share: float) -> None:
    """Tell nobody how far the work has come."""


def read_draft(reading: Reading, name: str, text: str, matcher: Matcher | None, tell: Tell = untold) -> Draft:
    """The records of a text, compared if there is a matcher; told after each: which share of it is behind it."""
    lines = reading.text.split("\n")
    entries: list[Entry] = []
    problems: list[Problem] = []
    for found in reading.items:
        if isinstance(found, Problem):
            problems.append(found)
        else:
            entry = Entry(found.record, Verdict.NEW, state=_state(found))
            entries.append(matcher.match(entry, passage_of(entry.record, lines)) if matcher else entry)
            tell(found.record.source.lines[1] / len(lines) if found.record.source else 0.0)
    return Draft(
        name=name,
        format=reading.recognition.reader.name,
        confidence=reading.recognition.confidence,
        text=text,
        entries=tuple(entries),
        problems=tuple(problems),
        furniture=_furniture(reading.text, entries, problems),
    )


def _state(paper: Paper) -> ReadingState:
    """What a source tells of reading, as it is kept."""
    note = clean(paper.note or "").strip() or None
    priority = paper.priority if paper.priority in PRIORITIES else 0
    return paper.state._replace(tags=tuple(tag_names(paper.tags)), note=note, priority=priority)


def _told(found: Found, name: str, hiding: Mapping[int, str]) -> Paper | Problem:
    """What was found, as a paper from the source of that name."""
    if isinstance(found, Problem):
        return found
    record = found.record if isinstance(found, Paper) else found
    if hiding:
        record = _doubted(record, hiding)
    if record.source is not None:
        _, notation, lines = record.source
        record = record.told_by(Source(name, notation, lines))
    return replace(found, record=record) if isinstance(found, Paper) else Paper.of(record)


def _doubted(record: Record, hiding: Mapping[int, str]) -> Record:
    """The record with a doubt if signs that nobody sees stood beside its title or its authors in its lines."""
    if record.source is None:
        return record
    first, last = record.source.lines
    if hiding.keys().isdisjoint(numbers := range(first, last + 1)):
        return record
    texts = [text for text in (record.title, *(name.display for name in record.authors)) if text]
    if any(text in clean(hiding[number]) for number in numbers if number in hiding for text in texts):
        return replace(record, doubts=(*record.doubts, "hidden signs were taken out of title or authors"))
    return record


def _furniture(text: str, entries: list[Entry], problems: Iterable[Problem]) -> int:
    """How many lines with text belong to no record and no problem."""
    spans = [entry.record.source.lines for entry in entries if entry.record.source]
    spans += [problem.lines for problem in problems]
    told = {line for first, last in spans for line in range(first, last + 1)}
    return sum(number not in told for number, line in enumerate(text.split("\n"), start=1) if line.strip())
