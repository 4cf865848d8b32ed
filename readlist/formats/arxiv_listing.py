"""arXiv's listings and search results as pasted from the browser, of all ages, with abstracts or without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._arxiv import CATEGORIES, IDENTIFIER, labeled, make, reads_like_names
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, cut, joined, numbered, outside, unlinked, where
from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_doi
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "arxiv_listing"

_HEAD = regex(
    rf"(?:\[?\d{{1,6}}[\].]? ?)?(?:arXiv: ?)?(?P<identifier>{IDENTIFIER})(?: ?\((?P<kind>[^()]{{1,120}})\))?"
    r" ?(?:\[ ?(?:pdf|abs|ps|html|other|src|format|dvi|view|e-print)\b[^\[\]]{0,80}\]|(?=\Z)) ?:?(?P<tags>.{0,300})",
    re.IGNORECASE,
)
_BARE_HEAD = regex(rf"(?:\[?\d{{1,6}}[\].] ?)?arXiv: ?{IDENTIFIER}(?: ?\([^()]{{1,120}}\))?", re.IGNORECASE)
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}, \d{1,2} [A-Z][a-z]{2,8} \d{2,4}"
_ANNOUNCED = regex(rf"(?:[\w -]{{1,40}} for )?(?P<day>{_DAY})(?: \(.{{0,80}}\))?")
_FURNITURE = regex(
    rf"{_ANNOUNCED.pattern}"
    r"|\[? ?(?:total of|showing(?: up to)?) \d.{0,120}|showing new listings for .{0,60}|.{0,40}fewer \| more.{0,40}"
    r"|(?:new|cross|replacement) submissions?(?: \(.{0,80}\))?|authors and titles for .{0,80}|recent submissions"
    r"|see (?:today's|recent|all) .{0,20}(?:changes|submissions|listings).{0,20}|links to: ?.{0,300}"
    r"|\(?access key information\)?|about|help|contact arxiv.{0,60}|contact|subscribe to arxiv.{0,60}|copyright"
    r"|privacy policy|web accessibility assistance"
    r"|arxiv operational status ?.{0,60}|get status notifications.{0,60}|previous|next|[\d ]{1,40}…?[\d ]{0,10}"
    r"|search v\d[\d.]{0,12} released .{0,60}|skip to main content|\d{1,6}\.|\[\d{1,6}\]|back to top",
    re.IGNORECASE,
)
_SUBMISSION = "Submitted"
_BEFORE_ABSTRACT = ("Subjects", "MSC-class", "ACM-class", "Journal-ref", "DOI", "Report-no")
_SUBMITTED = regex(r"submitted (\d{1,2} \w{3,9},? \d{4})", re.IGNORECASE)
_TAG = regex(rf"{CATEGORIES.pattern}|(?:doi ?)?10\.\d{{4,9}}/\S{{1,200}}|doi")
_MOST_LINES = 12  # of a title; authors may take any number
_NOISE = ("You must enable JavaScript to view entire author list.",)
_CUT_OFF = regex(r"… ?▽ ?More\s?\Z")
_SHOWN_TWICE = regex(r"\A.{0,3000}?… ?▽ ?More\s+(?=\S)")
_SHORTENED = regex(r"\A…|(?:…\s?)?[▽△] ?(?:More|Less)\s?\Z")


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: heads of papers with their links, or with a title after them."""
    lines = _lines(text[:SAMPLE])
    heads = [lines[at].text for at in range(len(lines)) if _begins(lines, at)]
    if heads and not any("[" in head for head in heads):  # pages of one paper have bare identifiers, too
        return 0.98 if all((labeled(line.text) or ("",))[0] != "Cite as" for line in lines) else 0.0
    return 0.98 if heads else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of a page in its order; text that reads like an abstract outside them is a problem."""
    lines = _lines(text)
    header, *pieces = cut(lines, lambda at: _begins(lines, at))
    yield from outside(header)
    day = _day(header)
    for piece in pieces:
        end = next((at for at in range(1, len(piece)) if _FURNITURE.fullmatch(piece[at].text[:400])), len(piece))
        yield _record(piece[:end], day)
        yield from outside(piece[end:])
        day = _day(piece[end:]) or day


def _lines(text: str) -> list[Line]:
    """The lines of a page, the links of a paper in one line with its identifier."""
    lines: list[Line] = []
    for line in unlinked(numbered(text)):
        whole = f"{lines[-1].text} {line.text}" if lines and line.text.startswith("[") and len(line.text) < 100 else ""
        if whole and _BARE_HEAD.fullmatch(lines[-1].text) and _HEAD.fullmatch(whole):
            lines[-1] = lines[-1]._replace(text=whole)
        else:
            lines.append(line)
    return lines


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the head of a paper."""
    text = lines[at].text
    found = _HEAD.fullmatch(text) if len(text) < 600 else None
    if found is None:
        return False
    if "[" in text[found.end("identifier") :]:
        return True
    if _BARE_HEAD.fullmatch(text) is None:
        return False
    below = [(labeled(line.text) or ("", ""))[0] for line in lines[at + 1 : at + 3]]
    return below[:1] in (["Title"], ["Authors"]) or below == ["", "Authors"]


