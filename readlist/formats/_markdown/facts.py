"""What a list item, or a row of a table, tells of a paper, and the record that it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from readlist.formats._paper_links import Role, doi_of, is_video, labels_nothing
from readlist.formats._record import is_archive, make_record
from readlist.formats._venues import Venue, kind_of
from readlist.model.identifiers import find_arxiv, find_doi
from readlist.model.paper import EntryType, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.formats._name_lists import NameList
    from readlist.formats._paper_links import Link
    from readlist.model.dates import PartialDate
    from readlist.model.identifiers import Arxiv

_WEB = regex(r"https?://", re.IGNORECASE)
_LONGEST_WAY = 2  # years from a preprint to its proceedings
_FEW_WORDS = 2  # which may be a title, if a link or something else tells that
ENOUGH = 2.0  # evidence from which an item is taken for a paper


@dataclass(slots=True)
class Facts:
    """What an item tells of a paper; ``evidence`` is how much speaks for its being one."""

    title: str | None = None
    lead: Link | None = None
    authors: NameList | None = None
    affiliations: tuple[str, ...] = ()
    place: Venue | None = None
    publisher: str | None = None
    date: PartialDate | None = None
    abstract: str | None = None
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    links: list[Link] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    further: list[Facts] = field(default_factory=list)  # of other papers, whose titles are linked beside this one
    styled: bool = False
    named: bool = False  # whether a label or a column says that the title is one
    cited: Record | None = None  # what a reference in a citation style tells beside

    @property
    def evidence(self) -> float:
        """How much speaks for a paper; none without something that papers have and other items have not."""
        words = len((self.title or "").split())
        linked = any(link.role is Role.PAPER and (link.url or words > _FEW_WORDS) for link in self.all_links)
        edited = self.cited is not None and bool(self.cited.editors)
        named = 2.0 * edited if self.authors is None else 2.0 if self.authors.sure else 1.0
        external = any(link.role is not Role.PLACE for link in self.all_links)
        core = 2.0 * linked + named + 1.5 * (self.place is not None) + 2.0 * ("number" in self.extra)
        core += 1.0 * (self.date is not None and external)
        if not words:
            untitled = self.cited is not None and self.cited.venue is not None
            return 2.0 * (untitled or any(find_arxiv(link.url) or doi_of(link.url) for link in self.links))
        if self.lead and is_video(self.lead.url) and not linked:
            return 0.0
        named_link = any(link.role is Role.PAPER and not labels_nothing(link.label) for link in self.all_links)
        if not core or (words == 1 and not named_link and not self.named):
            return 0.0
        return core + 0.5 * (words > _FEW_WORDS) + 0.5 * self.styled + 0.5 * (self.date is not None)

    @property
    def is_dated(self) -> bool:
        """Whether it tells when the paper appeared."""
        return self.date is not None or (self.place is not None and self.place.date is not None)

    @property
    def all_links(self) -> list[Link]:
        """The link of the title and the others."""
        return [self.lead, *self.links] if self.lead else self.links

    def note(self, name: str, text: str) -> None:
        """Keep what has no place of its own."""
        if text and text not in self.extra.get(name, "").split("; "):
            self.extra[name] = "; ".join(filter(None, (self.extra.get(name), text)))


class _Found(NamedTuple):
    arxiv: Arxiv | None
    doi: str | None
    url: str | None
    code: str | None


def record_of(found: Facts, notation: str, lines: tuple[int, int], section: Sequence[str] = ()) -> Record:
    """The record of a paper that stands in these lines under these headings."""
    known = _addresses(found)
    for other in found.links:
        if other.role is Role.OTHER and other.labeled and other.label and "://" not in other.label:
            found.note(other.label.casefold(), other.url)
    for other in found.all_links:
        if other.role is Role.PAPER and other.url and not _WEB.match(other.url):
            found.note("file", other.url)
    place, cited = found.place or Venue(None, None), found.cited or Record()
    return make_record(
        notation,
        lines,
        title=found.title,
        authors=found.authors.names if found.authors else (),
        authors_complete=found.authors.complete if found.authors else True,
        affiliations=found.affiliations,
        date=_appeared(found.date, place),
        entry_type=_kind(found, place),
        venue=place.name,
        volume=cited.volume or place.volume,
        number=cited.number or place.number,
        pages=cited.pages or place.pages,
        publisher=None if cited.publisher == place.name else cited.publisher or found.publisher,
        editors=cited.editors,
        abstract=found.abstract,
        categories=found.categories,
        keywords=found.keywords,
        arxiv=known.arxiv or cited.arxiv,
        doi=known.doi or cited.doi,
        url=known.url,
        urls=[link.url for link in found.all_links if link.url and link.role is not Role.PLACE],
        code=known.code,
        extra=dict(cited.extra) | found.extra | ({"section": " / ".join(section)} if section else {}),
    )


def _appeared(told: PartialDate | None, place: Venue) -> PartialDate | None:
    """When a paper appeared: where a venue is known, in its year, not in the month of the preprint before."""
    if told is None or (told.month and place.known and place.date and 0 < place.date.year - told.year <= _LONGEST_WAY):
        return place.date
    return told


def _kind(found: Facts, place: Venue) -> EntryType | None:
    """What kind of publication it is, where a reference or the venue tells."""
    if found.cited:
        return found.cited.entry_type
    if is_archive(place.name):
        return EntryType.PREPRINT
    return kind_of(place.name) if place.name else None


def _addresses(found: Facts) -> _Found:
    links = [link for link in found.all_links if link.role is not Role.PLACE]
    papers = [link.url for link in links if link.role is Role.PAPER]
    texts = " ".join(filter(None, (found.extra.get("remark"), found.place.name if found.place else None)))
    arxiv = next(filter(None, map(find_arxiv, (*papers, *(link.url for link in links), texts))), None)
    doi = next(filter(None, map(doi_of, papers)), None) or find_doi(texts)
    lead = found.lead.url if found.lead and found.lead.role in {Role.PAPER, Role.OTHER} else None
    other = (link.url for link in links if link.role is Role.OTHER)
    papers = [url for url in papers if _WEB.match(url)]
    lead = lead if lead and _WEB.match(lead) else None
    code = next((link.url for link in links if link.role is Role.CODE), None)
    return _Found(arxiv, doi, lead or next(iter(papers), None) or next(other, None), code)
