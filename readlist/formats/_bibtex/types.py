"""The kinds of publications as entries of BibTeX, biblatex and reference managers are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._facts import finer_kind
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from readlist.model.paper import Record

_TYPES = {
    EntryType.ARTICLE: "article",
    EntryType.CONFERENCE: "inproceedings conference",
    EntryType.CHAPTER: "incollection",
    EntryType.BOOK: "book",
    EntryType.THESIS: "phdthesis thesis",
    EntryType.MASTERS_THESIS: "mastersthesis masterthesis",
    EntryType.REPORT: "techreport report",
    EntryType.DATASET: "dataset",
    EntryType.SOFTWARE: "software",
    EntryType.WEB: "online electronic www",
    EntryType.PREPRINT: "preprint",
    EntryType.MISC: "misc",
}
# Types that say more than a record can.
_FINER_TYPES = {
    EntryType.ARTICLE: "suppperiodical review newspaper newspaperarticle magazinearticle journalarticle",
    EntryType.CONFERENCE: "conferencepaper",
    EntryType.CHAPTER: "inbook inreference suppbook suppcollection bookinbook chapter booksection dictionaryentry",
    EntryType.BOOK: "mvbook collection mvcollection proceedings mvproceedings reference mvreference periodical ebook",
    EntryType.MASTERS_THESIS: "bachelorsthesis bachelorthesis diplomathesis",
    EntryType.REPORT: "manual standard techrep technicalreport",
    EntryType.DATASET: "data database",
    EntryType.SOFTWARE: "computerprogram program code softwareversion softwaremodule codefragment",
    EntryType.WEB: "webpage web_page website web blogpost blog url internet",
}
_EXACT = {name: kind for kind, names in _TYPES.items() for name in names.split()}
_FINER = {name: kind for kind, names in _FINER_TYPES.items() for name in names.split()}
_MASTERS = regex(
    r"master|mathesis|diplom|bachelor|bathesis|licen[ct]|magist|ma[iî]trise|mestr|maestr|laurea|硕士|修士"
    r"|\bm\.? ?sc\b|\bb\.? ?sc\b|\bma\b",
    re.IGNORECASE,
)
# What the field "type" says in biblatex's own words, or repeats.
_KNOWN_KINDS = regex(
    r"(?:phd|ma|res|tech)(?:thesis|report)|ph\.?\s?d\.?(?: (?:thesis|dissertation))?|master'?s thesis|"
    r"technical report|(?:journal )?article|book section|software|dataset",
    re.IGNORECASE,
)
_BRACES = str.maketrans("", "", "{}")
_BY_FIELD = {
    "journal": EntryType.ARTICLE,
    "journaltitle": EntryType.ARTICLE,
    "booktitle": EntryType.CONFERENCE,
    "school": EntryType.THESIS,
}
# The entries that hold nothing of a paper: settings of styles, and fields for other entries.
WITHOUT_PAPER = {
    "xdata": "only fields for other entries, none of which asks for them",
    "set": "a set of other entries, which are read by themselves",
    "ieeetranbstctl": "settings of a style, no paper",
    "control": "settings of a style, no paper",
    "settings": "settings of a style, no paper",
}


# Types beside the usual ones that all styles of BibTeX have, and those of biblatex's data model.
_OF_BIBTEX = frozenset("booklet inbook manual proceedings unpublished".split())
_OF_BIBLATEX = _OF_BIBTEX | frozenset(
    """
    artwork audio bookinbook collection image inreference jurisdiction legal legislation letter movie music mvbook
    mvcollection mvproceedings mvreference patent performance periodical reference review standard suppbook
    suppcollection suppperiodical video
    """.split()
)


def finer_type(record: Record, *, biblatex: bool) -> str:
    """The type that a record's entry had in its source, where the dialect has it and it says what the record is."""
    kind = finer_kind(record)
    name = record.extra.get("entry_type") or (kind.biblatex if kind else "")
    known = name in (_OF_BIBLATEX if biblatex else _OF_BIBTEX)
    return name if known and _FINER.get(name, EntryType.MISC) is record.entry_type else ""


def _kind_of_fields(fields: Mapping[str, str]) -> EntryType:
    """The type of an entry whose own is not known, as types that people make up for a list of their papers."""
    return next((kind for name, kind in _BY_FIELD.items() if name in fields), EntryType.MISC)


def _stands_in_a_book(fields: Mapping[str, str]) -> bool:
    """Whether a book has pages in another one; some programs repeat its own title as that of the other."""
    if not {"author", "booktitle", "pages", "title"} <= fields.keys():
        return False
    own, other = (fields[name].translate(_BRACES).casefold() for name in ("title", "booktitle"))
    return not (own.startswith(other) or other.startswith(own))


def type_told(kind: EntryType, said: str) -> EntryType:
    """The type of a publication of a type for which a field says more."""
    return EntryType.MASTERS_THESIS if kind is EntryType.THESIS and _MASTERS.search(said) else kind


def take_type(name: str, fields: MutableMapping[str, str]) -> EntryType:
    """The type of an entry; what it says beyond that stays in, or goes into, its fields."""
    kind = _EXACT.get(name)
    if kind is None:
        kind = _FINER.get(name) or _kind_of_fields(fields)
        fields["entry_type"] = name
    if name == "book" and _stands_in_a_book(fields):
        kind = EntryType.CHAPTER
    if "type" not in fields:
        return kind
    said = fields["type"].strip(" {}")
    if kind is EntryType.MISC and said.casefold() == "preprint":
        del fields["type"]
        return EntryType.PREPRINT
    kind = type_told(kind, said)
    if _KNOWN_KINDS.fullmatch(said):
        del fields["type"]
    return kind
