"""CSL-JSON, what citation processors read and Zotero exports; as YAML too, which pandoc reads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from readlist.formats._csl import (
    DATES,
    KINDS,
    NAMES,
    WRITTEN,
    date_of,
    dates_as_text,
    kind_of,
    sorted_name,
    written_date,
    written_name,
)
from readlist.formats._facts import day_of, fact_of, finer_kind
from readlist.formats._json.members import Members, people, without_markup
from readlist.formats._json.objects import Located, objects, sample
from readlist.formats._json.record import fields_of, states_of, with_state, written_json, written_object
from readlist.formats._kinds import NO_EVIDENCE, Evidence, Reader, WriteOptions, Writer
from readlist.formats._people import people as people_in
from readlist.formats._read_back import check_read_back
from readlist.formats._record import ISSUED, NO_PAPER, make_record, tells_of_a_paper, venue_and_publisher
from readlist.model.paper import UNTOUCHED, EntryType, Paper, Problem, Record
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ENVELOPES = frozenset(("items", "references"))
_TYPE = regex(r'"type"\s*:\s*"(?:' + "|".join(KINDS) + ')"')
_MARKS = regex(
    r'"(?:issued|container-title|citation-key|publisher-place|title-short)"\s*:|"(?:family|literal)"\s*:\s*"'
)
# Crossref answers with CSL and much beside it.
_ANOTHER = regex(r'"(?:content-domain|is-referenced-by-count|message-type)"\s*:')
_MEMBER = regex(r'"(?:id|title|author|DOI|URL)"\s*:')
_FOREIGN = regex(r'"(?:authors\w{0,20}|doi|year|venue|journal)"\s*:')  # members that CSL calls by other names
_YAML = regex(r"^references:[ \t]*$", re.MULTILINE)
_YAML_MEMBER = regex(r"^(?:- |  )[ \t]{0,8}(?:type|issued|container-title|author|id):", re.MULTILINE)
_NOTE_LINE = regex(r"(?P<name>citation[ -]key|arxiv|readlist\.[a-z_]{1,30})\s{0,9}:\s*(?P<value>.+)", re.IGNORECASE)
_CATEGORIES = regex(r"\[([\w.-]{2,20})\]")
_OWN = "readlist."
_IN_BOOKS = frozenset((EntryType.CHAPTER, EntryType.CONFERENCE))
_NUMBERED = ISSUED | {EntryType.SOFTWARE, EntryType.DATASET, EntryType.MISC}


def recognize(text: str) -> float:
    """How surely a text is CSL-JSON, or CSL in YAML."""
    if text.strip() == "[]":  # what is written of no papers
        return 0.6
    beginning = sample(text)
    if _TYPE.search(beginning) and not _ANOTHER.search(beginning):
        if _MARKS.search(beginning) or _FOREIGN.search(beginning):
            return 0.97 if _MARKS.search(beginning) else 0.5
        return 0.7 if _MEMBER.search(beginning) else 0.0
    is_yaml = _YAML.search(text[:2000]) and len(_YAML_MEMBER.findall(text[:20_000])) > 1
    return 0.9 if is_yaml and "cff-version" not in text[:20_000] else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Record | Paper | Problem]:  # noqa: ARG001  names are not glued here
    """The records of a text, and a problem for each item that is none."""
    for found in _items(text):
        yield found if isinstance(found, Problem) else _read_item(found)


def _items(text: str) -> Iterator[Located | Problem]:
    if sample(text) or not _YAML.search(text):
        return objects(text, _ENVELOPES)
    from readlist.formats._yaml import items  # noqa: PLC0415  seldom needed

    return items(text, "references")


def _read_item(found: Located) -> Record | Paper | Problem:
    lines, note = _note_lines(found.value.get("note"))
    own = _own_values(lines)
    record = _record(found, lines, note)
    record = _with_own(record, own) if own else record
    if not (tells_of_a_paper(record) or own or found.value.get("id")):
        return Problem(found.lines, NO_PAPER, found.listed)
    return with_state(record, {"note": found.value.get("annote"), **own})


def _note_lines(note: Any) -> tuple[dict[str, str], str]:
    """The lines of a note that tell of a field, by its name in lower case, and the rest of the note."""
    own: dict[str, str] = {}
    rest = []
    for line in note.split("\n") if isinstance(note, str) else ():
        told = _NOTE_LINE.fullmatch(line.strip())
        if told and told["name"].casefold() not in own:
            own[told["name"].casefold().replace(" ", "-")] = told["value"]
        else:
            rest.append(line)
    return own, "\n".join(rest).strip()


def _own_values(own: Mapping[str, str]) -> dict[str, Any]:
    """The fields that our writer told in lines of the note."""
    values = {}
    for name, text in own.items():
        if name.startswith(_OWN):
            try:
                values[name.removeprefix(_OWN)] = json.loads(text)
            except (ValueError, RecursionError):
                continue
    return values


def _with_own(record: Record, own: Mapping[str, Any]) -> Record:
    """The record with what our writer told in lines of the note in place of what it found in the item."""
    try:
        values, extra = fields_of(own, set(states_of(own)))
    except ValueError:
        return record
    empty = {name: () if value == [] else None for name, value in own.items() if value in (None, [])}
    told = {"authors" if name == "names" else name for name in own}
    known = {name: value for name, value in (empty | values).items() if name in _OWN_FIELDS & told}
    return replace(record, **known, extra=extra if "extra" in own else record.extra)


def _record(found: Located, own: Mapping[str, str], note: str) -> Record:
    members = Members(found.value)
    members.drop("annote", *(() if note == found.value.get("note") else ("note",)))
    name = members.text("type") or ""
    number, arxiv = _numbers(members, own)
    venue = members.first("container-title")
    kind = kind_of(name, members.peek("genre"), has_venue=bool(venue))
    kind, venue, publisher = _settled(kind, venue, members.text("publisher"), of_arxiv=arxiv is not None)
    date, complete = date_of(members.peek("issued"))
    if complete:
        members.drop("issued")
    return make_record(
        "csl_json",
        found.lines,
        title=without_markup(members.first("title")),
        authors=people(members.objects("author")),
        date=date,
        entry_type=kind,
        venue=venue or members.first(_venue_beside(kind)) or members.first("container-title-short"),
        volume=members.text("volume"),
        number=number,
        pages=members.text("page", "page-first"),
        publisher=publisher,
        abstract=without_markup(members.prose("abstract")),
        doi=members.text("DOI"),
        arxiv=arxiv,
        categories=_CATEGORIES.findall(own.get("arxiv", "")),
        keywords=_keywords(members),
        url=members.text("URL"),
        editors=people(members.objects("editor")),
        citekey=own.get("citation-key") or members.text("citation-key", *_key_members(members)),
        extra=_others(members, found.value)
        | ({"note": note} if note else {})
        | ({"type": name} if name and WRITTEN.get(kind or EntryType.MISC) != name else {}),
    )


def _settled(
    kind: EntryType | None, venue: str | None, publisher: str | None, *, of_arxiv: bool
) -> tuple[EntryType | None, str | None, str | None]:
    """Kind, venue and publisher as a record has them: theses and reports are published by their venue."""
    in_arxiv = (venue or "").casefold() == "arxiv"
    if (of_arxiv or in_arxiv) and (publisher or "").casefold() == "arxiv":
        publisher = None
    if in_arxiv and kind is EntryType.REPORT:
        kind = EntryType.PREPRINT
    return kind, *venue_and_publisher(kind, venue, publisher)


def _others(members: Members, item: Mapping[str, Any]) -> dict[str, str]:
    """The variables without a place in a record, dates and names among them as text."""
    dates = dates_as_text(item)
    members.drop(*dates)
    roles = {role: names for role in item if role in NAMES and (names := people(members.objects(role)))}
    people_told = {role: "; ".join(map(sorted_name, given)) for role, given in roles.items()}
    return members.left() | dates | people_told


def _venue_beside(kind: EntryType | None) -> str:
    """The variable that names the venue where there is no container."""
    return "collection-title" if kind is EntryType.BOOK else "event-title"


def _numbers(members: Members, own: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The number within a volume or series, and the arXiv identifier as it is told."""
    arxiv = own.get("arxiv", "").split(" ")[0] or None
    number = members.peek("number")
    if isinstance(number, str) and number.casefold().startswith("arxiv:"):
        told = members.text("number")
        arxiv = arxiv or told
    if arxiv and str(members.peek("archive")).casefold() == "arxiv":
        members.drop("archive")
    return members.text("issue") or members.text("number") or members.text("collection-number"), arxiv


