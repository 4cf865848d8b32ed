"""Titles and abstracts, with or without blank lines, as the Hugging Face papers pages give them."""

from __future__ import annotations

from functools import partial

from readlist.formats._kinds import Reader
from readlist.formats._page.reading import TITLED, confidence, read

READER = Reader(TITLED, "Hugging Face papers page", partial(confidence, layout=TITLED), read, by_layout=True)
