"""Options that several subcommands share, and what they give."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from readlist.cli.output import tell, tell_kept
from readlist.cli.progress import Progress
from readlist.config import Config, load
from readlist.errors import ReadlistError
from readlist.library.shelf import Shelf
from readlist.model.paper import Status
from readlist.model.patience import LONG, Patience
from readlist.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from readlist.library import Library

_Function = TypeVar("_Function", bound="Callable[..., Any]")


class QueryWords(click.Command):
    """Takes a word like ``-audio`` for a part of the query, which it excludes; options of one letter stand alone."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put such words behind all options; a value glued to its option, as in ``-oFILE``, stays where it is."""
        short = {name for option in self.params for name in option.opts if len(name) == 2}
        end = args.index("--") if "--" in args else len(args)
        excluding = [word for word in args[:end] if len(word) > 2 and word[:2] not in short and _is_short(word)]
        options = [word for word in args[:end] if word not in excluding]
        return super().parse_args(ctx, [*options, "--", *excluding, *args[end + 1 :]])


def _is_short(word: str) -> bool:
    return word[0] == "-" and (word[1].isalpha() or word[1] == '"')


STATUSES = click.Choice([str(status) for status in Status])


def library_option(function: _Function) -> _Function:
    """Add ``--library FILE``."""
    return click.option("--library", type=click.Path(path_type=Path), help="The library file.")(function)


def or_standard_output(context: click.Context, option: click.Parameter, file: Path | None) -> Path | None:  # noqa: ARG001
    """The file that was named; None for "-", which stands for standard output."""
    return None if file == Path("-") else file


def yes_option(function: _Function) -> _Function:
    """Add ``--yes``."""
    return click.option("--yes", is_flag=True, help="Do not ask.")(function)


def parted(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags that were given to an option; commas part several."""
    return tuple(word.strip() for given in tags for word in given.split(","))


def pairs(fields: Sequence[str], form: str) -> dict[str, str]:
    """The names that were given to ``--field``, each with what stands behind it; the form says how they are written."""
    if wrong := next((text for text in fields if "=" not in text), None):
        raise click.UsageError(f"--field {wrong}: write {form}.")
    return {name.strip(): value for name, _, value in (text.partition("=") for text in fields)}


def settings(library: Path | None) -> Config:
    """The effective settings, with the library that was named."""
    return load({"library": library})


def open_shelf(library: Path | None) -> Shelf:
    """The library that is meant, to look at."""
    return Shelf.open(settings(library).library, create=False, patience=patience())


def patience() -> Patience:
    """Wait for other processes that are writing, and say so once."""
    return Patience(LONG, cache(partial(tell, "another process is writing to the library: waiting until it is done")))


@contextmanager
def open_library(library: Path | None, *, create: bool = False) -> Iterator[Library]:
    """The library that is meant; only what adds papers begins a new one.

    After what has changed the library, files that are kept current are written, and the backup of the day is made.
    """
    from readlist.library import Library  # noqa: PLC0415  looking does without what changes and reads

    config = settings(library)
    begins = create and not config.library.exists()
    with Library.open(config.library, create=create, key_style=config.citekey, patience=patience()) as reading_list:
        before = reading_list.version
        if begins:
            _tell_hint(config.library)
        yield reading_list
        if reading_list.version == before:
            return
        if reading_list.targets():
            for kept in reading_list.keeping.refresh():
                tell_kept(kept)
        from readlist.cli.backing import back_up_daily  # noqa: PLC0415  what changes nothing does without it

        back_up_daily(reading_list)


def _tell_hint(library: Path) -> None:
    from readlist.library.place import hint_of_place  # noqa: PLC0415  needed once in the life of a library

    if (hint := hint_of_place(library)) is not None:
        tell(f"{hint.text}. {hint.advice}")


def chosen_papers(shelf: Shelf, query: Sequence[str]) -> Sequence[int]:
    """The papers of a query; where there are none, those close to it, which is told."""
    with Progress("indexing") as progress:
        chosen = shelf.closest(" ".join(query), progress)
    if chosen.ids and not chosen.is_exact:
        tell(f"no paper has just these words; taken: {counted(len(chosen.ids))} close to them")
    return chosen.ids


def confirmed_papers(shelf: Shelf, words: Sequence[str], verb: str, *, yes: bool) -> Sequence[int]:
    """The papers that keys or a query name; asks where they are several, or only close to what was asked for."""
    with Progress("indexing") as progress:
        chosen = shelf.select(words, progress)
    close = "" if chosen.is_exact else ", none of which has just these words"
    if len(chosen.ids) > 1 or close:
        confirm(f"{verb} {counted(len(chosen.ids))}{close}?", yes=yes)
    return chosen.ids


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something that touches many papers; without a terminal to ask on, ``--yes`` is needed."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise ReadlistError(question.rstrip("?") + ": not confirmed", "Add --yes.")
    click.confirm(question, abort=True, err=True)