def _day(lines: Sequence[Line]) -> str | None:
    """The day that the papers after these lines were announced on, where only one is told."""
    days = [found["day"] for line in lines if (found := _ANNOUNCED.fullmatch(line.text[:200]))]
    return days[-1] if days else None


def _record(piece: Sequence[Line], day: str | None) -> Record:
    head = _HEAD.fullmatch(piece[0].text)
    fields, loose = _fields(piece[1:])
    tags = [head["tags"].strip() if head else ""]
    if "Title" not in fields:  # a search result has its subjects and DOI before its title, on lines of their own
        while len(loose) > 1 and _TAG.fullmatch(loose[0].text):
            tags.append(loose.pop(0).text)
    _place(fields, loose, piece)
    fields.setdefault("DOI", find_doi(" ".join(tags)) or "")
    fields.setdefault("Subjects", " ".join(tags).partition("doi")[0].strip())
    abstract = _SHOWN_TWICE.sub("", fields.get("Abstract", ""))
    fields["Abstract"] = _SHORTENED.sub("", abstract).strip()
    dates = _SUBMITTED.findall(fields.pop(_SUBMISSION, ""))
    return make(
        NAME,
        where(piece),
        head["identifier"] if head else None,
        {name: text for name, text in fields.items() if text},
        date=PartialDate.find(dates[-1]) if dates else None,
        extra={"announced": day, "announced as": head["kind"] if head else None},
        doubts=("abstract is cut off",) if abstract.startswith("…") or _CUT_OFF.search(abstract) else (),
    )


def _fields(lines: Sequence[Line]) -> tuple[dict[str, str], list[Line]]:
    """The labeled fields of a paper, their lines joined, and the lines before the first or after the title's.

    What follows the subjects is the abstract, in which no labels are looked for.
    """
    fields: dict[str, str] = {}
    loose: list[Line] = []
    current, by_place = "", False
    for line in lines:
        found = None if by_place else (_SUBMISSION, line.text) if _SUBMITTED.match(line.text) else labeled(line.text)
        if found:
            current = found[0]
            fields[current] = found[1]
        elif current in {"", "Title"}:
            loose.append(line)
        elif current in _BEFORE_ABSTRACT and fields.get("Subjects", "").endswith(")"):
            current, by_place = "Abstract", True
            fields[current] = line.text
        elif line.text not in _NOISE:
            fields[current] = f"{fields[current]} {line.text}".strip()
    return fields, loose


def _place(fields: dict[str, str], loose: list[Line], piece: Sequence[Line]) -> None:
    """Give lines without a label to the title, if that is empty or goes on in them, and to the authors."""
    if "Title" not in fields:
        fields["Title"] = joined(loose)
        return
    if not fields["Title"] and loose:
        fields["Title"] = loose.pop(0).text
    names = len(loose)
    if "Authors" not in fields and loose:
        names = _names_at(loose, piece)
        fields["Authors"] = joined(loose[names:])
    fields["Title"] = " ".join((fields["Title"], *(line.text for line in loose[:names])))


def _names_at(loose: Sequence[Line], piece: Sequence[Line]) -> int:
    """Which of the lines after a title's first begins the authors: the title goes on after a full line only."""
    width = max(len(line.text) for line in piece)
    before = piece[piece.index(loose[0]) - 1]
    for at, line in enumerate(loose[:_MOST_LINES]):
        if len(before.text) + 1 + len(line.text.split(" ", 1)[0]) <= width and reads_like_names(joined(loose[at:])):
            return at
        before = line
    likely = (at for at in range(min(len(loose), _MOST_LINES)) if reads_like_names(joined(loose[at:])))
    return next(likely, len(loose) - 1)


READER = Reader(NAME, "arXiv listing page", recognize, read)
