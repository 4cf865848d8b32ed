"""``readlist add``."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from readlist.cli import output
from readlist.cli.options import STATUSES, library_option, open_library, settings
from readlist.cli.output import say
from readlist.cli.progress import Progress
from readlist.cli.texts import Input, read_all
from readlist.model.paper import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.library import Library
    from readlist.model.draft import Draft


@click.command("add", epilog="Example: readlist add page.txt --tag to-discuss")
@click.argument("files", nargs=-1, metavar="[FILE|-]...")
@click.option("--clipboard", is_flag=True, help="Read the clipboard.")
@click.option(
    "--from-zotero", is_flag=False, flag_value="", metavar="[DIR]", help="Read the Zotero on this machine (or in DIR)."
)
@click.option("--from", "notation", metavar="FORMAT", help="The format, where it is not recognised by itself.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Give this tag to the papers; may be repeated.")
@click.option("--status", type=STATUSES, help="The status of new papers.")
@click.option("--dry-run", is_flag=True, help="Tell what would be added, store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@library_option
def command(
    files: tuple[str, ...],
    clipboard: bool,
    from_zotero: str | None,
    notation: str | None,
    tags: tuple[str, ...],
    status: str | None,
    dry_run: bool,
    as_json: bool,
    library: Path | None,
) -> None:
    """Read files, standard input (-) or the clipboard into the library.

    All or nothing, one undo step; the same input again changes nothing.
    """
    texts = read_all(files, clipboard=clipboard) if files or clipboard or from_zotero is None else []
    if from_zotero is not None:
        texts.append(_zotero(from_zotero))
    with _library_to_compare_with(library) as reading_list:
        with Progress("reading") as tell:
            drafts = [reading_list.draft(text, name, notation, tell, folder) for name, text, folder in texts]
        added = reading_list.rehearse(*drafts) if dry_run else None
    if added is None:
        with open_library(library, create=True) as reading_list, Progress("storing") as tell:
            added = reading_list.accept(*drafts, tags=tags, status=Status(status) if status else None, tell=tell)
    if as_json:
        say(
            json.dumps(
                {"files": [_report(draft) for draft in added.drafts], "step": added.change.step}, ensure_ascii=False
            )
        )
        return
    for draft in added.drafts:
        _print(draft)
    if dry_run:
        output.tell("dry run: nothing was stored")
    elif added.change.step:
        output.tell(f"{added.change.label} (`readlist undo` takes it back)")


def _zotero(folder: str) -> Input:
    from readlist.library.from_zotero import zotero_text  # noqa: PLC0415  seldom needed

    return Input("Zotero", zotero_text(Path(folder) if folder else None))


@contextmanager
def _library_to_compare_with(library: Path | None) -> Iterator[Library]:
    """The library that is meant; where there is none yet, an empty one that leaves nothing behind."""
    if settings(library).library.exists():
        with open_library(library) as reading_list:
            yield reading_list
        return
    with (
        TemporaryDirectory(prefix="readlist-") as folder,
        open_library(Path(folder) / "library.db", create=True) as empty,
    ):
        yield empty


def _report(draft: Draft) -> dict[str, object]:
    return {
        "name": draft.name,
        "format": draft.format,
        "confidence": round(draft.confidence, 2),
        "found": len(draft.entries),
        "new": draft.new,
        "improved": draft.improved,
        "unchanged": draft.unchanged,
        "doubts": draft.doubtful,
        "problems": [problem._asdict() for problem in draft.problems],
    }


def _print(draft: Draft) -> None:
    counts = f"{draft.new} new, {draft.improved} improved, {draft.unchanged} unchanged"
    doubts = f", {draft.doubtful} with doubts (`readlist list has:doubt`)" if draft.doubtful else ""
    say(f"{draft.name}: {draft.format}, {len(draft.entries)} found: {counts}{doubts}")
    for problem in draft.problems:
        say(f"  {output.passage(problem)}")
