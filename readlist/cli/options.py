"""Options that several subcommands share, and what they give."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from readlist.config import Config, load
from readlist.errors import ReadlistError
from readlist.library.shelf import Shelf
from readlist.model.paper import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from readlist.library import Library

_Function = TypeVar("_Function", bound="Callable[..., Any]")

STATUSES = click.Choice([str(status) for status in Status])


def library_option(function: _Function) -> _Function:
    """Add ``--library FILE``."""
    return click.option("--library", type=click.Path(path_type=Path), help="The library file.")(function)


def yes_option(function: _Function) -> _Function:
    """Add ``--yes``."""
    return click.option("--yes", is_flag=True, help="Do not ask.")(function)


def settings(library: Path | None) -> Config:
    """The effective settings, with the library that was named."""
    return load({"library": library})


def open_shelf(library: Path | None) -> Shelf:
    """The library that is meant, to look at."""
    return Shelf.open(settings(library).library, create=False)


def open_library(library: Path | None, *, create: bool = False) -> Library:
    """The library that is meant; only what adds papers begins a new one."""
    from readlist.library import Library  # noqa: PLC0415  looking does without what changes and reads

    return Library.open(settings(library).library, create=create)


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something that touches many papers; without a terminal to ask on, ``--yes`` is needed."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise ReadlistError(question.rstrip("?") + ": not confirmed", "Add --yes.")
    click.confirm(question, abort=True, err=True)
