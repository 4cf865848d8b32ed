"""Records from the fields of foreign notations: cleaned, identifiers in one form, arXiv preprints told as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from readlist.model.dates import PartialDate
from readlist.model.identifiers import Arxiv, find_arxiv, find_doi, find_urls, normalize_arxiv, whole_doi
from readlist.model.paper import EntryType, Record, Source
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from readlist.model.names import Name
    from readlist.model.paper import Attachment

NO_TITLE = "no title"

_OTHERS = frozenset(("others", "and others", "et al", "et al.", "et. al.", "...", "…"))

_ISSUED = frozenset((EntryType.THESIS, EntryType.MASTERS_THESIS, EntryType.REPORT))
_ONLY_ARXIV = re.compile(
    r"\s*(?:arxiv(?:\.org)?(?: e-?prints?| preprint)?|corr|computing research repository)?[\s,;:.()]*"
    r"(?:arxiv:|abs/)?\s*\S*\s*(?:\[[\w.-]+\])?[\s.,;]*",
    re.IGNORECASE,
)
_NAMES_ARXIV = re.compile(r"\s*(?:arxiv\b|corr\b|computing research repository|abs/)", re.IGNORECASE)
_WEB = re.compile(r"(?i:https?)://[^\s/]")


class Fields(TypedDict, total=False):
    """What a notation says of a paper, as it says it: texts may have loose blanks, None and empty ones are unknown.

    ``authors`` and ``editors`` are names; ``date``, ``doi`` and ``arxiv`` may be in any form.
    """

    title: str | None
    authors: Iterable[Name]
    authors_complete: bool
    affiliations: Iterable[str]
    date: str | PartialDate | None
    entry_type: EntryType | None
    venue: str | None
    volume: str | None
    number: str | None
    pages: str | None
    publisher: str | None
    abstract: str | None
    doi: str | None
    arxiv: str | Arxiv | None
    categories: Iterable[str]
    keywords: Iterable[str]
    url: str | None
    urls: Iterable[str]
    code: bool | str | None
    editors: Iterable[Name]
    attachments: Iterable[Attachment]
    extra: Mapping[str, str | None]
    citekey: str | None
    doubts: Iterable[str]


_LINES = frozenset({"title", "venue", "volume", "number", "pages", "publisher", "url", "citekey"})
_LISTS = frozenset({"affiliations", "categories", "keywords"})
_TUPLES = frozenset({"authors", "editors", "attachments"})


def make_record(notation: str, lines: tuple[int, int], **fields: Unpack[Fields]) -> Record:
    """The record of a paper that stands in these lines (from 1) of a text in the notation of that name.

    A DOI of arXiv's, a link to arXiv or a venue like "arXiv preprint arXiv:1706.03762" gives the arXiv identifier; what
    cannot be read as a DOI or a date is kept in ``extra``. A record without a title has a doubt.
    """
    extra = {key: text for key, given in fields.get("extra", {}).items() if (text := clean(given or "").strip())}
    values = _cleaned(fields)
    values["date"] = _date(fields.get("date"), extra)
    values["doi"] = _doi(fields.get("doi"), extra)
    arxiv = _arxiv(fields, values["venue"])
    if arxiv and _is_only_arxiv(values["venue"]):
        values["venue"] = None
    kind = fields.get("entry_type")
    if arxiv and not values["venue"] and kind in {None, EntryType.MISC, EntryType.ARTICLE, EntryType.WEB}:
        kind = EntryType.PREPRINT
    doubts = tuple(dict.fromkeys((*(() if values["title"] else (NO_TITLE,)), *fields.get("doubts", ()))))
    return Record(
        **values,
        entry_type=kind or EntryType.MISC,
        arxiv=arxiv.id if arxiv else None,
        arxiv_version=arxiv.version if arxiv else None,
        urls=tuple(dict.fromkeys((*fields.get("urls", ()), *find_urls(values["abstract"] or "")))),
        code=fields.get("code"),
        extra=extra,
        doubts=doubts,
        source=Source("", notation, lines),
    )


def venue_and_publisher(
    kind: EntryType | None, venue: str | None, publisher: str | None
) -> tuple[str | None, str | None]:
    """Both as a record has them: the venue of a thesis or report is the school or institution that issued it."""
    if kind in _ISSUED and not venue:
        return publisher, None
    return venue, publisher


def tells_of_a_paper(record: Record) -> bool:
    """Whether anything is known by which a paper can be told: title, abstract, authors, an identifier, an address."""
    return bool(record.title or record.abstract or record.authors or record.doi or record.arxiv or record.url)


def _cleaned(fields: Fields) -> dict[str, Any]:
    """What needs only to be cleaned, each under its own name."""
    given: Mapping[str, Any] = fields
    values: dict[str, Any] = {"title": None, "venue": None, "authors": ()}
    for name, value in given.items():
        if name in _LINES:
            values[name] = _line(value)
        elif name in _LISTS:
            values[name] = _list(value)
        elif name in _TUPLES:
            values[name] = tuple(value)
    values["abstract"] = clean(fields.get("abstract") or "").strip() or None
    values["authors_complete"] = fields.get("authors_complete", True)
    if _goes_on(values["authors"]):
        values |= {"authors": values["authors"][:-1], "authors_complete": False}
    return values


def _goes_on(names: tuple[Name, ...]) -> bool:
    """Whether the last name stands for those that are left out."""
    return bool(names) and names[-1].display.casefold() in _OTHERS


def _line(text: Any) -> str | None:
    if not text:
        return None
    if isinstance(text, str) and text.isascii() and text.isprintable() and "  " not in text:
        return text.strip() or None
    return squeeze(clean(str(text))) or None


def _list(texts: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_line, texts)))) if texts else ()


def _date(given: str | PartialDate | None, extra: dict[str, str]) -> PartialDate | None:
    if not given or isinstance(given, PartialDate):
        return given or None
    found = PartialDate.find(given)
    if found is None and (text := _line(given)):
        extra.setdefault("date", text)
    return found


def _doi(given: str | None, extra: dict[str, str]) -> str | None:
    text = _line(given)
    doi = whole_doi(text) or find_doi(text.replace("%2F", "/").replace("%2f", "/")) if text else None
    if text and doi is None and find_arxiv(text) is None:
        extra.setdefault("doi", text)
    return doi


def _arxiv(fields: Fields, venue: str | None) -> Arxiv | None:
    given = fields.get("arxiv")
    if isinstance(given, Arxiv):
        return given
    found = normalize_arxiv(given) if given else None
    if found is None:
        places = (fields.get("doi"), fields.get("url"), venue if venue and _NAMES_ARXIV.match(venue) else None)
        found = next((found for place in places if place and (found := find_arxiv(place))), None)
    return found


def _is_only_arxiv(venue: str | None) -> bool:
    return venue is not None and _NAMES_ARXIV.match(venue) is not None and _ONLY_ARXIV.fullmatch(venue) is not None
