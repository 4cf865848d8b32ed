"""RIS as it is written: one line a field, read again before it is believed."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from readlist.formats._bibtex.names import parts
from readlist.formats._bibtex.text import heading, tidy
from readlist.formats._facts import fact_of, finer_kind
from readlist.formats._read_back import not_read_back
from readlist.formats._reading import parted_words
from readlist.formats._record import ISSUED
from readlist.formats._tagged.entries import Entry, entries
from readlist.formats._tagged.ris_fields import MASTERS_THESIS, PREPRINT, SCHOOL, TYPES
from readlist.formats._tagged.ris_lines import LAYOUT
from readlist.formats._tagged.values import is_markup, note_html, pages, person
from readlist.model.identifiers import arxiv_link, find_urls
from readlist.model.names import Name
from readlist.model.paper import EntryType, Paper, Record
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.formats._kinds import WriteOptions

_CODES = {
    EntryType.PREPRINT: "UNPD",
    EntryType.ARTICLE: "JOUR",
    EntryType.CONFERENCE: "CONF",
    EntryType.THESIS: "THES",
    EntryType.MASTERS_THESIS: "THES",
    EntryType.REPORT: "RPRT",
    EntryType.BOOK: "BOOK",
    EntryType.CHAPTER: "CHAP",
    EntryType.DATASET: "DATA",
    EntryType.SOFTWARE: "COMP",
    EntryType.WEB: "ELEC",
    EntryType.MISC: "UNPD",  # Zotero takes GEN for an article
}
_WORKS = {EntryType.PREPRINT: PREPRINT, EntryType.MASTERS_THESIS: MASTERS_THESIS}
# Notations whose tags of two letters mean other things.
_OTHER_TAGS = frozenset(("cochrane", "nbib", "ovid", "refworks", "wos"))
_TAG = regex(r"[A-Z][A-Z0-9]")
_REPEATED = frozenset({"N1", "M3"})
# What these tags mean is told by the fields of a record.
_MEANT = frozenset(
    """
    TY ER TI T1 CT BT AU A1 A2 A3 ED AD PY Y1 YR DA JF T2 JO C3 VL VO IS CP SP EP AR C7 PB PU AB N2 DO DI UR LK
    L1 L2 L4 AN KW DE ID
    """.split()
)


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:  # noqa: ARG001  there is one way to write it
    r"""The records of papers, one piece each; no value reaches over the end of its line.

    >>> from readlist.formats._kinds import WriteOptions
    >>> from readlist.model.paper import Paper, Record
    >>> list(write([Paper(record=Record(title="One\nTY  - JOUR"))], WriteOptions()))
    ['TY  - UNPD\nTI  - One TY - JOUR\nER  - \n']
    """
    gap = ""
    for paper in papers:
        yield gap + "".join(f"{tag}  - {value}\n" for tag, value in fields(paper)) + "ER  - \n"
        gap = "\n"


def verify(text: str, papers: Iterable[Paper], options: WriteOptions) -> None:  # noqa: ARG001  as above
    """Nothing where a written text reads back as the papers; ExportError names the first difference."""
    for found, paper in zip_longest(entries(text.split("\n"), LAYOUT), papers):
        if paper is None or not isinstance(found, Entry):
            raise not_read_back("RIS", "the text", "has another number of records")
        read = [(field.tag, field.text) for field in found.fields]
        if read != (meant := fields(paper)):
            told, wanted = next((one, other) for one, other in zip_longest(read, meant) if one != other)
            raise not_read_back("RIS", f"the paper {paper.record.heading!r}", f"reads {told} in place of {wanted}")


def fields(paper: Paper) -> list[tuple[str, str]]:
    """The tags and values of a paper in their order, only those with a value."""
    record = paper.record
    known = [(tag, value) for tag, value in _known(paper) if value]
    tags = {tag for tag, _ in known}
    return [*known, *_extra(record, tags - _REPEATED | _MEANT - _free(record, tags))]


def _free(record: Record, tags: set[str]) -> set[str]:
    """The tags that readers take for nothing else in such a record."""
    free = {"JO"} if "T2" in tags else set()
    free |= set() if record.entry_type is EntryType.BOOK else {"A3"}
    free |= {"T2"} if record.entry_type in ISSUED and SCHOOL.search(record.venue or "") else set()
    return free | ({"A2"} if _code(record) == "PAT" and not record.editors else set())


def _known(paper: Paper) -> Iterator[tuple[str, str]]:
    record = paper.record
    yield "TY", _code(record)
    yield "TI", heading(record)
    yield from (("AU", _name(name)) for name in record.authors)
    second = "A3" if record.entry_type is EntryType.BOOK else "A2"
    yield from ((second, _name(name)) for name in record.editors)
    yield from (("AD", tidy(affiliation)) for affiliation in record.affiliations)
    yield from _publication(record)
    yield from _places(record)
    yield from (("KW", word) for word in _words(paper))
    yield "AB", tidy(record.abstract)
    yield "N1", note_html(paper.note or "")
    yield "M3", _WORKS.get(record.entry_type, "")
    yield "ID", tidy(record.citekey)


def _code(record: Record) -> str:
    """The reference type: the source's own, where it says what the record says."""
    own = record.extra.get("TY", "")
    kind = finer_kind(record)
    return own if TYPES.get(own) is record.entry_type else kind.ris if kind else _CODES[record.entry_type]


