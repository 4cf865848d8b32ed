"""An entry of BibTeX that another notation holds."""

from __future__ import annotations

from readlist.formats._bibtex.inherit import Surroundings
from readlist.formats._bibtex.record import read_entry
from readlist.formats._bibtex.scan import Entry, scan_blocks
from readlist.model.paper import Paper, Problem, Record


def record_in(text: str) -> Record | None:
    """The record of the first entry in a text; None where there is none that tells of a paper."""
    entries = (read_entry(entry, Surroundings()) for entry in scan_blocks((text,)) if isinstance(entry, Entry))
    found = next((found for found in entries if found is not None and not isinstance(found, Problem)), None)
    return found.record if isinstance(found, Paper) else found
