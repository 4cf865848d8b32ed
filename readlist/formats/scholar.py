"""Google Scholar's pages of results and its alert mails, as pasted: title, byline, snippet, row of links."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, joined, numbered, outside, where
from readlist.formats._record import make_record
from readlist.formats._scholar import YEAR, People, doubts, entry_type, people, target
from readlist.formats._scholar_links import CITED_BY, LINKS
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "scholar"
_NEAR = 14  # lines from a byline to the links under its snippet

_MARK = (
    r"\[(?:PDF|HTML?|DOCX?|TXT|PS|RTF|PPTX?|BOOKS?|B|CITATIONS?|C|BUCH|ZITATION|LIVRE|LIBRO|LIVRO|CITAS?|CITAZIONE"
    r"|CITAÇÃO|BOEK|CITAAT|КНИГА|ЦИТИРОВАНИЕ|图书|引用|引文|書籍|書|도서|인용|KSIĄŻKA|CYTOWANIE|BOK"
    r"|CITAT|CITERING|KNIHA|CITACE|KİTAP|ALINTI|KÖNYV|IDÉZET|BOG|ΒΙΒΛΙΟ)\]"
)
_MARKS = regex(rf"#{{0,4}} ?((?:{_MARK} ?){{1,3}})", re.IGNORECASE)
_BOOK = regex(
    r"\[(?:BOOKS?|B|BUCH|LIVRE|LIBRO|LIVRO|BOEK|КНИГА|图书|書籍|書|도서|KSIĄŻKA|BOK|KNIHA|KİTAP|KÖNYV|BOG)\]",
    re.IGNORECASE,
)
_ACCESS = regex(rf"{_MARK} (?P<host>[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{1,4}})", re.IGNORECASE)
_HOST = regex(r"[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}(?:/| …)?")
_VENUE = regex(rf"(?:(?P<venue>.*?)[,\s]{{1,3}})?(?P<year>{YEAR})")
_ALERT = regex(r"scholar_url\?|Google Scholar|scholar\.google\.|scholaralerts-noreply", re.IGNORECASE)
_FOOTER = regex(
    r"(?:This (?:message|email) was sent by Google Scholar|Diese Nachricht wurde|Ce message|Este mensaje"
    r"|See all recommend|List alerts|Cancel alert|Create alert|Related searches|Showing the best results"
    r"|Previous|Unsubscribe|\d \d \d"
    r"|Privacy|Help$|About Scholar|Search help).{0,400}",
    re.IGNORECASE,
)
_LINKED = regex(r"#{0,4} ?\[?(?P<title>[^\n]{3,600}?)(?:\]\(| ?<)(?P<url>https?://[^\s<>()]{4,4000})[)>]")
_URL = regex(r"[<(\[]?(?P<url>https?://[^\s<>()\[\]]{4,4000})[>)\]]?")


class _Byline(NamedTuple):
    """Authors, venue, year and site of a result."""

    people: People
    venue: str
    year: str | None
    site: str | None


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: bylines with rows of links after them, or in a mail of Scholar's."""
    lines = numbered(text[:SAMPLE])
    bylines = _bylines(lines)
    if not bylines:
        return 0.0
    linked = any(LINKS.fullmatch(line.text[:300]) for at in bylines for line in lines[at + 1 : at + _NEAR])
    if linked or _ALERT.search(text[:SAMPLE]):
        return 0.97
    return 0.9 if sum(line.people.initials and bool(line.year and line.site) for line in bylines.values()) > 1 else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The results of a page in its order; text that reads like an abstract outside them is a problem."""
    lines = numbered(text)
    bylines = _bylines(lines)
    titles = {_title_of(lines, at): at for at in bylines}
    starts = [_start(lines, title) for title in titles]
    yield from outside(lines[: starts[0]] if starts else lines)
    for (start, end), (title, byline) in zip(pairwise([*starts, len(lines)]), titles.items(), strict=True):
        below = lines[byline + 1 : end]
        links = next((at for at, line in enumerate(below) if LINKS.fullmatch(line.text[:300])), None)
        last = links if links is not None else _snippet_end(below)
        yield _record(lines[start : byline + 1], title - start, bylines[byline], below[:last], below[last:])
        yield from outside([line for line in below[last:] if not LINKS.fullmatch(line.text[:300])])


def _bylines(lines: Sequence[Line]) -> dict[int, _Byline]:
    """The bylines by their positions; what stands straight under one is a snippet, whatever it looks like."""
    found: dict[int, _Byline] = {}
    for at in range(1, len(lines)):
        if at - 1 not in found and (byline := _byline(lines[at].text)):
            found[at] = byline
    return found


def _byline(text: str) -> _Byline | None:
    """The parts of a line like "A Bee, C Dee… - Some Journal, 2019 - example.org"; None for any other line."""
    first, *parts = text[:600].split(" - ")
    found = people(first) if 1 <= len(parts) <= 6 else None
    if found is None or len(text) > 600:
        return None
    site = parts.pop() if _HOST.fullmatch(parts[-1]) or (len(parts) > 1 and _VENUE.fullmatch(parts[-2])) else None
    dated = _VENUE.fullmatch(" - ".join(parts))
    if dated is None and not (site and found.initials and _HOST.fullmatch(site)):
        return None
    if not found.initials and not (site and dated):
        return None
    venue = (dated["venue"] or "") if dated else " - ".join(parts)
    return _Byline(found, venue, dated["year"] if dated else None, site)


def _title_of(lines: Sequence[Line], byline: int) -> int:
    """The position of the title above a byline: the line before it that is no address."""
    return next(
        (at for at in range(byline - 1, max(-1, byline - 4), -1) if not _URL.fullmatch(lines[at].text)), byline - 1
    )


def _start(lines: Sequence[Line], title: int) -> int:
    """Where the result begins whose title stands there: at the line that says where its text is to be had."""
    above = range(title - 1, max(-1, title - 4), -1)
    ended = next((at for at in above if LINKS.fullmatch(lines[at].text[:300])), title - 4)
    return next((at for at in above if at > ended and _ACCESS.fullmatch(lines[at].text[:300])), title)


def _snippet_end(lines: Sequence[Line]) -> int:
    return next((at for at, line in enumerate(lines) if _FOOTER.match(line.text)), len(lines))


def _record(
    head: Sequence[Line], title_at: int, byline: _Byline, snippet: Sequence[Line], after: Sequence[Line]
) -> Record:
    marks, title, url = _title(head[title_at].text)
    addresses = [found["url"] for line in (*head, *snippet) if (found := _URL.fullmatch(line.text))]
    words = [line for line in snippet if not _URL.fullmatch(line.text)]
    cited = CITED_BY.search(joined(after[:6]))
    end = next((at for at, line in enumerate(after) if not LINKS.fullmatch(line.text[:300])), len(after))
    full_text = next((line.text for line in head[:title_at] if _ACCESS.fullmatch(line.text[:300])), None)
    named = byline.site if byline.site and not _HOST.fullmatch(byline.site) else None
    return make_record(
        NAME,
        where([*head, *snippet, *after[:end]]),
        title=title,
        authors=byline.people.names,
        authors_complete=byline.people.complete,
        date=byline.year,
        venue=byline.venue,
        publisher=named,
        entry_type=EntryType.BOOK if _BOOK.search(marks) else entry_type(byline.venue),
        url=target(url or (addresses[0] if addresses else "")),
        extra={
            "snippet": joined(words),
            "site": byline.site if named is None else None,
            "full text": full_text,
            "cited by": re.sub(r"\D", "", cited["cited"] or cited["reversed"]) if cited else None,
        },
        doubts=doubts(title, byline.venue),
    )


def _title(text: str) -> tuple[str, str, str]:
    """The marks before a title, the title, and the address that it links to."""
    found = _MARKS.match(text)
    marks, rest = (found[1], text[found.end() :]) if found else ("", text.lstrip("# "))
    if linked := _LINKED.fullmatch(rest):
        return marks, linked["title"], linked["url"]
    return marks, rest, ""


READER = Reader(NAME, "Google Scholar page or alert", recognize, read)
