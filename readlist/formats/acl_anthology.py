"""Lists of the ACL Anthology as pasted: buttons, title, authors between bars, maybe the volume and the abstract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._arxiv import reads_like_names
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, cut, joined, numbered, outside, unlinked, where
from readlist.formats._record import make_record
from readlist.model.names import Name
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "acl_anthology"

_MAIN = r"(?:pdf|bib(?:tex)?)(?: \(full\))?"
_BUTTON = (
    rf"(?:{_MAIN}|abs(?:tract)?|cite|search|html|video|code|software|data(?:set)?s?|poster|slides|attachments?"
    r"|presentation|note|(?:optional )?supplementary material|revision|erratum|correction|retracted"
    r"|(?:best|outstanding) [a-z ]{3,40})"
)
_BUTTONS = regex(rf"(?:\[?{_BUTTON}\]? ?){{1,12}}", re.IGNORECASE)
_HAS_MAIN = regex(rf"\b{_MAIN}", re.IGNORECASE)
_BEFORE_TITLE = regex(
    r"(?:(?P<buttons>pdf ?bib(?: ?abs)?|PDF ?Bib(?:TeX)?(?: ?Abs(?:tract)?)?)(?!liog| \(full\)) ?|(?P<alone>pdf) )"
    r"(?P<title>\S.*)"
)
_ADDRESS = regex(r"https?://(?:www\.)?aclanthology\.org/\S{3,120}")
_LINKED = regex(
    r"\[.{2,600}\]\((?P<url>https?://(?:www\.)?aclanthology\.org/(?!people/)[^()\s]{3,120}(?<!\.pdf)(?<!\.bib))\)"
)
_OF_ONE = "Bibkey:"  # on the page of one paper only
_OF_SITE = regex(r"ACL ?Anthology", re.IGNORECASE)
_BAR = regex(r"\s?\|\s?")
_COMMA = regex(r", (?:and )?")
_NAMES = regex(r"[^\d|:;!?@]{2,62}(?:\|[^\d|:;!?@]{2,62}){0,999}")
_VOLUME = regex(r"(?:Proceedings|Findings|Transactions|Computational Linguistics|Companion|Actes)\b.{5,250}")
_WHOLE = regex(r"(?:Proceedings of|Findings of the Association|Transactions of the Association|Actes d)\b")
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_FOOTER = regex(
    r"up|Co-authors|Fix (?:data|author)|ACL materials are .*|(?:The )?ACL Anthology is managed .*|(?:19|20)\d\d"
)


def recognize(text: str) -> float:
    """How sure a cleaned text is such a list: buttons, a title, then names, some between bars or on the site's page."""
    lines = _lines(text[:SAMPLE])
    if any(line.text.startswith(_OF_ONE) for line in lines):
        return 0.0
    starts = [at for at in range(len(lines)) if _begins(lines, at)]
    bars = any("|" in line.text and _NAMES.fullmatch(line.text) for at in starts for line in lines[at + 1 : at + 12])
    return 0.98 if bars or (starts and _OF_SITE.search(text[:SAMPLE])) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of a list in their order."""
    lines = _lines(text)
    header, *pieces = cut(lines, lambda at: _begins(lines, at))
    headings = [_heading(piece) for piece in pieces]
    yield from outside(header)
    volume = _volume(header)
    for at, (piece, body) in enumerate(zip(pieces, headings, strict=True)):
        heading = piece[body].text if body < len(piece) else ""
        following = _text(pieces[at + 1], headings[at + 1]) if at + 1 < len(pieces) else ""
        if heading and _VOLUME.fullmatch(heading) and (at == 0 or heading == volume or _WHOLE.match(heading)):
            volume = heading
            yield from outside(piece[body + 1 :])
            volume = _volume(piece[body + 1 :]) or volume
        elif heading:
            record, end = _paper(piece, body, volume, following)
            yield record
            yield from outside(piece[end:])
            volume = _volume(piece[end:]) or volume


def _lines(text: str) -> list[Line]:
    """The lines of a page; buttons that stand before a title are a line of their own."""
    lines: list[Line] = []
    several = False  # whether two buttons or more stand before a title, so that one may, too
    saved = numbered(text)
    for line, whole in zip(unlinked(saved), saved, strict=True):
        found = None if _is_button(line) else _BEFORE_TITLE.fullmatch(line.text)
        several |= found is not None and found["alone"] is None
        texts = (found["buttons"] or found["alone"], found["title"]) if found and several else (line.text,)
        lines += [Line(line.number, part) for part in texts]
        if linked := _LINKED.fullmatch(whole.text):
            lines.append(Line(line.number, linked["url"]))
    return lines


def _is_button(line: Line) -> bool:
    return _BUTTONS.fullmatch(line.text[:200]) is not None


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first of the buttons of a paper."""
    if not _is_button(lines[at]) or (at and _is_button(lines[at - 1])):
        return False
    return any(_HAS_MAIN.search(line.text) for line in lines[at : _heading(lines[at : at + 12]) + at])


def _heading(piece: Sequence[Line]) -> int:
    """The position of the line behind the buttons."""
    return next((at for at, line in enumerate(piece) if not _is_button(line)), len(piece))


def _text(piece: Sequence[Line], at: int) -> str:
    return piece[at].text if at < len(piece) else ""


def _volume(lines: Sequence[Line]) -> str | None:
    """The last name of a volume in some lines."""
    return next((line.text for line in reversed(lines) if _VOLUME.fullmatch(line.text)), None)


def _paper(piece: Sequence[Line], body: int, volume: str | None, following: str) -> tuple[Record, int]:
    """The paper whose title is at ``body``, and the position behind it; ``following`` is the next heading."""
    at = body + 1
    url = _ADDRESS.fullmatch(_text(piece, at))
    at += url is not None
    names = _names(_text(piece, at))
    at += bool(names)
    place = _text(piece, at)
    # A page of an author names the volume below the names; below a volume's last paper, it is the next one's heading.
    if _VOLUME.fullmatch(place) and place != following:
        volume, at = place, at + 1
    ends = (
        end for end in range(at, len(piece)) if _VOLUME.fullmatch(piece[end].text) or _FOOTER.fullmatch(piece[end].text)
    )
    end = next(ends, len(piece))
    year = _YEAR.search(volume) if volume else None
    record = make_record(
        NAME,
        where(piece[:end]),
        title=piece[body].text,
        authors=map(Name.parse, names),
        date=year[0] if year else None,
        entry_type=EntryType.CONFERENCE,
        venue=volume,
        abstract=joined(piece[at:end]),
        url=url[0] if url else None,
    )
    return record, end


def _names(text: str) -> list[str]:
    """The authors in a line that holds nothing else."""
    if _NAMES.fullmatch(text) and ("|" in text or "," not in text):
        return _BAR.split(text)
    return _COMMA.split(text) if _NAMES.fullmatch(text.replace(",", "|")) and reads_like_names(text) else []


READER = Reader(NAME, "ACL Anthology page", recognize, read)
