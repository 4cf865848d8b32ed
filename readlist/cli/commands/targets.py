"""``readlist targets``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from readlist.cli.options import library_option, open_library, open_shelf
from readlist.cli.output import say, tell, tell_kept
from readlist.model.target import Outcome

if TYPE_CHECKING:
    from readlist.model.target import Target

_FILE = click.Path(path_type=Path)


@click.command("targets", epilog="Example: readlist targets --pause refs.bib")
@click.option("--pause", type=_FILE, help="Leave this file alone until it is resumed.")
@click.option("--resume", type=_FILE, help="Write this file again, now and after each change.")
@click.option("--remove", type=_FILE, help="Keep this file current no longer; it stays as it is.")
@click.option("--overwrite", type=_FILE, help="Write this file though its papers were edited in it.")
@click.option("--refresh", is_flag=True, help="Write every file that is not current.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@library_option
def command(
    pause: Path | None,
    resume: Path | None,
    remove: Path | None,
    overwrite: Path | None,
    refresh: bool,
    as_json: bool,
    library: Path | None,
) -> None:
    """List the files that are kept current (`readlist export --keep-current` adds one), or change them.

    Entries that others have added to such a file stay. Where somebody has edited one of readlist's entries, the file is
    left alone until you say what counts: put the edits into the library, then --overwrite writes the file again.
    """
    if pause or resume or remove or overwrite or refresh:
        with open_library(library) as reading_list:
            keeping = reading_list.keeping
            if pause:
                keeping.pause(pause, paused=True)
                tell(f"paused: {pause}")
            if remove:
                tell(f"kept current no longer: {keeping.forget(remove).path}")
            for kept in [
                *([keeping.pause(resume, paused=False)] if resume else []),
                *([keeping.overwrite(overwrite)] if overwrite else []),
                *(keeping.refresh() if refresh else []),
            ]:
                tell_kept(kept)
                if kept.outcome is Outcome.UNCHANGED and not refresh:
                    tell(f"current already: {kept.target.path}")
        return
    with open_shelf(library) as shelf:
        for target in shelf.targets():
            say(json.dumps(asdict(target), ensure_ascii=False) if as_json else _line(target))


def _line(target: Target) -> str:
    state = "paused" if target.paused else target.trouble or "current"
    how = " ".join(filter(None, (target.format, f"for {target.preset}", "in ASCII" * target.ascii)))
    return f"{target.path}\t{state}\t{target.query or 'all papers'}\t{how}\t{target.written or 'never written'}"
