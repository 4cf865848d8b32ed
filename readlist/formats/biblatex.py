"""biblatex, for LaTeX with biber: entry types and dates that BibTeX has no words for."""

from __future__ import annotations

from functools import partial

from readlist.formats._bibtex.parts import parts
from readlist.formats._bibtex.write import verify, warn, write
from readlist.formats._kinds import Writer

WRITER = Writer(
    name="biblatex",
    label="biblatex",
    suffix=".biblatex.bib",
    write=partial(write, biblatex=True),
    verify=partial(verify, biblatex=True),
    parts=parts,
    warn=warn,
)
