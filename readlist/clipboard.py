"""Copy and paste, with the truth about which way it went."""

from __future__ import annotations

import base64
import os
import tempfile
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import ClipboardError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TERMINAL_LIMIT = 70_000  # bytes; tmux and several terminals drop longer OSC 52 sequences


def paste() -> str:
    """The text in the clipboard; ClipboardError where there is none or no way to it."""
    import pyperclip  # noqa: PLC0415  slow to import and seldom needed

    try:
        with _quiet():
            text = str(pyperclip.paste())
    except pyperclip.PyperclipException as error:
        raise ClipboardError(
            "the clipboard cannot be read here",
            "Paste with the terminal's own key, or give a file: `readlist add FILE`.",
        ) from error
    if not text.strip():
        raise ClipboardError("the clipboard holds no text", "Copy a page of papers first.")
    return text


def copy(text: str, send: Callable[[str], None] | None, environ: Mapping[str, str] = os.environ) -> str:
    """Copy a text and say how: to the local clipboard, by the terminal (``send`` is given the sequence), or to a file.

    Only the local clipboard can be verified.
    """
    if _is_local(environ) and _copy_locally(text):
        return "copied to the clipboard"
    if send is not None and len(text.encode()) <= TERMINAL_LIMIT:
        send(f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x1b\\")
        return "sent to the terminal's clipboard"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="readlist-", suffix=".txt", delete=False) as file:
        file.write(text)
    return f"no clipboard here: written to {Path(file.name)}"


def _is_local(environ: Mapping[str, str]) -> bool:
    return not (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def _copy_locally(text: str) -> bool:
    """Whether the text is in the local clipboard now; some programs report success without it, so it is read back."""
    import pyperclip  # noqa: PLC0415  slow to import and seldom needed

    try:
        with _quiet():
            pyperclip.copy(text)
            return str(pyperclip.paste()).replace("\r\n", "\n") == text
    except pyperclip.PyperclipException:
        return False


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what clipboard programs say off the screen."""
    with redirect_stderr(StringIO()):
        yield


def is_there(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a local clipboard to copy to, as far as can be told without touching it."""
    import pyperclip  # noqa: PLC0415  slow to import and seldom needed

    return _is_local(environ) and bool(pyperclip.is_available())
