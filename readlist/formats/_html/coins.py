"""COinS: a paper's OpenURL context object in the title of an empty span, for the connectors of reference managers.

Keys are those of the key/encoded-value matrices of Z39.88-2004 for journals, books and dissertations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from readlist.formats._bibtex.text import heading
from readlist.formats._record import make_record, page_range
from readlist.model.dates import PartialDate
from readlist.model.identifiers import arxiv_link
from readlist.model.names import SUFFIXES, Name
from readlist.model.paper import EntryType
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readlist.model.paper import Paper, Record

CLASS = "Z3988"
_FORMAT = "info:ofi/fmt:kev:mtx:"
_KINDS = {  # format, genre
    EntryType.ARTICLE: ("journal", "article"),
    EntryType.PREPRINT: ("journal", "preprint"),
    EntryType.CONFERENCE: ("book", "proceeding"),
    EntryType.CHAPTER: ("book", "bookitem"),
    EntryType.BOOK: ("book", "book"),
    EntryType.REPORT: ("book", "report"),
    EntryType.THESIS: ("dissertation", "dissertation"),
    EntryType.MASTERS_THESIS: ("dissertation", "dissertation"),
}
_TYPES = {genre: kind for kind, (_, genre) in reversed(_KINDS.items())} | {"unknown": EntryType.MISC}
_READ = frozenset(
    """
    atitle title btitle jtitle stitle date au aulast aufirst auinit auinit1 volume issue pages spage epage pub
    description subject genre creator source publisher identifier type inst
    """.split()
)


def context(paper: Paper) -> str:
    """The context object of a paper, to be escaped as an attribute's value."""
    record = paper.record
    matrix, genre = _KINDS.get(record.entry_type, ("journal", "unknown"))
    whole = genre in {"book", "report", "dissertation"}
    title = "title" if matrix == "dissertation" else "btitle" if whole else "atitle"
    venue = "inst" if matrix == "dissertation" else "series" if whole else "jtitle" if matrix == "journal" else "btitle"
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", _FORMAT + matrix),
        ("rft.genre", genre),
        (f"rft.{title}", record.title or heading(record)),
        (f"rft.{venue}", record.venue),
        ("rft.date", str(record.date) if record.date else None),
        ("rft.volume", record.volume),
        ("rft.issue", record.number),
        ("rft.pages", record.pages),
        ("rft.pub", record.publisher),
        ("rft.aulast", au(record.authors[0]).partition(", ")[0] if record.authors else None),
        ("rft.aufirst", record.authors[0].given if record.authors else None),
        *(("rft.au", au(name)) for name in record.authors),
        *(("rft.subject", tag) for tag in paper.tags),
        ("rft.description", record.abstract),
        ("rft_id", f"info:doi/{record.doi}" if record.doi else None),
        ("rft_id", arxiv_link(record.arxiv, record.arxiv_version) if record.arxiv else None),
        ("rft_id", record.url),
    ]
    return urlencode([(key, text) for key, given in pairs if given and (text := clean(given).strip())])


def au(name: Name) -> str:
    """A name as "Family, Given"; commas within the parts would part it anew."""
    if name.literal or not name.family:
        return squeeze(clean(name.display).replace(",", " "))
    known = name.suffix.casefold() in SUFFIXES
    parts = (_family(name), name.suffix if known else "", f"{name.given} {'' if known else name.suffix}")
    return ", ".join(filter(None, (squeeze(clean(part).replace(",", " ")) for part in parts)))


def _family(name: Name) -> str:
    return name.literal or " ".join(filter(None, (name.particle, name.family)))


def read_context(text: str, notation: str, lines: tuple[int, int]) -> Record | None:
    """The record in a context object; None where the text is none."""
    if "rft" not in text:
        return None
    fields = {key.removeprefix("rft."): values for key, values in parse_qs(text).items()}
    first = {key: values[0] for key, values in fields.items()}
    whole = first.get("genre") in {"book", "report", "dissertation", "document"} or "dissertation" in first.get(
        "rft_val_fmt", ""
    )
    title = first.get("btitle") or first.get("title") if whole else first.get("atitle") or first.get("title")
    venue = (
        first.get("series") or first.get("inst")
        if whole
        else first.get("jtitle") or first.get("btitle") or first.get("stitle") or first.get("source")
    )
    venue = venue or (first.get("title") if "atitle" in first else None)
    ids = [value for key in ("rft_id", "identifier", "rfe_id") for value in fields.get(key, ())]
    return make_record(
        notation,
        lines,
        title=title or first.get("btitle"),
        authors=_authors(fields),
        date=PartialDate.parse(first.get("date", "")) or first.get("date"),
        entry_type=_TYPES.get(first.get("genre", "")),
        venue=venue if venue != title else None,
        pages=first.get("pages") or page_range(first.get("spage"), first.get("epage")),
        doi=next((value for value in ids if "doi" in value or value.startswith("10.")), None),
        arxiv=next((value for value in ids if "arxiv" in value.casefold()), None),
        url=next((value for value in reversed(ids) if value.startswith("http") and "doi.org/" not in value), None),
        keywords=fields.get("subject", ()),
        extra={key: "; ".join(values) for key, values in fields.items() if _is_other(key)},
        volume=first.get("volume"),
        number=first.get("issue"),
        publisher=first.get("pub") or first.get("publisher"),
        abstract=first.get("description"),
    )


def _is_other(key: str) -> bool:
    return key not in _READ and not key.startswith(("rf", "ctx", "series", "rfr", "svc"))


def _authors(fields: Mapping[str, list[str]]) -> list[Name]:
    """The names; where only the first author stands in parts, that one first."""
    names = [Name.parse(name) for name in (*fields.get("au", ()), *fields.get("creator", ())) if name.strip()]
    family = fields.get("aulast", [""])[0]
    given = next((fields[key][0] for key in ("aufirst", "auinit", "auinit1") if key in fields), "")
    if family and not any(family.casefold() in name.display.casefold() for name in names):
        names.insert(0, Name.parse(f"{family}, {given}") if given else Name(literal=family))
    return names
