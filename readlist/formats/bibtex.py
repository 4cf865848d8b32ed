"""BibTeX, for reference managers and LaTeX."""

from __future__ import annotations

from readlist.formats._bibtex_write import verify, write
from readlist.formats._kinds import Writer

WRITER = Writer(name="bibtex", label="BibTeX", suffix=".bib", write=write, verify=verify)
