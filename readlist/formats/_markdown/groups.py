"""What stands below a title joined with it: headings, lines in bold and summaries that lead several blocks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from readlist.formats._markdown.blocks import Item
from readlist.formats._markdown.inline import shown
from readlist.formats._markdown.paper import has_title, only_details
from readlist.formats._paper_links import labels_paper
from readlist.formats._venues import only_date, venue
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readlist.formats._markdown.blocks import Blocks, Table

# Headings of what is no paper, though names or links may stand below.
_CHAPTER = regex(
    r"\b(?:papers|publications|proceedings|reading list|bibliography|presentations?|posters?|accepted|orals?|surveys?"
    r"|committees?|organi[sz]ers?|speakers?|chairs?|authors?|contributors?|members?|team|editors?|contacts?|acknowledg\w+"
    r"|references|citations?|licen[cs]e|contents|resources|links|contributing|news|updates?)[\s:.!]{0,5}\Z"
    r"|\A\W{0,9}(?:week|day|lecture|session|part|chapter|section|module|topic|unit)\W{0,3}\d",
    re.IGNORECASE,
)
BEGINS_WITH_TITLE = regex(
    r"(?:[^\w\[*<\"“(]|:\w{1,30}:){0,30}(?:\[[^\]]{9}|\*\*[^\s*]|<b>|<a |[\"“]|【\d)|\W{0,9}(?:paper )?titles?\W{0,4}:"
)
_AUTHORS = regex(r"\W{0,9}(?:authors?|作者)\W{0,9}[:：]", re.IGNORECASE)
_LABELED = regex(r"(?P<mark>\*\*|__)[^\W\d_][^*_\n]{1,30}(?:[:：]\s?(?P=mark)|(?P=mark)\s?[:：])")
LABELED_ADDRESS = regex(r"\W{0,4}([^:：\n]{1,40})[:：]\W{0,4}https?://", re.IGNORECASE)
_FEWEST_WORDS, _MOST_WORDS = 4, 30  # of a title without any style
_PROSE = 300  # letters from which a paragraph below a paper's title is its abstract


def grouped(found: Blocks) -> list[Item | Table]:
    """The blocks, those that tell only details of the title above them put below it."""
    kept: list[Item | Table] = []
    above: Item | None = None
    leads = False  # whether something was put below it
    for at, part in enumerate(found.parts):
        if not isinstance(part, Item):
            above = None
        elif above and (_is_labeled(part, above) if leads else _is_subtitle(part, above, found.parts[at + 1 : at + 3])):
            above.children.append(part)
            continue
        elif (
            above
            and _belongs(part, above, found.definitions)
            and (leads or _leads(above, found.definitions) or _is_plain_title(above, part))
        ):
            above.children.append(part)
            leads = True
            continue
        elif not (above and leads and _is_prose(part)):
            above, leads = part, False
        elif not above.bullet:
            part.texts[0] = f"Abstract: {part.texts[0]}"
            above.children.append(part)
            continue
        kept.append(part)
    return [part for part in _with_titles(kept, found.definitions) if not _is_heading_only(part)]


def _is_labeled(item: Item, above: Item) -> bool:
    """Whether an item tells something of the paper above it under a label in bold."""
    return item.bullet and not above.bullet and _LABELED.match(item.text) is not None


def _is_subtitle(item: Item, above: Item, following: Sequence[Item | Table]) -> bool:
    """Whether a short paragraph stands between a title and labelled authors, as a translation of the title does."""
    plain = above.heading and not (item.heading or item.bullet or "](" in item.text or len(item.text) > _PROSE)
    return plain and any(isinstance(part, Item) and _AUTHORS.match(part.text) for part in following)


def _is_heading_only(part: Item | Table) -> bool:
    return isinstance(part, Item) and part.heading and not (part.linked or part.children or part.among_titles)


def _with_titles(parts: Sequence[Item | Table], definitions: Mapping[str, str]) -> Iterator[Item | Table]:
    """The blocks; a heading beside which most are titles takes the paragraphs below it, whatever they say."""
    _mark_among_titles([part for part in parts if isinstance(part, Item) and part.heading], definitions)
    title: Item | None = None
    for part in parts:
        if title and isinstance(part, Item) and not part.bullet and not part.heading:
            title.texts += [part.text, *map(whole, part.children)]
            title.end = title.last = part.last
        else:
            title = part if isinstance(part, Item) and part.among_titles else None
            yield part


def _mark_among_titles(headings: Sequence[Item], definitions: Mapping[str, str]) -> None:
    """Mark the headings without details that could be titles, where more of those beside them have some."""
    leading = Counter(heading.section for heading in headings if heading.children)
    alone = [
        heading
        for heading in headings
        if heading.section in leading and _is_heading_only(heading) and _leads(heading, definitions)
    ]
    others = Counter(heading.section for heading in alone)
    for heading in alone:
        if leading[heading.section] > others[heading.section]:
            heading.among_titles = True
            heading.texts = [f"**{heading.text}**"]


def _leads(item: Item, definitions: Mapping[str, str]) -> bool:
    """Whether a block may be the title over others."""
    if (item.children and not item.heading) or item.quoted:
        return False
    if item.heading:
        title = shown(item.text)
        place = venue(title)
        return not (_CHAPTER.search(title) or only_date(title) or (place and place.known) or len(title.split()) < 2)
    if not item.bullet and not BEGINS_WITH_TITLE.match(item.text):
        return False
    return has_title(item.text, definitions)


def _is_plain_title(item: Item, below: Item) -> bool:
    """Whether a line without any style is the title over an item that leads to a paper, and to nothing else."""
    if item.bullet or item.heading or item.children or len(item.texts) > 1 or not below.bullet:
        return False
    title = item.text
    is_title = _FEWEST_WORDS <= len(title.split()) <= _MOST_WORDS and title[-1:].isalnum() and "](" not in title
    leading = LABELED_ADDRESS.match(below.text) if is_title and title[0].isupper() else None
    return leading is not None and labels_paper(leading[1])


def _belongs(item: Item, lead: Item, definitions: Mapping[str, str]) -> bool:
    """Whether a block tells only details of the title above it."""
    if (
        item.heading
        or item.section[: len(lead.section)] != lead.section
        or (lead.bullet and item.bullet and not _is_titled(lead))
    ):
        return False
    if item.text.startswith(("**", "__")) and ":" not in item.text and "](" not in item.text:
        return False  # the next title
    return only_details(whole(item), definitions)


def _is_titled(item: Item) -> bool:
    return re.match(r"\W{0,4}(?:paper )?title\W{0,4}:", item.text, re.IGNORECASE) is not None


def _is_prose(item: Item) -> bool:
    return not item.bullet and not item.heading and len(item.text) >= _PROSE and "](" not in item.text


def whole(item: Item) -> str:
    """The text of an item and of what is nested in it."""
    return "\n".join([item.text, *map(whole, item.children)])
