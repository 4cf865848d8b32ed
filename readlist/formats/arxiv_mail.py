r"""arXiv's e-mail digests: papers between rules, their fields and, if new, their abstracts between ``\\`` lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._arxiv import IDENTIFIER, labeled, make
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, behind, cut, joined, numbered, outside, where
from readlist.model.dates import PartialDate
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "arxiv_mail"

_BAR = "\\\\"
_HEAD = regex(
    rf"(?:arXiv|Paper)(?: ?\((?P<first>[^()]{{1,60}})\))?: ?(?:arXiv:)?(?P<identifier>{IDENTIFIER})"
    r"(?: ?\((?P<kind>[^()]{1,60})\))?",
    re.IGNORECASE,
)
_DATE = regex(
    r"(?P<label>Date ?(?:\(revised ?(?P<version>v\d{1,3})?\))?:|replaced with revised version|(?:figures|part) added) ?"
    r"(?P<date>[^()]{4,60}?) ?(?:\((?P<size>[^()]{1,30})\))?",
    re.IGNORECASE,
)
_RULE = regex(r"[-%+=_]{10,}")
_LINK = regex(r"\\\\ ?\(.{0,200}")


def recognize(text: str) -> float:
    """How sure a cleaned text is such a mail: an identifier after a rule, then a date, a title or authors."""
    lines = numbered(text[:SAMPLE])
    return 0.99 if any(_begins(lines, at) for at in range(len(lines))) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of a mail in its order; text that reads like an abstract outside them is a problem."""
    lines = numbered(text)
    header, *pieces = cut(lines, lambda at: _begins(lines, at))
    yield from outside(header)
    for piece in pieces:
        end = next((at for at, line in enumerate(piece) if _RULE.fullmatch(line.text)), len(piece))
        yield (record := _record(piece[:end]))
        yield from outside(behind(piece, record))


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first of a paper: its identifier, after a rule or before its date."""
    if not _HEAD.fullmatch(lines[at].text[:200]):
        return False
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    ruled = at > 0 and (lines[at - 1].text == _BAR or _RULE.fullmatch(lines[at - 1].text) is not None)
    return _DATE.fullmatch(after[:200]) is not None or (
        ruled and (after.startswith("From:") or labeled(after) is not None)
    )


def _record(piece: Sequence[Line]) -> Record:
    head = _HEAD.fullmatch(piece[0].text)
    bars = [at for at, line in enumerate(piece) if line.text == _BAR or _LINK.fullmatch(line.text[:300])]
    bars += [len(piece)] * 2
    fields: dict[str, str] = {}
    extra: dict[str, str | None] = {"announced as": head and (head["kind"] or head["first"] or "").strip("* ")}
    date, current = None, ""
    for line in piece[1 : bars[0]]:
        if dated := _DATE.fullmatch(line.text[:200]):
            extra["size"] = dated["size"]
            if dated["label"].startswith("Date") and not dated["version"]:
                date = PartialDate.find(dated["date"])
            else:
                extra[dated["label"].rstrip(":")] = dated["date"]
        elif found := labeled(line.text):
            current, fields[found[0]] = found
        elif current:
            fields[current] += f" {line.text}"
    fields["Abstract"] = joined(piece[bars[0] + 1 : bars[1]])
    last = min(bars[1], len(piece) - 1)
    return make(NAME, where(piece[: last + 1]), head["identifier"] if head else None, fields, date=date, extra=extra)


READER = Reader(NAME, "arXiv e-mail digest", recognize, read)
