"""New Economics Papers, RePEc's reports of new papers by mail (nep.repec.org): numbered papers with labels."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SAMPLE, SHOWN, Reader
from readlist.formats._record import make_record, of_paper
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "nep"
_LINK = regex(r"^URL:[ \t]{0,9}https?://(?:d|econpapers|ideas)\.repec\.org/\S", re.MULTILINE)
_NUMBER = regex(r"[ \t]{0,4}\d{1,3}\.[ \t]{1,9}(?=\S)")
_OF_PAPER = "By|URL|Keywords|JEL|Abstract"  # labels; a mail has a date, too
_LABEL = regex(rf"(Date|{_OF_PAPER}):[ \t]{{0,9}}(.*)")
_BEGUN = regex(r"(?:Date|By|URL):")
_TOLD = regex(rf"(?:{_OF_PAPER}):\s*\S")
_END = regex(r"[-=_+*]{5,}|This nep-\w{2,5} issue is .*")
_HANDLE = regex(r"RePEc:[\w:.-]{5,100}")
_PERSON = regex(r"(?P<name>[^()]{2,80}?)\s{0,3}(?:\((?P<place>.{2,300})\))?[,;]?")


class _Item(NamedTuple):
    """The lines of a paper, and the first and last of them (from 1)."""

    lines: tuple[int, int]
    told: Sequence[str]

    @property
    def listed(self) -> str:
        """The lines as one, or their beginning."""
        return " ".join(map(str.strip, self.told))[:SHOWN]


def recognize(text: str) -> float:
    """How surely a text is such a report."""
    return 0.97 if _LINK.search(text[:SAMPLE]) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The papers in the order of the text; the list of contents above them tells no more, labels outside them do."""
    lines = text.split("\n")
    end = 0
    for item in _items(lines):
        yield from _outside(lines, end, item.lines[0] - 1)
        yield of_paper(_record(item), item)
        end = item.lines[1]
    yield from _outside(lines, end, len(lines))


def _outside(lines: Sequence[str], begin: int, end: int) -> Iterator[Problem]:
    """A problem for labels, and what stands between them, that no numbered title stands above."""
    told = [at for at in range(begin, end) if _TOLD.match(lines[at])]
    if told:
        shown = "\n".join(lines[told[0] : end]).strip()
        yield Problem((told[0] + 1, told[0] + 1 + shown.count("\n")), "no numbered title above it", shown[:SHOWN])


def _items(lines: Sequence[str]) -> Iterator[_Item]:
    """The numbered passages with labels, each up to the next or to what ends the report; abstracts may count, too."""
    numbered = [at for at, line in enumerate(lines) if _NUMBER.match(line)]
    parts = pairwise([*numbered, len(lines)])
    starts = [start for start, end in parts if any(map(_BEGUN.match, lines[start:end]))]
    for start, end in pairwise([*starts, len(lines)]):
        stop = next((at for at in range(start + 1, end) if _END.fullmatch(lines[at].strip())), end)
        last = max(at for at in range(start, stop) if lines[at].strip())
        yield _Item((start + 1, last + 1), lines[start : last + 1])


def _record(item: _Item) -> Record:
    title, told, free = _parts(item)
    people = [found for line in told.get("By", ()) if (found := _PERSON.fullmatch(line))]
    link = "".join(told.get("URL", ())[:1])
    handle = _HANDLE.search(link)
    return make_record(
        NAME,
        item.lines,
        title=title,
        authors=[Name.parse(found["name"]) for found in people],
        affiliations=dict.fromkeys(found["place"] for found in people if found["place"]),
        date=" ".join(told.get("Date", ())),
        entry_type=EntryType.REPORT,
        abstract=" ".join((*told.get("Abstract", ()), *free)),
        keywords=[squeeze(word) for word in re.split("[;,]", " ".join(told.get("Keywords", ())))],
        url=link,
        extra={"JEL": " ".join(told.get("JEL", ())), "handle": handle[0] if handle else None},
    )


def _parts(item: _Item) -> tuple[str, dict[str, list[str]], list[str]]:
    """The title, which may go on below its number, the lines of each label, and those of the abstract.

    Older reports have the authors indented behind the title.
    """
    title, told, free = [_NUMBER.sub("", item.told[0], count=1)], dict[str, list[str]](), list[str]()
    holder = title
    for line in item.told[1:]:
        if found := _LABEL.fullmatch(line.rstrip()):
            holder = told.setdefault(found[1], [])
            holder.append(found[2])
            holder = free if found[1] == "URL" else holder
        elif not line.strip():
            holder = told.setdefault("By", []) if holder is title else free
        else:
            holder = free if holder is told.get("By") and "Date" not in told and not line[0].isspace() else holder
            holder.append(line.strip())
    return squeeze(" ".join(title)), told, free


READER = Reader(NAME, "New Economics Papers (RePEc)", recognize, read)
