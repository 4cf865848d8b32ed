"""Processes of this program, beside the one that runs."""

from __future__ import annotations

import subprocess
import sys


def started(module: str, *arguments: str, outlives: bool = False) -> subprocess.Popen[bytes] | None:
    """A module of ours run in another process, unseen; None where none can be had.

    One that ``outlives`` this process is not ended by what ends the terminal's.
    """
    # -P: no module is looked for where the user is.
    command = [sys.executable, "-P", "-m", module, *arguments]
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.Popen(  # noqa: S603  this program itself, no shell
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=outlives
        )
    except OSError:
        return None
