"""``readlist stats``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlist.cli.options import library_option, open_shelf, settings
from readlist.cli.output import say
from readlist.model.charts import ASCII_LEVELS, bar
from readlist.model.statistics import told_delay, told_forecast
from readlist.model.text import shorten, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readlist.model.statistics import Statistics

_BAR = 12  # cells
_NAME = 24
_ASCII = str.maketrans({**ASCII_LEVELS, "…": "~"})


@click.command("stats", epilog="Example: readlist stats --weeks 4")
@click.option("--weeks", type=click.IntRange(1, 520), default=12, show_default=True, help="How many weeks back.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@library_option
def command(weeks: int, as_json: bool, library: Path | None) -> None:
    """Tell what was added, decided and read by week, what there is, and when the inbox will be empty."""
    with open_shelf(library) as shelf:
        found = shelf.statistics(weeks)
    if as_json:
        say(_as_json(found))
        return
    plain = settings(library).ascii or not _can_print("█…")
    for line in _lines(found):
        say(line.translate(_ASCII) if plain else line)


def _can_print(signs: str) -> bool:
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _lines(found: Statistics) -> Iterator[str]:
    weeks = [(week.added, week.decided, week.read) for week in found.weeks]
    most = tuple(map(max, zip(*weeks, strict=True)))
    yield "week of     " + "".join(f"{head:>7} {'':{_BAR}}" for head in ("added", "decided", "read")).rstrip()
    for week, numbers in zip(found.weeks, weeks, strict=True):
        cells = (f"{n:>7} {bar(n, top, _BAR):{_BAR}}" for n, top in zip(numbers, most, strict=True))
        yield f"{week.start}  {''.join(cells)}".rstrip()
    yield ""
    yield told_forecast(found)
    yield told_delay(found)
    yield ""
    top = max(found.statuses.values(), default=0)
    yield from (_row(str(status), papers, top) for status, papers in found.statuses.items())
    yield ""
    yield from (_row(f"#{tag}", papers, found.tags[0][1]) for tag, papers in found.tags)


def _row(name: str, papers: int, most: int) -> str:
    shown = shorten(name, _NAME)
    return f"{shown}{' ' * (_NAME - width(shown))}{papers:>7} {bar(papers, most, 2 * _BAR)}".rstrip()


def _as_json(found: Statistics) -> str:
    return json.dumps(
        {
            "weeks": [week._asdict() for week in found.weeks],
            "statuses": {str(status): papers for status, papers in found.statuses.items()},
            "tags": [{"tag": tag, "papers": papers} for tag, papers in found.tags],
            "days_to_decide": found.days_to_decide,
            "inbox_shrinks_by": found.pace,
            "weeks_to_empty": found.weeks_to_empty,
        },
        ensure_ascii=False,
    )
