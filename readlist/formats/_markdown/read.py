"""The papers in a Markdown text: which items of its lists and rows of its tables are some."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from readlist.formats._kinds import SHOWN
from readlist.formats._markdown.blocks import Blocks, Item, Table, blocks
from readlist.formats._markdown.cells import columns, heads_rows, take_row, title_in, with_families
from readlist.formats._markdown.enough import ADDRESSES_READERS, enough, explains, is_template
from readlist.formats._markdown.facts import ENOUGH, Facts, record_of
from readlist.formats._markdown.families import take_families
from readlist.formats._markdown.groups import grouped, whole
from readlist.formats._markdown.inline import shown
from readlist.formats._markdown.missed import offers_paper
from readlist.formats._markdown.nicknames import is_reference, leads_to_reference, names_paper
from readlist.formats._markdown.own import read_item
from readlist.formats._markdown.paper import NUMBERED, facts_of, in_capitals, only_details
from readlist.formats._markdown.running_text import mentioned
from readlist.formats._paper_links import SHORT_CODE, Role
from readlist.formats._record import tells_of_a_paper
from readlist.formats._venues import only_date, venue
from readlist.model.paper import Paper, Problem, Status
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readlist.formats._kinds import Evidence, Found

NAME = "markdown"
_OF_PAPERS = regex(
    r"\b(?:papers|publications|proceedings|reading list|bibliography|presentations?|posters?|accepted|orals?)\b"
    r"|paper[ _-]?lists?\b",
    re.IGNORECASE,
)
_OF_CONTENTS = regex(
    r"\b(?:contents|categories|topics|index|overview|outline|toc|news|updates?|tools|contribut\w+|licen[cs]e)\b",
    re.IGNORECASE,
)
_COUNT = regex(r"\s?[(\[](?:total:? ?)?\d{1,5}(?: papers?)?[)\]]\s?\Z", re.IGNORECASE)
_BESIDE_VENUE = regex(
    r"\A(?:(?:accepted|published|list of|all|the|year|in|at|of|from|papers?|publications|awesome)\s+){1,6}"
    r"|(?:\s+(?:accepted|main|papers?|publications|lists?|proceedings)){1,4}\Z|\A[^\w(\[]{1,9}",
    re.IGNORECASE,
)
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEADS_ON = regex(r"\b(?:check|check out|see|visit|click|available|found|released|read it)\Z", re.IGNORECASE)
_SHORT_TITLE = 2  # words, that may as well be a name
_MARKED = regex(r"[*_\[<`\"“《「]|https?:")
_SMALL_WORD = regex(r"(?<![\w-])[a-z]{3}")
_WORD = regex(r"[^\W\d_]")


@dataclass(slots=True)
class Candidate:
    """An item or row that may be a paper: its lines, what it tells, where it stands."""

    lines: tuple[int, int]
    facts: Facts
    section: tuple[str, ...]
    text: str
    item: Item | None = None
    paper: bool = False
    missed: bool = False  # stands among papers, and is none
    listed: bool = False  # a bare title below a heading, or with a date in a column, that tells of papers
    named: bool = False  # by its whole title in running text
    own: Paper | None = None  # read from the exact form that readlist writes


_KNOWN = Facts()  # of an item in the exact form, whose facts are read already
_NONE = Candidate((0, 0), _KNOWN, (), "")  # what follows the last


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names are not glued here
    """The papers of a text in their order, and a problem for each item that leads somewhere and is no paper."""
    entries = candidates(blocks(text))
    papers = sum(entry.paper for entry in entries)
    of_papers = not papers or papers * 2 > len(entries)  # of a text without any, someone named the format
    for entry in entries:
        if entry.own is not None:
            yield entry.own
            continue
        if entry.paper:
            _take_headings(entry)
        record = record_of(entry.facts, NAME, entry.lines, _headings(entry.section)) if entry.paper else None
        if record is not None and tells_of_a_paper(record):
            yield _with_state(record, entry)
        elif (
            entry.missed
            or (of_papers and _is_bare_title(entry, longer=99))
            or (papers > 1 and _ends_outline(entry))
            or (not navigates(entry) and (entry.item is None or entry.item.bullet or NUMBERED.match(entry.text)))
            or offers_paper(entry.text, entry.facts, among_papers=papers > 1)
        ):
            yield Problem(entry.lines, "no paper in this item", entry.text[:SHOWN])


def _take_headings(entry: Candidate) -> None:
    """Take the year, or the venue of a year, from the nearest heading that tells one, where the item does not."""
    facts = entry.facts
    for heading in reversed(entry.section):
        text = shown(heading)
        named = _BESIDE_VENUE.sub("", _COUNT.sub("", SHORT_CODE.sub("", text))).strip()
        if date := only_date(named):
            facts.date = facts.date or (None if facts.place and facts.place.date else date)
            return
        place = venue(named)
        if place and place.known and place.date and not _SMALL_WORD.search(place.name or ""):
            told = facts.date or (facts.place.date if facts.place else None)
            if facts.place is None and (told is None or abs(told.year - place.date.year) <= 1):
                facts.place = place
            return
        if _YEAR.search(text):
            return  # that of a time in some other words, inside of what stands above


def _with_state(record: Found, entry: Candidate) -> Found:
    """The record, with its state where the item has a check box, tags or a note."""
    item, tags = entry.item, entry.facts.tags
    if isinstance(record, (Problem, Paper)) or item is None or (item.checked is None and not tags and not item.quoted):
        return record
    status = Status.READ if item.checked else Status.INBOX
    return Paper(record=record, status=status, tags=tags, note="\n".join(item.quoted) or None)


def navigates(entry: Candidate) -> bool:
    """Whether an item leads only to places in the same text, or nowhere."""
    links = entry.facts.all_links
    return all(link.role is Role.PLACE and (link.url.startswith("#") or not link.labeled) for link in links)


def _headings(section: Sequence[str]) -> list[str]:
    """The headings over an item as text, that of the whole document left out."""
    told = list(map(shown, section[-3:]))
    return list(filter(None, told[1:] if len(told) > 1 else told))


def candidates(found: Blocks) -> Sequence[Candidate]:
    """The items and rows of a text; those beside papers that could be some as well are taken for papers."""
    entries = list(_with_references(list(_among_others(found))))
    take_families((entry.facts, entry.text) for entry in entries if entry.item and entry.own is None)
    headings = [entry for entry in entries if entry.item and entry.item.heading and not _only_leads_inside(entry)]
    beside = Counter(entry.section for entry in headings)
    papers = Counter(entry.section for entry in headings if entry.paper)
    for entry in headings:
        if papers[entry.section] * 2 > beside[entry.section]:
            entry.missed = not entry.paper
    _take_dated(entries)
    return entries


def _with_references(entries: Sequence[Candidate]) -> Iterator[Candidate]:
    """The items and rows, each that only leads to the paper of the paragraph below joined with that."""
    for entry, below, behind in zip(entries, [*entries[1:], _NONE], [*entries[2:], _NONE, _NONE], strict=False):
        alone = _is_paragraph(below) and not (_is_paragraph(behind) and is_reference(behind.facts))
        if alone and entry.item and entry.item.bullet and leads_to_reference(entry.facts, below.facts):
            below.facts.links = entry.facts.all_links
            below.facts.note("name", entry.facts.title or "")
            below.lines, below.item, below.paper = (entry.lines[0], below.lines[1]), entry.item, True
        else:
            yield entry


def _is_paragraph(entry: Candidate) -> bool:
    return entry.item is not None and not (entry.item.bullet or entry.item.heading)


def _take_dated(entries: Sequence[Candidate]) -> None:
    """Take titles with a date for papers where most items of the text are some, whatever those beside them are."""
    bullets = [entry for entry in entries if entry.item and entry.item.bullet and not _only_leads_inside(entry)]
    if sum(entry.paper for entry in bullets) * 3 > len(bullets) * 2:
        for entry in bullets:
            if not entry.paper and entry.facts.is_dated:
                entry.paper = _is_bare_title(entry)
                entry.missed = not entry.paper


def _among_others(found: Blocks) -> Iterator[Candidate]:
    """The items and rows of a text, each judged with those beside it."""
    run: list[Candidate] = []
    first = next((part.text for part in found.parts if isinstance(part, Item) and part.heading), "")
    for part in grouped(found):
        entries = list(_of_table(part, found) if isinstance(part, Table) else _of_item(part, found.definitions))
        if run and entries and entries[0].section != run[0].section:
            yield from _with_beside(run, first)
            run = []
        run += entries
    yield from _with_beside(run, first)


def _with_beside(run: Sequence[Candidate], first: str) -> Sequence[Candidate]:
    """The items under one heading, bare titles among papers taken for papers; ``first`` is the heading of the text."""
    items = [entry for entry in run if entry.item is not None and not _only_leads_inside(entry)]
    bullets = [entry for entry in items if entry.item and entry.item.bullet]
    papers = sum(entry.paper for entry in bullets)
    of_papers = len(bullets) > 2 and _are_listed(bullets, first)
    for entry in bullets:
        entry.listed = of_papers and not entry.paper and _is_bare_title(entry)
        entry.paper = entry.paper or entry.listed or (_is_bare_title(entry) and papers * 2 > len(bullets))
        entry.missed = not entry.paper and (of_papers or papers * 2 > len(bullets))
    return run


def _are_listed(bullets: Sequence[Candidate], first: str) -> bool:
    """Whether items are most likely titles of papers: a heading says so, the more of them the higher it stands."""
    *above, heading = (first, *bullets[0].section)
    if _tells_of_papers(heading):
        return sum(map(_is_bare_title, bullets)) * 2 > len(bullets)
    titles = sum(_is_bare_title(entry, longer=7) for entry in bullets)
    return titles * 3 > len(bullets) * 2 and _OF_CONTENTS.search(heading) is None and any(map(_tells_of_papers, above))


def _tells_of_papers(heading: str) -> bool:
    """Whether papers stand below a heading: it says so, or is nothing but a venue and its year."""
    named = venue(shown(heading))
    return _OF_PAPERS.search(heading) is not None or bool(named and named.known and named.date)


def _is_bare_title(entry: Candidate, longer: int = 5) -> bool:
    """Whether an item leads nowhere and reads like a title: one of so many words, in capitals, or with a date."""
    title = entry.facts.title or ""
    words = len(title.split())
    return (
        (words >= longer or (words > 2 and in_capitals(title)) or (words > 1 and entry.facts.is_dated))
        and not title[0].islower()
        and navigates(entry)
        and not ADDRESSES_READERS.search(entry.text)
    )


def _ends_outline(entry: Candidate) -> bool:
    """Whether a bare title stands in an outline, with nothing below it, as papers of which only the titles are told."""
    item = entry.item
    ends = item is not None and item.bullet and item.indent > 0 and not item.children
    return ends and _is_bare_title(entry) and entry.text[-1:].isalnum()


def _only_leads_inside(entry: Candidate) -> bool:
    links = entry.facts.all_links
    return bool(links) and navigates(entry) and any(link.url.startswith("#") for link in links)


def _of_item(item: Item, definitions: Mapping[str, str], above: Sequence[str] = ()) -> Iterator[Candidate]:
    """An item with the details nested in it, then the papers nested in it."""
    if item.checked is not None and not item.children and len(item.texts) == 1:
        own = read_item(item.text, NAME, (item.first, _end(item, ())), item.quoted, checked=item.checked)
        if own is not None:
            yield Candidate((item.first, _end(item, ())), _KNOWN, item.section, item.text, item, paper=True, own=own)
            return
    alone = facts_of(item.text, definitions)
    if is_template(alone) and "://" not in whole(item):
        yield Candidate((item.first, item.last), alone, (*item.section, *above), item.text, item)
        return
    titled = _lacks_authors(item, alone, definitions)
    details: list[Item] = []
    nested: list[Candidate] = []
    every: list[Candidate] = []  # with what the details are, should they be none
    for child in item.children:
        found = list(_of_item(child, definitions, (*above, alone.title or "")))
        if _is_detail(child, found, alone, definitions, titled=titled):
            details.append(child)
        else:
            nested += found
        every += found
    facts = facts_of(item.text, definitions, [*map(whole, details)]) if details else alone
    text = "\n".join([item.text, *map(whole, details)])
    entry = Candidate((item.first, _end(item, details)), facts, (*item.section, *above), text, item)
    here = any(link.label.casefold() == "here" for link in facts.links) and _LEADS_ON.search(facts.title or "")
    entry.paper = facts.evidence >= enough(item, facts) and not here
    among_papers = any(found.paper for found in every)
    if not entry.paper and details and not item.bullet and not among_papers:
        entry.missed = not navigates(entry)
    elif not entry.paper and details and (among_papers or not nested):
        nested = every
        entry = Candidate((item.first, _end(item, [])), alone, (*item.section, *above), item.text, item)
        entry.paper = alone.evidence >= enough(item, alone)
    if len(nested) == 1 and nested[0].paper and names_paper(alone, nested[0].facts):
        nested[0].facts.links += alone.all_links
        nested[0].facts.note("name", alone.title or "")
    elif entry.paper or not any(found.paper for found in nested) or alone.all_links:
        yield from _with_others(entry, definitions)
    yield from nested


def _with_others(entry: Candidate, definitions: Mapping[str, str]) -> Iterator[Candidate]:
    """An item and the other papers beside its title; of a paragraph that is none the papers that it names."""
    others = [replace(entry, facts=facts) for facts in entry.facts.further]
    if not entry.paper and entry.item and not (entry.item.bullet or entry.item.heading):
        named = [replace(entry, facts=facts, paper=True, named=True) for facts in mentioned(entry.text, definitions)]
        return iter(named or [entry, *others])
    return iter([entry, *others])


def _lacks_authors(item: Item, facts: Facts, definitions: Mapping[str, str]) -> bool:
    """Whether what tells a paper may have its authors and venue nested in it; where several do, they are papers."""
    if facts.authors or not (facts.styled and facts.evidence > 0):
        return False
    told = (only_details(child.text, definitions, titled=True) for child in item.children)
    plain = (only_details(child.text, definitions) for child in item.children)
    return sum(told) - sum(plain) == 1


def _is_detail(
    child: Item, found: Sequence[Candidate], above: Facts, definitions: Mapping[str, str], *, titled: bool
) -> bool:
    """Whether a nested item tells more of the paper above it, ``titled`` where it may tell authors and venue."""
    if not above.title:
        return False
    if only_details(child.text, definitions, titled=titled):
        return True
    return not any(entry.paper for entry in found) and (above.evidence > 0 or found[0].facts.lead is None)


def _end(item: Item, details: Sequence[Item]) -> int:
    quoted = item.last if item.quoted and not item.children else item.end
    return max([item.end, quoted, *(detail.last for detail in details)])


def _of_table(table: Table, found: Blocks) -> Iterator[Candidate]:
    """The rows of a table, each column taken for what its name says."""
    held = columns(table)
    entries: list[Candidate] = []
    for number, row in with_families(table, held.roles).rows:
        if not any(map(str.strip, row)):
            continue
        facts = Facts()
        if held.titles is not None and held.titles < len(row):
            title, said = title_in(row[held.titles])
            plain = title and not _MARKED.search(title)
            facts = facts_of(f"**{title}**" if plain else title, found.definitions)
            facts.named = held.roles[held.titles] == "title"
            facts.note("remark", said)
        take_row(facts, held, row)
        facts.styled = True
        entry = Candidate((number, number), facts, table.section, " | ".join(row))
        entry.paper = facts.evidence >= ENOUGH and held.titles is not None and not explains(table.section, facts)
        entries.append(entry)
    papers = [entry for entry in entries if entry.paper]
    for entry in entries:
        whole_title = entry.facts.named and len((entry.facts.title or "").split()) > _SHORT_TITLE
        entry.listed = whole_title and not papers and held.of_papers and entry.facts.is_dated
        whole_title = whole_title and not heads_rows(held, entry.facts, [paper.facts for paper in papers])
        entry.paper = entry.paper or entry.listed or (whole_title and len(papers) * 2 > len(entries))
        entry.missed = not entry.paper and held.titles is not None
        yield from _with_others(entry, found.definitions)
