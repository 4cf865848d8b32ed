"""``readlist views``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from readlist.cli.options import QueryWords, library_option, open_library, open_shelf
from readlist.cli.output import say, tell
from readlist.library.counted import Counted, counted
from readlist.model.fields import SORTABLE, Order
from readlist.model.text import squeeze


@click.command("views", cls=QueryWords, epilog="Example: readlist views --save 'to cite' tag:cite -status:dropped")
@click.argument("query", nargs=-1)
@click.option("--save", metavar="NAME", help="Give the query a name, or the view of that name another query.")
@click.option("--sort", type=click.Choice(SORTABLE), default="added", help="The order of the view to save.")
@click.option("--reverse", is_flag=True, help="The same from the other end.")
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Give a view another name.")
@click.option("--move", nargs=2, type=(str, click.IntRange(min=1)), metavar="NAME N", help="Make a view the Nth.")
@click.option("--remove", metavar="NAME", help="Forget a view; its papers stay.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@library_option
def command(
    query: tuple[str, ...],
    save: str | None,
    sort: str,
    reverse: bool,
    rename: tuple[str, str] | None,
    move: tuple[str, int] | None,
    remove: str | None,
    as_json: bool,
    library: Path | None,
) -> None:
    """List the saved views with their numbers of papers; save, rename, move or remove one."""
    if query and save is None:
        raise click.UsageError("Name the view with --save.")
    if save is None and rename is None and move is None and remove is None:
        with open_shelf(library) as shelf:
            for view in shelf.views():
                found = counted(shelf, view)
                say(_as_json(found) if as_json else _line(found))
        return
    with open_library(library) as reading_list:
        if save is not None:
            view = reading_list.save_view(save, " ".join(query), Order(sort, reverse))
            tell(f"saved: {view.name}: {view.query or 'all papers'}")
        if rename is not None:
            reading_list.rename_view(*rename)
            tell(f"renamed: {rename[0]} to {rename[1]}")
        if move is not None:
            reading_list.move_view(move[0], move[1] - 1)
            tell(f"moved: {move[0]}")
        if remove is not None:
            tell(f"removed: {reading_list.remove_view(remove).name}")


def _line(found: Counted) -> str:
    view, papers, fault = found
    order = f"by {view.order.field}{' reversed' * view.order.reverse}" if view.order != Order() else ""
    number = "?" if papers is None else str(papers)
    return "\t".join(filter(None, (number, view.name, squeeze(view.query) or "all papers", order, fault)))


def _as_json(found: Counted) -> str:
    view, papers, fault = found
    known = {"name": view.name, "query": view.query, "sort": view.order.field, "reverse": view.order.reverse}
    return json.dumps({**known, "papers": papers, "fault": fault or None}, ensure_ascii=False)
