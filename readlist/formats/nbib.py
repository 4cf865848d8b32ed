"""PubMed's tagged format (MEDLINE, .nbib), as PubMed, ERIC and others write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE
from readlist.formats._record import make_record
from readlist.formats._tagged.entries import Layout, tagged_as, tagged_reader
from readlist.formats._tagged.values import goes_on, indexed_title, keywords, kind_named, pages, person, plain
from readlist.model.identifiers import find_arxiv, find_doi
from readlist.model.names import Name
from readlist.model.paper import EntryType
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.formats._tagged.entries import Field, Tags
    from readlist.model.paper import Record

_MARK = regex(r"^PMID {0,2}- {0,3}\d|^OWN {0,2}- {0,3}[A-Z]", re.MULTILINE)
# A text without these has lines of tags that no other notation has, from its first one on.
_LINE = regex(r"[A-Z][A-Z0-9]{1,4} {0,3}-.*|[ \t]{4,}\S.*")
_OWN_TAG = regex(r"^(?:FAU|FED|BTI|JID|PMCR?|STAT|PHST|MHDA|EDAT|CRDT|DCOM|LID|AID) {0,2}-", re.MULTILINE)
_TOLD = regex(r"^(?:TI|AB|JT) {0,3}- {0,3}\S", re.MULTILINE)
_OTHER_TAG = regex(r"^(?:TY|ER|VN) {1,3}-", re.MULTILINE)
_TYPE = regex(r"^TY  - [A-Z]{3,6}[ \t]*$", re.MULTILINE)  # of RIS, which may tell the number in PubMed, too
_TAG = regex(r"([A-Z][A-Z0-9]{1,4}) {0,3}-(.*)")
_FIRST = frozenset({"PMID", "OWN", "UI"})
_SUFFIX = regex(r",\s([^,]{1,80})\s(Jr|Sr|I{2,3}|IV|2nd|3rd|4th)\Z")  # behind the given names
_KIND = regex(r"\s?\[\w{2,20}\]\Z")
_NUMBER = regex(r"[A-Za-z]{0,3}\d{1,9}")

# The first that a record has decides; a paper has several types, of which "Journal Article" is the least exact.
_TYPES = (
    (EntryType.PREPRINT, regex(r"preprint")),
    (EntryType.MASTERS_THESIS, regex(r"dissertations/theses - master")),
    (EntryType.THESIS, regex(r"(?:academic )?dissertation|thesis|theses")),
    (EntryType.CHAPTER, regex(r"book chapter")),
    (EntryType.BOOK, regex(r"books?\b|monograph")),
    (EntryType.DATASET, regex(r"dataset")),
    (
        EntryType.ARTICLE,
        regex(r"journal articles?|review|letter|editorial|comment|case reports?|clinical trial|news"),
    ),
    (EntryType.CONFERENCE, regex(r"congress|conference|speeches/meeting")),
    (EntryType.REPORT, regex(r"technical report|reports? -|reports?\b")),
)


def recognize(text: str) -> float:
    """How surely a text is in PubMed's format."""
    sample = text[:SAMPLE]
    if _MARK.search(sample):
        return 0.0 if _TYPE.search(sample) else 0.97
    return 0.9 if _OWN_TAG.search(sample) and _TOLD.search(sample) and _is_tagged(sample) else 0.0


def _is_tagged(sample: str) -> bool:
    """Whether all lines, but for the last, which may be cut, have tags or continue such a line."""
    lines = [line for line in sample.split("\n") if line.strip()]
    return not _OTHER_TAG.search(sample) and all(map(_LINE.fullmatch, lines[:-1] or lines))


_LAYOUT = Layout(
    tag=tagged_as(_TAG),
    tells=frozenset({"TI", "FAU", "AU", "AB"}),
    first=frozenset({"PMID"}),
    parts=lambda began, tag: tag in _FIRST or tag == began,
)


def _record(tags: Tags, lines: tuple[int, int]) -> Record:
    types = tags.every("PT")
    listed = tags.fields("FAU", "AU", "CN")
    identifiers = [found.text for found in tags.fields("LID", "AID")]
    return make_record(
        "nbib",
        lines,
        title=indexed_title(_joined(tags.every("TI")) or tags.one("BTI", "TT")),
        authors=list(_people(listed, "FAU")),
        authors_complete=not goes_on(found.text for found in listed),
        editors=list(_people(tags.fields("FED", "ED"), "FED")),
        affiliations=tags.every("AD"),
        date=tags.one("DP", "DEP"),
        entry_type=kind_named(_TYPES, types) or (EntryType.ARTICLE if tags.peek("JT", "TA") else EntryType.MISC),
        venue=plain(tags.one("JT", "BTI", "CTI", "TA")),
        volume=tags.one("VI"),
        number=tags.one("IP"),
        pages=pages(tags.one("PG")) or _article_number(identifiers),
        publisher=tags.one("PB"),
        abstract=plain("\n".join(dict.fromkeys(tags.every("AB")))),
        doi=_doi(tags, identifiers),
        arxiv=next(filter(None, map(find_arxiv, identifiers)), None),
        keywords=keywords([found.text] for found in tags.fields("MH", "OT", "KW")),
        url=next((address for address in identifiers if address.startswith("http")), None),
        extra={"PT": "; ".join(types), "AID": "; ".join(_others(identifiers)), **tags.left()},
    )


def _joined(titles: Iterable[str]) -> str:
    """The parts of a title, of which some programs give each a tag.

    >>> _joined(["On maps", "A survey.", "Part 2"])
    'On maps: A survey. Part 2'
    """
    whole = ""
    for part in dict.fromkeys(titles):
        whole += part if not whole else f" {part}" if whole[-1] in ":.?!" else f": {part}"
    return whole


def _people(listed: Iterable[Field], full: str) -> Iterator[Name]:
    """The names in full, and those in short that stand behind no full one; groups are one whole."""
    before = ""
    for found in listed:
        name = squeeze(found.text)
        if found.tag == "CN":
            yield Name(literal=name)
        elif (found.tag == full or before != full) and not goes_on([name]):
            yield person(_SUFFIX.sub(r", \2, \1", name))
        before = found.tag


def _bare(identifier: str) -> str:
    return _KIND.sub("", identifier)


def _article_number(identifiers: list[str]) -> str | None:
    """What stands in the place of pages since papers have none: a short number, of no kind or a publisher's."""
    own = (_bare(identifier) for identifier in identifiers if identifier.casefold().endswith("[pii]"))
    return next(filter(_NUMBER.fullmatch, (*identifiers, *own)), None)


def _doi(tags: Tags, identifiers: list[str]) -> str | None:
    marked = (_bare(identifier) for identifier in identifiers if identifier.casefold().endswith("[doi]"))
    return next(marked, None) or next(filter(find_doi, (*identifiers, tags.peek("SO"))), None)


def _others(identifiers: list[str]) -> Iterable[str]:
    """The identifiers that are neither DOIs nor addresses, each once."""
    return dict.fromkeys(text for text in identifiers if not find_doi(text) and not text.startswith("http"))


READER = tagged_reader("nbib", "PubMed (MEDLINE, .nbib)", recognize, _LAYOUT, _record)
