"""What a record has no field for, such as a place, an ISBN or that it is a patent, and its names in what is written.

A reader keeps such a fact under the name that its source has; a writer names it as its own readers know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readlist.model.dates import PartialDate
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from readlist.model.paper import Record


class Fact(NamedTuple):
    """The field of BibTeX, the tag of RIS and the variable of CSL for a fact; empty where there is none."""

    bibtex: str
    ris: str
    csl: str


ISBN = Fact("isbn", "SN", "ISBN")
ISSN = Fact("issn", "SN", "ISSN")
# Each with the names that other notations have for it, in lower case.
_FACTS = {
    Fact(
        "address", "CY", "publisher-place"
    ): "location place %c pp pi publisher_place publisherlocation publisher-loc pub-location",
    Fact("bookauthor", "", "container-author"): "",
    Fact("chapter", "SE", "chapter-number"): "",
    Fact("edition", "ET", "edition"): "%7 ed",
    Fact("eventtitle", "", "event-title"): "",
    Fact("language", "LA", "language"): "%g",
    Fact("note", "N1", "note"): "notes no %z",
    Fact("origdate", "", "original-date"): "",
    Fact("pagetotal", "", "number-of-pages"): "numpages",
    Fact("pmcid", "", "PMCID"): "pmc",
    Fact("pmid", "PM", "PMID"): "",
    Fact("series", "T3", "collection-title"): "collectiontitle",
    Fact(
        "shortjournal", "J2", "container-title-short"
    ): "abbr-1 abbrev_title isoabbreviation iso-abbrev j9 ja ji jo ta",
    Fact("shorttitle", "ST", "title-short"): "short-title %!",
    Fact("translator", "A4", "translator"): "translators",
    Fact("type", "M3", "genre"): "%9 work-type thesistype degree",
    Fact("urldate", "Y2", "accessed"): "%[ access-date accessdate rd",
    Fact("venue", "", "event-place"): "",
    Fact("version", "", "version"): "",
    Fact("volumes", "NV", "number-of-volumes"): "",
}
_NAMED = {name.casefold(): fact for fact, others in _FACTS.items() for name in (*fact, *others.split()) if name}
_BOOK_OR_JOURNAL = frozenset(("isbn", "issn", "sn", "is", "%@", "isbn/issn"))  # one field for both in many programs
_DAY = regex(r"\d{4}[/-]\d")  # that EndNote has of an article in place of an edition
_WHOLE_DAY = regex(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_ISSN = regex(r"\s*\d{4}[-‐–]?\d{3}[\dXx](?![-\d])")


def fact_of(name: str, text: str) -> Fact | None:
    """The fact that a text is told of under a name of whichever notation.

    >>> fact_of("SN", "0028-0836"), fact_of("%@", "978-3-16-148410-0"), fact_of("CY", "Lima").bibtex
    (Fact(bibtex='issn', ris='SN', csl='ISSN'), Fact(bibtex='isbn', ris='SN', csl='ISBN'), 'address')
    """
    folded = name.casefold()
    if folded in _BOOK_OR_JOURNAL and _ISSN.match(text):
        return ISSN
    if folded == "et" and _DAY.match(text):
        return None
    return ISBN if folded in _BOOK_OR_JOURNAL - {"is"} else _NAMED.get(folded)


def day_of(text: str) -> PartialDate | None:
    """The day that an access date tells, however its parts are divided, without the time behind it.

    >>> str(day_of("2001/2/3/16:20")), str(day_of("2001-02"))
    ('2001-02-03', '2001-02')
    """
    found = _WHOLE_DAY.match(text)
    return PartialDate.checked(*map(int, found.groups())) if found else PartialDate.parse(text)


class Kind(NamedTuple):
    """A kind of publication that is finer than the type of a record: the type of biblatex, of RIS and of CSL."""

    biblatex: str
    ris: str
    csl: str


_TYPES = {EntryType.REPORT: ("STAND",), EntryType.ARTICLE: ("NEWS", "MGZN"), EntryType.CHAPTER: ("ENCYC",)}
# Each with the names of reference managers, in lower case.
_KINDS = {
    Kind("artwork", "ART", "graphic"): "",
    Kind("inreference", "ENCYC", "entry-encyclopedia"): "encyclopedia",
    Kind("jurisdiction", "CASE", "legal_case"): "case",
    Kind("legislation", "STAT", "legislation"): "statute",
    Kind("letter", "PCOMM", "personal_communication"): "personal communication",
    Kind("", "MAP", "map"): "",
    Kind("movie", "MPCT", "motion_picture"): "film or broadcast",
    Kind("music", "MUSIC", "song"): "",
    Kind("", "MGZN", "article-magazine"): "magazine article",
    Kind("", "NEWS", "article-newspaper"): "newspaper article",
    Kind("patent", "PAT", "patent"): "",
    Kind("standard", "STAND", "standard"): "",
    Kind("unpublished", "UNPB", "manuscript"): "manuscript|unpublished work",
}
_KIND_OF = {name.casefold(): kind for kind, others in _KINDS.items() for name in (*kind, *others.split("|")) if name}
_TYPE_OF = {code: type_ for type_, codes in _TYPES.items() for code in codes}
_TOLD_AS = ("entry_type", "TY", "type", "%0", "ref-type", "RT", "Reference Type", "ty")


def finer_kind(record: Record) -> Kind | None:
    """The finer kind that a record's source tells, where that is of the record's type."""
    told = (record.extra[name].casefold() for name in _TOLD_AS if name in record.extra)
    kind = next((_KIND_OF[name] for name in told if name in _KIND_OF), None)
    fits = kind is not None and _TYPE_OF.get(kind.ris, EntryType.MISC) is record.entry_type
    return kind if fits else None
