"""RIS, which every reference manager and publisher writes, each a little differently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._kinds import SAMPLE, Evidence, Found, Reader, Writer
from readlist.formats._tagged.entries import entries, read_entries
from readlist.formats._tagged.ris_fields import record
from readlist.formats._tagged.ris_lines import LAYOUT
from readlist.formats._tagged.ris_write import verify, write
from readlist.model.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = regex(r"^[ \t]{0,4}TY[ \t]{0,4}-(?:[ \t]{1,4}[A-Z]{2,10}|[ \t]*)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_LINE = regex(r"^[ \t]{0,4}[A-Z][A-Z0-9][ \t]{0,4}-", re.MULTILINE | re.IGNORECASE)
_FIELD = regex(r"^(?:TI|T1|AU|A1)  - \S", re.MULTILINE | re.IGNORECASE)
_END = regex(r"^ER  -", re.MULTILINE | re.IGNORECASE)


def recognize(text: str) -> float:
    """How surely a text is RIS: less so where a record stands in another text."""
    sample = text[:SAMPLE]
    if _MARK.search(sample):
        written = sum(1 for line in sample.split("\n") if line.strip())
        if _MARK.match(sample.lstrip("\n")):
            return 0.97
        return 0.94 if len(_LINE.findall(sample)) > 0.3 * written else 0.6
    return 0.8 if _FIELD.search(sample) and _END.search(sample) else 0.0


def read(text: str, evidence: Evidence) -> Iterator[Found]:  # noqa: ARG001  names stand apart here
    """The records of a text, and a problem for each that tells of no paper."""
    return read_entries(entries(text.split("\n"), LAYOUT), record)


READER = Reader("ris", "RIS", recognize, read)
WRITER = Writer("ris", "RIS, for reference managers", ".ris", write, verify)
