"""BibTeX and biblatex, as reference managers, publishers and people write them."""

from __future__ import annotations

import re

from readlist.formats._bibtex.parts import parts
from readlist.formats._bibtex.read import ENTRY, read, stream
from readlist.formats._bibtex.write import verify, warn, write
from readlist.formats._html.text import is_html
from readlist.formats._kinds import SAMPLE, Reader, Writer
from readlist.model.regex import regex

_ASIDE = regex(r"^[^\S\n]{0,40}@(?i:string|preamble|comment)\s{0,9}[{(]", re.MULTILINE)
_HEADER = regex(r"\A\s*%+ (?:Encoding: \S|This BibTeX|BibTeX)", re.IGNORECASE)
_LINE = regex(
    r"^[^\S\n]*(?:@\s?[A-Za-z]+\s?[{(]|[A-Za-z][\w:.+-]{0,40}\s{0,20}=\s{0,9}[\w{\"#-]|[})],?\s*$|%)", re.MULTILINE
)
_XML = regex(r"\s*<[?!](?!--)")


def recognize(text: str) -> float:
    """How surely a text is BibTeX: less so where its entries stand in another text."""
    sample = text[:SAMPLE]
    if ENTRY.search(sample) is None:
        return 0.95 if _ASIDE.search(sample) or _HEADER.match(sample) else 0.0
    if _XML.match(sample) or is_html(sample):
        return 0.3
    written = sum(1 for line in sample.split("\n") if line.strip())
    if ENTRY.match(sample):
        return 1.0
    return 0.94 if len(_LINE.findall(sample)) > 0.3 * written else 0.6


READER = Reader("bibtex", "BibTeX and biblatex", recognize, read, stream)
WRITER = Writer(name="bibtex", label="BibTeX", suffix=".bib", write=write, verify=verify, parts=parts, warn=warn)
