"""The command line: each subcommand parses, calls the library once, and prints."""

from __future__ import annotations

import os
import pkgutil
import sys
from contextlib import suppress
from importlib import import_module

import click

from readlist import __version__
from readlist.cli import commands
from readlist.cli.output import complain
from readlist.errors import ReadlistError


class Subcommands(click.Group):
    """Finds each subcommand in the module of its name, and imports that one only."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of all subcommands."""
        return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"{commands.__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101  each module of that folder holds one
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that is named; wrong use, with the nearest name, where there is none of it."""
        if args[0] not in (known := self.list_commands(ctx)):
            from readlist.model.query.fields import nearest  # noqa: PLC0415  only a mistake pays for it

            ctx.fail(f"No such command {args[0]!r}. {nearest(args[0], known)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the subcommand; where nobody reads any more what it prints, it ends, and that is no failure."""
        with suppress(BrokenPipeError):
            return super().invoke(ctx)
        return None


@click.group(
    cls=Subcommands,
    epilog="`readlist` alone opens the terminal app. `readlist COMMAND --help` shows an example of each command.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="readlist", message="%(prog)s %(version)s")
@click.option("--library", metavar="FILE", help="The library file, for every command.")
@click.pass_context
def root(ctx: click.Context, library: str | None) -> None:
    """A reading list for research papers: paste a page, decide with one key, export to a reference manager."""
    if library is not None:
        ctx.default_map = {name: {"library": library} for name in root.list_commands(ctx)}


def main() -> int:
    """Run a subcommand; the exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted."""
    try:
        root.main(prog_name="readlist", standalone_mode=False)
        sys.stdout.flush()
    except ReadlistError as error:
        complain(error)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        complain(ReadlistError(f"cannot go on: {error.strerror or error}"))
        return 1
    return 0
