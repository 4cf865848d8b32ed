"""HTML: pages that carry records for machines; a page to read, with COinS for the connectors of reference managers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from readlist.formats._html.coins import CLASS, au, context
from readlist.formats._html.records import MARKS, NAME, records
from readlist.formats._kinds import NO_EVIDENCE, Reader, WriteOptions, Writer
from readlist.formats._markdown.own import title_of, web_address
from readlist.formats._read_back import check_read_back
from readlist.formats._record import ends_in_others, tells_of_a_paper
from readlist.model.identifiers import arxiv_link, doi_link
from readlist.model.names import Name
from readlist.model.paper import Status
from readlist.model.text import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Paper, Record

_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Reading list</title>
<style>
body { max-width: 50em; margin: 2em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.4 }
h2 { font-size: 1.1em; margin: 0 }
li { margin-bottom: 1.2em }
p { margin: 0.1em 0 }
.note { white-space: pre-wrap; border-left: 3px solid; padding-left: 0.8em }
</style>
</head>
<body>
<h1>Reading list</h1>
<ol>
"""
_FOOT = "</ol>\n</body>\n</html>\n"


def recognize(text: str) -> float:
    """How surely a text is a page that carries records."""
    if text.strip() == (_HEAD + _FOOT).strip():  # what is written of no papers
        return 0.97
    return 0.97 if re.match(r"\s{0,999}<", text) and MARKS.search(text[: 1 << 21]) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names are not glued here
    """The records that a page carries, in its order."""
    yield from records(text)


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:  # noqa: ARG001  there is one way to write it
    """A page with the papers in their order, abstracts folded, notes below."""
    yield _HEAD
    yield from map(_item, papers)
    yield _FOOT


def _item(paper: Paper) -> str:
    record = paper.record
    url = web_address(record.url) or next((address for _, address in _links(record)), None)
    title = _shown(title_of(record))
    authors = ", ".join(name.display for name in record.authors) + ("" if record.authors_complete else " et al.")
    venue = ", ".join(filter(None, (squeeze(record.venue or ""), str(record.year or ""))))
    links = " ".join(f'<a href="{_shown(address)}">{label}</a>' for label, address in _links(record))
    state = " · ".join([paper.status.value, *(f"#{tag}" for tag in paper.tags)]) if _is_sorted(paper) else ""
    parts = [
        f'<li><h2><a href="{_shown(url)}">{title}</a></h2>' if url else f"<li><h2>{title}</h2>",
        *(f"<p>{_shown(line)}</p>" for line in (authors.strip(), venue, state) if line),
        f"<p>{links}</p>" if links else "",
        f"<details><summary>Abstract</summary><p>{_shown(record.abstract)}</p></details>" if record.abstract else "",
        f'<p class="note">{_shown(paper.note, whole=True)}</p>' if paper.note else "",
        f'<span class="{CLASS}" title="{_shown(context(paper))}"></span>' if tells_of_a_paper(record) else "",
    ]
    return "\n".join(filter(None, parts)) + "\n</li>\n"


def _is_sorted(paper: Paper) -> bool:
    return paper.status is not Status.INBOX or bool(paper.tags)


def _links(record: Record) -> list[tuple[str, str]]:
    code = web_address(record.code) if isinstance(record.code, str) else None
    found = (
        ("arXiv", arxiv_link(record.arxiv, record.arxiv_version) if record.arxiv else None),
        ("DOI", web_address(doi_link(record.doi)) if record.doi else None),
        ("code", code),
    )
    return [(label, address) for label, address in found if address]


def _shown(text: str, *, whole: bool = False) -> str:
    """The text as it may stand in HTML, on one line unless it is to stay whole."""
    from html import escape  # noqa: PLC0415  its table of entities is large, and only pages need it

    return escape(clean(text) if whole else squeeze(clean(text)))


def verify(text: str, papers: Iterable[Paper], options: WriteOptions) -> None:  # noqa: ARG001  as above
    """Nothing where the page's COinS read back as the papers; ExportError names the first difference."""
    known = [paper for paper in papers if tells_of_a_paper(paper.record)]
    check_read_back("HTML", read(text, NO_EVIDENCE), known, held)


def held(paper: Paper) -> dict[str, Any]:
    """What the page's COinS hold of a paper."""
    record = paper.record
    names = tuple(Name.parse(au(name)) for name in record.authors if au(name))
    return {
        "title": squeeze(clean(record.title or "")) or None,
        "authors": [_comparable(name) for name in (names[:-1] if ends_in_others(names) else names)],
        "date": record.date,
        "arxiv": record.arxiv,
    }


def _comparable(name: Name) -> str:
    """A name without the commas that a whole one loses where it is written once more."""
    return squeeze(name.display.replace(",", " "))


READER = Reader(NAME, "HTML with COinS, citation tags or JSON-LD", recognize, read)
WRITER = Writer(NAME, "HTML: a page to read, with COinS for reference managers", ".html", write, verify)
