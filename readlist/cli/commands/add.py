"""``readlist add``."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from readlist.cli import output
from readlist.cli.completing import files
from readlist.cli.options import STATUSES, library_option, open_library, parted, settings
from readlist.cli.output import say
from readlist.cli.progress import Progress
from readlist.cli.texts import Input, read_all
from readlist.errors import InputError
from readlist.library.parts import Wanted
from readlist.model.draft import Added, Draft, Tallied
from readlist.model.paper import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.files import Text
    from readlist.library import Library
    from readlist.library.intake import Tell


@click.command("add", epilog="Example: readlist add page.txt --tag to-discuss")
@click.argument("files", nargs=-1, metavar="[FILE|-]...", shell_complete=files)
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

    All or nothing, one undo step; the same input again changes nothing. JSON lines of more than 64 MB are stored part
    by part: done again after it was stopped, it goes on.
    """
    wanted = Wanted("", notation, parted(tags), Status(status) if status else None)
    texts, large = _inputs(files, wanted, from_zotero, clipboard=clipboard)
    if large and dry_run:
        raise InputError(f"{large[0].name} is too large to be tried", "`readlist convert` shows what is read in it.")
    added, tallied = _rehearsed(texts, wanted, library) if dry_run else _stored(texts, large, wanted, library)
    if as_json:
        step = added.change.step or next((one.step for one in tallied if one.new or one.improved), None)
        say(json.dumps({"files": [_report(one) for one in tallied], "step": step}, ensure_ascii=False))
        return
    for one in tallied:
        _print(one)
    if dry_run:
        output.tell("dry run: nothing was stored")
    steps = [added.change.label] if added.change.step else []
    steps += [f"{one.name} is a step of its own" for one in tallied if one.step and (one.new or one.improved)]
    for label in steps:
        output.tell(f"{label} (`readlist undo` takes it back)")


def _inputs(
    files: tuple[str, ...], wanted: Wanted, from_zotero: str | None, *, clipboard: bool
) -> tuple[list[Input], list[Text]]:
    """What is to be read as a whole, and in parts."""
    texts: list[Input] = []
    large: list[Text] = []
    if files or clipboard or from_zotero is None:
        texts, large = read_all(files, wanted.notation, clipboard=clipboard)
    if from_zotero is not None:
        texts.append(_zotero(from_zotero))
    return texts, large


def _rehearsed(texts: list[Input], wanted: Wanted, library: Path | None) -> tuple[Added, list[Tallied]]:
    with _library_to_compare_with(library) as reading_list:
        added = reading_list.rehearse(*_drafts(reading_list, texts, wanted))
    return added, list(map(Tallied.of, added.drafts))


def _stored(texts: list[Input], large: list[Text], wanted: Wanted, library: Path | None) -> tuple[Added, list[Tallied]]:
    with _library_to_compare_with(library) as reading_list:
        drafts = _drafts(reading_list, texts, wanted)  # what cannot be read begins no library
    with open_library(library, create=True) as reading_list, Progress("storing") as tell:
        added = reading_list.accept(*drafts, tags=wanted.tags, status=wanted.status, tell=tell)
        parted = [_in_parts(reading_list, text, wanted._replace(name=text.name), tell) for text in large]
    return added, [*map(Tallied.of, added.drafts), *parted]


def _drafts(reading_list: Library, texts: list[Input], wanted: Wanted) -> list[Draft]:
    with Progress("reading") as tell:
        return [
            reading_list.draft(text, name, wanted.notation, tell, folder, compare=False) for name, text, folder in texts
        ]


def _in_parts(reading_list: Library, text: Text, wanted: Wanted, tell: Tell) -> Tallied:
    """Store a text part by part; what it brought."""
    size = text.size()
    done = Tallied(text.name)
    for done in reading_list.add_in_parts(text, wanted):
        tell(min(1.0, done.letters / size))
    return done


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


def _report(one: Tallied) -> dict[str, object]:
    return {
        "name": one.name,
        "format": one.format,
        "confidence": round(one.confidence, 2),
        "found": one.found,
        "new": one.new,
        "improved": one.improved,
        "unchanged": one.unchanged,
        "doubts": one.doubtful,
        "problems": [problem._asdict() for problem in one.problems],
    }


def _print(one: Tallied) -> None:
    counts = f"{one.new} new, {one.improved} improved, {one.unchanged} unchanged"
    doubts = f", {one.doubtful} with doubts (`readlist list has:doubt`)" if one.doubtful else ""
    say(f"{one.name}: {one.format}, {one.found} found: {counts}{doubts}")
    for problem in one.problems:
        say(f"  {output.passage(problem)}")
    if one.further:
        say(f"  and {one.further:,} more that could not be read")
