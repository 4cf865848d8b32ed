"""Titles with authors or abstracts, blank lines or none between, as the pages of Hugging Face and others have them."""

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
