"""What a shell may complete: the words of a query, citation keys, files."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from click.shell_completion import CompletionItem

from readlist.cli.options import open_shelf
from readlist.errors import ReadlistError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import click

    from readlist.library.shelf import Shelf

_MOST = 50


def query_words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The fields and values that may stand in a query where a word is begun."""
    return _found(ctx, param, incomplete, _of_query)


def keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The citation keys that begin so."""
    return _found(ctx, param, incomplete, _of_keys)


def keys_or_query(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Both."""
    return [*keys(ctx, param, incomplete), *query_words(ctx, param, incomplete)]


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001  click's signature
    """Let the shell complete the name of a file."""
    return [CompletionItem(incomplete, type="file")]


def _found(
    ctx: click.Context, param: click.Parameter, incomplete: str, find: Callable[[Shelf, str], Iterator[str]]
) -> list[str]:
    """The words that a shell may put in the place of the one that is typed; none where there is no library.

    Bash takes a colon for a word of its own, so that what stands before it is no part of what it replaces.
    """
    earlier: tuple[Any, ...] = ctx.params.get(param.name or "") or ()
    if incomplete == ":" and earlier:
        begun, kept = f"{earlier[-1]}:", len(str(earlier[-1]))
    elif len(earlier) > 1 and earlier[-1] == ":":
        begun, kept = f"{earlier[-2]}:{incomplete}", len(f"{earlier[-2]}:")
    else:
        begun, kept = incomplete, 0
    library: Path | None = ctx.params.get("library")
    with suppress(ReadlistError), open_shelf(library) as shelf:
        return [word[kept:] for word in find(shelf, begun)][:_MOST]
    return []


def _of_query(shelf: Shelf, begun: str) -> Iterator[str]:
    for completion in shelf.completions(begun, len(begun)):
        first, end = completion.span
        yield begun[:first] + completion.text + begun[end:]


def _of_keys(shelf: Shelf, begun: str) -> Iterator[str]:
    if ":" not in begun:
        for key in shelf.completions(f"key:{begun}", len(f"key:{begun}")):
            if key.text.casefold().startswith(begun.casefold()):
                yield key.text
