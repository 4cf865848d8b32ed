"""``readlist show``."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from readlist import formats
from readlist.cli.completing import keys
from readlist.cli.options import library_option, open_shelf
from readlist.cli.output import say
from readlist.errors import NotFound
from readlist.model.residue import plain

if TYPE_CHECKING:
    from readlist.model.paper import Paper


@click.command("show", epilog="Example: readlist show vaswani2017attention")
@click.argument("key", shell_complete=keys)
@click.option("--json", "as_json", is_flag=True, help="Print the JSON record.")
@library_option
def command(key: str, as_json: bool, library: Path | None) -> None:
    """Show one paper; KEY is its citation key or its id."""
    with open_shelf(library) as shelf:
        id_ = shelf.resolve(key)
        if id_ is None:
            raise NotFound(f"no paper with the key {key!r}", "`readlist list --format keys` lists the keys.")
        (paper,) = shelf.papers([id_])
    if as_json:
        say("".join(formats.writer("jsonl").write([paper], formats.WriteOptions())).rstrip("\n"))
        return
    cells = min(shutil.get_terminal_size().columns, 100)
    for paragraph in _paragraphs(paper):
        for line in plain(paragraph).split("\n"):
            say("\n".join(wrap(line, cells, break_long_words=False)))
    for line in _verbatim(paper):
        say(line)


def _paragraphs(paper: Paper) -> list[str]:
    """What is set to the width of the terminal."""
    record = paper.record
    authors = ", ".join(name.display for name in record.authors) + ("" if record.authors_complete else " et al.")
    facts = [
        str(record.date or ""),
        record.venue or "",
        ", ".join(record.categories),
        record.doi or "",
        record.arxiv or "",
    ]
    state = [
        str(paper.status),
        "starred" if paper.starred else "",
        f"priority {paper.priority}" if paper.priority else "",
        f"snoozed until {paper.snoozed}" if paper.snoozed else "",
    ]
    state += [
        " ".join(f"#{tag}" for tag in paper.tags),
        f"key {record.citekey}" if record.citekey else f"id {paper.id}",
    ]
    parts = [record.heading, authors, " · ".join(filter(None, facts)), " · ".join(filter(None, state))]
    parts += [f"doubt: {doubt}" for doubt in record.doubts]
    parts += ["", record.abstract] if record.abstract else []
    return parts


def _verbatim(paper: Paper) -> list[str]:
    """What is shown as it is: addresses, attachments and the note."""
    urls = dict.fromkeys(filter(None, (paper.record.url, *paper.record.urls)))
    files = [f"{path} ({type_})" if type_ else path for path, type_ in paper.record.attachments]
    note = ["Note:", paper.note] if paper.note else []
    return [line for part in (urls, files, note) if part for line in ("", *part)]