def _publication(record: Record) -> Iterator[tuple[str, str]]:
    venue, publisher = tidy(record.venue), tidy(record.publisher)
    if record.date:
        year, month, day = record.date
        yield "PY", f"{year:04d}"
        if month:
            yield "DA", f"{year:04d}/{month:02d}/{f'{day:02d}' if day else ''}/"
    if record.entry_type in ISSUED and publisher in {"", venue}:
        venue, publisher = "", venue  # readers know the school or institution by this tag
    yield "T2", venue
    if record.entry_type is EntryType.CONFERENCE:
        yield "C3", venue
    yield "VL", tidy(record.volume)
    yield "IS", tidy(record.number)
    first, _, last = (pages(tidy(record.pages)) or "").partition("–")
    whole = "," in first + last or "–" in last or not (first and last)
    yield "SP", "–".join(filter(None, (first, last))) if whole else first
    yield "EP", "" if whole else last
    yield "PB", publisher


def _places(record: Record) -> Iterator[tuple[str, str]]:
    """Identifiers, addresses and files."""
    arxiv = record.arxiv
    preprint = arxiv and record.entry_type is EntryType.PREPRINT
    yield "DO", tidy(record.doi) or (f"10.48550/arXiv.{arxiv}" if preprint else "")
    if arxiv:
        version = f"v{record.arxiv_version}" if record.arxiv_version else ""
        categories = f" [{', '.join(map(tidy, record.categories))}]" if record.categories else ""
        yield "AN", f"arXiv:{tidy(arxiv)}{version}{categories}"
    url = _address(record.url or (arxiv_link(arxiv) if arxiv else ""))
    yield "UR", url
    code = (record.code,) if isinstance(record.code, str) else ()
    told = find_urls(record.abstract or "")  # they may lead to other papers, which a link beside the paper does not
    further = map(_address, (*(address for address in record.urls if address not in told), *code))
    yield from (("L2", address) for address in dict.fromkeys(further) if address != url)
    yield from (("L1", squeeze(attachment.path)) for attachment in record.attachments)


def _words(paper: Paper) -> Iterable[str]:
    """Keywords, each once; a semicolon would part one."""
    categories = () if paper.record.arxiv else paper.record.categories
    tagged = replace(paper, tags=tuple(filter(None, map(_word, paper.tags))))
    words = list(dict.fromkeys(filter(None, map(_word, chain(parted_words(tagged), categories)))))
    return [f"{word};" for word in words] if len(words) == 1 and words[0].count(",") > 1 else words


def _word(word: str) -> str:
    return tidy(word).translate(_SEMICOLONS).lstrip("*").strip()


_SEMICOLONS = str.maketrans({";": ",", "；": ","})
_NAME_SIGNS = str.maketrans({";": " ", "；": " ", ",": " "})


def _name(name: Name) -> str:
    """A name as "Last, First, Jr"; one that is a whole has a comma behind it where it would be taken apart."""
    if not any(map(str.isalnum, name.display)):
        return ""  # readers take it for no name
    told = (squeeze(part.translate(_NAME_SIGNS)) for part in parts(name))
    whole, *rest = tuple(filter(None, told)) or ("",)
    if rest:
        return ", ".join((whole, rest[-1], *rest[:-1]))
    return whole if not whole or person(whole) == Name(literal=whole) else f"{whole},"


def _address(address: str) -> str:
    return "%20".join(address.split())


def _extra(record: Record, used: set[str]) -> Iterator[tuple[str, str]]:
    """What some source had under a tag of RIS, or under a name that stands for one, where it says something new."""
    foreign = record.source is not None and record.source.format in _OTHER_TAGS
    for given, text in record.extra.items():
        fact = fact_of(given, text)
        tag = given if _TAG.fullmatch(given) and not foreign else fact.ris if fact else ""
        value = squeeze(text)
        if value and tag and tag not in used and not (tag == "N1" and is_markup(value)):
            used.add(tag)
            yield tag, value
