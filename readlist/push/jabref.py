"""A running JabRef: its HTTP server where that is on, else its program, which hands a file to the open window."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from readlist.errors import PushError
from readlist.push._http import ask, checked

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "http://127.0.0.1:23119"
PROGRAMS = ("jabref", "JabRef")

_HINT = "Start JabRef and open a library, or open a file in it: `readlist export --for jabref -o papers.bib`."


def add(bibtex: str, file: Path, address: str = ADDRESS) -> str:
    """Hand BibTeX entries to JabRef and say which way; PushError where there is no way.

    ``file`` is where they are kept for the program, which may read it after this returns.
    """
    address = checked(address)
    answer = ask(f"{address}/libraries")
    if answer is not None and answer.status == 200 and isinstance(answer.json(), list):
        added = ask(f"{address}/libraries/current/entries", bibtex.encode(), {"Content-Type": "application/x-bibtex"})
        if added is None or not 200 <= added.status < 300:
            told = f": status {added.status} {added.text[:200]}".rstrip() if added else ""
            raise PushError(f"JabRef did not take the papers{told}", _HINT)
        return "its HTTP server"
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise PushError("JabRef is neither running with its HTTP server nor installed", _HINT)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(bibtex, encoding="utf-8")
    _run(program, file)
    return program


def _run(program: str, file: Path) -> None:
    """Start the program on a file; it stays open where no window was, so it is not waited for for long."""
    command = [program, "--importToOpen", str(file.resolve())]
    started = subprocess.Popen(  # noqa: S603  a program of the user's own, no shell
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        code = started.wait(timeout=3)
    except subprocess.TimeoutExpired:
        return
    if code:
        raise PushError(f"{program} ended with {code}", _HINT)
