"""What a note beside a paper tells as references do: "In Proceedings of Bells (BELL), Oslo, pp. 3-9, June 2016."."""

from __future__ import annotations

from readlist.formats._references.entries import Entry
from readlist.formats._references.fields import record
from readlist.formats._venues import Venue

_TITLE = "Paper lanterns and their shadows"
_BEFORE = f"A. Marin and B. Heath. {_TITLE}. "  # the words of a reference are told from all that stand in it


def appearance(note: str) -> Venue | None:
    """Where and when the paper appeared that a note stands beside; None where a reference could not end so.

    >>> appearance("In Proceedings of the Bell Conference (BELL), pages 3-9, 2016.").pages
    '3-9'
    """
    told = record(Entry((1, 1), f"{_BEFORE}{note}", ""), None)
    if not told.venue or told.title != _TITLE or told.editors:
        return None
    name = told.venue.removeprefix("the ")
    return Venue(name[:1].upper() + name[1:], told.date, volume=told.volume, number=told.number, pages=told.pages)
