"""How PubMed cites journals: "J Bees. 2021 Jun;12(3):101-117."."""

from __future__ import annotations

from readlist.model.regex import regex

CITATION = regex(
    r"(?:\A|(?<=[.?!] ))(?P<venue>[^.;?!]{2,150})\. (?P<date>(?:1[89]|20)\d\d"
    r"(?: (?:[A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?|Spring|Summer|Fall|Autumn|Winter)(?: \d{1,2}(?:-\d{1,2})?)?)?)"
    r"(?:;(?P<volume>[^:(;.]{0,30})(?:\((?P<number>[^()]{1,40})\))?"
    r"(?::(?P<pages>[\w,. -]{1,40}?))?)?(?:\.(?= |\Z)|:(?=\S))"
)
