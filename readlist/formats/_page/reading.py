"""Pasted pages of papers, whatever their layout: text to records and problems.

Lines are told from page furniture, hard-wrapped ones joined, each text labeled, and what belongs together becomes a
block: head, glued line and abstract of a listed paper; title and abstract; a title alone; an abstract alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._kinds import SAMPLE
from readlist.formats._page.academic import reads_academic
from readlist.formats._page.beside import addresses, appeared, date, identifier, parted, remark, year
from readlist.formats._page.bylines import Byline, byline, labels_names, people
from readlist.formats._page.bylines import parted as parted_names
from readlist.formats._page.furniture import tells_papers
from readlist.formats._page.joint import Glued, Joint, take_apart
from readlist.formats._page.labels import Label, Unit, labeled
from readlist.formats._page.lines import Head, Kind, Line, classify, head
from readlist.formats._page.programme import begins_at
from readlist.formats._page.wrapped import Seam, joined, seams
from readlist.model.identifiers import find_doi, find_urls
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem, Record, Source
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence

LISTING, TITLED, ABSTRACTS = "listing", "huggingface", "abstracts"

_MOST = 0.6  # of the titles of a page
_FEW = 3  # papers of which names may be told by chance
_FEWEST = 2  # blanks in a title
_FEWEST_AMONG_NAMES = 4  # in one that most others tell from a heading by their authors
_ACADEMIC = 0.3  # what an abstract reads like at least
_HEADING = 60  # letters of a heading, twice as many at most
_HEADED = "Abstract "
_OBJECTS = ('{"', "[{", '["', "[[", "<")  # beginnings of JSON and markup
_LABELED = regex(
    r"(?i:\*{0,2}(?:abstract|summary|tl;?dr|overview|zusammenfassung|résumé|resumen|resumo|摘\s?要|要旨|초록)\s?(?:[:：.]\*{0,2}|[—–-])\s?)(?=\S)"
    r"|Abstract ?(?=(?:We|This|In|These|Our|The|An?) )|Abstract(?=[A-Z][a-z])|ABSTRACT ?(?=[A-Z])"
    r"|TL;?DR (?=[A-Z])|▽ |SlidesLive Video »? ?"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page in one layout (None: no paper), with the numbers of its lines and the texts in it."""

    layout: str | None
    lines: tuple[int, int]
    head: Head | None = None
    title: str | None = None
    glued: str | None = None
    abstract: str | None = None
    parts: tuple[Line, ...] = ()
    names: str | None = None
    text: str = ""
    lacks: str = ""  # how a title differs from most of its page


class Page(NamedTuple):
    """The blocks of a text, and whether it has furniture that stands on pages of papers only."""

    blocks: list[Block]
    known: bool


def read(text: str, evidence: Evidence) -> Iterator[Record | Problem]:
    """The papers of a cleaned text and the passages that are none, in the order of the text."""
    blocks = cut(text).blocks
    bylines = {at: byline(block.glued) for at, block in enumerate(blocks) if block.glued is not None}
    lines = [Glued(found.text, blocks[at].abstract or "") for at, found in bylines.items()]
    joints = dict(zip(bylines, take_apart(lines, evidence.knows_author) if lines else (), strict=True))
    for at, block in enumerate(blocks):
        if block.layout is None:
            reason = "subject and date without a paper" if block.head else "neither a title nor an abstract"
            yield Problem(block.lines, reason, block.text)
        elif at in joints:
            yield _listed(block, joints[at], bylines[at])
        else:
            yield _record(block, block.title, *(people(block.names) if block.names else ()))


def confidence(text: str, layout: str) -> float:
    """How sure a cleaned text is a page of papers with most of them in this layout, from 0 to 1."""
    page = cut(text[:SAMPLE])
    by_names = _by_names(page.blocks)
    known = page.known or by_names
    weights = {block.lines: _weight(block, heads=by_names) for block in page.blocks}
    total = sum(weights.values())
    mass = sum(weights[block.lines] * _likeness(block, known=known) for block in page.blocks)
    share = sum(weights[block.lines] for block in page.blocks if block.layout == layout)
    return mass / total * (0.7 + 0.3 * share / total) if share else 0.0


def _weight(block: Block, *, heads: bool) -> int:
    """How much a block counts of its page: what is no paper, but ``heads`` papers that have authors, hardly does."""
    length = len(block.text if block.layout is None else block.abstract or block.title or "")
    return _HEADING // 4 if heads and block.layout is None and length < 2 * _HEADING else 60 + min(400, length)


def _likeness(block: Block, *, known: bool) -> float:
    """How much a block looks like a paper, from 0 to 1."""
    if block.layout is None:
        return 0.0
    if block.head:
        return 1.0
    if block.abstract is None:
        return 0.9 if known or block.names else 0.1
    if block.abstract.startswith(_OBJECTS):
        return 0.0
    return max(reads_academic(block.abstract), 0.8 if known else 0.0)


