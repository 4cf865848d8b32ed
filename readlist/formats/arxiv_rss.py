"""arXiv's daily feeds: RSS 2.0 and Atom of rss.arxiv.org, and the RSS 1.0 of export.arxiv.org before 2024."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._arxiv import IDENTIFIER, make, submitted
from readlist.formats._kinds import Reader
from readlist.formats._record import papers_in
from readlist.formats._xml import begins, elements, paragraphs, without_markup
from readlist.model.dates import PartialDate
from readlist.model.identifiers import find_arxiv
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.formats._xml import Element
    from readlist.model.paper import Record

NAME = "arxiv_rss"
_KNOWN = "title link description summary id guid category pubDate published announce_type creator DOI".split()
_KNOWN += ["journal_reference"]
_MARKS = (
    r"updates on arXiv\.org|rss\.arxiv\.org|>\s{0,40}arXiv:\S{1,40} Announce Type:|\(arXiv:[^()<>]{5,60}\)\s{0,40}</"
)
# What older feeds write behind the title: "Title. (arXiv:2010.12345v2 [cs.CL] UPDATED)".
_BEHIND_TITLE = regex(
    rf"\.?\s{{0,3}}\(arXiv:(?P<identifier>{IDENTIFIER})(?: \[(?P<category>[^\[\]]{{1,40}})\])?"
    r"(?P<kind>[A-Z ]{0,40})\)\Z",
    re.IGNORECASE,
)
# What newer feeds write before the abstract: "arXiv:2411.00001v1 Announce Type: new\nAbstract: ".
_BEFORE_ABSTRACT = regex(
    rf"\s*arXiv:(?P<identifier>{IDENTIFIER})\s{{0,9}}(?:Announce Type:\s{{0,9}}(?P<kind>[\w-]{{1,40}}))?\s{{0,9}}",
    re.IGNORECASE,
)
_LABEL = regex(r"\s{0,9}Abstract:\s{0,9}", re.IGNORECASE)
_AUTHORS = regex(r"\s{0,9}Authors?:([^\n]{1,20000})\n", re.IGNORECASE)


def recognize(text: str) -> float:
    """How sure a cleaned text is one of arXiv's daily feeds, or an item of one."""
    return begins(text, r"<(?:\w{1,20}:)?(?:rss|RDF|feed|item|entry)\b", _MARKS)


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers in the order of the feed."""
    return papers_in(elements(text, "item", "entry"), _record)


def _record(item: Element) -> Record:
    title = without_markup(item.get("title"))
    behind = _BEHIND_TITLE.search(title)
    description = item.first("description") or item.first("summary")
    abstract = without_markup(description.content) if description else ""
    authors = without_markup(", ".join(item.every("creator") or item.every("author", "name")))
    if found := _AUTHORS.match(abstract):
        authors, abstract = authors or found[1], abstract[found.end() :]
    before = _BEFORE_ABSTRACT.match(abstract)
    abstract = abstract[before.end() :] if before else abstract
    label = _LABEL.match(abstract)
    kind = item.get("announce_type") or (before and before["kind"]) or (behind and behind["kind"].strip())
    identifier = _identifier(item, before or behind)
    announced = item.get("pubDate") or item.get("published") or item.get("date")
    categories = [item.attributes.get("term") or item.line for item in item.all("category")]
    return make(
        NAME,
        item.lines,
        identifier,
        {
            "Title": title[: behind.start()] if behind else title,
            "Authors": authors,
            "Abstract": paragraphs(abstract[label.end() :] if label else abstract),
            "Subjects": " ".join(categories or [(behind and behind["category"]) or ""]),
            "Journal-ref": item.get("journal_reference"),
            "DOI": item.get("DOI"),
        },
        date=_date(identifier, announced),
        extra={**item.others(*_KNOWN), "announced": announced, "announced as": kind},
    )


def _identifier(item: Element, told: re.Match[str] | None) -> str | None:
    if told:
        return told["identifier"]
    places = (*item.every("guid"), *item.every("id"), *item.every("link"), item.attributes.get("about", ""))
    found = next(filter(None, (find_arxiv(place.replace("oai:arXiv.org:", "arXiv:")) for place in places)), None)
    return f"{found.id}v{found.version}" if found and found.version else found and found.id


def _date(identifier: str | None, announced: str) -> PartialDate | None:
    """The day of the announcement where the identifier is of that month; otherwise it may announce a new version."""
    day = PartialDate.find(announced)
    month = submitted(identifier) if identifier else None
    return day if month is None or (day and (day.year, day.month) == (month.year, month.month)) else month


READER = Reader(NAME, "arXiv RSS", recognize, read)
