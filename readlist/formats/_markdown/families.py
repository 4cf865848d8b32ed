"""Family names alone beside titles, as "Quill, Rook, Dov (2022)", told by those of the whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._families import FAMILY, parted_families, tell_families
from readlist.formats._markdown.fields import set_field
from readlist.formats._markdown.inline import spans
from readlist.formats._name_lists import ET_AL, name_list
from readlist.formats._venues import venue
from readlist.model.dates import MONTH_WORD, PartialDate
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readlist.formats._markdown.facts import Facts

_MONTH = rf"{MONTH_WORD}[.,]?\s(?=(?:19|20)\d\d)"
_DATE = rf"(?:(?:0?[1-9]|1[0-2])[-/.]|{_MONTH})?(?:19|20)\d\d(?!\d)"
_DATED = regex(rf"[^\W\d_][\s,.]{{0,3}}[(\[]?{_DATE}")
# Names that begin a part of an item, up to their date, before which the venue may stand where they are several.
_NAMED = regex(
    r"(?:\A|[\n.:;(\[–—-])[\s,]{0,3}(?:by\s)?"
    rf"(?P<names>{FAMILY}(?:,?\s(?:and|&)\s{FAMILY}|,\s(?!{_MONTH}){FAMILY}){{0,40}}(?:,?\s{ET_AL})?)"
    rf"(?P<place>[\s,.(]{{1,3}}(?!{_MONTH})[A-Z][A-Za-z&-]{{1,15}}(?:\s[A-Z][A-Za-z&-]{{1,15}})?)?"
    rf"[\s,.]{{0,3}}[(\[]?(?P<date>{_DATE})",
)
_SHORTENED = regex(rf"{ET_AL}\Z")
# What methods are called and no person, "HushNet" or "BERT"; not "McBell".
_OF_METHOD = regex(r"[A-Z]{2}|\b(?!Ma?c|D[aeiu]|L[aeo]|V[ao]n|Fitz)[A-Z]?[a-z]{1,20}[A-Z]")
_PART = regex(r",?\s(?:and|&)\s")
_AROUND = regex(rf"\A[\s(]{{0,3}}(?:by\s)?|[\s,.(]{{0,3}}(?:{_DATE})?\)?\Z")


def take_families(told: Iterable[tuple[Facts, str]]) -> None:
    """Take family names beside titles for authors, where the list tells that they are some; items with their texts."""
    beside = [
        (facts, *named)
        for facts, text in told
        if facts.title and _DATED.search(text) and (named := named_in(text)) and not _is_named(facts, named[0])
    ]
    if tell_families(names for _, names, _ in beside):
        for facts, names, date in beside:
            take_named(facts, names, date)


def _is_named(facts: Facts, names: str) -> bool:
    """Whether the authors are told already, and more of them than such names tell."""
    return facts.authors is not None and any(name.given and name.given not in names for name in facts.authors.names)


def named_in(text: str) -> tuple[str, str] | None:
    """The names and the date of an item, a name alone with nothing between; None where it has none such.

    >>> named_in("**Nets that rest** - Quill, Rook (2022)"), named_in("HushNet (Quill et al., 2022)")
    (('Quill, Rook', '2022'), ('Quill et al.', '2022'))
    """
    plain = "".join("\n" if span.url or span.image or span.style == "strong" else span.text for span in spans(text))
    for found in _NAMED.finditer(plain):
        names = found["names"]
        single = parted_families(names) == names
        may_be_venue = single and (found["place"] or venue(names))
        others = names if _SHORTENED.search(names) else f"{names} et al."
        if not (may_be_venue or _OF_METHOD.search(names)) and name_list(_PART.sub(", ", others)):
            return names, found["date"]
    return None


def _within(told: str, names: str) -> bool:
    """Whether a text is some of the names, with "by" before them or their date behind."""
    return _AROUND.sub("", told) in names


def take_named(facts: Facts, names: str, date: str) -> None:
    """Take family names for the authors, and what dates them for the date; nothing of them is a venue or remark."""
    if facts.place and _within(facts.place.name or "-", names):
        facts.place = None
    facts.date = facts.date or (None if facts.place and facts.place.date else PartialDate.find(date))
    remarks = facts.extra.pop("remark", "").split("; ")
    facts.note("remark", "; ".join(told for told in remarks if not _within(told, names)))
    parted = parted_families(names)
    facts.authors = None
    set_field(facts, "authors", parted if parted != names else f"{names};")