def cut(text: str) -> Page:
    """A cleaned text cut into papers and what is none."""
    lines = classify(text)
    following = seams(lines)
    groups = _grouped(labeled(lines, following))
    starts = [group[0].first for group in groups]
    ends = [group[-1].last + 1 for group in groups]
    leads = bool(groups) and _identified(lines[: starts[0]])
    follows = bool(groups) and _identified(lines[ends[-1] :])
    blocks = []
    for group, before, end in zip(groups, [0, *ends[:-1]], [*starts[1:], len(lines)], strict=bool(groups)):
        held = lines[group[0].first : end]
        names = next((line for line in held if line.kind is Kind.NAMES), None)
        parts = _parts(held)
        if leads:
            above = _parts(lines[before : group[0].first][::-1])
            parts = (*(_told_twice(above, parts) if follows else above), *_unidentified(parts))
        blocks.append(_block(group, lines, following, parts, names))
    known = any(line.kind in {Kind.SITE, Kind.PART} and tells_papers(line.text) for line in lines)
    return Page(sorted(_without_strays(_unheaded(blocks)), key=lambda block: block.lines[0]), known)


def _unheaded(blocks: list[Block]) -> list[Block]:
    """The blocks, the word "Abstract" cut off where most abstracts begin with it."""
    headed = sum(block.abstract is not None and block.abstract.startswith(_HEADED) for block in blocks)
    if headed < 2 or headed < 0.5 * len(blocks):
        return blocks
    return [replace(block, abstract=block.abstract and block.abstract.removeprefix(_HEADED)) for block in blocks]


def _without_strays(blocks: list[Block]) -> list[Block]:
    """The blocks, those that lack what most others have told as such; titles of few words with nothing are none.

    What stands before the first whole paper and behind the last one is the page's header and footer.
    """
    by_names = _by_names(blocks)
    whole = {at for at, block in enumerate(blocks) if (block.names if by_names else _is_whole(block))}
    if not by_names and len(whole) < max(3, _MOST * sum(block.layout == TITLED for block in blocks)):
        return blocks
    lacks = "without authors" if by_names else "alone"
    outer = {*range(min(whole)), *range(max(whole) + 1, len(blocks))}
    return [
        replace(block, layout=None, text=block.title or block.abstract or "")
        if by_names and at not in whole and _is_notice(block, outer=at in outer)
        else block
        if block.layout != TITLED or at in whole
        else replace(block, layout=None, text=block.title or "")
        if not _is_whole(block) and _is_heading(block.title or "", outer=at in outer, by_names=by_names)
        else replace(block, lacks=lacks)
        for at, block in enumerate(blocks)
    ]


def _by_names(blocks: Sequence[Block]) -> bool:
    """Whether most titles between the first and the last that have authors have some."""
    named = [at for at, block in enumerate(blocks) if block.names]
    between = blocks[named[0] : named[-1] + 1] if named else []
    few = max((_enough(blocks[at]) for at in named), default=_FEW)
    return len(named) >= max(few, _MOST * sum(block.layout == TITLED for block in between))


def _enough(block: Block) -> int:
    """How many papers with authors like those of a block tell that a page is one of papers."""
    names = block.names or ""
    if labels_names(names):
        return 1 if block.abstract else 2
    return 2 if people(names)[1].affiliations else _FEW


def _is_notice(block: Block, *, outer: bool) -> bool:
    """Whether a block without authors is a paragraph of the page itself."""
    if block.abstract is None or block.head:
        return False
    return (outer and block.layout == ABSTRACTS) or reads_academic(block.abstract) < _ACADEMIC


def _is_heading(title: str, *, outer: bool, by_names: bool) -> bool:
    """Whether a title alone heads a part of a page on which most have authors, or the page itself."""
    if by_names:
        return outer or title.count(" ") < _FEWEST_AMONG_NAMES or begins_at(title)
    return outer and title.count(" ") < _FEWEST


def _is_whole(block: Block) -> bool:
    """Whether a paper has more than a title."""
    told = block.abstract or block.names or block.glued
    known = bool(told) or any(identifier(part.text) or find_doi(part.text) for part in block.parts)
    return known and block.layout is not None


def _grouped(units: Sequence[Unit]) -> list[list[Unit]]:
    """The texts that make one paper, or one passage that is none."""
    groups: list[list[Unit]] = []
    for unit in units:
        goes_on = unit.label in {Label.GLUED, Label.ABSTRACT, Label.LISTED, Label.FURTHER}
        if groups and (goes_on or unit.label is Label.OTHER is groups[-1][-1].label):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return groups


def _identified(lines: Sequence[Line]) -> bool:
    """Whether the furniture of some lines tells a paper's identifier."""
    return any(line.kind in {Kind.PART, Kind.NOTE} and identifier(line.text) for line in lines)


