"""Papers that running text names by their whole titles, and what in it only looks like a title."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from readlist.formats._markdown.facts import Facts
from readlist.formats._markdown.inline import spans
from readlist.formats._markdown.paper import in_capitals
from readlist.formats._markdown.parts import POINTS_TO
from readlist.formats._name_lists import name_list
from readlist.formats._paper_links import Role, link
from readlist.formats._venues import venue
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from readlist.formats._markdown.blocks import Item

# A clause goes on behind these, so that what ends with one is no title.
_GOES_ON = regex(
    r"(?:\b(?:an?|the|of|from|with|by|and|or|using|via|see|in|our|at|as|is|are|to|for|such as|like)|[(,])\Z"
)
_REST_OF_CLAUSE = regex(r"(?:for|in|at|and|with|from|of|to|which|that)\s\S{1,20}(?:\s\S{1,20})?")  # behind a link
_SMALL_WORD = regex(r"(?<![\w-])(?!and\b|van\b|von\b|der\b|den\b)[a-z]{3,20}(?![\w-])")
_PROSE = 4  # words in small letters from which what stands before a title is no list of names
_QUOTED = regex(r"[\"“'‘](?P<title>[^\"“”]{20,500})[\"”'’]")
_LONG, _LONG_QUOTED = 7, 4  # words of a whole title that is not written in capitals
_ROW = 3  # links from which a line of nothing else leads around
_LABEL_WORDS = 2
_WORD = regex(r"\w")


def is_no_title(item: Item, facts: Facts) -> bool:
    """Whether what was taken for an item's title is a part of a sentence, or one of a row of links."""
    title = facts.title or ""
    if facts.lead is None:
        return bool(_GOES_ON.search(title) or _REST_OF_CLAUSE.fullmatch(title))
    if POINTS_TO.match(title) and _before(item.text, facts.lead.url).rstrip()[-1:].isalpha():
        return True
    return not (item.bullet or item.heading) and (
        _stands_in_prose(item.text, facts.lead.url) or (title.count(" ") < _LABEL_WORDS and _is_row(item.text))
    )


def mentioned(text: str, definitions: Mapping[str, str]) -> Iterator[Facts]:
    """The papers whose whole titles are links in a paragraph."""
    for span in spans(text, definitions):
        if span.url is not None and not span.image:
            quoted = _QUOTED.fullmatch(span.text.strip())
            leading = link(quoted["title"] if quoted else span.text, span.url)
            if (
                leading.role is Role.PAPER
                and not leading.labeled
                and _is_whole_title(leading.label, quoted=bool(quoted))
            ):
                yield Facts(title=leading.label.rstrip("."), lead=leading, styled=True)


def _is_whole_title(text: str, *, quoted: bool) -> bool:
    """Whether what a link shows is a title as it stands over a paper."""
    words = text.count(" ") + 1
    whole = in_capitals(text) or words >= (_LONG_QUOTED if quoted else _LONG)
    return whole and not text[0].islower() and name_list(text) is None and venue(text) is None


def _stands_in_prose(text: str, url: str) -> bool:
    """Whether a sentence begins before the link to an address."""
    return len(_SMALL_WORD.findall(_before(text, url))) >= _PROSE


def _before(text: str, url: str) -> str:
    """What is read before the link to an address."""
    return "".join(span.text for span in takewhile(lambda span: span.url != url, spans(text)))


def _is_row(text: str) -> bool:
    """Whether a text is links beside one another, and nothing else."""
    told = [span for span in spans(text) if _WORD.search(span.text)]
    return len(told) >= _ROW and all(span.url is not None for span in told)
