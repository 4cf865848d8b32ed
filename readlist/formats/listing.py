"""Subject, date and code badge, title and authors glued, abstract: a site's listing of an author's papers."""

from __future__ import annotations

from functools import partial

from readlist.formats._kinds import Reader
from readlist.formats._page.reading import LISTING, confidence, read

READER = Reader(LISTING, "author listing", partial(confidence, layout=LISTING), read, by_layout=True)
