"""List items that hold a reference in a citation style: what it tells beside the parts that are told by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._name_lists import NameList
from readlist.formats._paper_links import SHORT_CODE, link
from readlist.formats._references.entries import Entry
from readlist.formats._references.fields import record
from readlist.formats._venues import Venue
from readlist.model.regex import regex
from readlist.model.text import fingerprint, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._markdown.facts import Facts
    from readlist.formats._markdown.inline import Span
    from readlist.model.names import Name

_LONGEST = 2000
_REMARK = regex(r"\A[\[(][A-Za-z ]{1,20}[\])]\s")


def before_links(shown: Sequence[Span]) -> str:
    """The text of an item up to the links behind it."""
    texts: list[str] = []
    for span in shown:
        if span.image is None and (span.url is None or not link(span.text, span.url).labeled):
            texts.append(span.text)
        elif "".join(texts).strip():
            break
    return _REMARK.sub("", squeeze(SHORT_CODE.sub("", "".join(texts))).rstrip(" [("))


def take_citation(found: Facts, text: str) -> None:
    """Take what a text in a citation style tells that was not found in its parts."""
    if len(text) > _LONGEST or re.search(r"\d", text) is None:
        return
    cited = record(Entry((1, 1), text, ""), None)
    if fingerprint(cited.title or "") != fingerprint(found.title or ""):
        found_less = found.title == cited.venue or not (found.styled or found.authors)
        if cited.doubts or not (found_less and cited.authors and cited.venue):
            return
        found.title, found.lead, found.authors, found.place = cited.title, None, None, None
    found.cited = cited
    if _are_names(cited.authors) and not (
        found.authors and found.authors.sure and len(found.authors.names) > len(cited.authors)
    ):
        found.authors = NameList(cited.authors, cited.authors_complete, sure=True)
    found.date = found.date or cited.date
    if cited.venue and (found.place is None or _begins(found.place.name or "", cited.venue)):
        found.place = Venue(cited.venue, None)
    if found.extra.get("number") in {cited.number, cited.volume}:
        found.extra.pop("number", None)
    told = set(re.findall(r"\w+", text))
    for remark in found.extra.pop("remark").split("; "):
        if not told.issuperset(re.findall(r"\w+", remark)):
            found.note("remark", remark)


def _are_names(names: Sequence[Name]) -> bool:
    """Whether these are names of people, none with a label before it."""
    return any(name.given for name in names) and not any(sign in name.display for name in names for sign in ":[)")


def _begins(one: str, other: str) -> bool:
    """Whether either text begins the other."""
    return one.startswith(other) or other.startswith(one)
