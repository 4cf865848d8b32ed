"""A program in a pseudo-terminal of its own, and what it costs the processor per key."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
COLUMNS, ROWS = 120, 40
HELD = 1 << 14  # bytes


class Terminal:
    """A running program; of what it prints only the end is held."""

    def __init__(self, child: int, descriptor: int) -> None:
        self.child = child
        self.descriptor = descriptor
        self.printed = b""
        self.received = 0  # bytes so far

    def cpu(self) -> float:
        """Seconds of processor time that the program has used so far, all its threads together."""
        fields = Path(f"/proc/{self.child}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        """Bytes of memory that the program holds, file pages left out."""
        lines = dict(
            line.split(":") for line in Path(f"/proc/{self.child}/status").read_text().splitlines() if ":" in line
        )
        return int(lines["RssAnon"].split()[0]) * 1024

    def status(self) -> int:
        """How the program has ended: its exit code, or the signal that ended it below nought."""
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])

    def settle(self, quiet: float = 0.05, longest: float = 60.0) -> None:
        """Wait until the program has printed nothing for a while."""
        end = time.monotonic() + longest
        while time.monotonic() < end:
            if not select.select([self.descriptor], [], [], quiet)[0]:
                return
            read = os.read(self.descriptor, 1 << 16)
            self.received += len(read)
            self.printed = (self.printed + read)[-HELD:]

    def press(self, keys: str, quiet: float = 0.05) -> None:
        """Press keys one after another, each when the screen has settled."""
        for key in keys:
            os.write(self.descriptor, key.encode())
            select.select([self.descriptor], [], [], 1.0)
            self.settle(quiet)

    def send(self, text: str, quiet: float) -> None:
        """Type a text at once, and wait until the program has printed nothing for a while."""
        os.write(self.descriptor, text.encode())
        self.settle(quiet)

    def cost(self, keys: str) -> float:
        """Milliseconds of processor time a key."""
        before = self.cpu()
        self.press(keys)
        return (self.cpu() - before) * 1000 / len(keys)


@contextmanager
def running(command: Sequence[str], folder: Path | None = None, **environment: str) -> Iterator[Terminal]:
    """A program in a terminal of 120 by 40, in a folder; it is ended when the block is left."""
    child, descriptor = pty.fork()
    if child == 0:
        os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"} | environment)
        os.chdir(folder or ".")
        time.sleep(0.05)  # until the terminal has its size
        os.execvp(command[0], list(command))
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    terminal = Terminal(child, descriptor)
    try:
        yield terminal
    finally:
        with suppress(ProcessLookupError, ChildProcessError):  # ended, and ``status`` was asked for
            os.kill(child, 9)
            os.waitpid(child, 0)
        os.close(descriptor)


def run_to_end(command: Sequence[str], **environment: str) -> float:
    """Run a command without a terminal; the seconds of processor time that it and its children took."""
    quiet = os.open(os.devnull, os.O_RDWR)
    child = os.fork()
    if child == 0:
        for descriptor in range(3):
            os.dup2(quiet, descriptor)
        os.environ.update(environment)
        os.execvp(command[0], list(command))
    os.close(quiet)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime
