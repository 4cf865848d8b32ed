"""Abstracts one below the other, without titles."""

from __future__ import annotations

from functools import partial

from readlist.formats._kinds import Reader
from readlist.formats._page.reading import ABSTRACTS, confidence, read

READER = Reader(ABSTRACTS, "abstracts without titles", partial(confidence, layout=ABSTRACTS), read, by_layout=True)
