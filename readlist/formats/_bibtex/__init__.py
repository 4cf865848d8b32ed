"""BibTeX and biblatex: scanned, decoded, written."""
