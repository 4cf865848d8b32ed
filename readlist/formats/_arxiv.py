"""What arXiv's pages and mails say of a paper: labeled fields, author lists, subjects, identifiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._journal_reference import published
from readlist.formats._record import make_record
from readlist.model.dates import PartialDate
from readlist.model.identifiers import arxiv_link, find_doi, find_urls, normalize_arxiv
from readlist.model.latex import decode_commands
from readlist.model.names import SUFFIXES, Name
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readlist.model.paper import Record

OLD_IDENTIFIER = r"(?:q-)?[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[A-Za-z]{2})?/\d{7}"  # until 2007
IDENTIFIER = rf"(?:\d{{4}}\.\d{{4,5}}|{OLD_IDENTIFIER})(?:v\d{{1,3}})?"
_CATEGORY = r"(?:q-)?[a-z]{2,8}(?:-[a-z]{2,5})?(?:\.[A-Za-z]{2,5}(?:-[a-z]{2,5})?)?"
CATEGORIES = regex(rf"{_CATEGORY}(?: {_CATEGORY}){{0,19}}")
SUBJECTS = rf"(?:physics:)?{_CATEGORY}(?:[,;]? (?:physics:)?{_CATEGORY}){{0,19}}"  # as people list them in brackets

_TITLE, _AUTHORS, _ABSTRACT, _SUBJECTS, _VENUE, _DOI = "Title", "Authors", "Abstract", "Subjects", "Journal-ref", "DOI"
_NAMED = (_TITLE, _AUTHORS, _ABSTRACT, _SUBJECTS, _VENUE, _DOI)
# The labels of the fields as pages and mails of all ages have them, by the name that the field is kept under.
_SPELLINGS = {
    _TITLE: "title",
    _AUTHORS: "authors?|authors and affiliations?",
    _ABSTRACT: "abstract",
    _SUBJECTS: "subjects?|categories|category|subj-class",
    _VENUE: "journal[ -]ref(?:erence)?s?",
    _DOI: "doi|related doi",
    "Comments": "comments?",
    "Report-no": "report[ -](?:no|numbers?)",
    "MSC-class": "msc[ -]class(?:es)?",
    "ACM-class": "acm[ -]class(?:es)?",
    "License": "license",
    "From": "from",
    "Proxy": "proxy",
    "Cite as": "cite as",
}
_LABEL = regex("|".join(f"({spelling})" for spelling in _SPELLINGS.values()), re.IGNORECASE)
_NAMES = tuple(_SPELLINGS)
_NOT_SHOWN = regex(r",?\s?(?:et\.? al\.?)?,?\s?\((?:and )?[\d,+]{1,7} (?:additional|other) authors? not shown\)")
_ET_AL = regex(r"(?<![,\s])[,\s]*(?:\bet\.? al\.?\s?|\.\.\.|…)\Z")
_MARKS = regex(r"[\W\d]*(?:(?:and|[a-z*†‡§])[\W\d]*){0,9}")
_BRACKET = regex(r"[()]")
_NOTED = " *†‡§¶"  # signs behind a name that a note explains
_SEPARATOR = regex(r"(?:(?<!\s)\s+)?(?:[,;:]|\band\b|&)\s*", re.IGNORECASE)
_FOR = regex(r"\b(?:for|on behalf of) (?=the [A-Z])")
_NAME = regex(r"[^\d@<>=/\[\]{}|]{2,60}")
_OF_SUBJECT = regex(rf"(?:\A|[\s,;:])(?P<category>{_CATEGORY})(?![^\s,;])")
_IN_BRACKETS = regex(rf"\(({_CATEGORY})\)")


def categories_in(subjects: str) -> tuple[str, ...]:
    """The categories of a list of subjects.

    >>> categories_in("hep-th, physics:hep-ph")
    ('hep-th', 'hep-ph')
    """
    return tuple(found["category"] for found in _OF_SUBJECT.finditer(subjects))


class Authors(NamedTuple):
    """An author list: names, affiliations in the order of the text, and whether all names are shown."""

    names: tuple[Name, ...]
    affiliations: tuple[str, ...]
    complete: bool


def labeled(line: str) -> tuple[str, str] | None:
    r"""The name of the field that a line begins, and the rest of the line; None for any other line.

    >>> labeled("Journal reference:\tSome Journal 2 (2020)"), labeled("Title:Glued")
    (('Journal-ref', 'Some Journal 2 (2020)'), ('Title', 'Glued'))
    """
    label, colon, rest = line[:300].partition(":")
    found = _LABEL.fullmatch(label.strip()) if colon else None
    if found is None:
        return None
    return _NAMES[(found.lastindex or 1) - 1], (rest + line[300:]).strip()


def authors(text: str) -> Authors:
    r"""The authors in a list as arXiv prints it: marks and affiliations in brackets taken out, TeX decoded.

    >>> found = authors(r"Anna Sol\`a (1), J. Bo, Jr. and Carl Dorn (2) ((1) Uni A, (2) Uni B), et al.")
    >>> [name.display for name in found.names], found.affiliations, found.complete
    (['Anna Solà', 'J. Bo Jr.', 'Carl Dorn'], ('Uni A', 'Uni B'), False)
    """
    shown = _NOT_SHOWN.sub("", text)
    bare, brackets = _without_brackets(decode_commands(shown))
    ended = _ET_AL.sub("", bare.strip(" ,.;")) if _ET_AL.search(bare.strip(" ,;")) else bare
    names: list[str] = []
    for part in filter(None, (name.rstrip(_NOTED) for name in _SEPARATOR.split(_FOR.sub("", " ".join(ended.split()))))):
        if names and part.casefold() in SUFFIXES:
            names[-1] += f" {part}"
        else:
            names.append(part)
    affiliations = (place.strip(" ,;") for inside in brackets for place in re.split(r"\([\w*†‡§]{1,3}\)", inside))
    return Authors(
        tuple(map(Name.parse, names)), tuple(filter(None, affiliations)), complete=ended == bare and shown == text
    )


def reads_like_names(text: str) -> bool:
    """Whether a text may be a list of authors and nothing else."""
    bare, _ = _without_brackets(_NOT_SHOWN.sub("", text))
    parts = [part for part in _SEPARATOR.split(bare.strip(" ,;")) if part]
    return bool(parts) and all(
        _NAME.fullmatch(part) and part.count(" ") < 6 and (not part[0].islower() or " " in part) for part in parts
    )


def submitted(identifier: str) -> PartialDate | None:
    """The month that an identifier was given in.

    >>> str(submitted("2306.07353")), str(submitted("hep-th/9901001v2"))
    ('2023-06', '1999-01')
    """
    digits = identifier.rsplit("/", 1)[-1]
    year = int(digits[:2])
    century = 1900 if "/" in identifier and year > 90 else 2000
    return PartialDate.checked(century + year, int(digits[2:4]))


def make(
    notation: str,
    lines: tuple[int, int],
    identifier: str | None,
    fields: Mapping[str, str],
    *,
    date: PartialDate | None = None,
    extra: Mapping[str, str | None] | None = None,
    doubts: tuple[str, ...] = (),
) -> Record:
    """The record of labeled fields (as ``labeled`` names them); the month comes from the identifier if no date does."""
    arxiv = normalize_arxiv(identifier) if identifier else None
    people = authors(fields.get(_AUTHORS, ""))
    subjects, told = fields.get(_SUBJECTS, ""), fields.get(_VENUE, "")
    title = decode_commands(fields.get(_TITLE, ""))
    place = published(told, title)
    categories = _IN_BRACKETS.findall(subjects) or (subjects.split() if CATEGORIES.fullmatch(subjects) else [])
    others = _others(fields, None if arxiv else identifier, None if categories else subjects, place.venue)
    return make_record(
        notation,
        lines,
        title=title,
        authors=people.names,
        authors_complete=people.complete,
        affiliations=people.affiliations,
        date=date or (submitted(arxiv.id) if arxiv else None),
        entry_type=EntryType.PREPRINT,
        **place._asdict(),
        abstract=fields.get(_ABSTRACT),
        doi=find_doi(fields.get(_DOI, "")),
        arxiv=arxiv,
        categories=categories,
        url=arxiv_link(arxiv.id) if arxiv else None,
        urls=find_urls(fields.get("Comments", "")),
        extra={**others, **(extra or {})},
        doubts=doubts,
    )


def _others(
    fields: Mapping[str, str], identifier: str | None, subjects: str | None, venue: str
) -> dict[str, str | None]:
    """The fields that a record has no place for, and what was not understood, or not as a whole."""
    others = {name: text for name, text in fields.items() if name not in _NAMED}
    told = fields.get(_VENUE)
    return {**others, "arXiv": identifier, _SUBJECTS: subjects, _VENUE: None if told == venue else told}


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """The text outside round brackets, and what stands in them apart from marks such as (1,2)."""
    outer, inner = [], []
    depth = start = 0
    for found in _BRACKET.finditer(text):
        at = found.start()
        if found[0] == "(":
            if depth == 0:
                outer.append(text[start:at])
                start = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                inner.append(text[start : at + 1])
                start = at + 1
    (inner if depth else outer).append(text[start:])
    told = [piece.removeprefix("(").removesuffix(")") for piece in inner if not _MARKS.fullmatch(piece[:40])]
    return " ".join(filter(None, outer)), told
