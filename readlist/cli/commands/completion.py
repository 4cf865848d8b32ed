"""``readlist completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from readlist.cli.output import give

VARIABLE = "_READLIST_COMPLETE"


@click.command("completion", epilog="Example: readlist completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what a shell needs to complete commands, options, fields, tags and citation keys."""
    found = get_completion_class(shell)
    assert found is not None  # noqa: S101  click knows all three
    give((found(ctx.find_root().command, {}, "readlist", VARIABLE).source(),))
