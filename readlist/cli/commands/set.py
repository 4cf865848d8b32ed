"""``readlist set``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from readlist.cli.completing import keys_or_query
from readlist.cli.options import (
    STATUSES,
    QueryWords,
    confirmed_papers,
    library_option,
    open_library,
    pairs,
    parted,
    yes_option,
)
from readlist.cli.output import tell
from readlist.library.update import Update
from readlist.model.paper import Status
from readlist.model.planning import wake_day
from readlist.model.regex import regex

_TAG_WORD = regex(r"[+-]\w")


class TagWords(QueryWords):
    """Takes every word after ``--tag`` that begins with + or - for a tag: ``--tag +a -b``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Join each such word to an option of its own, since -b alone would be an option."""
        joined: list[str] = []
        tagging = False
        for word, following in zip(args, [*args[1:], ""], strict=False):
            if tagging and _TAG_WORD.match(word):
                joined.append(f"--tag={word}")
                continue
            tagging = word == "--tag" and _TAG_WORD.match(following) is not None
            joined += [] if tagging else [word]
        return super().parse_args(ctx, joined)


@click.command(
    "set",
    cls=TagWords,
    epilog="Example: readlist set status:inbox author:huang --status later --tag +audio --yes",
)
@click.argument("words", nargs=-1, required=True, metavar="QUERY_OR_KEY...", shell_complete=keys_or_query)
@click.option("--status", type=STATUSES, help="Where the papers stand.")
@click.option(
    "--tag", "tags", multiple=True, metavar="+A|-A", help="Add (+a or a) or remove (-a) a tag; may be repeated."
)
@click.option("--star/--no-star", "starred", default=None, help="Give a star, or take it away.")
@click.option("--priority", type=click.IntRange(0, 3), help="0 to 3.")
@click.option(
    "--field", "fields", multiple=True, metavar="NAME=VALUE", help="Set a bibliographic field; may be repeated."
)
@click.option("--snooze", metavar="DAY", help="Leave them out of the views until a day: 3d, fri, 2031-06-01; now.")
@click.option("--new-key", is_flag=True, help="Give the citation keys that the papers would get today.")
@yes_option
@library_option
def command(
    words: tuple[str, ...],
    status: str | None,
    tags: tuple[str, ...],
    starred: bool | None,
    priority: int | None,
    fields: tuple[str, ...],
    snooze: str | None,
    new_key: bool,
    yes: bool,
    library: Path | None,
) -> None:
    """Change papers, in one undo step; asks where there are several."""
    signed = parted(tags)
    update = Update(
        status=Status(status) if status else None,
        starred=starred,
        priority=priority,
        add_tags=tuple(word.lstrip("+") for word in signed if not word.startswith("-")),
        remove_tags=tuple(word[1:] for word in signed if word.startswith("-")),
        fields=pairs(fields, "NAME=VALUE"),
        new_key=new_key,
    )
    if update == Update() and snooze is None:
        raise click.UsageError("Say what to change: see the options of `readlist set --help`.")
    with open_library(library) as reading_list:
        if snooze is not None:
            update = replace(update, snoozed=wake_day(snooze, reading_list.today) or "")
        change = reading_list.update(confirmed_papers(reading_list, words, "Change", yes=yes), update)
    tell(change.label if change.step else "nothing changed: it was so already")
