"""``readlist serve``."""

from __future__ import annotations

from pathlib import Path

import click

from readlist.cli.options import library_option, settings
from readlist.cli.output import tell
from readlist.errors import ReadlistError


@click.command("serve", epilog="Example: readlist serve --port 8765")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@library_option
def command(port: int, library: Path | None) -> None:
    """Show the app in a browser on this machine; ctrl+c ends it. Needs the extra: pip install 'readlist[web]'."""
    from readlist.serving import LocalServer  # noqa: PLC0415  loads a web server

    path = settings(library).library
    server = LocalServer(path, port, lambda address: tell(f"open {address}"))
    try:
        server.serve()
    except OSError as error:
        raise ReadlistError(f"cannot listen on port {port}: {error.strerror}", "Name another with --port.") from error
