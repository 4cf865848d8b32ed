"""Where in a journal or book a paper stands: its pages, volume and number, as people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readlist.formats._bibtex.text import tells_pages
from readlist.model.regex import regex

if TYPE_CHECKING:
    from readlist.formats._bibtex.inherit import Fields

_BEFORE_PAGES = regex(
    r"\s*(?:pp?\.|pp?(?=[\s~])|pp(?=\d)|pages?\b|pgs?\.|págs?\.|S\.|Seiten?\b|стр\.|с\.)[\s~\\]*(?=\w)", re.IGNORECASE
)
_SPACED_RANGE = regex(r"(?<=\d) {1,3}(-{1,3}|–|—) {1,3}(?=\d)")
_LENGTH = regex(r"\s*\d{1,4}\s?(?:pp?|pages?|págs?|páginas|S|Seiten|с)\.?\s*", re.IGNORECASE)
_VOLUME_AND_NUMBER = regex(r"\s*(\w{1,8})\s?\((\d{1,5}(?:[-–/]{1,2}\d{1,5})?)\)\s*")


def tidy_places(fields: Fields) -> None:
    """Put into the fields of an entry what its pages and volume mean.

    >>> fields = {"pages": "pp. 3 - 9", "volume": "62(4)"}
    >>> tidy_places(fields)
    >>> fields
    {'pages': '3-9', 'volume': '62', 'number': '4'}
    """
    if "pages" in fields:
        _tidy_pages(fields)
    # ADS tells an article number as the pages too.
    if "eid" in fields and fields["eid"] == fields.get("pages"):
        del fields["eid"]
    volume = fields.get("volume", "")
    if "(" in volume and not {"number", "issue"} & fields.keys() and (both := _VOLUME_AND_NUMBER.fullmatch(volume)):
        fields["volume"], fields["number"] = both.groups()


def _tidy_pages(fields: Fields) -> None:
    pages = fields["pages"]
    if not tells_pages(pages):
        del fields["pages"]
        return
    if not pages[:1].isdecimal():
        pages = fields["pages"] = _BEFORE_PAGES.sub("", pages, count=1) if _BEFORE_PAGES.match(pages) else pages
    elif not pages[-1:].isdecimal() and "pagetotal" not in fields and _LENGTH.fullmatch(pages):
        fields["pagetotal"] = fields.pop("pages").strip()
        return
    if " " in pages:
        fields["pages"] = _SPACED_RANGE.sub(r"\1", pages).rstrip(" -–")
