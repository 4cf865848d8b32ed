"""``readlist tags``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from readlist.cli.options import confirm, library_option, open_library, open_shelf, yes_option
from readlist.cli.output import say, tell
from readlist.model.tags import COLORS, TagCount
from readlist.model.text import counted


@click.command("tags", epilog="Example: readlist tags --rename ssl vision/ssl")
@click.option(
    "--rename", nargs=2, metavar="OLD NEW", help="Rename a tag and those below it; one of that name is joined."
)
@click.option("--delete", metavar="TAG", help="Take a tag from every paper.")
@click.option("--below", is_flag=True, help="With --delete: those below it too.")
@click.option("--color", nargs=2, metavar="TAG COLOR", help=f"Color a tag: {', '.join(COLORS)}, or none.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, one tag a line.")
@yes_option
@library_option
def command(
    rename: tuple[str, str] | None,
    delete: str | None,
    below: bool,
    color: tuple[str, str] | None,
    as_json: bool,
    yes: bool,
    library: Path | None,
) -> None:
    """List the tags with their numbers of papers, those below a tag with it; rename, delete or color one."""
    if rename is None and delete is None and color is None:
        with open_shelf(library) as shelf:
            for tag in shelf.tag_tree():
                say(_as_json(tag) if as_json else _line(tag, in_tree=sys.stdout.isatty()))
        return
    with open_library(library) as reading_list:
        if rename is not None:
            tell(reading_list.rename_tag(*rename).label)
        if color is not None:
            reading_list.color_tag(color[0], None if color[1] == "none" else color[1])
            tell(f"{color[0]}: {color[1]}")
        if delete is not None:
            named = (tag for tag in reading_list.tag_tree() if tag.name.casefold() == delete.casefold())
            papers = sum(tag.papers if below else tag.own for tag in named)
            if papers:
                confirm(f"Take {delete} from {counted(papers)}?", yes=yes)
            tell(reading_list.delete_tag(delete, below=below).label)


def _line(tag: TagCount, *, in_tree: bool) -> str:
    """A tag with its number of papers: in a terminal below those above it, else whole."""
    if in_tree:
        return f"{tag.papers:>6}  {'  ' * tag.depth}{tag.last}  {tag.color or ''}".rstrip()
    return "\t".join(filter(None, (str(tag.papers), tag.name, tag.color)))


def _as_json(tag: TagCount) -> str:
    known = {"tag": tag.name, "papers": tag.papers, "own": tag.own, "color": tag.color}
    return json.dumps(known, ensure_ascii=False)
