"""Record docs/pictures/tour.cast, a minute in the real app on the sample papers: ``python docs/make_recording.py``.

The file is an asciicast (version 2): ``asciinema play docs/pictures/tour.cast`` shows it.
"""  # noqa: INP001  a script

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

RECORDING = Path(__file__).parent / "pictures" / "tour.cast"
COLUMNS, ROWS = 80, 24
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
ENTER, ESCAPE = "\r", "\x1b"


class Act(NamedTuple):
    """Something to type, letter by letter or at once, and how long it is looked at (seconds)."""

    text: str
    pause: float = 0.6
    at_once: bool = False


def tour(page: str) -> list[Act]:
    """Paste, accept, decide, tag, note, find by a mistyped word, undo, copy, leave."""
    return [
        Act("", 2.0),
        Act(PASTE_BEGINS + page + PASTE_ENDS, 3.0, at_once=True),
        Act(ENTER, 1.5),
        *(Act(key) for key in "rlxsx"),
        Act("t", 0.8), Act(" audio", 0.8, at_once=True), Act(ENTER, 0.8), Act("l"),
        Act("a", 0.6), Act("Ask for the recordings.", 0.6, at_once=True), Act(ESCAPE, 1.0, at_once=True),
        Act("d"), Act("u", 1.0), Act("*"), Act("+"),
        Act("/", 0.5), Act("humming qeries", 1.5), Act(ENTER, 1.0), Act("\\", 0.8),
        Act("ga", 1.0), Act("gn", 1.5), Act(ENTER, 2.0), Act("q", 0.8),
        Act("?", 1.5), Act(ESCAPE, 0.6, at_once=True), Act("gi", 1.0), Act("q", 0.5),
    ]  # fmt: skip


def record(acts: list[Act], library: Path) -> list[tuple[float, str]]:
    """What the app writes to its terminal while the acts are played, each piece with its time (seconds)."""
    pid, terminal = pty.fork()
    if pid == 0:
        environment = {"READLIST_LIBRARY": str(library), "READLIST_CONFIG": os.devnull, "TERM": "xterm-256color"}
        environment |= {"COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        os.execve(sys.executable, [sys.executable, "-m", "readlist"], {**os.environ, **environment})  # noqa: S606
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    os.kill(pid, signal.SIGWINCH)
    start, found = time.monotonic(), []

    def watch(seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([terminal], [], [], left)[0]:
                try:
                    written = os.read(terminal, 65536)
                except OSError:
                    return
                found.append((round(time.monotonic() - start, 3), written.decode(errors="replace")))

    for text, pause, at_once in acts:
        for piece in [text] if at_once else text or [""]:
            os.write(terminal, piece.encode())
            watch(0.12)
        watch(pause)
    os.close(terminal)
    os.waitpid(pid, 0)
    return found


def main() -> int:
    """Write the recording."""
    page = files("readlist").joinpath("demo", "page.txt").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        pieces = record(tour(page), Path(folder) / "library.db")
    head = {"version": 2, "width": COLUMNS, "height": ROWS, "title": "readlist", "env": {"TERM": "xterm-256color"}}
    lines = [json.dumps(head), *(json.dumps([at, "o", text], ensure_ascii=False) for at, text in pieces)]
    RECORDING.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{RECORDING}: {pieces[-1][0]:.0f} seconds\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
