"""When two records are the same paper, and what one record keeps of two.

A shared DOI or arXiv identifier decides. A shared title is no proof by itself (652 of 152,878 real papers share theirs
with another paper): authors and year, or the abstract, must agree, and a contradicting abstract forbids.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from readlist.model.paper import Attachment, EntryType, Record
from readlist.model.text import fingerprint, fold

if TYPE_CHECKING:
    from readlist.model.dates import PartialDate
    from readlist.model.names import Name

SAME_ABSTRACT = 0.8
OTHER_ABSTRACT = 0.4
LONG_ABSTRACT = 200
LETTERS = 3_000
"""Of longer abstracts only the beginnings are compared."""
CROWD = 500
"""Of more papers with the same title the others are not compared."""


class Likeness(Enum):
    """Whether two records are the same paper, look like it, or are two papers."""

    SAME = auto()
    NEAR = auto()
    DIFFERENT = auto()


@dataclass(frozen=True, slots=True)
class Judgment:
    """A likeness and the evidence for it, in words."""

    likeness: Likeness
    evidence: str


def judge(one: Record, other: Record) -> Judgment:
    """Whether two records are the same paper, by identifiers, then title with authors, year and abstract."""
    if one.doi and one.doi == other.doi:
        return Judgment(Likeness.SAME, "same DOI")
    if one.arxiv and one.arxiv == other.arxiv:
        return Judgment(Likeness.SAME, "same arXiv identifier")
    found = _by_text(one, other)
    if found.likeness is Likeness.SAME and _identifiers_differ(one, other):
        return Judgment(Likeness.NEAR, f"{found.evidence}, other identifiers")
    return found


def _by_text(one: Record, other: Record) -> Judgment:
    alike = abstract_likeness(one.abstract, other.abstract)
    if not (one.title and other.title):
        return _untitled(alike)
    if fingerprint(one.title) != fingerprint(other.title):
        return _other_titles(one, other, alike)
    return _same_title(one, other, alike)


def _same_title(one: Record, other: Record, alike: float | None) -> Judgment:
    authors = authors_agree(one.authors, other.authors)
    if alike is not None and alike < OTHER_ABSTRACT:
        return Judgment(Likeness.DIFFERENT, "same title, other abstract")
    if authors is False:
        return Judgment(Likeness.NEAR if alike else Likeness.DIFFERENT, "same title, other authors")
    if alike is not None and alike >= SAME_ABSTRACT:
        return Judgment(Likeness.SAME, "same title and abstract")
    if authors and _years_agree(one, other):
        return Judgment(Likeness.SAME, "same title, authors and year")
    return Judgment(Likeness.NEAR, "same title")


def _untitled(alike: float | None) -> Judgment:
    if alike == 1:
        return Judgment(Likeness.SAME, "same abstract")
    if alike is not None and alike >= SAME_ABSTRACT:
        return Judgment(Likeness.NEAR, f"abstracts alike ({alike:.0%})")
    return Judgment(Likeness.DIFFERENT, "nothing in common")


def _other_titles(one: Record, other: Record, alike: float | None) -> Judgment:
    if alike is None or alike < SAME_ABSTRACT:
        return Judgment(Likeness.DIFFERENT, "other titles")
    if alike == 1 and bool(one.doubts) != bool(other.doubts) and _same_glued(one, other):
        return Judgment(Likeness.SAME, "same abstract, title and authors parted otherwise")
    return Judgment(Likeness.NEAR, f"abstracts alike ({alike:.0%}), other titles")


def _same_glued(one: Record, other: Record) -> bool:
    """Whether title and authors are the same letters in the same order, however they were parted."""
    glued = [
        fold(" ".join((r.title or "", *(name.display for name in r.authors)))).replace(" ", "") for r in (one, other)
    ]
    return glued[0].startswith(glued[1]) or glued[1].startswith(glued[0])


def abstract_likeness(one: str | None, other: str | None) -> float | None:
    """How alike two abstracts are by their word pairs, from 0 to 1; None where one is missing.

    1 means the same letters, or that one is a long beginning of the other.
    """
    if not (one and other):
        return None
    if one == other:
        return 1.0
    (a, pairs), (b, others) = _compared(one[:LETTERS]), _compared(other[:LETTERS])
    is_whole = max(len(one), len(other)) <= LETTERS
    if is_whole and (a == b or (min(len(a), len(b)) >= LONG_ABSTRACT and (a.startswith(b) or b.startswith(a)))):
        return 1.0
    return min(2 * len(pairs & others) / max(len(pairs) + len(others), 1), 0.999)


@lru_cache(2 * CROWD)
def _compared(abstract: str) -> tuple[str, set[tuple[str, str]]]:
    """An abstract folded, and its word pairs; remembered, since one paper is compared with many."""
    folded = fold(abstract)
    words = folded.split(" ")
    return folded, set(pairwise(words)) or {(folded, "")}


def authors_agree(one: tuple[Name, ...], other: tuple[Name, ...]) -> bool | None:
    """Whether two author lists share half of the shorter one's family names; None where one is empty."""
    if not (one and other):
        return None
    families, others = ({fold(name.family or name.literal) for name in names} for names in (one, other))
    return 2 * len(families & others) >= min(len(families), len(others))


