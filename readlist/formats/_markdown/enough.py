"""How much must speak for an item of a Markdown text before it is a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._markdown.facts import ENOUGH, Facts
from readlist.formats._markdown.groups import BEGINS_WITH_TITLE, LABELED_ADDRESS
from readlist.formats._markdown.inline import shown
from readlist.formats._markdown.running_text import is_no_title
from readlist.formats._paper_links import Role, labels_paper
from readlist.formats._venues import appears, venue
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._markdown.blocks import Item

# A title with capitals may ask "Are We Ready?".
ADDRESSES_READERS = regex(
    r"\b(?:[Pp]lease|you|your|we|will be|should|[Tt]his list|I(?= [a-z]))\b|\A\W{0,3}(?:We|Your?|Should)\b|[.:]\s*\Z"
)
_GLOSSARY = regex(
    r"[\W\d_]{0,12}(?:(?:list of )?(?:dictionary|glossary|abbreviations?|acronyms?|nomenclature|terms)"
    r"(?: (?:of|and|&) (?=\w)|\W{0,6}\Z)){1,3}",
    re.IGNORECASE,
)
TAGS = regex(r"<[^<>]{1,40}>")
_LINK_FIRST = regex(r"\W{0,3}\[([^\[\]]{1,60})\]\s?\(")
_PLACEHOLDER = regex(
    r"[\[{]?(?:(?:links?|ur[li]|pdf|papers?|code|doi|arxiv|github|repo|project|page|your|here|to|the|of|address|https?)"
    r"[-_ ]?){1,6}[\]}]?",
    re.IGNORECASE,
)
_LONGEST = 4000  # letters of one paper's own text; what is longer is a page in which some line begins with a dash
_ASIDE = 80  # letters that may stand beside a title and its links in a paragraph


def enough(item: Item, facts: Facts) -> float:
    """The evidence from which an item is a paper: more in a running text than in a list."""
    if len(item.text) > _LONGEST or explains(item.section, facts) or is_no_title(item, facts) or _tells_news(facts):
        return ENOUGH + 99
    linked = _is_linked(facts)
    leads_to_paper = facts.lead is not None and facts.lead.role is Role.PAPER and not venue(facts.title or "")
    if item.bullet or item.among_titles or item.cites or (item.heading and leads_to_paper):
        return ENOUGH
    if item.heading:
        return ENOUGH + 0.5 * (not linked) if item.children else ENOUGH + 1.5 if linked else ENOUGH + 99
    if not linked and not (facts.authors and facts.authors.sure):
        return ENOUGH + 99
    titled = BEGINS_WITH_TITLE.match(item.text) and len(facts.extra.get("remark", "")) < _ASIDE
    if item.children or titled or _is_title_over_links(item) or _is_dated_title(facts) or _is_reference(facts):
        return ENOUGH + 0.5 * (not item.text.startswith("【"))
    return ENOUGH + 1.5 if facts.styled and linked else ENOUGH + 99


def is_template(facts: Facts) -> bool:
    """Whether an item only shows how one is written, where its links are to lead: "**Title** [[pdf]](link-to-pdf)"."""
    return any(link.labeled and _PLACEHOLDER.fullmatch(link.url) for link in facts.all_links)


def _is_linked(facts: Facts) -> bool:
    return any(link.role is Role.PAPER for link in facts.all_links)


def _tells_news(facts: Facts) -> bool:
    """Whether what stands for a title is a part of a sentence, or addresses readers: "the third meeting"."""
    title = facts.title or ""
    alone = not (facts.authors or facts.place or _is_linked(facts))
    return alone and (title[:1].islower() or ADDRESSES_READERS.search(title) is not None)


def explains(section: Sequence[str], facts: Facts) -> bool:
    """Whether an item under these headings only says what a word stands for, and leads to where one may read of it."""
    of_words = bool(section) and _GLOSSARY.fullmatch(shown(section[-1])) is not None
    return of_words and facts.authors is None and facts.place is None


def _is_title_over_links(item: Item) -> bool:
    """Whether a paragraph is a line with a title, then one that begins with the label of a paper's link or address."""
    first, last = item.texts[0], item.texts[-1]
    link = _LINK_FIRST.match(last) or LABELED_ADDRESS.match(last) if len(item.texts) > 1 and "](" not in first else None
    labels = link is not None and (labels_paper(link[1]) or appears(link[1]))
    return labels and ADDRESSES_READERS.search(TAGS.sub("", first)) is None


def _is_reference(facts: Facts) -> bool:
    """Whether a paragraph is a reference that tells where and when a paper was published."""
    cited = facts.cited
    return bool(cited and cited.date and (cited.venue or cited.publisher) and not cited.doubts and not facts.extra)


def _is_dated_title(facts: Facts) -> bool:
    """Whether a paragraph tells a title and its date, links, and nothing else."""
    title = facts.title or ""
    return facts.is_dated and not facts.extra and title.count(" ") > 1 and not ADDRESSES_READERS.search(title)
