"""``readlist export``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlist import formats
from readlist.cli.completing import query_words
from readlist.cli.options import QueryWords, chosen_papers, library_option, patience, settings
from readlist.cli.output import say, tell
from readlist.cli.texts import unless_standard
from readlist.errors import ExportError, InputError, NotFound
from readlist.files import read_text, replace_file
from readlist.library import Library
from readlist.model.paper import Paper, Record
from readlist.model.text import clean, counted

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command("export", cls=QueryWords, epilog="Example: readlist export tag:thesis --for latex -o refs.bib")
@click.argument("query", nargs=-1, shell_complete=query_words)
@click.option(
    "--to", metavar="FORMAT", help="What to write (`readlist formats`); else the file's ending tells, or bibtex."
)
@click.option("--for", "preset", type=click.Choice(formats.PRESETS), help="Who will read it.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    callback=unless_standard,
    help="Write to this file, whole or not at all; a folder for `notes`.",
)
@click.option("--keep-current", is_flag=True, help="Write the file anew after each change (`readlist targets`).")
@click.option("--ascii", "ascii_only", is_flag=True, help="Write ASCII only, where the format can.")
@click.option("--copy", is_flag=True, help="Copy to the clipboard.")
@library_option
def command(
    query: tuple[str, ...],
    to: str | None,
    preset: str | None,
    output: Path | None,
    keep_current: bool,
    ascii_only: bool,
    copy: bool,
    library: Path | None,
) -> None:
    """Write the papers of a query, or all; a paper keeps the citation key that it gets at its first export."""
    config = settings(library)
    to = to or (formats.notation_of(output.name) if output else None) or "bibtex"
    options = formats.WriteOptions(preset or config.export_for, ascii_only)
    if keep_current and output is None:
        raise click.UsageError("--keep-current needs a file: -o FILE")
    with Library.open(config.library, create=False, key_style=config.citekey, patience=patience()) as reading_list:
        if output is not None and keep_current:
            reading_list.keeping.keep(output, " ".join(query), to, options)
            tell(f"kept current from now on: {output} (`readlist targets` lists such files)")
            return
        ids = chosen_papers(reading_list, query)
        if output is not None and formats.writer(to).file_name:
            tell(_into_folder(output, reading_list.export_files(ids, to, options), to))
            return
        content = reading_list.export(ids, to, options)
    _give(content, len(ids), output, copy=copy)
    if warning := formats.writer(to).warn(content, options):
        tell(warning)


def _give(content: str, count: int, output: Path | None, *, copy: bool) -> None:
    """Put a text where it was asked for, and say how many papers it holds."""
    papers = counted(count)
    if output is not None:
        if not count and output.is_file() and output.stat().st_size:
            raise NotFound(f"no paper matches, so {output} was left as it is", "Remove it first if it shall be empty.")
        changed = replace_file(output, content)
        tell(f"{papers}: {output}" + ("" if changed else " (unchanged)"))
    if copy:
        from readlist.clipboard import copy as copy_text  # noqa: PLC0415  seldom needed

        tell(f"{papers} {copy_text(content, None)}")
    if output is None and not copy:
        if content:
            say(content.rstrip("\n"))
        if not count:
            tell(papers)


def _into_folder(folder: Path, files: Mapping[str, str], notation: str) -> str:
    """Write files into a folder, those of others left alone; what was done, in words."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"cannot make the folder {folder}: {error.strerror}", "Name another one with -o.") from error
    foreign = [name for name, text in files.items() if not _may_replace(folder / name, text, notation)]
    written = sum(replace_file(folder / name, text) for name, text in files.items() if name not in foreign)
    left = f"; left alone, as they are not readlist's: {', '.join(foreign)}" if foreign else ""
    return f"{counted(len(files))}: {folder} ({written} written{left})"


def _may_replace(path: Path, text: str, notation: str) -> bool:
    """Whether there is no such file, or it is about the same paper."""
    if not os.path.lexists(path):
        return True
    try:
        return _citekeys(read_text(path), notation) == _citekeys(text, notation)
    except InputError:
        return False


def _citekeys(text: str, notation: str) -> list[str | None]:
    reader = formats.reader(notation)
    found = reader.read(clean(text), formats.NO_EVIDENCE) if reader.recognize(clean(text)) >= formats.SURE else ()
    records = (item.record if isinstance(item, Paper) else item for item in found)
    return [record.citekey for record in records if isinstance(record, Record)]
