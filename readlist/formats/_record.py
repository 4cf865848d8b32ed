"""Records from the fields of foreign notations: cleaned, identifiers in one form, arXiv preprints told as such."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, TypedDict, TypeVar, Unpack

from readlist.model.dates import PartialDate
from readlist.model.identifiers import DOI_ADDRESS, Arxiv, find_arxiv, find_doi, find_urls, normalize_arxiv, whole_doi
from readlist.model.names import ET_ALII, Name
from readlist.model.paper import EntryType, Paper, Problem, Record, Source
from readlist.model.regex import regex
from readlist.model.text import clean, fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from readlist.model.paper import Attachment

NO_TITLE = "no title"
NO_PAPER = "no title, author, abstract or identifier"
ISSUED = frozenset((EntryType.THESIS, EntryType.MASTERS_THESIS, EntryType.REPORT))  # by a school or institution
UNTITLED = "[untitled]"  # what our writers put before the first words of an abstract in place of a title

_OTHERS = ET_ALII | {"others", "and others"}

_MAY_BE_PREPRINT = frozenset((None, EntryType.MISC, EntryType.ARTICLE, EntryType.WEB))
_ONLY_ARXIV = regex(
    r"\s*(?:arxiv(?:\.org)?(?: e-?prints?| preprint| \(cornell university\))?|corr|computing research repository)?"
    r"[\s,;:.()]*"
    r"(?:arxiv:|abs/)?\s*\S*\s*(?:\[[\w.-]+\])?[\s.,;…]*",
    re.IGNORECASE,
)
_NAMES_ARXIV = regex(r"\s*(?:arxiv\b|corr\b|computing research repository|abs/)", re.IGNORECASE)
_DOI_BEGINS = regex(r"(?<!\w)10\.\d{4}")
_DOI_LINK = regex(rf"{DOI_ADDRESS}10\.", re.IGNORECASE)
_WEB = regex(r"(?i:https?)://[^\s/]")


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
    addresses: Sequence[str]
    code: bool | str | None
    editors: Iterable[Name]
    attachments: Iterable[Attachment]
    extra: Mapping[str, str | None]
    citekey: str | None
    doubts: Iterable[str]


class Passage(Protocol):
    """A part of a text that tells of one paper: its first and last line (from 1), and what its problem would show."""

    @property
    def lines(self) -> tuple[int, int]: ...
    @property
    def listed(self) -> str: ...


_Told = TypeVar("_Told", bound=Passage)


def make_record(notation: str, lines: tuple[int, int], **fields: Unpack[Fields]) -> Record:
    """The record of a paper that stands in these lines (from 1) of a text in the notation of that name.

    A DOI of arXiv's, a link to arXiv or a venue like "arXiv preprint arXiv:1706.03762" gives the arXiv identifier; what
    cannot be read as a DOI or a date is kept in ``extra``. A record without a title has a doubt. The first of
    ``addresses`` is its ``url``, the others are its ``urls``.
    """
    given: dict[str, Any] = {**fields}
    if addresses := given.pop("addresses", ()):
        given["url"], *given["urls"] = addresses
    values = {name: _CLEANED.get(name, _as_it_is)(value) for name, value in given.items() if value or value is False}
    if ends_in_others(values.get("authors", ())):
        values |= {"authors": values["authors"][:-1], "authors_complete": False}
    return record_of_clean(notation, lines, values)


def record_of_clean(notation: str, lines: tuple[int, int], values: dict[str, Any]) -> Record:
    """The same for values as a record has them, but for DOI, date and arXiv identifier; none needs to be there."""
    extra = values.setdefault("extra", {})
    venue, doi = values.get("venue"), values.get("doi")
    arxiv = _arxiv(values.pop("arxiv", None), doi, values.get("url"), venue)
    if doi or ((url := values.get("url")) and (doi := url if _DOI_LINK.match(url) else None)):
        values["doi"] = _doi(doi, extra)
    if isinstance(date := values.get("date"), str):
        values["date"] = _date(date, extra)
    if arxiv:
        values["arxiv"], values["arxiv_version"] = arxiv
        if is_archive(venue):
            values["venue"] = venue = None
            for place in ("volume", "number", "pages"):
                if arxiv.id in (values.get(place) or ""):
                    values[place] = None
        if not venue and values.get("entry_type") in _MAY_BE_PREPRINT:
            values["entry_type"] = EntryType.PREPRINT
    if (abstract := values.get("abstract")) or values.get("urls"):
        further = dict.fromkeys((*values.get("urls", ()), *find_urls(abstract or "")))
        further.pop(values.get("url"), None)
        values["urls"] = tuple(further)
    if (title := values.get("title") or UNTITLED).startswith(UNTITLED):
        _leave_untitled(values, title.removeprefix(UNTITLED).strip())
        values["doubts"] = _distinct((NO_TITLE,), values.get("doubts", ()))
    values["source"] = Source("", notation, lines)
    return Record.of(values)


def _leave_untitled(values: dict[str, Any], beginning: str) -> None:
    """Take out what stands in place of a title; the first words of an abstract are kept where there is none."""
    values["title"] = None
    if beginning and not values.get("abstract"):
        values["extra"].setdefault("beginning", beginning)


def venue_and_publisher(
    kind: EntryType | None, venue: str | None, publisher: str | None
) -> tuple[str | None, str | None]:
    """Both as a record has them: the venue of a thesis or report is the school or institution that issued it."""
    if kind in ISSUED and not venue:
        return publisher, None
    return venue, publisher


def page_range(first: str | None, last: str | None) -> str:
    """The pages from the first to the last, as far as they are told.

    >>> page_range("3", "9"), page_range("3", "3"), page_range(None, None)
    ('3-9', '3', '')
    """
    return "-".join(dict.fromkeys(filter(None, (first, last))))


def with_subtitle(title: str, subtitle: str) -> str:
    """A title with its subtitle, unless it holds that already, and a colon between them where it ends without a sign.

    >>> with_subtitle("Why ferns?", "A study"), with_subtitle("Ferns: A Study", "a study"), with_subtitle("Art", "Ar")
    ('Why ferns? A study', 'Ferns: A Study', 'Art: Ar')
    """
    if not (title and subtitle) or f" {fold(subtitle)} " in f" {fold(title)} ":
        return title or subtitle
    return f"{title}{' ' if title[-1] in '?!:.–—' else ': '}{subtitle}"


def in_one(texts: Iterable[str | None]) -> str:
    """Several texts as one, each once.

    >>> in_one(["one", "", "two", "one"])
    'one; two'
    """
    return "; ".join(dict.fromkeys(filter(None, texts)))


def gathered(told: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Texts by their names, several of one name in one; empty ones are left out.

    >>> gathered([("place", "Bern"), ("note", ""), ("place", "Basel")])
    {'place': 'Bern; Basel'}
    """
    found: dict[str, list[str]] = {}
    for name, text in told:
        if text:
            found.setdefault(name, []).append(text)
    return {name: in_one(texts) for name, texts in found.items()}


