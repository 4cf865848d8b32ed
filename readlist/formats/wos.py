"""Web of Science (once ISI): its tagged format (.ciw, .isi, .txt) and the same tags as the columns of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE, SHOWN, Evidence, Found, Reader
from readlist.formats._record import make_record
from readlist.formats._tables.rows import Row, rows
from readlist.formats._tagged.entries import Entry, Field, Layout, entries, read_entries, tagged_as
from readlist.formats._tagged.values import date, goes_on, indexed_title, keywords, kind_named, pages, people, plain
from readlist.model.names import Name
from readlist.model.paper import EntryType, Problem
from readlist.model.regex import regex
from readlist.model.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.formats._tagged.entries import Tags
    from readlist.model.paper import Record

_BEGINNING = regex(r"^PT [A-Z]\w{0,10}[ \t]*$", re.MULTILINE)
_FIELD = regex(r"^(?:AU|TI|SO|UT|PY) \S", re.MULTILINE)
_TABLE = regex(
    r"\s*\"?PT\"?(?P<delimiter>[\t,;])\"?(?:(?:AU|BA|TI|AF)\"?(?P=delimiter)|[A-Z][A-Z0-9]\"?(?:(?P=delimiter)\"?[A-Z][A-Z0-9]\"?){3})"
)
_COLUMN = regex(r"(?:[A-Z][A-Z0-9])?")
_HEADING = regex(r"\.\s")  # behind each subject heading of MEDLINE's
_TAG = regex(r"([A-Z][A-Z0-9])(?: (.*))?")
_PLACES = regex(r";\s{1,3}(?=\[)")
_ADDRESSED = regex(r"\[[^\[\]]{0,5000}\]\s{0,3}")

_TYPES = (
    (EntryType.CONFERENCE, regex(r"proceedings paper|meeting|conference")),
    (EntryType.CHAPTER, regex(r"book chapter|chapter")),
    (EntryType.DATASET, regex(r"data(?:set| set| study)\b")),
    (EntryType.SOFTWARE, regex(r"software\b")),
    (EntryType.THESIS, regex(r"dissertation|thesis")),
    (EntryType.PREPRINT, regex(r"preprint")),
    (EntryType.BOOK, regex(r"book$")),
)
_PUBLICATIONS = {"J": EntryType.ARTICLE, "S": EntryType.CHAPTER, "B": EntryType.BOOK, "C": EntryType.CONFERENCE}


def recognize(text: str) -> float:
    """How surely a text is an export of Web of Science."""
    sample = text[:SAMPLE]
    return 0.97 if (_BEGINNING.search(sample) and _FIELD.search(sample)) or _TABLE.match(sample) else 0.0


_LAYOUT = Layout(
    tag=tagged_as(_TAG),
    tells=frozenset({"TI", "AU", "AF"}),
    first=frozenset({"PT"}),
    last=frozenset({"ER"}),
    ignored=frozenset({"FN", "VR", "EF"}),
)


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The records of a text, and a problem for each that tells of no paper."""
    table = _TABLE.match(text)
    return read_entries(
        _entries(_rows(text, table["delimiter"])) if table else entries(text.split("\n"), _LAYOUT), _record
    )


def _entries(table: Iterator[Row | Problem]) -> Iterator[Entry | Problem]:
    """The records in the rows of a table, the first of which names the columns."""
    tags: list[str] = []
    for row in table:
        if isinstance(row, Problem):
            yield row
        elif not tags:
            tags = row.cells
            if not all(map(_COLUMN.fullmatch, tags)):
                yield Problem(row.lines, "names of columns that are no tags", "\t".join(tags)[:SHOWN])
        elif any(row.cells[len(tags) :]):
            yield Problem(row.lines, "more cells than columns", "\t".join(row.cells)[:SHOWN])
        else:
            told = zip(tags, row.cells, strict=False)
            yield Entry(*row.lines, [Field(tag, [cell]) for tag, cell in told if cell])


def _rows(text: str, delimiter: str) -> Iterator[Row | Problem]:
    """The rows of a table; between tabs a quote is one of the text, unless the whole cell is in quotes."""
    if delimiter != "\t":
        yield from rows(text, delimiter)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Row((number, number), list(map(_cell, line.split("\t"))))


def _cell(text: str) -> str:
    """The text of a cell, which a spreadsheet may have put in quotes."""
    text = text.strip()
    return text[1:-1].replace('""', '"') if len(text) > 1 and text[0] == text[-1] == '"' else text


def _record(tags: Tags, lines: tuple[int, int]) -> Record:
    kind, types = _kind(tags)
    full, short = tags.lines("AF", "BF"), tags.lines("AU", "BA", "IV")  # the same people, the second with initials
    listed = list(map(_inverted, full, short)) if len(full) == len(short) else full or short
    tags.every("AU", "BA")
    groups = [Name(literal=squeeze(name)) for name in tags.lines("CA")]
    places, year, headings = tags.fields("C1"), tags.one("PY"), tags.one("MH") or ""
    return make_record(
        "wos",
        lines,
        title=indexed_title(tags.one("TI")),
        authors=[*people(listed), *groups],
        authors_complete=not goes_on(listed),
        editors=list(people(tags.lines("BE", "ED"))),
        affiliations=[
            _ADDRESSED.sub("", place) for found in places for line in _unwrapped(found) for place in _PLACES.split(line)
        ],
        date=date(year, tags.peek("PD"), tags.peek("DG"), tags.peek("EA")) or year,
        entry_type=kind,
        venue=plain(tags.one("SO", "SE")),
        volume=tags.one("VL"),
        number=tags.one("IS"),
        pages=pages(tags.one("BP"), tags.one("EP")) or pages(tags.one("PS")) or pages(tags.one("AR")),
        publisher=tags.one("PU"),
        abstract=plain(tags.one("AB")),
        doi=tags.one("DI", "D2"),
        url=tags.one("WP", "UR"),
        keywords=keywords([*([found.text] for found in tags.fields("DE", "ID", "MI", "BD")), _HEADING.split(headings)]),
        extra={"DT": types, "CR": "; ".join(tags.lines("CR")), "EM": "; ".join(tags.lines("EM")), **tags.left()},
    )


def _inverted(full: str, short: str) -> str:
    """A name with its family name first, where only the short form of it tells which that is.

    >>> _inverted("Wang Ying", "Wang, Y"), _inverted("Ana Maria Ng Li", "Ng Li, AM"), _inverted("Ng, Ana", "Ng, A")
    ('Wang, Ying', 'Ng Li, Ana Maria', 'Ng, Ana')
    """
    family, comma, _ = short.partition(",")
    if not comma or "," in full or ";" in full:
        return full
    first, last = f"{family} ".casefold(), f" {family}".casefold()
    if full.casefold().startswith(first):
        return f"{full[: len(family)]}, {full[len(first) :]}"
    return f"{full[-len(family) :]}, {full[: -len(last)]}" if full.casefold().endswith(last) else full


def _unwrapped(places: Field) -> list[str]:
    """The places, one a line, of which some indexes wrap long ones behind a comma."""
    return "\n".join(places.lines).replace(",\n", ", ").split("\n")


def _kind(tags: Tags) -> tuple[EntryType, str]:
    """What kind of publication it is, and its types in the words of the source."""
    types = tags.one("DT") or ""
    return kind_named(_TYPES, [types.partition(";")[0]]) or _PUBLICATIONS.get(
        squeeze(tags.one("PT") or "")[:1], EntryType.MISC
    ), types


READER = Reader("wos", "Web of Science (tagged or tab-delimited)", recognize, read)
