"""DBLP's pages as pasted: a line of authors that ends with a colon, then title, venue and year in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, cut, joined, numbered, outside, where
from readlist.formats._record import make_record
from readlist.model.names import Name
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "dblp_page"

_KINDS = {
    "j": EntryType.ARTICLE,
    "c": EntryType.CONFERENCE,
    "b": EntryType.BOOK,
    "p": EntryType.CHAPTER,
    "i": EntryType.MISC,
    "d": EntryType.DATASET,
    "r": EntryType.CHAPTER,
    "t": EntryType.THESIS,
}
_SCHOOL = regex(r"\b(?:Universi|École|ETH\b|EPFL\b|Institute of Technology|Hochschule|Polyte[ck])")
_NUMBER = regex(r"\[(?P<kind>[a-z])\d{1,4}\] ?")
_ORCID = regex(r"(?: ?\[?https?://orcid\.org/\S{1,40}\]?| ORCID)(?=[,:]|\Z)")
_HOMONYM = regex(r" \d{4}(?=,|\Z)")
_AUTHOR = r"[^\d:;!?()\[\]{}@,]{2,60}(?: \d{4})?"
_AUTHORS = regex(rf"{_AUTHOR}(?:, {_AUTHOR}){{0,999}}")
_YEAR = r"(?:19|20)\d\d"
_TITLE = r"(?P<title>.{2,600}?[.?!])"
_WORD = r"[A-Z&(][\w.,&'’()/+@-]{0,40}"
_VENUE = rf"(?P<venue>{_WORD}(?: (?:{_WORD}|of|and|on|in|for|the|de|e)){{0,12}})"
_PAGES = r"(?:: (?P<pages>[\w:.-]{1,40}(?:, [\w:.-]{1,40}){0,3}))?"
_JOURNAL = regex(
    rf"{_TITLE} {_VENUE}(?: (?P<volume>[\w/.-]{{1,30}}))?(?:\((?P<number>[^()]{{1,20}})\))?{_PAGES}"
    rf" \((?P<year>{_YEAR})\)"
)
_FIRST_SENTENCE = regex(rf"{_TITLE} .{{0,400}}?(?P<year>{_YEAR})\b")
_BUTTON = regex(r"[a-z]{4,12}")
_BUTTONS = 4  # lines between the number of an entry and its authors
_IN_VOLUME = regex(rf"{_TITLE} (?P<pages>\d{{1,5}}(?::\d{{1,4}})?(?:-\d{{1,5}}(?::\d{{1,4}})?)?)")
_VOLUME = regex(rf"(?P<venue>Proceedings of .{{5,200}}?), .{{0,200}}?(?P<year>{_YEAR})\b.{{0,300}}")
_PROCEEDINGS = regex(rf"{_TITLE} {_VENUE} (?P<year>{_YEAR})(?: \([^()]{{1,20}}\))?{_PAGES}")


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: two entries or more, or one with DBLP's number."""
    lines = _lines(text[:SAMPLE])
    starts = [at for at in range(len(lines)) if _begins(lines, at)]
    tagged = any(_number(lines, at) for at in starts)
    return 0.98 if tagged else 0.9 if len(starts) > 1 else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The entries of a page in their order."""
    lines = _lines(text)
    header, *pieces = cut(lines, lambda at: _begins(lines, at))
    yield from outside(header)
    volume = next((found for line in reversed(header) if (found := _VOLUME.fullmatch(line.text))), None)
    at = len(header)
    for piece in pieces:
        number = _number(lines, at)
        yield _record(piece[:2], _KINDS.get(number["kind"]) if number else None, volume)
        yield from outside(piece[2:])
        at += len(piece)


def _lines(text: str) -> list[Line]:
    """The lines of a page; authors and title are two where a page has both in one line."""
    lines = numbered(text)
    parted = [_whole(line) if len(line.text) < 1000 else [line] for line in lines]
    lists = [parts for parts in parted if len(parts) > 1]
    several = sum("," in parts[0].text for parts in lists)  # one name alone may be the beginning of a title
    return [line for parts in parted for line in parts] if several > 0.5 * len(lists) else lines


def _whole(line: Line) -> list[Line]:
    """Authors and the rest of an entry that stands in one line."""
    authors, colon, rest = line.text.partition(": ")
    if not colon or _AUTHORS.fullmatch(_names(f"{authors}:")) is None or _entry(rest) is None:
        return [line]
    return [Line(line.number, f"{authors}:"), Line(line.number, rest)]


def _names(text: str) -> str:
    """The authors in the line above a title."""
    return _ORCID.sub("", _NUMBER.sub("", text, count=1)).removesuffix(":").rstrip()


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a line holds the authors of an entry, the rest of which is the next line."""
    if at + 1 >= len(lines) or not lines[at].text.endswith(":"):
        return False
    named, text = _AUTHORS.fullmatch(_names(lines[at].text)) is not None, lines[at + 1].text
    return named and (_entry(text) is not None or (not text.endswith(":") and _number(lines, at) is not None))


def _number(lines: Sequence[Line], at: int) -> re.Match[str] | None:
    """DBLP's number of an entry: before its authors, or above them and the words of buttons."""
    above = at - 1
    while above > 0 and at - above <= _BUTTONS and _BUTTON.fullmatch(lines[above].text):
        above -= 1
    return _NUMBER.match(lines[at].text) or (_NUMBER.fullmatch(lines[above].text) if above >= 0 else None)


def _entry(text: str) -> re.Match[str] | None:
    shapes = (_JOURNAL, _PROCEEDINGS, _IN_VOLUME) if len(text) < 1000 else ()
    return next(filter(None, (shape.fullmatch(text) for shape in shapes)), None)


def _parted(text: str) -> dict[str, str | None]:
    """The title, up to its first stop, and the year of an entry in a form that is not known."""
    found = _FIRST_SENTENCE.match(text)
    return found.groupdict() if found else {}


def _record(lines: Sequence[Line], kind: EntryType | None, volume_of_all: re.Match[str] | None) -> Record:
    """The paper of two lines; where it stands is told by the volume of all where it does not itself."""
    found = _entry(lines[1].text)
    held = found.groupdict() if found else {"title": joined(lines[1:]), **_parted(lines[1].text)}
    if "venue" not in held and volume_of_all:
        held |= volume_of_all.groupdict()
    venue = held.get("venue") or ""
    is_corr = venue == "CoRR"
    if kind is EntryType.BOOK and _SCHOOL.search(venue):
        kind = EntryType.THESIS
    volume = held.get("volume") or ""
    return make_record(
        NAME,
        where(lines),
        title=(held["title"] or "").removesuffix("."),
        authors=[Name.parse(_HOMONYM.sub("", name)) for name in _names(lines[0].text).split(", ")],
        date=held.get("year"),
        entry_type=EntryType.PREPRINT
        if is_corr
        else kind or (EntryType.ARTICLE if "number" in held else EntryType.CONFERENCE),
        venue=None if is_corr else venue.rstrip(","),
        volume=None if is_corr else volume,
        number=held.get("number"),
        pages=held.get("pages"),
        arxiv=volume.removeprefix("abs/") if is_corr else None,
        doubts=() if found else ("the title was told from its first stop and may be cut wrongly",),
    )


READER = Reader(NAME, "DBLP page", recognize, read)
