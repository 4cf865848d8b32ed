"""What `readlist doctor` finds around a library: settings, clipboard, terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from readlist.clipboard import is_there
from readlist.config import config_path
from readlist.errors import ReadlistError
from readlist.model.finding import Finding, Level, note, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_SECONDS = 2.0
_SMALLEST = (40, 10)
_MANY_COLORS = ("truecolor", "24bit", "256color", "kitty", "direct")


def check_settings(load: Callable[[], object]) -> Finding:
    """Whether the settings can be read."""
    try:
        load()
    except ReadlistError as error:
        return problem("settings", error.message, error.hint)
    path = config_path()
    return Finding("settings", f"{path}" if path and path.exists() else "none are written down")


def check_clipboard(environ: Mapping[str, str] = os.environ) -> Finding:
    """Which ways there are to copy."""
    if is_there(environ):
        return Finding("clipboard", "that of this machine")
    advice = "Under Linux, wl-clipboard or xclip is the way to a clipboard of this machine."
    return note("clipboard", "sent to the terminal (OSC 52), which cannot be verified; long texts go to a file", advice)


def check_terminal(environ: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """What the terminal can show."""
    kind = environ.get("TERM", "")
    size = shutil.get_terminal_size()
    encoding = sys.stdout.encoding or "ascii"
    text = f"{kind or 'unknown'}, {size.columns}x{size.lines}, {encoding}"
    if not kind or kind == "dumb":
        yield note("terminal", text, "The app needs a terminal; the command line does without.")
    elif (size.columns, size.lines) < _SMALLEST or size.lines < _SMALLEST[1]:
        yield note("terminal", text, f"The app needs {_SMALLEST[0]} columns and {_SMALLEST[1]} lines.")
    elif encoding.lower().replace("-", "") != "utf8":
        yield note("terminal", text, "Only ASCII signs are drawn; a locale with UTF-8 has them all.")
    else:
        yield Finding("terminal", text)
    yield _colors(kind, environ)
    if environ.get("TMUX"):
        yield _tmux(_asked("tmux", "show-options", "-gv", "set-clipboard"))


def _colors(kind: str, environ: Mapping[str, str]) -> Finding:
    if environ.get("NO_COLOR"):
        return Finding("colors", "none, as NO_COLOR asks")
    if any(sign in kind or sign in environ.get("COLORTERM", "") for sign in _MANY_COLORS):
        return Finding("colors", environ.get("COLORTERM") or "256")
    return note("colors", "few", "A TERM like xterm-256color, or COLORTERM=truecolor, shows the themes as they are.")


def _tmux(setting: str) -> Finding:
    level = Level.OK if setting == "on" else Level.NOTE
    advice = "" if setting == "on" else "`set -g set-clipboard on` lets what is copied reach tmux and the terminal."
    return Finding("tmux", f"set-clipboard {setting or 'is not told'}", level, advice)


def _asked(*command: str) -> str:
    """What a program answers; nothing where it does not."""
    try:
        return subprocess.run(  # noqa: S603  a fixed command, no shell
            command, capture_output=True, text=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