def _years_agree(one: Record, other: Record) -> bool:
    return one.year is None or other.year is None or abs(one.year - other.year) <= 1


def _identifiers_differ(one: Record, other: Record) -> bool:
    return bool((one.doi and other.doi) or (one.arxiv and other.arxiv))


def merge(stored: Record, new: Record) -> Record:
    """The stored record with its gaps filled from another record of the same paper, and what is fuller there."""
    repaired = bool(stored.doubts) and not new.doubts and bool(new.title)
    kept = {
        field.name: getattr(stored, field.name) or getattr(new, field.name)
        for field in fields(Record)
        if field.name not in {"doubts", "source", "code", "authors_complete"}
    }
    filled = replace(stored, **kept, code=_fuller_code(stored, new))
    authors, authors_complete = _fuller_authors(stored, new, repaired=repaired)
    filled = replace(
        filled,
        title=new.title if repaired else filled.title,
        authors=authors,
        authors_complete=authors_complete,
        date=_fuller_date(stored, new),
        entry_type=_fuller_type(stored.entry_type, new.entry_type),
        abstract=_fuller_abstract(stored.abstract, new.abstract),
        categories=_fuller_categories(stored.categories, new.categories),
        urls=tuple(dict.fromkeys(url for url in (*stored.urls, new.url, *new.urls) if url and url != filled.url)),
        attachments=joined_attachments(stored.attachments, new.attachments),
        extra={**new.extra, **stored.extra},
        arxiv_version=max(filter(None, (stored.arxiv_version, new.arxiv_version)), default=None),
    )
    return replace(filled, doubts=new.doubts if repaired or (new.title and not stored.title) else stored.doubts)


def gains(stored: Record, merged: Record) -> tuple[str, ...]:
    """The names of the fields in which a merged record differs from the stored one."""
    return tuple(
        field.name
        for field in fields(Record)
        if field.name != "source" and getattr(stored, field.name) != getattr(merged, field.name)
    )


def _fuller_authors(stored: Record, new: Record, *, repaired: bool) -> tuple[tuple[Name, ...], bool]:
    """The author list that is complete, or rightly parted from the title, each name as it is spelled out in either.

    Also whether it is complete. A doubtful list never takes the place of one that is not; what was gained is never lost
    again, so the same records in whatever order end as the same.
    """
    if not (stored.authors and new.authors):
        only = stored if stored.authors or not new.authors else new
        return only.authors, only.authors_complete
    longer = new.authors_complete and not stored.authors_complete and len(new.authors) >= len(stored.authors)
    trusted = longer and (bool(stored.doubts) or not new.doubts)
    parted = repaired and bool(stored.title) and _families(stored) != _families(new)
    kept, other = (new, stored) if trusted or parted else (stored, new)
    names = [_spelled_out(*pair) for pair in zip(kept.authors, other.authors, strict=False)]
    return (*names, *kept.authors[len(names) :]), kept.authors_complete


def _families(record: Record) -> list[str]:
    return [name.family for name in record.authors]


def _spelled_out(name: Name, other: Name) -> Name:
    same = name.family == other.family != "" and other.given[:1] == (name.given or other.given)[:1]
    return name._replace(given=other.given) if same and len(other.given) > len(name.given) else name


def _fuller_date(stored: Record, new: Record) -> PartialDate | None:
    if stored.date and new.date and str(new.date).startswith(str(stored.date)):
        return new.date
    return stored.date or new.date


def _fuller_type(stored: EntryType, new: EntryType) -> EntryType:
    vague = (EntryType.MISC, EntryType.PREPRINT)
    return new if stored is EntryType.MISC or (stored in vague and new not in vague) else stored


def _fuller_abstract(stored: str | None, new: str | None) -> str | None:
    if stored and new and len(new) > len(stored) and abstract_likeness(stored, new) == 1:
        return new if len(fold(new)) > len(fold(stored)) else stored
    return stored or new


def _fuller_categories(stored: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The new categories where they tell the archive of the same ones: "cs.CV" for "CV"."""
    if stored and new and [code.rpartition(".")[2] for code in new[: len(stored)]] == list(stored):
        return new
    return stored or new


def joined_attachments(*lists: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """The attachments of all, each path once, with its type where any knows it, the first of them best."""
    types = {path: type_ for attachments in reversed(lists) for path, type_ in attachments if type_}
    paths = dict.fromkeys(path for attachments in lists for path, _ in attachments)
    return tuple(Attachment(path, types.get(path, "")) for path in paths)


def _fuller_code(stored: Record, new: Record) -> bool | str | None:
    """An address, else that there is code, else that none is shown: a page without a badge may only not know."""
    return max(stored.code, new.code, key=lambda code: (isinstance(code, str), bool(code), code is not None))
