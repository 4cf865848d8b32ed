"""Paragraphs that were not taken for papers, and yet offer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._markdown.groups import BEGINS_WITH_TITLE, LABELED_ADDRESS
from readlist.formats._markdown.inline import spans
from readlist.formats._paper_links import Role
from readlist.model.regex import regex

if TYPE_CHECKING:
    from readlist.formats._markdown.facts import Facts
    from readlist.formats._markdown.inline import Span

_WORD = regex(r"[^\W\d_]")
_FEWEST_WORDS = 4  # of a title that may be one of a paper


def offers_paper(text: str, facts: Facts, *, among_papers: bool) -> bool:
    """Whether a line begins with a link labelled as a paper's, or a title with labelled links stands among papers."""
    links = [link for link in facts.all_links if link.labeled and link.role is not Role.PLACE]
    papers = {link.url for link in links if link.role is Role.PAPER}
    lines = text.split("\n") if papers else ()
    begun = (next(filter(_tells, spans(line)), None) for line in lines if "](" in line)
    titled = facts.lead is None and len((facts.title or "").split()) >= _FEWEST_WORDS
    _, ends, last = text.rpartition("\n")
    set_off = (facts.styled and BEGINS_WITH_TITLE.match(text)) or (ends and LABELED_ADDRESS.match(last))
    return any(span is not None and span.url in papers for span in begun) or bool(
        among_papers and links and titled and set_off
    )


def _tells(span: Span) -> bool:
    return span.url is not None or _WORD.search(span.text) is not None
