"""``readlist demo``."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from readlist.cli.options import settings
from readlist.cli.output import say
from readlist.errors import ReadlistError
from readlist.library import Library


@click.command("demo", epilog="Example: readlist demo")
@click.option("--print", "print_only", is_flag=True, help="Print the page of sample papers instead, to paste it.")
def command(print_only: bool) -> None:
    """Open the app on a throw-away library of sample papers."""
    page = files("readlist").joinpath("demo", "page.txt").read_text(encoding="utf-8")
    if print_only:
        say(page)
        return
    if not sys.stdout.isatty():
        raise ReadlistError("the app needs a terminal", "Run `readlist demo` in one, or `readlist demo --print`.")
    from readlist.tui import run  # noqa: PLC0415  the app is loaded where it is opened

    with TemporaryDirectory(prefix="readlist-demo-") as folder:
        path = Path(folder) / "library.db"
        with Library.open(path) as library:
            library.add(page, "demo")
        code = run(replace(settings(None), library=path))
    if code:
        sys.exit(code)
