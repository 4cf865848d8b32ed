"""``readlist export``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist import formats
from readlist.cli.options import QueryWords, library_option, settings
from readlist.cli.output import say, tell
from readlist.errors import NotFound
from readlist.files import replace_file
from readlist.library import Library


@click.command("export", cls=QueryWords, epilog="Example: readlist export tag:thesis --for latex -o refs.bib")
@click.argument("query", nargs=-1)
@click.option("--to", default="bibtex", show_default=True, metavar="FORMAT", help="What to write (`readlist formats`).")
@click.option("--for", "preset", type=click.Choice(formats.PRESETS), help="Who will read it.")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Write to this file, whole or not at all.")
@click.option("--keep-current", is_flag=True, help="Write the file anew after each change (`readlist targets`).")
@click.option("--ascii", "ascii_only", is_flag=True, help="Write ASCII only, where the format can.")
@click.option("--copy", is_flag=True, help="Copy to the clipboard.")
@library_option
def command(
    query: tuple[str, ...],
    to: str,
    preset: str | None,
    output: Path | None,
    keep_current: bool,
    ascii_only: bool,
    copy: bool,
    library: Path | None,
) -> None:
    """Write the papers of a query, or all; a paper keeps the citation key that it gets at its first export."""
    config = settings(library)
    if keep_current:
        if output is None:
            raise click.UsageError("--keep-current needs a file: -o FILE")
        options = formats.WriteOptions(preset or config.export_for, ascii_only)
        with Library.open(config.library, create=False, key_style=config.citekey) as reading_list:
            reading_list.keeping.keep(output, " ".join(query), to, options)
        tell(f"kept current from now on: {output} (`readlist targets` lists such files)")
        return
    with Library.open(config.library, create=False, key_style=config.citekey) as reading_list:
        ids = reading_list.ids(" ".join(query))
        if not ids:
            raise NotFound("no paper matches, so nothing was written", "`readlist list` shows what is there.")
        content = reading_list.export(ids, to, formats.WriteOptions(preset or config.export_for, ascii_only))
    counted = f"{len(ids)} paper{'s' * (len(ids) != 1)}"
    if output is not None:
        changed = replace_file(output, content)
        tell(f"{counted}: {output}" + ("" if changed else " (unchanged)"))
    if copy:
        from readlist.clipboard import copy as copy_text  # noqa: PLC0415  seldom needed

        tell(f"{counted} {copy_text(content, None)}")
    if output is None and not copy:
        say(content.rstrip("\n"))
