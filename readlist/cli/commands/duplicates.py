"""``readlist duplicates``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlist.cli.completing import keys
from readlist.cli.options import library_option, open_library, open_shelf
from readlist.cli.output import say, tell
from readlist.cli.progress import Progress
from readlist.model.residue import plain

if TYPE_CHECKING:
    from readlist.library.near import NearPair


@click.command("duplicates", epilog="Example: readlist duplicates --json; readlist duplicates --apart moon2020maps 45")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON lines.")
@click.option(
    "--apart",
    nargs=2,
    metavar="KEY KEY",
    shell_complete=keys,
    help="Remember that these are two papers; they are not listed again.",
)
@library_option
def command(as_json: bool, apart: tuple[str, str] | None, library: Path | None) -> None:
    """List pairs of papers that look like one, with the evidence; nothing is merged by itself.

    `readlist merge` makes one of two.
    """
    if apart is not None:
        with open_library(library) as reading_list:
            change = reading_list.set_apart([(reading_list.named(apart[0]), reading_list.named(apart[1]))])
        tell(change.label if change.step else "nothing changed: it was so already")
        return
    with open_shelf(library) as shelf, Progress("comparing") as progress:
        pairs = shelf.duplicates(progress)
    for pair in pairs:
        _print(pair, as_json=as_json)
    if not pairs:
        tell("no pair of papers looks like one")


def _print(pair: NearPair, *, as_json: bool) -> None:
    if as_json:
        say(json.dumps({"papers": [pair.one.id, pair.other.id], "evidence": pair.evidence}, ensure_ascii=False))
        return
    say(pair.evidence)
    for paper in (pair.one, pair.other):
        say(f"  {paper.id}\t{plain(paper.record.heading)}\t{paper.record.year or ''}")
