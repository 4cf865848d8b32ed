"""``readlist doctor``."""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlist.cli.machine import check_clipboard, check_settings, check_terminal
from readlist.cli.options import library_option, settings
from readlist.cli.output import say, tell
from readlist.errors import ConfigError, ReadlistError
from readlist.library.checkup import examined, mended
from readlist.model.finding import Finding, Level
from readlist.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = {Level.OK: "ok", Level.NOTE: "note", Level.PROBLEM: "PROBLEM"}


@click.command("doctor", epilog="Example: readlist doctor --fix")
@click.option("--fix", is_flag=True, help="Make anew what can be: indexes, derived columns, permissions.")
@click.option("--thorough", is_flag=True, help="Look at everything, however long it takes.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON lines.")
@library_option
def command(fix: bool, thorough: bool, as_json: bool, library: Path | None) -> None:
    """Examine the library and what it needs around it; for each finding, what to do.

    Nothing is changed without --fix, and nothing that you have written is changed with it. Ends with 1 where there is a
    problem.
    """
    if fix:
        found = list(_findings(library, thorough=thorough))
        for line in mended(settings(library).library, found) if any(finding.mend for finding in found) else ():
            tell(line)
    problems = 0
    for finding in _findings(library, thorough=thorough):
        say(_as_json(finding) if as_json else _line(finding))
        sys.stdout.flush()
        problems += finding.level is Level.PROBLEM
    if problems:
        raise ReadlistError(f"found {counted(problems, 'problem')}")


def _findings(library: Path | None, *, thorough: bool) -> Iterator[Finding]:
    """What is found, with what is told of this machine behind what is told of the library."""
    readable = check_settings(lambda: settings(library))
    machine = chain([readable], [check_clipboard()], check_terminal())
    try:
        place = settings(library).library
    except ConfigError:
        return machine
    return chain(examined(place, thorough=thorough), machine)


def _line(finding: Finding) -> str:
    advice = f"\n{'':24}{finding.advice}" if finding.advice and finding.level is not Level.OK else ""
    return f"{_SIGNS[finding.level]:8}{finding.about:16}{finding.text}{advice}"


def _as_json(finding: Finding) -> str:
    return json.dumps(finding._asdict(), ensure_ascii=False)
