"""Hugging Face's pages of papers as programs save them: Markdown with a heading a paper, linked or plain."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._arxiv import submitted
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.furniture import navigates, of_site
from readlist.formats._page.passages import Line, behind, outside, where
from readlist.formats._record import make_record
from readlist.model.dates import MONTHS, PartialDate
from readlist.model.identifiers import normalize_arxiv
from readlist.model.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.identifiers import Arxiv
    from readlist.model.paper import Record

NAME = "hf_markdown"

_PAPER = r"(?:https?://(?:www\.)?huggingface\.co)?/papers/(?P<id>\d{4}\.\d{4,5})[^\s()]{0,80}"
_LINKED = regex(rf"#{{1,6}} \[(?P<title>.{{2,900}}?)\]\({_PAPER}\)")
_REFERRING = regex(r"#{1,6} \[(?P<title>.{2,900}?)\]\[(?P<reference>\d{1,5})\]")
_REFERENCE = regex(rf"(?:\[(?P<in_brackets>\d{{1,5}})\]:|(?P<number>\d{{1,5}})\.) {_PAPER}")
_BOLD = regex(r"\A(?:#{1,6} )?\*\*(?P<text>\[?[^*]{2,1000})\*\*\Z")
_ANY_REFERENCE = regex(r"\[\d{1,5}\]: ?\S|\d{1,5}\. https?://")
_PLAIN = regex(r"#{3,6} (?P<title>[^\[\]#|].{4,900})")
_OF_SITE = regex(r"huggingface\.co/papers|Trending Papers|Daily Papers|trending papers in your email")
_COUNT = regex(r"\b(\d{1,5}) authors?\b")
_WHOLE_LINK = regex(r"\[(?P<label>.{1,20000})\]\((?P<url>[^\s()]{1,2000})\)")
_IMAGE = regex(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,2000}\)|\[(?:图片|Image|image|画像|이미지)[^\[\]]{0,200}\]")
_OWNER = regex(r"\[(?P<name>[^\[\]]{1,80})\]\(https?://(?:www\.)?huggingface\.co/[\w.-]{1,80}\)")
_CODE = regex(r"\((?P<url>https?://(?:www\.)?(?:github|gitlab)\.com/[^\s()]{3,300})\)")
_VOTE = regex(r"\[[^\[\]]{0,40}\]\(\S{0,60}/login\?next=%2Fpapers%2F(?P<id>[\d.]{9,11})\S{0,20}\)")
_DATE = regex(
    r"(?:Published on )?(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (?P<day>\d{1,2})"
    r"(?:, (?P<year>\d{4}))?(?=\[|\s|\Z)"
)
_BROKEN = regex(r"(?<!\\)\\+[^\S\n]{0,80}\n|\\\s{2}|\n")
_ESCAPED = regex(r"\\([\[\]_*`#~>|!])")
_SUBMITTER = regex(r"Submitted by\b")


class _Heading(NamedTuple):
    """A paper's heading: the positions of its first line and of the one after its last, title, identifier if linked.

    The identifier is empty where the heading is a link to an address that is not known.
    """

    start: int
    end: int
    title: str
    identifier: str | None


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: headings that link to papers there, or plain ones with author counts."""
    sample = text[:SAMPLE]
    found = _headings(_lines(sample))
    if any(heading.identifier for heading in found):
        return 0.99
    return 0.97 if len(found) > 1 and _OF_SITE.search(sample) and _COUNT.search(sample) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of a page in its order, one whose heading stands there twice in a row once."""
    lines = _lines(text)
    headings = _headings(lines)
    if any(heading.identifier is not None for heading in headings):
        headings = [heading for heading in headings if heading.identifier is not None]
    ends = [*(heading.start for heading in headings), len(lines)][1:]
    yield from outside([line for line in lines[: headings[0].start if headings else None] if line.text])
    for _, alike in groupby(zip(headings, ends, strict=True), key=lambda found: found[0].title):
        places = list(alike)
        records = [_record(heading, lines[heading.start : end]) for heading, end in places]
        best = next((record for record in records if record.abstract), records[0])
        for record, (heading, end) in zip(records, places, strict=True):
            if record is best:
                yield record
            yield from outside([line for line in behind(lines[heading.start : end], record) if line.text])


def _lines(text: str) -> list[Line]:
    return [Line(number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1)]


def _headings(lines: Sequence[Line]) -> list[_Heading]:
    """The headings of papers, those of the page itself left out."""
    found = []
    references = {
        held["in_brackets"] or held["number"]: held["id"]
        for line in lines
        if (held := _REFERENCE.fullmatch(line.text[:300].strip()))
    }
    for at, line in enumerate(lines):
        if not line.text.startswith(("#", "**[")) or len(line.text) > 1000:
            continue
        end = _heading_end(lines, at)
        text = _BOLD.sub(r"# \g<text>", _joined([held.text for held in lines[at:end]]))
        match = _LINKED.fullmatch(text) or _REFERRING.fullmatch(text) or _PLAIN.fullmatch(text)
        if match is None:
            continue
        if not of_site(match["title"]) and not navigates(match["title"]):
            told = match.groupdict()
            identifier = references.get(told["reference"], "") if "reference" in told else told.get("id")
            found.append(_Heading(at, end, match["title"], identifier))
    return found


def _heading_end(lines: Sequence[Line], at: int) -> int:
    """The position after the last line of a heading, which goes on where its link is open or a line is indented."""
    is_open = "[" in lines[at].text and not lines[at].text.endswith(")")
    end = at + 1
    while end < min(at + 4, len(lines)) and lines[end].text and (is_open or lines[end].text.startswith("  ")):
        is_open = is_open and not lines[end].text.endswith(")")
        end += 1
    return end


def _joined(lines: Sequence[str]) -> str:
    """Lines as the text that they were made of: no signs of broken lines, no escapes."""
    return _ESCAPED.sub(r"\1", " ".join(_BROKEN.sub(" ", "\n".join(lines)).split()))


def _record(heading: _Heading, lines: Sequence[Line]) -> Record:
    body = lines[heading.end - heading.start :]
    arxiv = normalize_arxiv(heading.identifier or "")
    abstract, owners, date = "", [], None
    code = count = None
    last = heading.end - heading.start
    at = last
    for filled, group in groupby(body, key=lambda line: bool(line.text)):
        held = [line.text for line in group]
        at += len(held)
        text = _IMAGE.sub("", _joined(held)).strip(" ·-") if filled else ""
        if not text or _leads_on(text, arxiv):
            if text:
                break
            continue
        last = at
        counted, dated, coded = _COUNT.search(text), _DATE.search(text), _CODE.search(text)
        if not abstract and len(prose := _label(text)) > 60 and prose.count(" ") > 5:
            abstract = prose
        elif len(text) < 1000:
            owners += [found["name"].strip() for found in _OWNER.finditer(text)]
            count = count or (counted and counted[0])
            date = date or (_dated(dated, arxiv) if dated else None)
            code = code or (coded and coded["url"])
            arxiv = arxiv or normalize_arxiv(text)
    return make_record(
        NAME,
        where(lines[:last]),
        title=heading.title,
        affiliations=owners,
        date=date or (submitted(arxiv.id) if arxiv else None),
        abstract=abstract,
        arxiv=arxiv,
        code=code or None,
        extra={"authors": count or None},
    )


def _leads_on(text: str, arxiv: Arxiv | None) -> bool:
    """Whether a paragraph is behind the paper: the vote or submitter of the next one, the addresses of the page."""
    vote = _VOTE.match(text)
    if _SUBMITTER.match(text) or _ANY_REFERENCE.match(text):
        return True
    return vote is not None and arxiv is not None and vote["id"] != arxiv.id


def _label(text: str) -> str:
    """The text of a paragraph that is one link, or the paragraph."""
    found = _WHOLE_LINK.fullmatch(text)
    return found["label"].strip() if found else text


def _dated(found: re.Match[str], arxiv: Arxiv | None) -> PartialDate | None:
    """The date in a paragraph; a year that is left out is that of the identifier, given within a month of it."""
    month = MONTHS.index(found["month"].casefold()) + 1
    if found["year"]:
        return PartialDate.checked(int(found["year"]), month, int(found["day"]))
    given = submitted(arxiv.id) if arxiv else None
    if given is None or given.month is None:
        return None
    return PartialDate.checked(
        given.year - (month - given.month > 6) + (given.month - month > 6), month, int(found["day"])
    )


READER = Reader(NAME, "Hugging Face page in Markdown", recognize, read)
