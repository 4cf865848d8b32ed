"""Entries of papers in BibTeX or biblatex: written in the order given, and read again before they are believed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from readlist.errors import ExportError
from readlist.formats._bibtex.fields import BIBLATEX, DIALECTS, Dialect, entry_type, fields
from readlist.formats._bibtex.scan import Entry, scan
from readlist.formats._read_back import not_read_back
from readlist.model.citekey import is_valid
from readlist.model.latex import unset
from readlist.model.paper import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readlist.formats._kinds import WriteOptions
    from readlist.model.paper import Paper

_SHOWN = 12  # characters of a warning
_difference = partial(not_read_back, "BibTeX")


def write(papers: Iterable[Paper], options: WriteOptions, *, biblatex: bool = False) -> Iterator[str]:
    """The entries of papers that have citation keys, one piece each; the same papers give the same bytes.

    ExportError where a key is missing or BibTeX would not take it, or where the preset is unknown.

    >>> from readlist.formats._kinds import WriteOptions
    >>> from readlist.model.paper import Paper, Record
    >>> print("".join(write([Paper(record=Record(title="On GPT-4", citekey="ng2023"))], WriteOptions())), end="")
    @misc{ng2023,
      title = {On {GPT-4}},
    }
    """
    dialect = _dialect(options, biblatex=biblatex)
    gap = ""
    for paper in papers:
        yield gap + _entry(paper, dialect, ascii=options.ascii)
        gap = "\n"


def _dialect(options: WriteOptions, *, biblatex: bool) -> Dialect:
    dialects = BIBLATEX if biblatex else DIALECTS
    if options.preset not in dialects:
        raise ExportError(f"no preset is named {options.preset!r}", f"Known: {', '.join(dialects)}.")
    return dialects[options.preset]


def _entry(paper: Paper, dialect: Dialect, *, ascii: bool) -> str:  # noqa: A002 - the word of the option
    lines = [f"  {field.name} = {field.write()},\n" for field in fields(paper, dialect, ascii=ascii)]
    return f"@{entry_type(paper.record, dialect)}{{{_key(paper)},\n{''.join(lines)}}}\n"


def _key(paper: Paper) -> str:
    key = paper.record.citekey
    if key is None or not is_valid(key):
        raise ExportError(
            f"no citation key that BibTeX takes: {key!r} of {paper.record.heading!r}",
            "Give the paper another key: letters, digits and : _ . / + -",
        )
    return key


def verify(text: str, papers: Iterable[Paper], options: WriteOptions, *, biblatex: bool = False) -> None:
    """Nothing where a written text reads back as the papers; ExportError names the first difference."""
    dialect = _dialect(options, biblatex=biblatex)
    if options.ascii and not text.isascii():
        raise _difference("the text", "is not ASCII")
    entries = scan(text)
    seen: set[str] = set()
    for paper in papers:
        entry = _next_entry(entries, _key(paper))
        _compare(entry, paper, dialect, ascii=options.ascii)
        if entry.key.casefold() in seen:
            raise ExportError(f"two papers have the citation key {entry.key!r}", "Give one of them another key.")
        seen.add(entry.key.casefold())
    if next(entries, None) is not None:
        raise _difference("the text", "holds more entries than papers")


def warn(text: str, options: WriteOptions) -> str:
    """Which characters of a text for LaTeX only the newer engines set."""
    found = unset(text) if options.preset == "latex" else ""
    shown = " ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
    more = "" if options.ascii else "; --ascii writes commands where there are some"
    return f"pdfLaTeX does not set {shown} (XeLaTeX and LuaLaTeX do{more})" if found else ""


def _next_entry(entries: Iterator[Entry | Problem], key: str) -> Entry:
    found = next(entries, None)
    if found is None:
        raise _difference(f"entry {key!r}", "is missing")
    if isinstance(found, Problem):
        raise _difference(f"entry {key!r}", f"breaks off at line {found.lines[0]}: {found.reason}")
    return found


def _compare(entry: Entry, paper: Paper, dialect: Dialect, *, ascii: bool) -> None:  # noqa: A002 - as above
    meant = fields(paper, dialect, ascii=ascii)
    here = f"entry {_key(paper)!r}"
    if (entry.type, entry.key) != (entry_type(paper.record, dialect), _key(paper)):
        raise _difference(here, f"begins as @{entry.type}{{{entry.key}")
    if [name for name, _ in entry.fields] != [field.name for field in meant]:
        raise _difference(here, f"has the fields {', '.join(name for name, _ in entry.fields)}")
    for field, (_, value) in zip(meant, entry.fields, strict=True):
        if (read := field.read(value)) != field.meant:
            raise _difference(f"{here}, field {field.name}", f"reads {read!r} in place of {field.meant!r}")
