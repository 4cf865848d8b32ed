"""arXiv's page of one paper as pasted from the browser, or several such pages one after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._arxiv import IDENTIFIER, labeled, make
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, cut, joined, numbered, outside, where
from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_arxiv
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "arxiv_abstract"
_SHOWN = frozenset(("Title", "Authors", "Abstract"))

_SUBMITTED = regex(r"\[?Submitted (?:on )?(?P<date>\d{1,2} \w{3,9} \d{4})\b[^\[\]]{0,200}\]?")
_CODED = regex(r" \([a-z-]{2,10}(?:\.[A-Za-z-]{2,7})?\)(?:;|\Z)")
_VERSION = regex(r"this version, v(\d{1,3})")
_OWN = regex(rf"arXiv:{IDENTIFIER}(?: \([a-z-]{{2,12}}\))?", re.IGNORECASE)
_NOISE = regex(
    r"view a pdf of the paper titled .*|(?:view|download)(?: a?)?.{0,40}|pdf|html \(experimental\)|tex source"
    r"|other formats|focus to learn more|arxiv-issued doi.{0,60}|doi\(s\) linking to related resources"
    r"|you must enable javascript.{0,60}",
    re.IGNORECASE,
)
_END = regex(r"Submission history|From: .{1,200}\[view email\]|\[v1\].{0,100}|Full-text links:|Access Paper:.{0,20}")


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: title, authors and abstract labeled, and a sign of arXiv's."""
    lines = numbered(text[:SAMPLE])
    fields = dict(found for line in lines if (found := labeled(line.text)))
    cited = "arXiv:" in fields.get("Cite as", "")
    dated = any(_SUBMITTED.fullmatch(line.text[:400]) for line in lines)
    if not fields.keys() >= _SHOWN:
        return 0.96 if cited and dated and not _SHOWN & fields.keys() else 0.0
    own = cited or dated
    return 0.96 if own else 0.6 if _CODED.search(fields.get("Subjects", "")) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of the pages in their order; text that reads like an abstract outside them is a problem."""
    lines = numbered(text)
    header, *pieces = cut(lines, lambda at: _begins(lines, at))
    yield from outside(header)
    for piece in pieces:
        end = next((at for at, line in enumerate(piece) if at and _END.fullmatch(line.text[:400])), len(piece))
        yield _record(piece[:end])
        yield from outside(piece[end:])


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first of a paper: its identifier or day above the title, or else the title."""
    if at and _is_above(lines[at - 1].text):
        return False
    found = labeled(lines[at].text)
    return _is_above(lines[at].text) or (found is not None and found[0] == "Title")


def _is_above(text: str) -> bool:
    return len(text) <= 400 and (_SUBMITTED.fullmatch(text) or _OWN.fullmatch(text)) is not None


def _record(piece: Sequence[Line]) -> Record:
    fields: dict[str, str] = {}
    loose: list[Line] = []
    current = ""
    for line in piece:
        found = labeled(line.text)
        if found and found[0] not in fields:
            current, fields[found[0]] = found[0], found[1]
        elif _NOISE.fullmatch(line.text) or _is_above(line.text):
            current = ""
        elif current:
            fields[current] = f"{fields[current]} {line.text}".strip()
        elif not fields:
            loose.append(line)
    if len(loose) > 1 and not _SHOWN & fields.keys():  # the labels are there, but not shown on every screen
        fields |= {"Title": loose[0].text, "Authors": loose[1].text, "Abstract": joined(loose[2:])}
    above = joined([line for line in piece if _is_above(line.text)])
    submitted, version = _SUBMITTED.search(above), _VERSION.search(above)
    arxiv = find_arxiv(fields.pop("Cite as", "")) or find_arxiv(above)
    return make(
        NAME,
        where(piece),
        arxiv.id + (f"v{version[1]}" if version else "") if arxiv else None,
        fields,
        date=PartialDate.find(submitted["date"]) if submitted else None,
    )


READER = Reader(NAME, "arXiv abstract page", recognize, read)
