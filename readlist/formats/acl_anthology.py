"""Volumes of the ACL Anthology as pasted: buttons, title, authors between bars, maybe the abstract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import Reader
from readlist.formats._passages import Line, cut, joined, numbered, outside, where
from readlist.formats._record import make_record
from readlist.model.names import Name
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "acl_anthology"
_SAMPLE = 20_000  # letters that a text is recognized by

_BUTTON = (
    r"(?:pdf \(full\)|pdf|bib|abs|bib \(full\)|video|code|software|dataset|poster|slides|attachment|presentation|note)"
)
_BUTTONS = regex(rf"(?:{_BUTTON} ?){{1,12}}")
_FIRST = regex(r"(?:pdf|bib)\b")
_NAMES = regex(r"[^\d|:;!?@]{2,60}(?: \| [^\d|:;!?@]{2,60}){0,199}")
_VOLUME = regex(r"(?:Proceedings|Findings|Transactions|Computational Linguistics|Companion|Actes)\b.{5,250}")
_YEAR = regex(r"\b(?:19|20)\d\d\b")


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: buttons, a title, then names, more than one between bars."""
    lines = numbered(text[:_SAMPLE])
    starts = [at for at in range(len(lines)) if _begins(lines, at)]
    return 0.98 if any(" | " in line.text for at in starts for line in lines[at + 1 : at + 12]) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of a volume in their order."""
    lines = numbered(text)
    header, *pieces = cut(lines, lambda at: _begins(lines, at))
    yield from outside(header)
    volume = _volume(header)
    for piece in pieces:
        body = next((at for at, line in enumerate(piece) if not _BUTTONS.fullmatch(line.text)), len(piece))
        heading = piece[body].text if body < len(piece) else ""
        follows = next((at for at in range(body + 1, len(piece)) if _VOLUME.fullmatch(piece[at].text)), len(piece))
        if _VOLUME.fullmatch(heading):
            volume = heading
            yield from outside(piece[body + 1 :])
        elif heading:
            yield _record(piece[:follows], body, volume)
            yield from outside(piece[follows:])
        volume = _volume(piece[follows:]) or volume


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first of the buttons of a paper."""
    if not (_FIRST.match(lines[at].text) and _BUTTONS.fullmatch(lines[at].text[:200])):
        return False
    return at == 0 or not _BUTTONS.fullmatch(lines[at - 1].text[:200])


def _volume(lines: Sequence[Line]) -> str | None:
    """The last name of a volume in some lines."""
    return next((line.text for line in reversed(lines) if _VOLUME.fullmatch(line.text)), None)


def _record(piece: Sequence[Line], body: int, volume: str | None) -> Record:
    names = piece[body + 1].text if body + 1 < len(piece) and _NAMES.fullmatch(piece[body + 1].text) else None
    year = _YEAR.search(volume) if volume else None
    return make_record(
        NAME,
        where(piece),
        title=piece[body].text,
        authors=map(Name.parse, names.split(" | ")) if names else (),
        date=year[0] if year else None,
        entry_type=EntryType.CONFERENCE,
        venue=volume,
        abstract=joined(piece[body + (2 if names else 1) :]),
    )


READER = Reader(NAME, "ACL Anthology page", recognize, read)
