"""``readlist formats``."""

from __future__ import annotations

import json

import click

from readlist import formats
from readlist.cli.output import say


@click.command("formats", epilog="Example: readlist formats --json")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(as_json: bool) -> None:
    """List what can be read and written."""
    readers, writers = formats.readers(), formats.writers()
    rows = [
        {
            "name": name,
            "label": (readers.get(name) or writers[name]).label,
            "read": name in readers,
            "write": name in writers,
            "ending": writers[name].suffix if name in writers else None,
        }
        for name in sorted(readers | writers)
    ]
    if as_json:
        say(json.dumps(rows, ensure_ascii=False))
        return
    width = max(len(name) for name in readers | writers)
    for row in rows:
        verbs = " and ".join(verb for verb in ("read", "write") if row[verb])
        say(f"{row['name']:<{width}}  {verbs:<14}  {row['label']}")
