"""Start readlist: the terminal app when it is called alone, else a subcommand."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> int:
    """Run what the command line asks for; the exit code."""
    words = sys.argv[1:]
    if words == ["--version"]:
        from readlist import __version__  # noqa: PLC0415  the quickest answer imports nothing else

        print(f"readlist {__version__}")  # noqa: T201  the answer
        return 0
    if "_READLIST_COMPLETE" not in os.environ and (not words or (len(words) == 2 and words[0] == "--library")):
        return _open_app(words[1] if words else None)
    if len(words) == 1 and words[0].startswith("--library="):
        return _open_app(words[0].partition("=")[2])
    from readlist.cli import main as run_command  # noqa: PLC0415  the app does without the command line's packages

    return run_command()


def _open_app(library: str | None) -> int:
    """Open the terminal app without what subcommands need."""
    from readlist.errors import ReadlistError  # noqa: PLC0415  only what the app needs is imported

    try:
        from readlist.config import load  # noqa: PLC0415
        from readlist.tui import run  # noqa: PLC0415

        return run(load({"library": library}))
    except ReadlistError as error:
        print(f"readlist: {error.message}", file=sys.stderr)  # noqa: T201  the message
        if error.hint:
            print(f"  {error.hint}", file=sys.stderr)  # noqa: T201  the hint
        return 1


def start() -> NoReturn:
    """Be the program: nothing that is loaded becomes garbage, and at the end nothing is taken apart, for speed."""
    gc.disable()
    _open_streams()
    try:
        code = main()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201  the message
        code = 130
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _open_streams() -> None:
    """Give the standard streams that the shell closed something to read from and write to."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


if __name__ == "__main__":
    start()
