"""How surely a text is a list or table of papers in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE
from readlist.formats._markdown.blocks import blocks
from readlist.formats._markdown.facts import ENOUGH
from readlist.formats._markdown.own import HEADING
from readlist.formats._markdown.read import candidates, navigates
from readlist.formats._references.entries import share_of_references
from readlist.model.identifiers import find_arxiv, find_doi
from readlist.model.regex import regex
from readlist.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._markdown.facts import Facts
    from readlist.formats._markdown.read import Candidate

_LOOKS_MARKED = regex(r"^[ \t]{0,12}(?:[-*+•]\s|\d{1,4}[.)]\s|\||\*\*|\[|#{1,6} )|\]\(|<li>|<a href", re.MULTILINE)
_MARKUP = regex(r"\]\(|\*\*|__\w|<a href|^[ \t]{0,12}(?:\||[-*+] \[[ xX]\] )", re.MULTILINE)
_PLAIN = 0.6  # how sure a list of papers without any style is one
_FEWEST = 3  # papers of such a list
_MOST = 0.7  # of its items
_PROSE = 400  # letters of a line that is an abstract, not an item
_SOME_REFERENCES = 0.4  # share from which a list without any style is left to the reader of references
_REFERENCES = 0.5  # share from which a text without markup is a list of references in a citation style
_RAREST = 20  # items, of which one is a paper
_BEGINS_OTHERWISE = regex(
    r"\s{0,999}(?:<!--[^>]{0,2000}>\s{0,99}){0,5}(?:\[\s{0,99}[{\"]|\{|<\?xml|@|<!(?!--)|<html|<body|(?:---\s{0,9}\n)?references:\s{0,9}\n)"
)


def recognize(text: str, cited: str = "") -> float:
    """How surely a text is a list or table of papers in Markdown; those are left aside that ``cited`` tells in full."""
    if text.strip() == HEADING.strip():  # what is written of no papers
        return 0.9
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    if _LOOKS_MARKED.search(sample) is None or _BEGINS_OTHERWISE.match(sample) or _is_other(sample):
        return 0.0
    found = candidates(blocks(sample))
    papers = [entry for entry in found if entry.paper]
    if all(_is_told(entry.facts, cited) for entry in papers) or (len(papers) == 1 and papers[0].named):
        return 0.0
    others = sum(
        entry.own is None and not entry.paper and entry.facts.evidence == 0 and not navigates(entry) for entry in found
    )
    sure = sum(map(_is_sure, papers))
    if sure < 2 and not (sure and len(papers) <= 2 and others <= 2):
        return _PLAIN if _is_plain_list(found) and share_of_references(sample) < _SOME_REFERENCES else 0.0
    if not cited and (len(papers) * 4 < others or len(papers) * _RAREST < len(found)):
        return 0.3
    return max(0.0, min(0.9, 0.55 + 0.4 * len(papers) / (len(papers) + 0.5 * others)))


def _is_sure(entry: Candidate) -> bool:
    """Whether much speaks for a paper, and something of it is Markdown: a style or link, not just a leading dash."""
    facts = entry.facts
    marked = entry.item is None or facts.styled or bool(facts.links) or "number" in facts.extra
    in_column = entry.item is None and entry.listed
    return entry.own is not None or in_column or (marked and facts.evidence >= ENOUGH + 0.5)


def _is_told(facts: Facts, cited: str) -> bool:
    """Whether a citation elsewhere in the text is that of a paper."""
    if not cited:
        return False
    addresses = [link.url for link in facts.all_links]
    identifiers = {found.id for found in map(find_arxiv, addresses) if found}
    identifiers |= {*filter(None, map(find_doi, addresses))}
    title = fold(facts.title or "")
    return bool(title and title in fold(cited)) or any(identifier in cited for identifier in identifiers)


def _is_plain_list(found: Sequence[Candidate]) -> bool:
    """Whether most items of a list without any style are papers with authors or a venue, or listed as papers.

    Those of a table of contents are none of the list.
    """
    bullets = [entry for entry in found if entry.item is not None and entry.item.bullet]
    items = [entry for entry in bullets if not (entry.facts.all_links and navigates(entry))]
    papers = sum(
        entry.paper
        and (entry.listed or (entry.facts.authors or entry.facts.place) is not None)
        and (entry.listed or entry.facts.evidence >= ENOUGH)
        and "|" not in entry.text  # of a table that lost its rows
        for entry in items
    )
    return papers >= _FEWEST and papers >= _MOST * len(items)


def _is_other(sample: str) -> bool:
    """Whether a text is references in a citation style, or abstracts with a bullet or number before each paper."""
    lines = sample.split("\n")
    prose = sum(len(line) for line in lines if len(line) > _PROSE and _MARKUP.search(line) is None)
    if prose > 0.5 * len(sample) and not any(len(line) <= _PROSE and _MARKUP.search(line) for line in lines):
        return True
    return _MARKUP.search(sample) is None and share_of_references(sample) > _REFERENCES
