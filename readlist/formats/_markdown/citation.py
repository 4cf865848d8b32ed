"""List items that hold a reference in a citation style: what it tells beside the parts that are told by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._markdown.inline import Span
from readlist.formats._markdown.parts import OF_METHOD
from readlist.formats._name_lists import NameList, name_list
from readlist.formats._paper_links import SHORT_CODE, link
from readlist.formats._references.entries import Entry, likeness
from readlist.formats._references.fields import record
from readlist.formats._venues import Venue
from readlist.model.dates import is_month
from readlist.model.regex import regex
from readlist.model.text import fingerprint, fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._markdown.facts import Facts
    from readlist.formats._paper_links import Link
    from readlist.model.names import Name
    from readlist.model.paper import Record

_LONGEST = 2000
_MOST = 100  # spans of a reference
_QUOTE = regex(r"[\"“”«»]")
_LABEL_LAST = regex(r"\s\*?(?:URL|DOI|Links?|PDF|Paper|Code|Available(?: at)?)\*?:?\*?\Z", re.IGNORECASE)
# What is said of a paper behind a dash that follows the reference to it.
_ASIDE = regex(r"(?<=[\d).*]\.|\d\)) [–—] (?![^\n]{0,2000}(?:\b(?:19|20)\d\d\b|№|\b(?:pp?|[CС])\.))[^\n]{4,2000}\Z")
_DATED = regex(r"\((?:19|20)\d\d[a-z]?\)\Z")
_VOLUME_LAST = regex(r",\s?\d{1,4}\Z")
_EDITED = regex(r"\b(?:[Ee]ds?\b|[Ee]dit|Hrsg|Hg\b|In:?\s)")
_REMARK = regex(r"\A[\[(][A-Za-z]['’A-Za-z ]{0,20}\d{0,4}[\])]\s")


def with_linked_references(shown: Sequence[Span]) -> Iterator[Span]:
    """The spans of a text, a link that is shown as a whole reference parted: the reference, then the link."""
    for span in shown:
        if span.url is None or len(span.text) > _LONGEST or likeness(squeeze(span.text)) < 1:
            yield span
        else:
            yield Span(f"{span.text.strip()} ")
            yield Span("[link]", url=span.url)


def _cited_text(shown: Sequence[Span], lead: Link | None) -> str:
    """The text of an item up to the links behind it, with marks around what can only be its title."""
    texts: list[str] = []
    slanted = False  # whether a title in emphasis was seen, so that what is strong behind it is none
    for span in shown[:_MOST]:
        if span.style == "strong" and _QUOTE.search(span.text) and likeness(squeeze(span.text)) == 1:
            return squeeze(span.text)
        told = "".join(texts) if span.url is not None else ""
        if span.image is not None or (span.url is not None and link(span.text, span.url).labeled):
            if any(map(str.strip, texts)):
                break
        elif told.rstrip().endswith(".") and span.url != (lead and lead.url) and likeness(told) == 1:
            break
        else:
            texts.append(span.text if slanted and span.style == "strong" else _marked(span))
            slanted = slanted or (span.style == "emphasized" and span.text.count(" ") > 1)
    text = squeeze(SHORT_CODE.sub("", "".join(texts))).rstrip(" [(")
    return _LABEL_LAST.sub("", _REMARK.sub("", _ASIDE.sub("", text)))


def _marked(span: Span) -> str:
    """The text of a span: emphasized as it was, in quotes where it is linked or strong and long enough for a title."""
    text = span.text.strip()
    if span.style == "emphasized" and span.url is None and "*" not in text:
        return span.text.replace(text, f"*{text}*") if text else span.text
    long_enough = text.count(" ") > 1 or (span.url is not None and span.style == "emphasized")
    is_title = (span.url is not None or span.style == "strong") and long_enough and not _QUOTE.search(text)
    if not is_title or likeness(text) == 1 or name_list(text) is not None:
        return span.text
    stop = text[-1] if text[-1] in ".," else ""
    return span.text.replace(text, f"«{text.removesuffix(stop)}»{stop}")


def take_citation(found: Facts, shown: Sequence[Span]) -> None:
    """Take what an item in a citation style tells that was not found in its parts, or all where it is a reference."""
    text = _behind_label(shown, found) or _cited_text(shown, found.lead)
    whole = likeness(text) == 1
    if len(text) > _LONGEST or re.search(r"\d", text) is None or not (whole or "remark" in found.extra):
        return
    cited = record(Entry((1, 1), text, ""), None)
    if _is_label(cited.authors, text) or not _settle_title(found, cited, text, whole=whole):
        return
    named = _are_names(cited.authors, alone=whole) and not _are_labels(cited.authors, found)
    edited = cited.editors and (found.authors is None or _EDITED.search(text))
    if not (named or edited):
        return
    found.cited = cited
    if named and not (found.authors and found.authors.sure and len(found.authors.names) > len(cited.authors)):
        found.authors = NameList(cited.authors, cited.authors_complete, sure=True)
    elif edited and not cited.authors:
        found.authors = None
    _take_place(found, cited, whole=whole)
    told = set(re.findall(r"\w+", text))
    for name in ("remark", "name"):
        for remark in found.extra.pop(name, "").split("; "):
            if not told.issuperset(re.findall(r"\w+", remark)):
                found.note(name, remark)


def _behind_label(shown: Sequence[Span], found: Facts) -> str:
    """The whole reference behind a strong text that names it: "**LOF**. Bell, A., 2000. A title"; "" where none."""
    label = shown[0].text.strip(" .:") if shown and shown[0].style == "strong" and shown[0].url is None else ""
    text = _cited_text(shown[1:], None).lstrip(" .:-–—") if label and found.title == label else ""
    if likeness(text) < 1 or len(text) > _LONGEST:
        return ""
    alone, beside = (record(Entry((1, 1), whole, ""), None) for whole in (text, f"{label}. {text}"))
    told = alone.title and alone.authors and alone.venue and alone.title == beside.title
    if not told or label in (beside.title or ""):
        return ""
    found.title, found.authors, found.place = alone.title, None, None
    found.note("name", label)
    return text


def _take_place(found: Facts, cited: Record, *, whole: bool) -> None:
    """Take where and when a reference says that a paper was published."""
    if cited.venue and (whole or found.place is None or _begins(found.place.name or "", cited.venue)):
        found.place = Venue(cited.venue, None)
    elif whole and cited.publisher and found.place and not found.place.known:
        found.place = None
    found.date = cited.date if whole and cited.date else found.date
    found.date = found.date or cited.date
    if found.extra.get("number") in {cited.number, cited.volume}:
        found.extra.pop("number", None)


def _settle_title(found: Facts, cited: Record, text: str, *, whole: bool) -> bool:
    """Set the title right by what a reference tells; whether both are about the same."""
    if whole and _is_untitled(cited) and not (found.lead or found.styled):
        found.title = None
    if fingerprint(cited.title or "") == fingerprint(found.title or ""):
        return True
    if _replaces(cited, found, text, whole=whole):
        found.title, found.lead, found.authors, found.place = cited.title, None, None, None
        return True
    return False


def _replaces(cited: Record, found: Facts, text: str, *, whole: bool) -> bool:
    """Whether a reference tells better than the parts of its text what is the title."""
    # Without a place or series, what has a publisher may be a course at a school.
    book = cited.publisher and ({"place", "series"} & cited.extra.keys() or cited.editors)
    if found.authors and not cited.authors and (found.lead or found.authors.sure):
        return False
    named = (cited.authors or cited.editors) and (cited.venue or (whole and (book or cited.arxiv)))
    in_front = found.title is not None and text.startswith(found.title) and _DATED.search(found.title)  # authors
    told_wrongly = whole and found.lead is None and (in_front or not (found.authors and found.authors.sure))
    begun = fold(found.title or "").startswith(fold(cited.title or "-"))
    sure = not cited.doubts or (begun and _within(cited.venue, found.title))
    return bool(sure and named and (_tells_less(found, cited) or told_wrongly))


def _tells_less(found: Facts, cited: Record) -> bool:
    """Whether the parts told a piece of the reference for the title, or no authors."""
    if _within(found.title, cited.venue) or _within(found.title, cited.title) or _within(cited.publisher, found.title):
        return True
    if _within(cited.venue if " " in (cited.venue or "") else cited.arxiv, found.title):
        return True
    if fold(found.title or "") in {fold(f"{name.family} {name.given}") for name in cited.authors}:
        return True
    return not found.styled and (not found.authors or _within(cited.title, found.title))


def _is_untitled(cited: Record) -> bool:
    """Whether a reference has no title, and what it has instead is surely names and a place in print."""
    named = not cited.authors_complete or any("." in name.given for name in cited.authors)
    return not cited.title and named and bool((cited.venue and cited.volume) or cited.arxiv)


def _within(title: str | None, place: str | None) -> bool:
    """Whether what was taken for a title is a part of the name of the place of publication."""
    named = _VOLUME_LAST.sub("", title or "")
    return bool(named and place) and fold(named) in fold(place or "")


def _are_names(names: Sequence[Name], *, alone: bool) -> bool:
    """Whether these are names of people, none with a label before it; ``alone`` family names alone are some too."""
    known = (alone and name.literal and not is_month(name.literal) for name in names)
    named = any(known) or any(name.given and len(name.family.strip(".")) > 1 for name in names)
    named = named and not all(name.display.islower() for name in names)
    return named and not any(sign in name.display for name in names for sign in ":[)«»")


def _is_label(names: Sequence[Name], text: str) -> bool:
    """Whether the only name is none of a person, but what the title begins with: "Rest GAN : Nets that sleep"."""
    head = text.partition(":")[0].strip() if ":" in text else ""
    if len(names) != 1 or not (names[0].display == head or head.startswith(f"{names[0].family} ")):
        return False
    return name_list(f"{head} et al.") is None or OF_METHOD.search(head) is not None


def _are_labels(names: Sequence[Name], found: Facts) -> bool:
    """Whether what was told for the only name is what the paper is called for short, its title, or the venue."""
    labels = {fold(found.extra.get("name", "")), fold(found.title or "")}
    labels |= {fold(found.place.name or "")} if found.place else set()
    return len(names) == 1 and fold(names[0].display) in labels


def _begins(one: str, other: str) -> bool:
    """Whether either text begins the other."""
    return one.startswith(other) or other.startswith(one)