def _key_members(members: Members) -> tuple[str, ...]:
    """Where a citation key may stand: an address in place of an id is none."""
    return () if "://" in str(members.peek("id")) else ("id",)


def _keywords(members: Members) -> list[str]:
    found = members.texts("keyword") or members.texts("categories")  # as DataCite calls them
    return [word.strip() for text in found for word in re.split("[,;]", text)] if len(found) == 1 else found


_OWN_FIELDS = frozenset(Record.__dataclass_fields__) - {"source"}


def write(papers: Iterable[Paper], options: WriteOptions) -> Iterator[str]:
    """The papers as one list, an object a paper."""
    before = "[\n"
    for paper in papers:
        yield before + written_json(_item(paper), ascii=options.ascii)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _item(paper: Paper) -> dict[str, Any]:
    """The item of a paper; what CSL has no place for, and what would not read back, stands in lines of its note."""
    item = _plain_item(paper)
    back = _read_item(Located((1, 1), item))
    if isinstance(back, Problem):
        back = Record()
    found = _held(back if isinstance(back, Paper) else Paper(record=back))
    lines = [
        f"{_OWN}{name}: {written_json(value)}"
        for name, value in written_object(paper).items()
        if name not in _NOT_COMPARED and found[name] != value
    ]
    return item | {"note": "\n".join(filter(None, (item.get("note"), *lines)))} if lines else item


