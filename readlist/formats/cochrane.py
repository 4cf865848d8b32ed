"""The Cochrane Library's citations as plain text: reviews and trials, a tag with a colon before each value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE
from readlist.formats._record import make_record
from readlist.formats._tagged.entries import Layout, tagged_as, tagged_reader
from readlist.formats._tagged.values import goes_on, indexed_title, keywords, kind_named, pages, people, plain
from readlist.model.paper import EntryType
from readlist.model.regex import regex

if TYPE_CHECKING:
    from readlist.formats._tagged.entries import Tags
    from readlist.model.paper import Record

_RECORD = regex(r"^(?:Record #\d{1,7} of \d{1,7}|ID: ?C[A-Z]-?\d{3,9}\b.{0,20})$", re.MULTILINE)
_FIELD = regex(r"^(?:AU|TI|SO|YR): ?\S", re.MULTILINE)
# No other words before a colon: the lines of an abstract begin with some too.
_TAG = regex(r"(ID|AU|TI|SO|YR|VL|NO|PG|PM|XR|PT|KY|DOI|AB|US|PB|CC|AD|ED|SN|IS|LA|CY|DE|AN|OT|ST|TY|CD|RG|CT): ?(.*)")
_PUBMED = regex(r"PUBMED\s{1,3}(\d{1,9})")
_TYPES = (
    (EntryType.CONFERENCE, regex(r".{0,60}(?:conference|congress|meeting)")),
    (EntryType.BOOK, regex(r"book")),
    (EntryType.THESIS, regex(r"dissertation|thesis")),
    (EntryType.WEB, regex(r"trial registry")),
)


def recognize(text: str) -> float:
    """How surely a text is such an export: records are counted or have Cochrane's numbers, and tags have colons."""
    sample = text[:SAMPLE]
    return 0.97 if _RECORD.search(sample) and len(_FIELD.findall(sample)) > 1 else 0.0


_LAYOUT = Layout(
    tag=tagged_as(_TAG), tells=frozenset({"TI", "AU"}), parts=lambda began, tag: tag in {"ID", began}, numbered=True
)


def _record(tags: Tags, lines: tuple[int, int]) -> Record:
    authors, types = tags.every("AU"), tags.one("PT") or ""
    pubmed = _PUBMED.search(tags.peek("PM"))
    return make_record(
        "cochrane",
        lines,
        title=indexed_title(tags.one("TI")),
        authors=people(authors),
        authors_complete=not goes_on(authors),
        editors=people(tags.every("ED")),
        affiliations=tags.every("AD"),
        date=tags.one("YR"),
        entry_type=kind_named(_TYPES, types.split(";")) or EntryType.ARTICLE,
        venue=plain(tags.one("SO")),
        volume=tags.one("VL"),
        number=tags.one("NO", "IS"),
        pages=pages(tags.one("PG")),
        publisher=plain(tags.one("PB")),
        abstract=plain(tags.one("AB")),
        doi=tags.one("DOI"),
        keywords=keywords([found.text] for found in tags.fields("KY", "DE")),
        url=tags.one("US"),
        extra={"PT": types, "PMID": pubmed[1] if pubmed and tags.one("PM") else None, **tags.left()},
    )


READER = tagged_reader("cochrane", "Cochrane Library, plain text", recognize, _LAYOUT, _record)