def told_record(found: Record | Paper) -> Record:
    """The record of what was found, whether or not its reading state was told, too."""
    return found.record if isinstance(found, Paper) else found


def tells_of_a_paper(record: Record) -> bool:
    """Whether anything is known by which a paper can be told: title, abstract, authors, an identifier, an address."""
    return bool(record.title or record.abstract or record.authors or record.doi or record.arxiv or record.url)


def ends_in_others(names: tuple[Name, ...]) -> bool:
    """Whether the last name stands for those that are left out."""
    # A person may be called And Others, as long as the source says which of them is the family name.
    return bool(names) and names[-1].display.casefold() in _OTHERS and names[-1][:2] != ("Others", "And")


def _line(text: Any) -> str | None:
    if isinstance(text, str) and text.isascii() and text.isprintable() and "  " not in text:
        return text.strip() or None
    return squeeze(clean(str(text))) or None


def _list(texts: Iterable[Any]) -> tuple[str, ...]:
    return _distinct(filter(None, map(_line, filter(None, texts))))


def _distinct(*texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(texts)))


def _paragraphs(text: str) -> str | None:
    return clean(text).strip() or None


def _extra(given: Mapping[str, str | None]) -> dict[str, str]:
    return {clean(name): text for name, value in given.items() if value and (text := clean(value).strip())}


def _parts(several: Iterable[Any]) -> tuple[Any, ...]:
    """Names or files, each a tuple of texts, without what escapes of a notation hide in them."""
    return tuple(one if "".join(one).isprintable() else one._make(map(clean, one)) for one in several)


def _as_it_is(value: Any) -> Any:
    return value


_CLEANED: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("title", "venue", "volume", "number", "pages", "publisher", "doi", "url", "citekey"), _line),
    **dict.fromkeys(("affiliations", "categories", "keywords", "urls"), _list),
    **dict.fromkeys(("authors", "editors", "attachments"), _parts),
    "doubts": _distinct,
    "code": lambda told: _line(told) if isinstance(told, str) else told,
    "abstract": _paragraphs,
    "extra": _extra,
}


def _date(given: str, extra: dict[str, str]) -> PartialDate | None:
    found = PartialDate.find(given)
    if found is None and (text := _line(given)):
        extra.setdefault("date", text)
    return found


def _doi(text: str, extra: dict[str, str]) -> str | None:
    doi = whole_doi(text) or find_doi(text.replace("%2F", "/").replace("%2f", "/"))
    is_all = " " not in text or len(_DOI_BEGINS.findall(text)) == 1
    if (doi is None and find_arxiv(text) is None) or not is_all:
        extra.setdefault("doi", text)
    return doi


def _arxiv(given: str | Arxiv | None, doi: str | None, url: str | None, venue: str | None) -> Arxiv | None:
    if isinstance(given, Arxiv):
        return given
    found = normalize_arxiv(given) if given else None
    if found is None:
        found = (doi and find_arxiv(doi)) or (url and find_arxiv(url)) or None
        if found is None and venue and _NAMES_ARXIV.match(venue):
            found = find_arxiv(venue)
    return found


def is_archive(venue: str | None) -> bool:
    """Whether a venue is nothing but arXiv, or the word for what stands there."""
    if venue is not None and venue.casefold() == "preprint":
        return True
    return venue is not None and _NAMES_ARXIV.match(venue) is not None and _ONLY_ARXIV.fullmatch(venue) is not None


def papers_in(
    told: Iterable[_Told | Problem], made: Callable[[_Told], Record | Paper]
) -> Iterator[Record | Paper | Problem]:
    """What is made of each passage of a text, and a problem for each that tells of no paper."""
    return (item if isinstance(item, Problem) else of_paper(made(item), item) for item in told)


def of_paper(made: Record | Paper, told: Passage) -> Record | Paper | Problem:
    """What was made of a passage, or a problem if that tells of no paper."""
    known = tells_of_a_paper(told_record(made))
    return made if known else Problem(told.lines, NO_PAPER, told.listed)
