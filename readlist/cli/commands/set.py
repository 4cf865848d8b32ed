"""``readlist set``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.options import STATUSES, confirm, library_option, open_library, yes_option
from readlist.cli.output import tell
from readlist.library.update import Update
from readlist.model.paper import Status


@click.command(
    "set",
    epilog="Example: readlist set status:inbox author:huang --status later --tag +audio --yes",
    context_settings={"ignore_unknown_options": False},
)
@click.argument("words", nargs=-1, required=True, metavar="QUERY_OR_KEY...")
@click.option("--status", type=STATUSES, help="Where the papers stand.")
@click.option(
    "--tag", "tags", multiple=True, metavar="+A|-A", help="Add (+a or a) or remove (-a) a tag; may be repeated."
)
@click.option("--star/--no-star", "starred", default=None, help="Give a star, or take it away.")
@click.option("--priority", type=click.IntRange(0, 3), help="0 to 3.")
@click.option(
    "--field", "fields", multiple=True, metavar="NAME=VALUE", help="Set a bibliographic field; may be repeated."
)
@yes_option
@library_option
def command(
    words: tuple[str, ...],
    status: str | None,
    tags: tuple[str, ...],
    starred: bool | None,
    priority: int | None,
    fields: tuple[str, ...],
    yes: bool,
    library: Path | None,
) -> None:
    """Change papers, in one undo step; asks where there are several."""
    words_of_tags = [word for tag in tags for word in tag.replace(",", " ").split()]
    update = Update(
        status=Status(status) if status else None,
        starred=starred,
        priority=priority,
        add_tags=tuple(word.lstrip("+") for word in words_of_tags if not word.startswith("-")),
        remove_tags=tuple(word[1:] for word in words_of_tags if word.startswith("-")),
        fields=dict(map(_pair, fields)),
    )
    if update == Update():
        raise click.UsageError("Say what to change: --status, --tag, --star, --priority or --field.")
    with open_library(library) as reading_list:
        ids = reading_list.select(words)
        if len(ids) > 1:
            confirm(f"Change {len(ids)} papers?", yes=yes)
        change = reading_list.update(ids, update)
    tell(change.label if change.step else "nothing changed: it was so already")


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"--field {text}: write NAME=VALUE.")
    return name.strip(), value
