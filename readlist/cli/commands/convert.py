"""``readlist convert``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from readlist import formats
from readlist.cli.output import passage, say, tell
from readlist.cli.texts import read_all
from readlist.files import replace_file
from readlist.library.intake import records_of
from readlist.model import citekey
from readlist.model.paper import Paper, Problem


@click.command("convert", epilog="Example: readlist convert page.txt --to bibtex -o page.bib")
@click.argument("files", nargs=-1, metavar="[FILE|-]...")
@click.option("--from", "notation", metavar="FORMAT", help="The format, where it is not recognised by itself.")
@click.option(
    "--to", default="jsonl", show_default=True, metavar="FORMAT", help="What to write; `problems` lists those."
)
@click.option("--for", "preset", type=click.Choice(formats.PRESETS), default="zotero", help="Who will read it.")
@click.option("--ascii", "ascii_only", is_flag=True, help="Write ASCII only, where the format can.")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Write to this file.")
def command(
    files: tuple[str, ...], notation: str | None, to: str, preset: str, ascii_only: bool, output: Path | None
) -> None:
    """Read and write without a library: in the order of the input, duplicates kept."""
    writer = None if to == "problems" else formats.writer(to)
    papers: list[Paper] = []
    problems: list[tuple[str, Problem]] = []
    for name, text, _ in read_all(files):
        for found in records_of(text, name, notation, formats.NO_EVIDENCE).items:
            if isinstance(found, Problem):
                problems.append((name, found))
            else:
                papers.append(found)
    if writer is None:
        _give("".join(json.dumps(problem._asdict(), ensure_ascii=False) + "\n" for _, problem in problems), output)
        return
    options = formats.WriteOptions(preset, ascii_only)
    if to != "jsonl":
        papers = list(citekey.assign(papers))
    content = "".join(writer.write(papers, options))
    if writer.verify is not None:
        writer.verify(content, papers, options)
    _give(content, output)
    for name, problem in problems:
        tell(f"{name}: {passage(problem)}")


def _give(content: str, output: Path | None) -> None:
    if output is None:
        for line in content.splitlines():
            say(line)
    else:
        replace_file(output, content)
        tell(f"written: {output}")
