"""The ACL Anthology's page of one paper as pasted, or several one after another: title, authors, abstract, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlist.formats._arxiv import authors
from readlist.formats._kinds import SAMPLE, Reader
from readlist.formats._page.passages import Line, joined, numbered, outside, where
from readlist.formats._record import make_record
from readlist.model.dates import PartialDate
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readlist.formats._kinds import Evidence, Found
    from readlist.model.paper import Record

NAME = "acl_paper"

_FIELD = regex(
    r"(?P<name>Anthology ID|Volume|Month|Year|Address|Editors?|Venues?|SIGs?|Publisher|Note|Pages|Language|URL|DOI"
    r"|Award|Bibkey|Cite \(ACL\)|Cite \(Informal\)|Copy Citation|PDF|Video|Code|Data|Software|Optional supplementary"
    r" material|Supplementary material|Revisions?|Erratum|Checklist) ?:(?: (?P<text>.*))?"
)
_FIRST, _OWN, _ABSTRACT = "Anthology ID", "Bibkey", "Abstract"
_BUTTONS = regex(r"(?:(?:PDF|Cite|Search|Fix data|Correct Metadata|Video|Code|BibTeX|Export) ?){1,9}")
_CODE = regex(r"https?://(?:www\.)?(?:github|gitlab)\.com/\S+")


def recognize(text: str) -> float:
    """How sure a cleaned text is such a page: the labels of one paper, with its key."""
    names = [found["name"] for line in numbered(text[:SAMPLE]) if (found := _FIELD.fullmatch(line.text))]
    return 0.98 if _FIRST in names and _OWN in names else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001
    """The papers of the pages in their order."""
    lines = numbered(text)
    done = 0
    for at, line in enumerate(lines):
        found = _FIELD.fullmatch(line.text)
        if found is None or found["name"] != _FIRST or at < done:
            continue
        fields, end = _fields(lines, at)
        start, abstract = _above(lines, done, at)
        yield from outside(lines[done:start])
        yield _record(lines[start:end], abstract - start, at - start, fields)
        done = end
    yield from outside(lines[done:])


def _fields(lines: Sequence[Line], at: int) -> tuple[dict[str, str], int]:
    """The labeled fields from a position on, and the position behind the last one's line."""
    fields: dict[str, str] = {}
    name, end = "", at
    for here in range(at, len(lines)):
        found = _FIELD.fullmatch(lines[here].text)
        if found and found["name"] == _FIRST and fields:
            break
        if found:
            name, end = found["name"], here + 1
            fields[name] = found["text"] or ""
        elif name and not fields[name]:
            fields[name], end = lines[here].text, here + 1
        else:
            break
    return fields, end


def _above(lines: Sequence[Line], first: int, fields: int) -> tuple[int, int]:
    """The positions of the title above some fields, and of its abstract's label, or of the fields if it has none."""
    labels = (at for at in range(fields - 1, first - 1, -1) if lines[at].text == _ABSTRACT)
    abstract = next(labels, fields)
    told = [at for at in range(first, abstract) if not _BUTTONS.fullmatch(lines[at].text)]
    return (told[-2:] or [abstract])[0], abstract


def _record(lines: Sequence[Line], abstract: int, labels: int, fields: dict[str, str]) -> Record:
    told = [line.text for line in lines[:abstract] if not _BUTTONS.fullmatch(line.text)]
    title, names = [*told, "", ""][:2]
    people = authors(names)
    code = _CODE.search(fields.get("Code", ""))
    return make_record(
        NAME,
        where(lines),
        title=title,
        authors=people.names,
        authors_complete=people.complete,
        date=PartialDate.find(f"{fields.get('Month', '').partition('-')[0]} {fields.get('Year', '')}"),
        entry_type=EntryType.CONFERENCE,
        venue=fields.get("Volume"),
        pages=fields.get("Pages"),
        publisher=fields.get("Publisher"),
        abstract=joined(lines[abstract + 1 : labels]),
        doi=fields.get("DOI"),
        url=fields.get("URL"),
        code=code[0] if code else None,
        citekey=fields.get(_OWN),
        editors=authors(fields.get("Editors", fields.get("Editor", ""))).names,
        extra={name: fields.get(name) for name in ("Address", "Note", "Language", "Award")},
    )


READER = Reader(NAME, "ACL Anthology page of one paper", recognize, read)
