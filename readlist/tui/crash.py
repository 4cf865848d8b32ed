"""What is left after a mistake of our own: a log without the values of variables, and two lines that name it."""

from __future__ import annotations

import traceback
from datetime import datetime
from typing import TYPE_CHECKING

from platformdirs import user_log_path

from readlist import __version__

if TYPE_CHECKING:
    from pathlib import Path


def report(error: BaseException, folder: Path | None = None) -> str:
    """Write the log of an error and give the two lines that tell of it."""
    told = "readlist had to stop because of a mistake in the program. What you decided is stored."
    now = datetime.now().astimezone()
    folder = folder or user_log_path("readlist")
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.log"
    log = f"readlist {__version__}, {now.isoformat()}\n{''.join(traceback.format_exception(error))}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(log, encoding="utf-8")
    except OSError:
        return f"{told}\n{type(error).__name__}; no log could be written to {folder}."
    return f"{told}\nThe details are in {path}."