def _told_twice(above: Sequence[Line], below: Sequence[Line]) -> Iterator[Line]:
    """The furniture above a paper whose identifier stands below it, too, where a page has some in both places."""
    told = {found.id for part in below if (found := identifier(part.text))}
    return (part for part in above if (found := identifier(part.text)) and found.id in told)


def _unidentified(parts: Sequence[Line]) -> Iterator[Line]:
    return (part for part in parts if not identifier(part.text))


def _parts(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The furniture of one paper, up to that of the page."""
    beside = takewhile(lambda line: line.kind is not Kind.SITE, lines)
    return tuple(line for line in beside if line.kind in {Kind.PART, Kind.NOTE})


def _block(
    group: Sequence[Unit],
    lines: Sequence[Line],
    following: Sequence[Seam],
    parts: tuple[Line, ...],
    authors: Line | None,
) -> Block:
    ends = [lines[group[0].first], lines[group[-1].last], *([authors] if authors else ())]
    where = (min(line.number for line in ends), max(line.last for line in ends))
    names = authors.text if authors else None
    texts = _texts(group, lines, following)
    heading = head(lines[group[0].first].text) if Label.HEAD in texts else None
    abstract = texts.get(Label.ABSTRACT) or texts.get(Label.LISTED) or texts.get(Label.BARE)
    if abstract:
        abstract = _LABELED.sub("", abstract, 1) if _LABELED.match(abstract) else abstract
    if heading and len(group) > 1:
        heading = heading._replace(code=heading.code or any(part.text == "Code" for part in parts))
        told = Label.GLUED if names is None else Label.TITLE
        texts.setdefault(told, texts.pop(Label.GLUED, ""))
        title, glued = texts.get(Label.TITLE), texts.get(Label.GLUED)
        return Block(LISTING, where, heading, title, glued, abstract, parts, names)
    if Label.TITLE in texts:
        return Block(TITLED, where, title=texts[Label.TITLE], abstract=abstract, parts=parts, names=names)
    if Label.BARE in texts:
        return Block(ABSTRACTS, where, abstract=abstract, parts=parts)
    passage = "\n".join(lines[at].raw.strip() for unit in group for at in range(unit.first, unit.last + 1))
    return Block(None, where, heading, text=passage)


def _texts(group: Sequence[Unit], lines: Sequence[Line], following: Sequence[Seam]) -> dict[Label, str]:
    """The texts of a group by their labels, the paragraphs of an abstract in lines of their own."""
    texts: dict[Label, str] = {}
    label = group[0].label
    for unit in group:
        text = joined(lines[unit.first : unit.last + 1], following[unit.first : unit.last + 1])
        label = label if unit.label is Label.FURTHER else unit.label
        texts[label] = f"{texts[label]}\n{text}" if unit.label is Label.FURTHER else text
    return texts


def _listed(block: Block, joint: Joint, line: Byline) -> Record:
    doubts = () if joint.certain else ("title and first author may be split wrongly",)
    authors = tuple(Name.parse(name) for part in joint.authors for name in parted_names(part))
    return _record(block, joint.title or None, authors, line, doubts)


def _record(
    block: Block,
    title: str | None,
    authors: tuple[Name, ...] = (),
    line: Byline | None = None,
    doubts: tuple[str, ...] = (),
) -> Record:
    title, arxiv = parted(title) if title else (None, None)
    parts = [part.text for part in block.parts]
    notes = [part.text for part in block.parts if part.kind is Kind.NOTE]
    arxiv = arxiv or next(filter(None, map(identifier, parts)), None)
    heading = block.head
    place, notes = appeared(notes) if block.names and not (line and line.venue) else (None, notes)
    return Record(
        title=title,
        authors=authors,
        authors_complete=line.complete if line else True,
        affiliations=line.affiliations if line else (),
        venue=place.name if place else line.venue if line else None,
        volume=place.volume if place else None,
        number=place.number if place else None,
        pages=place.pages if place else None,
        date=heading.date
        if heading
        else (line and line.date)
        or next(filter(None, map(date, parts)), None)
        or (place.date if place else next(filter(None, map(year, notes)), None)),
        entry_type=EntryType.PREPRINT if arxiv else EntryType.MISC,
        abstract=block.abstract,
        arxiv=arxiv.id if arxiv else None,
        arxiv_version=arxiv.version if arxiv else None,
        categories=heading.categories if heading else (),
        doi=next(filter(None, map(find_doi, parts)), None),
        urls=tuple(dict.fromkeys((*find_urls(block.abstract or ""), *addresses(notes)))),
        code=heading.code if heading else None,
        extra={"remark": told} if notes and (told := remark(notes)) else {},
        doubts=(*(() if title else ("no title",)), *doubts, *_doubts(block)),
        source=Source("", block.layout or "", block.lines),
    )


def _doubts(block: Block) -> Iterator[str]:
    if block.head and block.head.date is None:
        yield "no such date"
    if block.lacks:
        yield f"a title {block.lacks}, unlike most of the page"
