"""A paper as an item of a check list: written in one exact form, which is read back exactly.

``- [x] **Title** — Ada Quill, Ben Rook et al. (2017). *Venue*. [arXiv](…) [DOI](…) [link](…) #tag``, the note quoted
below it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from readlist.formats._record import UNTITLED, make_record
from readlist.model.dates import PartialDate
from readlist.model.identifiers import arxiv_link, doi_link, find_arxiv, find_doi
from readlist.model.names import Name
from readlist.model.paper import Paper, Status
from readlist.model.regex import regex
from readlist.model.text import clean, first_words, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.model.paper import Record

HEADING = "# Reading list\n\n"
_ITEM = regex(
    r"\*\*(?P<title>(?:[^\\*]|\\.){1,20000})\*\*(?: — (?P<authors>(?:[^\\()]|\\.){1,900000}))? \((?P<year>\d{4}"
    r"|n\.d\.)\)\."
    r"(?: \*(?P<venue>(?:[^\\*]|\\.){1,20000})\*\.)?(?P<links>(?: \[[A-Za-z]{3,5}\]\([^\s()]{1,9000}\)){0,5})"
    r"(?P<tags>(?: #(?:[^\\ #]|\\.){1,2000}){0,500})"
)
_NAME = regex(r"(?:[^\\,]|\\.)+")
_LINK = regex(r"\[(\w+)\]\(([^\s()]+)\)")
_TAG = regex(r" #((?:[^\\ #]|\\.)+)")
_SPECIAL = regex(r"[\\`*_\[\]<>#|~&()]")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_DONE = frozenset({Status.READ, Status.SKIMMED})
_WIDE = "\u00a0"  # stands for a blank within a tag


def escaped(text: str) -> str:
    r"""The text on one line as Markdown shows it, nothing in it acting as markup.

    >>> print(escaped("<script> a*b [x](javascript:y)"))
    \<script\> a\*b \[x\]\(javascript:y\)
    """
    return shielded(squeeze(clean(text)))


def shielded(text: str) -> str:
    """The text with a backslash before all that might be markup."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def unescaped(text: str) -> str:
    """The text that was escaped."""
    return _ESCAPED.sub(r"\1", text)


def web_address(url: str | None) -> str | None:
    """The address in a form that nothing ends early; None where it is none of the web.

    >>> web_address("https://x.org/a (b)"), web_address("javascript:alert(1)")
    ('https://x.org/a%20%28b%29', None)
    """
    url = squeeze(clean(url or ""))
    if re.match(r"https?://[^\s/]", url, re.IGNORECASE) is None:
        return None
    return quote(url, safe="%/:?#@!$&*+,;=~-._")


def title_of(record: Record) -> str:
    """The title, or the first words of the abstract marked as none."""
    return squeeze(clean(record.title or "")) or f"{UNTITLED} {first_words(clean(record.abstract or ''))}".rstrip()


def item(paper: Paper) -> str:
    """The lines of a paper, the note quoted below it."""
    record = paper.record
    authors = ", ".join(_name(name) for name in record.authors)
    if authors and not record.authors_complete:
        authors += " et al."
    parts = [
        f"- [{'x' if paper.status in _DONE else ' '}] **{escaped(title_of(record))}**",
        f" — {authors}" if authors else "",
        f" ({record.year:04d})." if record.year else " (n.d.).",
        f" *{escaped(record.venue)}*." if record.venue and squeeze(record.venue) else "",
        *(f" [{label}]({url})" for label, url in _links(record)),
        *(f" #{escaped(tag).replace(' ', _WIDE)}" for tag in paper.tags),
    ]
    note = clean(paper.note or "").replace("<!--", "\\<!--")
    quoted = [f"  > {line}".rstrip(" ") if not line else f"  > {line}" for line in note.split("\n")] if note else []
    return "\n".join(["".join(parts), *quoted]) + "\n"


def _name(name: Name) -> str:
    shown = escaped(name.display).replace(",", "\\,")
    return f"{shown[:-1]}\\." if shown.endswith("et al.") else shown


def _links(record: Record) -> list[tuple[str, str]]:
    arxiv = arxiv_link(record.arxiv, record.arxiv_version) if record.arxiv else None
    doi = doi_link(quote(record.doi, safe="/:;._-")) if record.doi else None
    url = web_address(record.url)
    if url and (arxiv or doi) and (find_arxiv(url) or find_doi(url)):
        url = None  # it leads where these lead
    code = web_address(record.code) if isinstance(record.code, str) else None
    named = (("arXiv", arxiv), ("DOI", doi), ("link", url), ("code", code))
    return [(label, address) for label, address in named if address]


def read_item(
    text: str, notation: str, lines: tuple[int, int], quoted: Sequence[str], *, checked: bool
) -> Paper | None:
    """The paper in an item of exactly this form, without its box; None for any other item."""
    found = _ITEM.fullmatch(text)
    if found is None:
        return None
    title = unescaped(found["title"])
    authors = found["authors"] or ""
    links = dict(_LINK.findall(found["links"]))
    record = make_record(
        notation,
        lines,
        title=title,
        authors=[_read_name(unescaped(name.strip())) for name in _NAME.findall(authors.removesuffix(" et al."))],
        authors_complete=not authors.endswith(" et al."),
        date=PartialDate.parse(found["year"]),
        venue=unescaped(found["venue"]) if found["venue"] else None,
        arxiv=links.get("arXiv"),
        url=links.get("link"),
        code=links.get("code"),
    )
    if "DOI" in links:
        record = replace(record, doi=unquote(links["DOI"].removeprefix(doi_link(""))))
    tags = tuple(unescaped(tag).replace(_WIDE, " ") for tag in _TAG.findall(found["tags"]))
    note = "\n".join(quoted).replace("\\<!--", "<!--")
    return Paper(record=record, status=Status.READ if checked else Status.INBOX, tags=tags, note=note or None)


def _read_name(text: str) -> Name:
    name = Name.parse(text)
    return name if name.display == text else Name(literal=text)


def held(paper: Paper) -> dict[str, Any]:
    """What an item holds of a paper."""
    record = paper.record
    title = title_of(record)
    return {
        "title": None if title.startswith(UNTITLED) else title,
        "authors": [squeeze(clean(name.display)) for name in record.authors],
        "authors_complete": record.authors_complete or not record.authors,
        "year": record.year,
        "venue": squeeze(clean(record.venue or "")) or None,
        "doi": record.doi,
        "arxiv": record.arxiv,
        "links": dict(_links(record)),
        "tags": [squeeze(clean(tag)) for tag in paper.tags],
        "read": paper.status in _DONE,
        "note": clean(paper.note or "") or None,
    }
