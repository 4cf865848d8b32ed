"""Record, what a source says of a paper, and Paper, a record with its reading state."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from readlist.model.text import first_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readlist.model.dates import PartialDate
    from readlist.model.names import Name


class Status(StrEnum):
    """Where a paper stands in one's reading; the order is that of the views."""

    INBOX = "inbox"
    LATER = "later"
    READING = "reading"
    SKIMMED = "skimmed"
    READ = "read"
    DROPPED = "dropped"


class EntryType(StrEnum):
    """What kind of publication a record is."""

    PREPRINT = "preprint"
    ARTICLE = "article"
    CONFERENCE = "inproceedings"
    THESIS = "phdthesis"
    MASTERS_THESIS = "mastersthesis"
    REPORT = "techreport"
    BOOK = "book"
    CHAPTER = "incollection"
    DATASET = "dataset"
    SOFTWARE = "software"
    WEB = "online"
    MISC = "misc"


class Source(NamedTuple):
    """Where a record came from: a file's name or "clipboard", the format, the first and last line (from 1)."""

    name: str
    format: str
    lines: tuple[int, int]


PDF_TYPES = ("pdf", "application/pdf")


class Attachment(NamedTuple):
    """A file that belongs to a paper: its path or address as the source has it, its type ("pdf", "html") if told."""

    path: str
    type: str = ""

    @classmethod
    def at(cls, path: str) -> Self:
        """The file at a path, of whose type nothing but its name tells: a PDF or none that is known."""
        is_pdf = path.casefold().endswith(".pdf") or "arxiv.org/pdf/" in path
        return cls(path, "pdf" if is_pdf else "")

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF, by its type or the ending of its name."""
        return self.type.lower() in PDF_TYPES or self.path.lower().endswith(".pdf")


class Problem(NamedTuple):
    """A passage that no record could be made of: first and last line (from 1), the reason, its text."""

    lines: tuple[int, int]
    reason: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """The bibliographic data of a paper as some source states it; unknown is None or empty.

    ``authors_complete`` is False where the source says "et al."; ``code`` is True, False, an address or None;
    ``arxiv`` has no version; ``url`` is the address of the paper, ``urls`` are all others; ``doubts`` are the reasons
    why a reader is not sure of this record.
    """

    title: str | None = None
    authors: tuple[Name, ...] = ()
    authors_complete: bool = True
    affiliations: tuple[str, ...] = ()
    date: PartialDate | None = None
    entry_type: EntryType = EntryType.MISC
    venue: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    publisher: str | None = None
    abstract: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    arxiv_version: int | None = None
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    url: str | None = None
    urls: tuple[str, ...] = ()
    code: bool | str | None = None
    editors: tuple[Name, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    citekey: str | None = None
    doubts: tuple[str, ...] = ()
    source: Source | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """The record with these values by their names, made in a fifth of the time that the constructor takes."""
        record = object.__new__(cls)
        vars(record).update(_UNKNOWN, extra={})
        vars(record).update(values)
        return record

    def told_by(self, source: Source) -> Self:
        """The same record from another source."""
        told = object.__new__(type(self))
        vars(told).update(vars(self), source=source)  # dataclasses.replace takes ten times as long
        return told

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return self.date.year if self.date else None

    @property
    def heading(self) -> str:
        """The title, or the first words of the abstract in ‹ ›, as stored (LaTeX residue included)."""
        return self.title or f"‹{first_words(self.abstract or 'no title')}›"


_UNKNOWN = vars(Record())


class ReadingState(NamedTuple):
    """What is a reader's own of a paper; by default that of a paper which nobody has touched.

    ``snoozed`` is the day (ISO date) until which it is left out of the views.
    """

    status: Status = Status.INBOX
    starred: bool = False
    priority: int = 0
    tags: tuple[str, ...] = ()
    note: str | None = None
    snoozed: str | None = None

    @property
    def untouched(self) -> bool:
        """Whether nobody has decided, marked or annotated anything; tags may have come with an import."""
        return self._replace(tags=()) == UNTOUCHED

    def joined(self, other: ReadingState) -> ReadingState:
        """This state, filled from another where it says nothing; the tags of both, whatever their case.

        >>> ReadingState(tags=("nets",)).joined(ReadingState(Status.READ, tags=("Nets", "maps"))).tags
        ('nets', 'maps')
        """
        tags = {tag.casefold(): tag for tag in reversed((*self.tags, *other.tags))}
        return ReadingState(
            other.status if self.status is Status.INBOX else self.status,
            self.starred or other.starred,
            self.priority or other.priority,
            tuple(reversed(tags.values())),
            self.note or other.note,
            self.snoozed or other.snoozed,
        )


UNTOUCHED = ReadingState()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A record with its reading state; ``id`` is None for a record that is in no library.

    ``added`` and ``changed`` are ISO times in UTC.
    """

    record: Record
    id: int | None = None
    status: Status = Status.INBOX
    starred: bool = False
    priority: int = 0
    tags: tuple[str, ...] = ()
    note: str | None = None
    snoozed: str | None = None
    added: str | None = None
    changed: str | None = None

    @classmethod
    def of(cls, record: Record) -> Self:
        """A paper in no library, of whose reading nothing is told; made faster than by the constructor."""
        paper = object.__new__(cls)
        vars(paper).update(_UNTOLD, record=record)
        return paper

    @property
    def state(self) -> ReadingState:
        """What is the reader's own."""
        return ReadingState(self.status, self.starred, self.priority, self.tags, self.note, self.snoozed)

    def sleeps(self, today: str) -> bool:
        """Whether it is snoozed on a day (ISO date)."""
        return self.snoozed is not None and self.snoozed > today


_UNTOLD = vars(Paper(record=Record()))
