"""``readlist list``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlist.cli.completing import query_words
from readlist.cli.options import QueryWords, library_option, open_shelf
from readlist.cli.output import print_table, say, tell
from readlist.cli.progress import Progress
from readlist.errors import NotFound
from readlist.model.fields import FIELDS, SORTABLE, Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlist.model.paper import Paper

NOTATIONS = click.Choice(["table", "jsonl", "csv", "keys"])
COLUMNS = "id,status,title,author,year,tags"


@click.command("list", cls=QueryWords, epilog="Example: readlist list status:later author:huang --sort year --reverse")
@click.argument("query", nargs=-1, shell_complete=query_words)
@click.option("--format", "notation", type=NOTATIONS, default="table")
@click.option(
    "--sort", type=click.Choice(SORTABLE), default="added", help="The field to sort by; words are ranked otherwise."
)
@click.option("--reverse", is_flag=True, help="From the other end.")
@click.option("--limit", type=click.IntRange(min=0), help="No more papers than this.")
@click.option("--fields", default=COLUMNS, metavar="A,B", help=f"Columns of table and csv: {', '.join(FIELDS)}.")
@library_option
def command(
    query: tuple[str, ...],
    notation: str,
    sort: str,
    reverse: bool,
    limit: int | None,
    fields: str,
    library: Path | None,
) -> None:
    """List the papers of a query, or all."""
    columns = _columns(fields)
    with open_shelf(library) as shelf:
        with Progress("indexing") as progress:
            found = shelf.ranked(" ".join(query), Order(sort, reverse), limit, progress)
        ids = found.ids
        papers = shelf.papers(
            ids, None if notation == "jsonl" else {need for name in columns for need in FIELDS[name].needs}
        )
    if found.meant.corrected:
        tell(f"taken for what was typed: {', '.join(found.meant.corrected.values())}")
    if not papers and limit != 0:
        tell("no paper matches" if query else "the library is empty: `readlist add FILE` adds papers")
    if notation == "table":
        print_table([FIELDS[name] for name in columns], _rows(columns, papers))
    elif notation == "csv":
        _print_csv(columns, papers)
    elif notation == "keys":
        for paper in papers:
            say(paper.record.citekey or str(paper.id))
    else:
        _print_jsonl(papers)


def _columns(names: str) -> list[str]:
    columns = [name.strip() for name in names.split(",")]
    for name in columns:
        if name not in FIELDS:
            raise NotFound(f"no column named {name!r}", f"Known: {', '.join(FIELDS)}.")
    return columns


def _rows(columns: Sequence[str], papers: Sequence[Paper]) -> list[list[str]]:
    return [[FIELDS[name].text(paper) for name in columns] for paper in papers]


def _print_jsonl(papers: Sequence[Paper]) -> None:
    from readlist import formats  # noqa: PLC0415  a table does without

    for line in formats.writer("jsonl").write(papers, formats.WriteOptions()):
        say(line.rstrip("\n"))


def _print_csv(columns: Sequence[str], papers: Sequence[Paper]) -> None:
    """Print CSV; a cell that a spreadsheet would take for a formula gets a leading apostrophe."""
    import csv  # noqa: PLC0415  a table does without
    from io import StringIO  # noqa: PLC0415

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in _rows(columns, papers):
        writer.writerow(["'" + text if text[:1] in tuple("=+-@\t\r") else text for text in row])
    say(out.getvalue().rstrip("\n"))
