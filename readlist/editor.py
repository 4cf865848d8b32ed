"""A text in the user's own editor; what was written is in a file until it is stored."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from readlist.errors import ExportError, LibraryError, ReadlistError
from readlist.files import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_HINT = "Set VISUAL or EDITOR."
_USUAL = ("sensible-editor", "nano", "vim", "vi", "notepad")


class NoteDraft:
    """A note while it is written: a file beside the library, which stays until ``forget``, whatever happens.

    >>> from pathlib import Path
    >>> NoteDraft(Path("library.db"), 12, "").path
    PosixPath('library.db.note-12.md')
    """

    def __init__(self, library: Path, paper: int, note: str) -> None:
        self.path = library.with_name(f"{library.name}.note-{paper}.md")
        self._note = note
        self.is_left_over = False
        """Whether it holds what was written before and never stored."""

    def edit(self) -> str:
        """What the user makes of the note, or of what was left over; ReadlistError where there is no editor."""
        command = editor()
        try:
            self.is_left_over = self.path.exists()
            if not self.is_left_over:
                replace_file(self.path, self._note, mode=0o600)  # half a note must not pass for what was left over
            with _ending_with_the_terminal():
                code = subprocess.call([*command, str(self.path)])  # noqa: S603  the user's own choice, and no shell
            if code:
                raise ReadlistError(f"{command[0]} ended with {code}", f"What was written is in {self.path}.")
            return self.path.read_text(encoding="utf-8", errors="replace").rstrip()
        except OSError as error:
            raise ReadlistError(f"cannot edit {self.path}: {error.strerror}", _HINT) from error
        except ExportError as error:
            raise ReadlistError(f"cannot edit: {error.message}", "The note was not changed.") from error

    @contextmanager
    def kept(self, text: str) -> Iterator[None]:
        """Where the block, which stores the note, fails, keep its text; else take the file away."""
        try:
            yield
        except LibraryError:
            with suppress(ExportError):  # the disk is full; the text is still on the screen
                replace_file(self.path, text, mode=0o600)
            raise
        self.forget()

    def forget(self) -> None:
        """Take the file away, now that the note is stored."""
        self.path.unlink(missing_ok=True)


@contextmanager
def _ending_with_the_terminal() -> Iterator[None]:
    """Let the loss of the terminal end the program at once: while it waits it could not leave in order."""
    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    before = signal.getsignal(hangup) if hangup else None
    if hangup is None or not callable(before):
        yield
        return
    signal.signal(hangup, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(hangup, before)


def editor(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The words that start the user's editor: ``VISUAL``, ``EDITOR``, or one that is there; ReadlistError without."""
    for variable in ("VISUAL", "EDITOR"):
        if wanted := environ.get(variable, "").strip():
            words = shlex.split(wanted)
            break
    else:
        words = [next(filter(shutil.which, _USUAL), "")]
    if not (words and words[0] and shutil.which(words[0])):
        raise ReadlistError(f"the editor {words[0]} was not found" if any(words) else "no editor was found", _HINT)
    return words
