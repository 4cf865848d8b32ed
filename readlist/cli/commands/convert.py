"""``readlist convert``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from readlist import formats
from readlist.cli.completing import files
from readlist.cli.options import or_standard_output
from readlist.cli.output import give, passage, tell
from readlist.cli.texts import given_texts
from readlist.errors import UnknownFormat
from readlist.files import replace_file
from readlist.library.intake import records_in_blocks
from readlist.model import citekey
from readlist.model.paper import Paper, Problem


@click.command("convert", epilog="Example: readlist convert page.txt --to bibtex -o page.bib")
@click.argument("files", nargs=-1, metavar="[FILE|-]...", shell_complete=files)
@click.option("--from", "notation", metavar="FORMAT", help="The format, where it is not recognised by itself.")
@click.option(
    "--to", metavar="FORMAT", help="What to write, `problems` lists those; else the file's ending tells, or jsonl."
)
@click.option("--for", "preset", type=click.Choice(formats.PRESETS), default="zotero", help="Who will read it.")
@click.option("--ascii", "ascii_only", is_flag=True, help="Write ASCII only, where the format can.")
@click.option("-o", "output", type=click.Path(path_type=Path), callback=or_standard_output, help="Write to this file.")
def command(
    files: tuple[str, ...], notation: str | None, to: str | None, preset: str, ascii_only: bool, output: Path | None
) -> None:
    """Read and write without a library: in the order of the input, duplicates kept."""
    to = to or (formats.notation_of(output.name) if output else None) or "jsonl"
    writer = None if to == "problems" else formats.writer(to)
    problems: list[tuple[str, Problem]] = []
    papers = _papers(files, notation, problems)
    if writer is None:
        for _ in papers:
            pass
        _give((json.dumps(problem._asdict(), ensure_ascii=False) + "\n" for _, problem in problems), output)
        return
    options = formats.WriteOptions(preset, ascii_only)
    if to == "jsonl":
        _give(writer.write(papers, options), output)
    else:
        keyed = list(citekey.assign(papers))
        content = "".join(writer.write(keyed, options))
        if writer.verify is not None:
            writer.verify(content, keyed, options)
        _give((content,), output)
        if warning := writer.warn(content, options):
            tell(warning)
    for name, problem in problems:
        tell(f"{name}: {passage(problem)}")


def _papers(files: Sequence[str], notation: str | None, problems: list[tuple[str, Problem]]) -> Iterator[Paper]:
    """The papers in the given texts; problems are put aside, as are texts in archives that are none of papers."""
    unknown: list[UnknownFormat] = []
    known = 0
    for text in given_texts(files):
        try:
            found = records_in_blocks(text, text.name, notation, formats.NO_EVIDENCE)
        except UnknownFormat as error:
            if not text.in_archive:
                raise
            unknown.append(error)
            continue
        known += 1
        for item in found:
            if isinstance(item, Problem):
                problems.append((text.name, item))
            else:
                yield item
    if unknown and not known:
        raise unknown[0]
    for fault in unknown:
        tell(f"{fault.message}: left out")


def _give(pieces: Iterable[str], output: Path | None) -> None:
    if output is None:
        give(pieces)
    else:
        replace_file(output, pieces)
        tell(f"written: {output}")