_NOT_COMPARED = frozenset(("authors", "year", "source", "id", "added", "changed"))
_UNTOLD: dict[str, Any] = UNTOUCHED._asdict()


def _plain_item(paper: Paper) -> dict[str, Any]:
    record = paper.record
    kind = record.entry_type
    is_preprint = kind is EntryType.PREPRINT and record.arxiv is not None
    identifier = f"{record.arxiv}{f'v{record.arxiv_version}' if record.arxiv_version else ''}"
    place = "publisher" if kind in ISSUED else "collection-title" if kind is EntryType.BOOK else None
    categories = "".join(f" [{category}]" for category in record.categories)
    fields: dict[str, Any] = {
        "id": record.citekey or "",
        "type": _written_type(record),
        "citation-key": record.citekey,
        "title": record.title,
        "author": [written_name(name) for name in record.authors],
        "editor": [written_name(name) for name in record.editors],
        "issued": written_date(record.date) if record.date else None,
        place or "container-title": record.venue,
        "volume": record.volume,
        _number(record): record.number,
        "page": record.pages,
        "abstract": record.abstract,
        "DOI": record.doi,
        "URL": record.url,
        "keyword": ", ".join(dict.fromkeys((*record.keywords, *paper.tags))),
        "annote": paper.note,
        **_extra_members(record),
    }
    if record.publisher or is_preprint:
        fields["publisher"] = record.publisher or "arXiv"
    if is_preprint:
        fields |= {"archive": "arXiv", "number": f"arXiv:{identifier}"}
    told = f"arXiv: {identifier}{categories}" if record.arxiv and (categories or not is_preprint) else None
    fields["note"] = "\n".join(filter(None, (record.extra.get("note"), told)))
    return {name: value for name, value in fields.items() if value or name == "id"}


def _number(record: Record) -> str:
    """The variable for the number, which is one within a series where a book stands in one."""
    if record.entry_type is EntryType.BOOK or (record.entry_type in _IN_BOOKS and "series" in record.extra):
        return "collection-number"
    return "number" if record.entry_type in _NUMBERED else "issue"


def _written_type(record: Record) -> str:
    told = record.extra.get("type", "")
    kind = finer_kind(record)
    return told if KINDS.get(told) is record.entry_type else kind.csl if kind else WRITTEN[record.entry_type]


_TEXTS = frozenset(
    """
    archive archive_location archive-place authority call-number chapter-number citation-number collection-number
    collection-title container-title-short dimensions division edition event-place event-title genre ISBN ISSN
    journalAbbreviation jurisdiction language license locator medium number-of-pages number-of-volumes
    original-publisher original-publisher-place original-title part-number part-title PMCID PMID printing-number
    publisher-place references reviewed-genre reviewed-title rights scale section shortTitle source status
    supplement-number title-short version volume-title
    """.split()
)
_VARIABLES = _TEXTS | DATES | NAMES


def _extra_members(record: Record) -> dict[str, Any]:
    """The extra fields that are variables of CSL, or have another name there."""
    found: dict[str, Any] = {}
    for name, text in sorted(record.extra.items(), key=lambda told: told[0] not in _VARIABLES):
        fact = None if name in _VARIABLES else fact_of(name, text)
        variable = fact.csl if fact else name
        if variable == "genre" and text in KINDS:
            continue  # it is the type that is written
        if variable in _VARIABLES and variable not in found and (value := _value(variable, text)):
            found[variable] = value
    return found


def _value(variable: str, text: str) -> Any:
    """The value of a variable that holds a date, names or a text."""
    if variable in DATES:
        date = day_of(text)
        return written_date(date) if date else None
    return [written_name(person) for person in people_in(text)[0]] if variable in NAMES else text


def verify(text: str, papers: Iterable[Paper], options: WriteOptions) -> None:  # noqa: ARG001  one way to read it
    """Nothing where a written text reads back as the papers; ExportError names the first difference."""
    check_read_back("CSL-JSON", read(text, NO_EVIDENCE), papers, _held)


def _held(paper: Paper) -> dict[str, Any]:
    """What an item holds of a paper, in its own variables and in the lines of its note."""
    told = _UNTOLD | written_object(paper)
    return {name: value for name, value in told.items() if name not in _NOT_COMPARED}


READER = Reader("csl_json", "CSL-JSON (Zotero, Mendeley, citation processors), also as YAML", recognize, read)
WRITER = Writer("csl_json", "CSL-JSON, for citation processors and reference managers", ".json", write, verify)
