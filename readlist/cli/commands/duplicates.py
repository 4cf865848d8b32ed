"""``readlist duplicates``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from readlist.cli.options import library_option, open_shelf
from readlist.cli.output import say, tell
from readlist.model.residue import plain


@click.command("duplicates", epilog="Example: readlist duplicates --json")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON lines.")
@library_option
def command(as_json: bool, library: Path | None) -> None:
    """List pairs of papers that look like one, with the evidence; nothing is merged by itself."""
    with open_shelf(library) as shelf:
        pairs = shelf.duplicates()
    for pair in pairs:
        if as_json:
            say(json.dumps({"papers": [pair.one.id, pair.other.id], "evidence": pair.evidence}, ensure_ascii=False))
            continue
        say(pair.evidence)
        for paper in (pair.one, pair.other):
            say(f"  {paper.id}\t{plain(paper.record.heading)}\t{paper.record.year or ''}")
    if not pairs:
        tell("no pair of papers looks like one")
