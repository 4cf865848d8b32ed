"""``readlist config``."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import click

from readlist.cli.options import library_option, settings
from readlist.cli.output import say, tell
from readlist.config import REMEMBERED, Config, config_path
from readlist.errors import ConfigError
from readlist.remembered import state_path


@click.command("config", epilog="Example: readlist config --edit")
@click.option("--edit", is_flag=True, help="Open the configuration file in $VISUAL or $EDITOR.")
@library_option
def command(edit: bool, library: Path | None) -> None:
    """Print the effective settings and where each came from."""
    path = config_path()
    if edit:
        _edit(path)
    config = settings(library)
    for setting in fields(Config):
        if setting.name != "origins":
            say(f"{setting.name} = {getattr(config, setting.name)}\t({config.origins[setting.name]})")
    tell(f"configuration file: {path}" + ("" if path and path.exists() else " (not there)"))
    if REMEMBERED in config.origins.values():
        tell(f"remembered by the app: {state_path()}")


def _edit(path: Path | None) -> None:
    if path is None:
        raise ConfigError("there is no home folder to keep settings in", "Name a file with READLIST_CONFIG.")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}", "Name another with READLIST_CONFIG.") from error
    click.edit(filename=str(path))
    tell(f"edited: {path}")
