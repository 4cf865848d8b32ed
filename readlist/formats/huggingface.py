"""Titles with authors or abstracts, with or without blank lines, as Hugging Face's and other pages of papers have them."""

from __future__ import annotations

from functools import partial

from readlist.formats._kinds import Reader
from readlist.formats._page.reading import TITLED, confidence, read

READER = Reader(
    TITLED,
    "page of titles (Hugging Face and others)",
    partial(confidence, layout=TITLED),
    read,
    by_layout=True,
)
